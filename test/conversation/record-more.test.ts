// The record of a meeting in its corners: what a small slip in one of its steps would lose.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unitsOf } from '../../src/conversation/near.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows } from '../support/roster.ts';
import { storeOf } from '../support/stored.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const { activities, record, states } = storeOf(() => chat);
const shanghai = (moment: string) => Date.parse(`${moment}:00+08:00`);

it('who writes is named by 我, before figures are reported and with them', async () => {
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  chat.at('2026-11-21 18:00');
  expectSays(await chat.says('zhangsan', '主持我，记录李四'), '主持：张三，记录：李四');
  expectSays(await chat.says('zhangsan', '应到6 实到6'), '已记录');
  expectSays(await chat.says('zhangsan', '记录人本人'), '记录：张三');
  expect(await activities()).toMatchObject([{ host: '张三', recorder: '张三' }]);
});

describe('an entry set right', () => {
  beforeEach(() => chat.says('zhangsan', '上报 主题党日 今天9点 应到6 实到6'));

  it('to 迟到 keeps no reason: whoever was there has none', async () => {
    expectSays(await chat.says('lisi', '王五由签到改成迟到（堵车）'), '王五由到会改为迟到');
    expect(await states(1)).toMatchObject({ wangwu: 'late' });
  });

  it('that changes the figures makes the record one of whoever set it right', async () => {
    expect(await record(1)).toMatchObject({ by: 'zhangsan' });
    await chat.says('lisi', '王五没来，记错了');
    expect(await record(1)).toMatchObject({ present: 5, by: 'lisi' });
  });

  it('to 迟到 in passing, with the figures in the next line', async () => {
    expectSays(await chat.says('lisi', '王五是中途才来的，算迟到'), '王五由到会改为迟到');
    expectSays(await chat.says('lisi', '实到改成4人'), '谁没到请写姓名');
    expect(await record(1)).toMatchObject({ present: 6 });
  });

  it('is set right by what was the case after all', async () => {
    await chat.says('lisi', '王五没来，记错了');
    expectSays(await chat.says('lisi', '王五其实到了'), '王五由缺席改为到会');
    expect(await record(1)).toMatchObject({ present: 6 });
  });

  it('again and again is told from the newest, and how much there was before', async () => {
    for (let i = 0; i < 6; i += 1) {
      chat.at(`2026-11-21 1${i}:30`);
      await chat.says('lisi', i % 2 === 0 ? '王五没来，记错了' : '王五来了的，记错了');
    }
    const told = await chat.says('zhangsan', '主题党日修改记录');
    expectSays(told, '15:30 李四：王五 由缺席改为到会', '更早的还有 3 条');
    expect(told).not.toContain('张三：');
  });

  it('is told without reading what was said long before the meeting was there', async () => {
    const { write } = chat.store;
    const asked: number[] = [];
    chat.store.write = (work) =>
      write((tx) => {
        const changesOf: typeof tx.changesOf = (id, since) => {
          asked.push(since);
          return tx.changesOf(id, since);
        };
        return work({ ...tx, changesOf });
      });
    // The bot has asked what the record lacks: what comes next is read by the writer.
    expectSays(await chat.says('zhangsan', '主题党日修改记录'), '张三：');
    const [meeting] = await activities();
    expect(asked).toEqual([meeting!.createdAt - 86_400_000]);
  });
});

it('of the resolutions that cannot be followed up only these are counted as lacking', async () => {
  expectSays(
    await chat.says(
      'zhangsan',
      '上报 主题党日 11月20日 应到6 实到6 决议：修好活动室的灯（李四，12月10日前）；买新桌子',
    ),
    '把 1 条决议登记',
    '另有 1 条没有写明',
  );
});

it('of two meetings of a kind on one day the one at the hour that is said is recorded', async () => {
  await chat.says('zhangsan', '安排 主题党日 11月25日上午9点');
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
  chat.at('2026-11-25 18:00');
  await chat.says('zhangsan', '上报 主题党日 11月25日上午9点 应到6 实到6');
  expect((await activities()).map((a) => [a.startAt, a.stage])).toEqual([
    [shanghai('2026-11-25T09:00'), 'recorded'],
    [shanghai('2026-11-25T15:00'), 'planned'],
  ]);
});

it('a guest who is said to be away once more stands there once, as last said', async () => {
  for (const said of ['请假王小明（出差）', '缺席王小明']) {
    await chat.says('zhangsan', `上报 主题党日 11月20日 应到7 实到6 ${said}`);
    await chat.says('zhangsan', '对');
  }
  expect((await record(1))?.guestsAway).toEqual([{ name: '王小明', unexcused: true }]);
});

it('应到 that is not the roster’s is offered with as many away as were told', async () => {
  expectSays(
    await chat.says('zhangsan', '上报 主题党日 11月20日 应到8 实到7'),
    '写的应到 8 人，名册上应到 6 人',
    '2. 应到 6 人，实到 5 人',
  );
});

it('a report tells when a planned meeting ended', async () => {
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
  chat.at('2026-11-25 18:00');
  await chat.says('zhangsan', '上报 主题党日 11月25日下午3点到4点 应到6 实到6');
  expect((await activities())[0]).toMatchObject({ endAt: shanghai('2026-11-25T16:00') });
});

it('a meeting that was not held reminds nobody any more', async () => {
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
  const waits = async () => (await chat.waiting('activity:1')).filter((row) => row.state === 'waiting');
  expect(await waits()).not.toEqual([]);
  chat.at('2026-11-25 18:00');
  expectSays(await chat.says('zhangsan', '没有开'), '没有开');
  expect(await waits()).toEqual([]);
});

it('the reason of a leave stays when an officer notes the leave without one', async () => {
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  await chat.says('zhaoliu', '请假 孩子发烧');
  await chat.says('zhangsan', '代签 李四 王五 请假 赵六');
  expect(await states(1)).toMatchObject({ zhaoliu: 'leave 孩子发烧' });
});

it('a leave is taken back of the meeting to come, and not of the one that began', async () => {
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  await chat.says('zhangsan', '安排 党课 11月25日下午3点');
  await chat.says('zhaoliu', '主题党日请假');
  await chat.says('zhaoliu', '党课请假');
  chat.at('2026-11-21 18:00');
  expectSays(await chat.says('zhaoliu', '我又能来了'), '党课');
  expect(await states(1)).toEqual({ zhaoliu: 'leave' });
  expect(await states(2)).toEqual({});
});

it('a leave undone in a group waits for no reason in private', async () => {
  await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
  await chat.says('zhaoliu', '请假');
  expectSays(await chat.saysIn('wr1', 'zhaoliu', '撤销'), '已撤销');
  await chat.says('zhaoliu', '要带老人看看');
  expect(await states(1)).toEqual({});
});

it('an older meeting that is named by its day is set right unasked', async () => {
  await chat.says('zhangsan', '上报 主题党日 11月18日下午3点 应到6 实到6');
  expectSays(await chat.says('lisi', '王五没来，记错了'), '1. 王五改记缺席');
  expectSays(await chat.says('lisi', '11月18日王五没来，记错了'), '已更正');
  expect(await states(1)).toMatchObject({ wangwu: 'absent' });
});

it('a meeting that begins as another ends is beside none', async () => {
  await chat.says('zhangsan', '安排 党课 11月25日下午3点到4点');
  expect(await chat.says('zhangsan', '安排 主题党日 11月25日下午4点')).not.toContain('同一时间');
});

it('a day that is only named after a plan moves nothing', async () => {
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
  await chat.says('zhangsan', '11月27日');
  expect((await activities()).map((a) => a.startAt)).toEqual([shanghai('2026-11-25T15:00')]);
});

it('one more who was absent makes nobody who was named before one on leave', async () => {
  await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到3 缺席赵六');
  await chat.says('zhangsan', '还有李晓红');
  expectSays(await chat.says('zhangsan', '还有钱七'), '缺席 3 人：李晓红、钱七、赵六');
});

it('a leave is decided of the person who is named, whoever asked before', async () => {
  await chat.says('zhangsan', '请假需要审批');
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
  await chat.says('zhaoliu', '请假 出差');
  await chat.says('qianqi', '请假 生病');
  await chat.says('zhangsan', '不同意 钱七 请假');
  expect(await states(1)).toEqual({ zhaoliu: 'leave_pending 出差', qianqi: 'leave_refused 生病' });
});

it('流动党员 see their own leave among what they took part in', async () => {
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  await chat.says('liudong', '请假 出差');
  chat.at('2026-11-21 18:00');
  await chat.says('zhangsan', '上报 主题党日 应到6 实到6');
  expectSays(await chat.says('liudong', '我的'), '近一个月活动 1 次，到会 0 次，请假 1 次');
});

describe('a lecture on the evening of the 25th', () => {
  beforeEach(() => chat.says('zhangsan', '安排 党课 11月25日晚上7点'));

  it.each<[string, string]>([
    ['11月25日党课改到12点', '2026-11-25T12:00'],
    ['11月25日党课改到8点', '2026-11-25T20:00'],
    ['党课推迟一小时半', '2026-11-25T20:30'],
    ['会议推迟2个小时半', '2026-11-25T21:30'],
    ['党课推迟一个半小时', '2026-11-25T20:30'],
    ['会议提前两个半小时', '2026-11-25T16:30'],
    ['党课推迟半个小时', '2026-11-25T19:30'],
    // A clock alone leaves the day as it is.
    ['党课改到下午4点', '2026-11-25T16:00'],
    ['党课改到8点', '2026-11-25T20:00'],
    ['会议改到下午4点', '2026-11-25T16:00'],
    ['改期 党课 改到 下午5点', '2026-11-25T17:00'],
    ['晚上7点的党课改到下午4点', '2026-11-25T16:00'],
    ['党课改到今天下午4点', '2026-11-21T16:00'],
  ])('%s', async (said, startAt) => {
    await chat.says('zhangsan', said);
    expect((await activities()).map((a) => a.startAt)).toEqual([shanghai(startAt)]);
  });
});

it('of several who are away each may have a reason of some length', async () => {
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  await chat.says('zhangsan', '除了李四（到省里参加培训）、王五（送孩子去医院看病）其他人都到了');
  expect(await states(1)).toMatchObject({
    lisi: 'leave 到省里参加培训',
    wangwu: 'leave 送孩子去医院看病',
    qianqi: 'present',
  });
});

it('leave of all meetings in a range of days is of each, and all of it is taken back by one line', async () => {
  await chat.says('zhangsan', '安排 主题党日 11月24日下午3点');
  await chat.says('zhangsan', '安排 党课 11月26日下午3点');
  await chat.says('zhaoliu', '11月24日到26日的会都去不了');
  expect([await states(1), await states(2)]).toEqual([{ zhaoliu: 'leave' }, { zhaoliu: 'leave' }]);
  await chat.says('zhaoliu', '都不请假了');
  expect([await states(1), await states(2)]).toEqual([{}, {}]);
});

it('under one heading for both the reason tells who was on leave and who was absent', async () => {
  await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到4 请假及缺席人员：赵六（住院）、钱七');
  expect(await states(1)).toMatchObject({ zhaoliu: 'leave 住院', qianqi: 'absent' });
});

it('whoever only keeps the settings of a branch has no part in the meetings of its groups', async () => {
  const row = rosterRows('吴十 wushi 城郊党委/第一党支部 管理员');
  await chat.store.write(async (tx) => {
    const { changes } = planRoster(row, await tx.organisation(), [], { prune: false });
    await tx.applyRoster(changes, 0);
  });
  const org = await chat.store.write((tx) => tx.organisation());
  const own = (id: string) => unitsOf({ org, sender: org.person(id)!, groupUnit: undefined });
  expect(own('wushi')).toEqual([chat.unitId('第一党支部')]);
  expect(own('lisi')).toContain(chat.unitId('第一党小组'));
});

describe('after somebody was said to be absent', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '上报 主题党日 今天9点 应到6 实到5 缺席王五');
    expect(await states(1)).toMatchObject({ wangwu: 'absent' });
  });

  it('all but one who is named covers the one who was absent', async () => {
    await chat.says('zhangsan', '除了赵六请假其他人都到了');
    expect(await states(1)).toMatchObject({ wangwu: 'present', zhaoliu: 'leave' });
  });

  it('all the others, where nobody is named, leaves that one alone', async () => {
    await chat.says('zhangsan', '其他人都到了');
    expect(await states(1)).toMatchObject({ wangwu: 'absent', zhaoliu: 'present' });
  });
});

it('a shift without a word of signing moves the plan, and no setting', async () => {
  await chat.says('zhangsan', '安排 党员大会 11月25日下午2点半');
  expectSays(await chat.says('zhangsan', '提前半小时'), '已改到 11月25日(周三) 14:00');
  expectSays(await chat.says('zhangsan', '提前45分钟签到'), '活动开始前 45 分钟起可以签到');
  expect((await activities()).map((a) => a.startAt)).toEqual([shanghai('2026-11-25T14:00')]);
});

it('who has not answered yet is the roll of that day', async () => {
  await chat.says('zhangsan', '安排 党员大会 11月24日下午2点半');
  await chat.says('zhangsan', '安排 党员大会 11月27日下午2点半');
  expectSays(await chat.says('zhangsan', '27号党员大会还有谁没回复'), '11月27日', '没签到 6 人');
  expectSays(await chat.says('zhangsan', '11月24日党员大会签到情况'), '11月24日');
});

it('somebody asked about on a day is looked up in the roll of that day', async () => {
  await chat.says('zhangsan', '上报 主题党日 11月18日 应到6 实到5 请假赵六');
  await chat.says('zhangsan', '上报 党课 11月20日 应到6 实到6');
  expectSays(await chat.says('zhangsan', '赵六18号来了吗'), '11月18日', '请假 1 人：赵六');
  expectSays(await chat.says('zhangsan', '赵六来了吗'), '11月20日', '没有人缺席');
});

describe('the rest of the roll in a report', () => {
  it.each([
    '上报 主题党日 今天9点 王五没来 其他人都到了',
    '上报 主题党日 今天9点 除王五没来外其他人都到了',
    '上报 主题党日 今天9点 王五缺席，其余全部到会',
    '主题党日 今天9点 除了王五缺席 别的都来了',
    '主题党日 昨天下午3点 除王五没来都到了',
  ])('%s', async (said) => {
    expectSays(await chat.says('zhangsan', said), '实到 5 人');
    expect(await states(1)).toMatchObject({ wangwu: 'absent' });
  });

  it('is never the other way round', async () => {
    await chat.says('zhangsan', '安排 主题党日 今天9点');
    await chat.says('zhangsan', '除了李四 王五都到了');
    expect(await states(1)).toMatchObject({ lisi: 'absent', wangwu: 'absent', zhaoliu: 'present' });
  });
});

it('whoever plans and chairs is named, and what is lacking is asked for as it may be sent', async () => {
  expectSays(
    await chat.says('zhangsan', '11月25号晚上8点支委会，主持我，记录李四'),
    '主持：张三，记录：李四',
  );
  chat.at('2026-11-26 10:00');
  const told = await chat.says('zhangsan', '上报 支委会 11月25日 应到2 实到2');
  expectSays(told, '还缺：地点。可以接着回复，例如：地点会议室');
  expectSays(await chat.says('zhangsan', '地点会议室'), '已补上');
  expect(await activities()).toMatchObject([{ host: '张三', recorder: '李四', place: '会议室' }]);
});

it.each(['地点改成二楼小会议室吧', '地点会议室', '地方在村委会大院哈'])(
  '%s sets the place without its particle',
  async (text) => {
    await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到6');
    expectSays(await chat.says('zhangsan', text), '已补上');
    expect((await activities())[0]?.place).toMatch(/^(?:二楼小会议室|会议室|村委会大院)$/);
  },
);

it.each<[string, Record<string, string>]>([
  [
    '王五迟到了，李四家里有事没来，其余都到齐了',
    { wangwu: 'late', lisi: 'absent 家里有事', zhaoliu: 'present', qianqi: 'present' },
  ],
  ['除王五迟到外都到了', { wangwu: 'late', lisi: 'present', zhaoliu: 'present', qianqi: 'present' }],
  [
    '王五、赵六迟到，李晓红和李四请假，剩下的都来了',
    { wangwu: 'late', zhaoliu: 'late', lixiaohong: 'leave', lisi: 'leave', qianqi: 'present' },
  ],
  ['除李四请假外都到了，钱七到了', { lisi: 'leave', qianqi: 'present', zhaoliu: 'present' }],
])('%s: late, away and there are kept apart', async (said, right) => {
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  await chat.says('zhangsan', said);
  expect(await states(1)).toMatchObject(right);
});

it('a report says of the planned meeting who was late, and names whom it does not know', async () => {
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  chat.at('2026-11-21 15:00');
  await chat.says('zhangsan', '上报 主题党日 今天 王五迟到，李四请假，其余都到了');
  expect(await states(1)).toMatchObject({ wangwu: 'late', lisi: 'leave', qianqi: 'present' });
});

it('somebody late whom nobody knows is not passed over', async () => {
  await chat.says('zhangsan', '安排 主题党日 今天10点20');
  expect(await chat.says('zhangsan', '王建国迟到，其余都到了')).toContain('王建国');
});
