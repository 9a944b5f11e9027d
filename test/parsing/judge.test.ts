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

describe('what a small slip of the judge would let through', () => {
  open('a number behind the word', ['签到 15', '签到 13'], '1');
  open('a number behind a word of an earlier meeting', ['补签 18']);
  it('what is late and what soon will be is told by its word', () => {
    for (const text of ['哪些问题超期了', '还有几条整改过期没弄', '逾期整改', '超期未销号的整改有哪些'])
      expect(read(text).intent, text).toMatchObject({ metric: 'rectify_overdue' });
    for (const text of ['快到期的整改', '临期整改', '即将到期的问题有哪些'])
      expect(read(text).intent, text).toMatchObject({ metric: 'rectify_due_soon' });
  });
  it('a rate is what its name says', () => {
    for (const text of ['今年三会一课签到率', '本月到会率', '第一支部去年出勤率'])
      expect(read(text).intent, text).toMatchObject({ metric: 'attendance_rate' });
  });
  open(
    'a pattern to be filled in',
    each((m) => `20XX年11月18日${m}应到20实到18`).concat(each((m) => `昨天的${m}应到20实到18，几人迟到`)),
  );
  open('more who came than should have', [
    ...each((m) => `昨天的${m}应到18实到20`),
    ...each((m) => `昨天的${m}应到17，实到20，贺春生主持`),
  ]);
  open(
    'a message that was cut',
    each((m) => `明天的${m}我请假，${'家里有事走不开，'.repeat(400)}`),
  );
  it('a length is a new date', () => {
    for (const length of ['两周', '10天', '一个月', '半个月'])
      expect(read(`3号问题延期${length}`).missing, length).toEqual([]);
  });
  clear(
    'a denial that a mark parts from the word',
    ['没事', '没空', '没问题'].map((no) => `${no}，请假`),
  );
  open('for somebody of one’s family', ['我和她老公签到']);
  it('names of a list that were read are not unread', () => {
    for (const reason of ['发烧', '在外地', '感冒'])
      expect(read(`签到接龙\n1.贺春生\n2.卢小满 请假\n3.田大壮 ${reason}`).unread).toEqual([
        `田大壮 ${reason}`,
      ]);
  });
  open(
    'all but one, with half of the figures',
    each((m) => `昨天的${m}实到18，除贺春生外`),
    '除',
  );
  clear('how many they are with the sender', [
    '我们两人签到，我和贺春生',
    '我和贺春生两人都签到',
    '我和贺春生、田大壮三人签到',
  ]);
  open(
    'a letter dated tomorrow or later',
    each((m) => `昨天的${m}应到20实到18，主持人贺春生，记录人田大壮。\n第一党支部\n2026年11月28日`),
    '2026年11月28日',
  );
  open(
    'a bare number beside the figures',
    ['后排11', '后面是45'].flatMap((more) => each((m) => `昨天的${m}应到20实到18，${more}`)),
  );
  open(
    'a bare number that may be a day',
    each((m) => `昨天的${m}请假，15`),
    '15',
  );
  open('who asks for leave', ['哪位同志明天请假']);
  it('a time that nothing could be made of is unread', () => {
    expect(read('年前把组织生活会开了 定在腊月二十六上午九点 大队部').unread).toContain('年前');
  });
  clear(
    'the only day, behind the word',
    each((m) => `补签，${m}是11月18日`),
  );
  it('a bound is no figure', () => {
    for (const text of each((m) => `昨天的${m}应到二十来个实到18`))
      expect(read(text).intent, text).not.toHaveProperty('expected');
  });
});

describe('who came and who did not, in one breath', () => {
  it('is a roll, clause by clause', () => {
    for (const mark of ['，', '。', '；', '\n'])
      expect(read(`贺春生签到${mark}卢小满请假`).intent, mark).toMatchObject({
        intent: 'roster_checkin',
        names: ['贺春生'],
        absent: [{ name: '卢小满' }],
      });
  });
  it('is none where a clause says both', () => {
    for (const text of ['贺春生签到，卢小满请假签到', '贺春生到，卢小满请假但也签到'])
      expect(read(text).intent.intent, text).not.toBe('roster_checkin');
  });
  it('is left to the list where there is one', () => {
    expect(read('签到接龙\n1.贺春生\n2.卢小满 请假\n3.田大壮 发烧').intent).toMatchObject({
      names: ['贺春生', '田大壮'],
      absent: [{ name: '卢小满' }],
    });
  });
});

describe('a short message', () => {
  it('with a time is read anew each day', () => {
    const knowledge = knowledgeOf({ people });
    const days = [0, 1, 2].map((n) => understand('明天党课请假', now + n * 86_400_000, { knowledge }).intent);
    expect(days.map((d) => 'startAt' in d && d.startAt)).toEqual(['2026-11-22', '2026-11-23', '2026-11-24']);
  });
});
