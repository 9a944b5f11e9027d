// What is acted on and what is asked about, whatever the words: by the kind of thing that was left unread.
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Saturday. */
const now = Date.parse('2026-11-21T10:00:00+08:00');
const people = ['贺春生', '卢小满', '阿依古丽', '司马文', '田大壮'];
const read = (text: string) => understand(text, now, { knowledge: knowledgeOf({ people }) });
const acts = (text: string) => {
  const said = read(text);
  return said.certainty === 'clear' && said.contradictions.length === 0 && said.intent.intent !== 'none';
};
const meetings = ['党课', '主题党日', '支部党员大会'] as const;

/** Every text is acted on. */
const clear = (name: string, texts: readonly string[]) =>
  it(`acts: ${name}`, () => {
    const asked = texts.filter((text) => !acts(text)).map((text) => ({ text, unread: read(text).unread }));
    expect(asked).toEqual([]);
  });
/** None is, and where `unread` is given it names what was not read. */
const open = (name: string, texts: readonly string[], unread?: string) =>
  it(`asks: ${name}`, () => {
    expect(texts.filter(acts)).toEqual([]);
    if (unread !== undefined)
      for (const text of texts) expect(read(text).unread.join(), text).toContain(unread);
  });
const each = (make: (meeting: string) => string) => meetings.map(make);

describe('conditions, jokes, denials', () => {
  open(
    'what may be',
    ['可能', '说不定', '也许', '看情况', '如果下雨'].flatMap((maybe) =>
      each((m) => `明天的${m}我${maybe}请假`),
    ),
  );
  open(
    'a joke',
    each((m) => `明天的${m}请假，开玩笑的`),
  );
  it('a denial before the word is never a leave', () => {
    for (const text of each((m) => `明天的${m}我没请假`))
      expect(read(text).intent.intent, text).not.toBe('leave');
  });
  open(
    'leave that is not wanted',
    each((m) => `明天的${m}不用给贺春生请假`),
  );
  clear(
    'a denial that is the matter itself',
    each((m) => `昨天的${m}我没签到，补签`),
  );
  clear(
    'leave that a notice forbids',
    each((m) => `11月25日下午3点召开${m}，地点三楼会议室，不准请假`),
  );
});

describe('times', () => {
  open(
    'a second day that no slot holds',
    each((m) => `11月24日到过一次，11月26日的${m}请假，11月27日也不来`),
  );
  open(
    'one of two days lost',
    each((m) => `应到12实到12，11月18日没开成，11月19日开的${m}`),
  );
  clear(
    'the date under a letter',
    each((m) => `本人因出差不能参加11月25日的${m}，特此请假。\n贺春生\n2026年11月20日`),
  );
  clear(
    'a deadline beside the day',
    each((m) => `定于11月25日下午3点召开${m}，地点三楼会议室，请于11月24日前交学习材料`),
  );
  clear(
    'the year a meeting belongs to',
    each((m) => `2026年度${m}定于11月25日下午3点召开，地点三楼会议室`),
  );
  clear('the hours of a sign-in sheet', [
    '主题党日签到表 11月20日\n序号 姓名 签到时间\n1 贺春生 08:51\n2 卢小满 08:53\n3 田大壮 08:57',
  ]);
});

describe('figures', () => {
  clear('a part of those away', ['昨天的党课应到20实到17，请假3人，病假2人，事假1人']);
  open('a figure that nothing explains', ['昨天的党课应到20实到17，后排还坐着11人']);
  clear('votes, guests and rooms', [
    '昨天的支部党员大会应到20实到18，同意17票，弃权1票',
    '昨天的党课在204教室，应到20实到18，列席2人',
  ]);
  open('half of a pair', ['昨天的党课实到17人，应到的人数是那个二十来个']);
  clear('all but those named', ['昨天的党课应到20实到18，除贺春生、田大壮外全部到会']);
});

describe('people', () => {
  open(
    'who is on the way',
    ['在路上了，一会就到', '马上就到', '正往村部赶'].map((w) => `签到，卢小满${w}`),
  );
  open(
    'somebody named to be left out',
    each((m) => `明天的${m}我请假，田大壮会去不用给他请`),
  );
  open(
    'a witness',
    each((m) => `昨天的${m}忘了打卡，补签一下，田大壮可以作证`),
  );
  open(
    'a stranger who is called so',
    each((m) => `给我老伴请个假，她叫柳如烟，明天的${m}去不了`).filter(
      (t) => (read(t).intent as { names?: string[] }).names === undefined,
    ),
  );
  clear('a name corrected', ['到会 贺春生 不是田大壮']);
  open(
    'for others without a name',
    each((m) => `帮他签到${m}`),
  );
  clear(
    'a favour for oneself',
    each((m) => `昨天的${m}我去了的，忘了打卡，给补一个`),
  );
  open(
    'a question with the word for leave',
    each((m) => `上周的${m}谁没请假`).filter((t) => read(t).intent.intent !== 'query'),
  );
  clear(
    'who bears witness',
    each((m) => `补签申请\n姓名：贺春生\n会议：${m}\n会议日期：2026年11月18日\n证明人：田大壮`),
  );
});

describe('items', () => {
  open('a second matter', ['整改1进展95%，另外周五大会我请假', '整改3完成了，还有明天的党课我请假']);
  open('a figure that was not read', ['整改1进展60，不，70']);
  open('a number left over', ['12那个漏水的弄好了', '整改完成了，是12那个']);
  clear('an extension by a length', ['整改12 申请延期两周', '12号问题往后推10天']);
  it('a length counts from no day that was not said', () => {
    expect(read('整改12 申请延期两周').intent).toMatchObject({ extendBy: { days: 14 } });
    expect(read('整改12 申请延期两周').intent).not.toHaveProperty('dueAt');
    expect(read('整改12 原定12月20日，延期10天').intent).toMatchObject({ dueAt: '2026-12-30' });
  });
});
