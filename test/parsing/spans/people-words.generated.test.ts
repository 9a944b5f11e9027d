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
  (n) => `${n}因外出取样，党小组会请假一次`,
  (n) => `${n}：明早8点党小组会请假`,
  (n) => `序号 请假人 会议\n1 ${n} 组织生活会`,
  (n) => `支委会应到5缺1，缺的是外出进修的${n}`,
  (n) => `10月30日组织生活会${n}人到名未签，补签。`,
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

describe('names in a row', () => {
  it('two that are words before what both do', () => {
    const people = ['荣誉', '荣耀', OTHER];
    const knowledge = knowledgeOf({ people });
    for (const behind of ['两兄弟都来签到了', '姐妹签到', '夫妻请假']) {
      const { s } = normalise(`荣誉荣耀${behind}`);
      const found = readSpans(normalise(s), NOW, calendar, knowledge).people.map((p) => p.name);
      expect(found, behind).toEqual(['荣誉', '荣耀']);
    }
  });

  it('of other tongues without a mark between', () => {
    const people = ['艾山江', '买买提江', '肉孜江'];
    const knowledge = knowledgeOf({ people });
    const found = readSpans(normalise('艾山江买买提江肉孜江三个去城里卖瓜'), NOW, calendar, knowledge).people;
    expect(found.map((p) => p.name)).toEqual(people);
    const one = readSpans(
      normalise('艾山江买买提签到'),
      NOW,
      calendar,
      knowledgeOf({ people: ['艾山江'] }),
    ).people;
    expect(one.map((p) => p.name)).not.toContain('艾山江');
  });

  it('with how many they are behind the last', () => {
    for (const people of [[], ['卢沛', '卢佩']])
      for (const kin of ['三姐妹', '两兄弟', '俩父子', '三兄妹'])
        expect(namesIn(`给卢沛、卢佩${kin}请假`, people), kin).toEqual(['卢沛', '卢佩']);
  });
});

const namesIn = (text: string, people: readonly string[] = []): string[] =>
  readSpans(normalise(text), NOW, calendar, knowledgeOf({ people })).people.map((p) => p.name);

describe('who is not meant', () => {
  it.each([
    ['不是给尤三请，是给尤四请', ['尤四']],
    ['签成宋大春了 我是宋大山', ['宋大山']],
    ['代邓老签到（邓九如，腿脚不便）', ['邓九如']],
    ['补签人：张三 证明：李四', ['张三']],
    ['责任领导：李四 责任人：张三', ['张三']],
    ['责任领导李四，责任人张三，编号12', ['张三']],
    ['责任领导李四的整改', ['李四']],
  ])('%s', (text, names) => {
    expect(namesIn(text, ['尤三', '尤四', '宋大春', '宋大山', '邓九如', '张三', '李四'])).toEqual(names);
  });

  it.each([
    '下月一号我过生日',
    '须上堤，请假',
    '排到我白班，请假',
    '名字麻烦勾上，签到',
    '签到却显示缺席',
    '月饼带来了',
    '地点：老书记家客厅',
    '由年级组长负责',
    '冷家三个 签到',
    '问题路牌没到货',
    '祝支部大会越开越兴旺',
    '支委会（9月13日9:00）人员接龙',
    '人员全部到齐共十一人',
  ])('%s names nobody', (text) => {
    expect(namesIn(text, ['赵大勇'])).toEqual([]);
    expect(namesIn(text)).toEqual([]);
  });
});
