// What a short line is about where several things stand: the last said, or asked; never the wrong one without a word.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { storeOf } from '../support/stored.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const { activities, record, states } = storeOf(() => chat);
const says = (userId: string, text: string) => chat.says(userId, text);

describe('taken back in the group, what was planned in private', () => {
  const told = async () =>
    (await chat.waiting('activity:1')).filter((row) => row.state === 'waiting').map((row) => row.rule);

  beforeEach(async () => {
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    await says('zhangsan', '安排 支委会 11月25日下午4点 书记办公室');
    const now = Date.parse('2026-11-21T10:00:30+08:00');
    for (const row of await chat.store.claimDue(now, { kind: 'push', limit: 9, leaseMs: 100 }))
      await chat.store.settle(row, { state: 'accepted' }, now);
  });

  it.each(['取消11月25日支委会', '改期 支委会 改到 11月26日下午4点'])('%s is told anew', async (text) => {
    chat.at('2026-11-21 10:02');
    await says('zhangsan', text);
    const answer = await chat.saysIn('wr1', 'zhangsan', '撤销');
    expect(answer).toBe('已撤销您上一条记录。');
    expect(await told()).toEqual(['restored']);
  });
});

describe('two leaves', () => {
  beforeEach(async () => {
    await says('zhangsan', '安排 党课 11月25日下午3点');
    await says('zhangsan', '安排 主题党日 11月27日下午3点');
  });

  it('right behind one of them 能来了 is of that one', async () => {
    await says('zhaoliu', '25号请假');
    await says('zhaoliu', '27号请假，看病');
    expectSays(await says('zhaoliu', '能来了'), '已撤回您对主题党日');
    expect([(await states(1)).zhaoliu, (await states(2)).zhaoliu]).toEqual(['leave', undefined]);
  });

  it('later it is asked which', async () => {
    await says('zhaoliu', '25号请假');
    await says('zhaoliu', '27号请假，看病');
    chat.at('2026-11-21 12:00');
    expectSays(await says('zhaoliu', '能来了'), '1. 党课', '2. 主题党日');
    expectSays(await says('zhaoliu', '1'), '已撤回您对党课');
  });

  it.each(['不是25号，是27号的主题党日请假', '不是党课，是主题党日请假'])(
    '%s moves it, with its reason',
    async (text) => {
      await says('zhaoliu', '党课请假 看牙');
      expectSays(await says('zhaoliu', text), '已撤回您对党课', '主题党日', '看牙');
      expect([(await states(1)).zhaoliu, (await states(2)).zhaoliu]).toEqual([undefined, 'leave 看牙']);
      await says('zhaoliu', '撤销');
      expect([(await states(1)).zhaoliu, (await states(2)).zhaoliu]).toEqual(['leave 看牙', undefined]);
    },
  );
});

it('请假一周 is of every meeting of that week, and of none after it', async () => {
  await says('zhangsan', '安排 党课 11月25日下午3点');
  await says('zhangsan', '安排 主题党日 11月27日下午3点');
  await says('zhangsan', '安排 党员大会 11月30日下午3点');
  expectSays(await says('zhaoliu', '请假一周 出差'), '请假已记下：党课', '请假已记下：主题党日');
  const held = await Promise.all([1, 2, 3].map(async (id) => (await states(id)).zhaoliu));
  expect(held).toEqual(['leave 出差', 'leave 出差', undefined]);
});

it('a leave that is refused after the meeting is told all the same', async () => {
  await says('zhangsan', '请假需要审批');
  await says('zhangsan', '安排 党课 今天10点20');
  await says('zhaoliu', '请假 看牙');
  chat.at('2026-11-22 10:00');
  expectSays(await says('zhangsan', '不同意 赵六 请假'), '已告诉本人');
  const now = Date.parse('2026-11-22T10:00:00+08:00');
  expect((await chat.waiting('leave_decided:1:zhaoliu')).map((r) => r.expiresAt > now)).toEqual([true]);
});

describe('the meeting in hand', () => {
  beforeEach(async () => {
    await says('zhangsan', '上报 主题党日 11月20日 应到6 实到6');
    await says('zhangsan', '上报 党员大会 11月18日 应到6 实到4');
  });

  it('stays after its correction was taken back', async () => {
    await says('zhangsan', '主持人李四');
    expectSays(await says('zhangsan', '实到3'), '党员大会（11月18日');
    await says('zhangsan', '撤销');
    await says('zhangsan', '主持人王五');
    expect((await record(1))?.present).toBe(6);
    expect((await activities()).map((a) => a.host)).toEqual(['王五', null]);
  });

  it('is the one whose changes are asked for, and stays after they were shown', async () => {
    await says('zhangsan', '主持人李四');
    expectSays(await says('zhangsan', '修改记录'), '支部党员大会（11月18日', '主持人：李四');
    expectSays(await says('zhangsan', '记录人王五'), '已补上：支部党员大会（11月18日');
    // Named, it is the other one all the same.
    expectSays(await says('zhangsan', '主题党日修改记录'), '主题党日（11月20日');
  });

  it('stays after a question about it was dropped', async () => {
    expectSays(await says('zhangsan', '应到9'), '名册上应到 6 人');
    expectSays(await says('zhangsan', '都不是'), '好的，没有记录。');
    expectSays(await says('zhangsan', '李四没来，记错了'), '党员大会 11月18日');
  });

  it('撤销 takes back what is asked about, and then what stands', async () => {
    expectSays(await says('zhangsan', '应到9'), '名册上应到 6 人');
    expectSays(await says('zhangsan', '撤销'), '好的，没有记录。要撤销上一条，请再发一次“撤销”。');
    expect(await record(2)).toMatchObject({ expected: 6, present: 4 });
    expectSays(await says('zhangsan', '撤销'), '已撤销：支部党员大会（11月18日');
    expect(await record(2)).toBeUndefined();
  });
});

it.each([
  ['zhangsan', '安排 党员大会', '例如：'],
  ['zhangsan', '谁没签到', '要安排请发：'],
])('%s: what is suggested after %s can be planned on any day of the year', async (userId, text, before) => {
  for (const now of ['2026-11-21 10:00', '2026-12-30 10:00', '2027-02-03 10:00']) {
    chat.at(now);
    const answer = await says(userId, text);
    expectSays(answer, before);
    const example = answer.split(before)[1]!.trim();
    expectSays(await says(userId, example), '已安排');
    await says(userId, '撤销');
  }
});

it('送达情况 in a group shows nothing of what was written in private', async () => {
  await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
  await says('zhangsan', '请假需要审批');
  await says('zhangsan', '安排 党课 11月25日下午3点');
  await says('zhaoliu', '请假 孩子住院');
  const told = await chat.saysIn('wr1', 'zhangsan', '送达情况');
  expectSays(told, '私下的消息');
  expect(told).not.toMatch(/赵六|住院|请假/);
  expectSays(await says('zhangsan', '送达情况'), '赵六');
});

describe('a group with a push address', () => {
  const webhook = (key: string) =>
    `绑定 第一党支部 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`;

  it('is told with the @ without which the bot does not hear, and in private without', async () => {
    await says('zhangsan', '安排 党课 11月24日下午3点');
    expect((await chat.waiting('activity:1'))[0]?.text).toContain('来不了请回复：请假');
    await says('zhangsan', webhook('12345678-aaaa'));
    await says('zhangsan', '安排 主题党日 11月25日下午3点');
    const [row] = await chat.waiting('activity:2');
    expect([row?.channel, row?.text]).toEqual([
      'webhook',
      expect.stringContaining('来不了请回复：@支部通 请假'),
    ]);
  });

  it('keeps the address that the admin has set since, whoever takes an older one back', async () => {
    await says('zhangsan', webhook('12345678-aaaa'));
    await says('admin', webhook('87654321-bbbb'));
    expectSays(await says('zhangsan', '撤销'), '没有撤销');
    await says('zhangsan', '安排 主题党日 11月25日下午3点');
    expect((await chat.waiting('activity:1'))[0]?.to).toEqual([expect.stringContaining('87654321-bbbb')]);
  });
});
