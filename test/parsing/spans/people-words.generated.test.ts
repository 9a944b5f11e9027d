import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { knowledgeOf } from '../../../src/parsing/knowledge.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { readSpans } from '../../../src/parsing/spans/spans.ts';

/** Names that are everyday words as well. */
const WORDY = ['周到', '安心', '费心', '常胜', '和平', '得水', '牛奔', '铁牛', '向前', '安康', '平安'];
/** … of those that stand at the head of many a message. */
const KEYWORDS = ['任务', '报告', '周五', '白露', '通知'];
/** Names that end as slips of the thumb do. */
const SLIPPERY = ['李秀英', '孙石', '张小千', '赵有钱', '刘得时'];
const OTHER = '赵大勇';
const NOW = Date.parse('2026-11-28T10:00:00+08:00');
const calendar = createCalendar();

function named(text: string, name: string): boolean {
  const knowledge = knowledgeOf({ people: [name, OTHER] });
  return readSpans(normalise(text), NOW, calendar, knowledge).people.some((p) => p.name === name);
}

/** Where a person stands, whatever the name. */
const PLACES: readonly ((name: string) => string)[] = [
  (n) => `代签：${n}`,
  (n) => `帮${n}签到`,
  (n) => `替${n}请假，明天的党课`,
  (n) => `主持：${n}`,
  (n) => `主持人：${n}；记录人：${OTHER}`,
  (n) => `记录 ${n}`,
  (n) => `${OTHER}主持，${n}记录`,
  (n) => `到会：${OTHER}、${n}`,
  (n) => `${OTHER}和${n}已到`,
  (n) => `${n}签到`,
  (n) => `缺席：${n}（出差）`,
  (n) => `1. ${OTHER}\n2. ${n}`,
  (n) => `1 ${OTHER} 到\n2 ${n} 请假`,
  (n) => `姓名\t状态\n${OTHER}\t到\n${n}\t到`,
  (n) => `|${OTHER}|到|\n|${n}|请假|`,
  (n) => `请个假，${n}`,
  (n) => `明天的党课来不了，请假。——${n}`,
  (n) => `把${n}也算上`,
  (n) => `病假：${OTHER} 事假：${n}`,
];
/** Words that head a message stand there as words too. */
const LOOSE: readonly ((name: string) => string)[] = [
  (n) => `第五党小组${n}，到`,
  (n) => `路上堵！${n}今天请假`,
  (n) => `${n}，下周三我在外地，请假`,
];

describe('names that are words', () => {
  it.each([...WORDY, ...KEYWORDS])('are people where people stand: %s', (name) => {
    expect(PLACES.map((place) => place(name)).filter((text) => !named(text, name))).toEqual([]);
  });

  it.each(WORDY)('may open a clause: %s', (name) => {
    expect(LOOSE.map((place) => place(name)).filter((text) => !named(text, name))).toEqual([]);
  });

  it.each([
    ['周到', '服务很周到，大家都满意'],
    ['任务', '任务完成了一半，月底前能弄完'],
    ['任务', '整改任务已经落实'],
    ['安心', '请大家安心工作'],
    ['费心', '让您费心了'],
    ['白露', '白露时节学习农技'],
    ['和平', '观看和平年代的故事'],
    ['周五', '周五下午三点开党课'],
    ['周五', '下周五请假'],
    ['报告', '报告，3号问题进度60%'],
    ['同意', '同意5号问题销号'],
    ['通知', '通知明天下午开会'],
    ['平安', '祝大家平安健康'],
    ['劳动', '五一劳动节慰问'],
    ['向前', '继续向前推进'],
    ['安康', '祝您安康幸福'],
  ])('stay words in prose: %s in %s', (name, text) => {
    expect(named(text, name)).toBe(false);
  });

  it.each(['今天', '今年', '明天', '后天', '前期', '目前'])(
    'a word for a time heads a sentence: %s',
    (word) => {
      expect(named(`${word}下午三点开党课`, word)).toBe(false);
    },
  );

  it.each(['张三前', '李卫国', '彭丽芬', '姬如雪'])(
    'a day behind a name takes nothing from it: %s',
    (name) => {
      for (const behind of ['前天在台上没空签', '后天请假', '当天没签到', '当日在场', '那天在'])
        expect(named(`${name}${behind}`, name), behind).toBe(true);
    },
  );

  it.each(SLIPPERY)('到 behind a name is no slip: %s', (name) => {
    for (const text of [`${name}到`, `1.${OTHER}到 2.${name}到`, `${name}到了，请补上`])
      expect(named(text, name), text).toBe(true);
  });

  it('slips are still read where they are slips', () => {
    const cleaned = (text: string) => normalise(text).s;
    expect(cleaned('英到23人，石到21人')).toBe('应到23人,实到21人');
    expect(cleaned('张三千到')).toBe('张三千到');
    expect(cleaned('千到')).toBe('签到');
    expect(cleaned('帮我补千')).toContain('补签');
  });
});
