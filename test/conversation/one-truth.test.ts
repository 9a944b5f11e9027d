// One person, one request, one setting: whichever way the matter goes on, nothing stale of it is left.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttendanceState } from '../../src/domain/activity/attendance.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows } from '../support/roster.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

describe('a request for leave that waits', () => {
  const waits = async () =>
    (await chat.waiting('leave:1:zhaoliu')).filter((row) => row.state === 'waiting').length;

  beforeEach(async () => {
    await chat.says('zhangsan', '请假需要审批');
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhaoliu', '请假 出差');
    expect(await waits()).toBe(1);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is taken back', () => chat.says('zhaoliu', '我又能来了')],
    ['is undone', () => chat.says('zhaoliu', '撤销')],
    ['is granted', () => chat.says('zhangsan', '同意 赵六 请假')],
    ['is refused', () => chat.says('zhangsan', '不同意 赵六 请假')],
    [
      'is overtaken by coming',
      () => {
        chat.at('2026-11-25 14:40');
        return chat.says('zhaoliu', '签到');
      },
    ],
  ])('asks nobody any more when it %s', async (_, goOn) => {
    await goOn();
    expect(await waits()).toBe(0);
  });
});

describe('a request for leave that waits again after 撤销', () => {
  const asked = async () =>
    (await chat.waiting('leave:1:zhaoliu')).filter((row) => row.state === 'waiting').map((row) => row.text);

  beforeEach(async () => {
    await chat.says('zhangsan', '请假需要审批');
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhaoliu', '请假 出差');
  });

  it.each([
    ['zhaoliu', '我又能来了'],
    ['zhaoliu', '请假 孩子发烧'],
    ['zhangsan', '同意 赵六 请假'],
  ])('is asked about again, once: %s %s', async (who, text) => {
    const before = await asked();
    await chat.says(who, text);
    await chat.says(who, '撤销');
    expect(await asked()).toEqual(before);
    expect(before).toHaveLength(1);
    const told = await chat.waiting('leave_decided:1:zhaoliu');
    expect(told.filter((row) => row.state === 'waiting')).toEqual([]);
  });

  it('and a leave that was agreed to is not asked about again for its reason', async () => {
    await chat.says('zhangsan', '同意 赵六 请假');
    expectSays(await chat.says('zhaoliu', '请假 孩子发烧'), '已更新');
    expect(await asked()).toEqual([]);
    expect([...(await chat.store.write((tx) => tx.attendance(1)))]).toMatchObject([
      { state: 'leave', reason: '孩子发烧' },
    ]);
  });
});

it('what nobody has said of a person is counted as such in his own figures', async () => {
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
  chat.at('2026-11-25 14:40');
  await chat.says('wangwu', '签到');
  chat.at('2026-11-25 18:00');
  expectSays(
    await chat.says('zhaoliu', '我本月参加了几次会'),
    '应参加 1 次，到会 0 次，请假 0 次，缺席 0 次，没记到 1 次。',
  );
  await chat.says('zhangsan', '上报 主题党日 应到6 实到5 缺席赵六');
  expectSays(
    await chat.says('zhaoliu', '我本月参加了几次会'),
    '缺席 1 次。',
    '请书记发：补签 赵六 主题党日 11月25日',
  );
});

it('a choice made above holds below until a branch makes its own', async () => {
  await chat.says('admin', '请假需要审批');
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
  await chat.says('sunba', '安排 主题党日 11月25日下午3点');
  await chat.says('zhangsan', '请假不用审批');
  await chat.says('zhaoliu', '请假 出差');
  await chat.says('zhoujiu', '请假 出差');
  expect(await chat.waiting('leave:1:zhaoliu')).toEqual([]);
  expect(await chat.waiting('leave:2:zhoujiu')).toMatchObject([{ state: 'waiting' }]);
});

it('the same words mean another day on another day', async () => {
  expectSays(await chat.says('zhangsan', '安排 党课 明天下午3点'), '11月22日');
  chat.at('2026-11-22 10:00');
  expectSays(await chat.says('zhangsan', '安排 党课 明天下午3点'), '11月23日');
});

it('a person is the same however WeCom writes the userid', async () => {
  await chat.says('ZhangSan', '安排 主题党日 11月25日下午3点');
  chat.at('2026-11-25 14:40');
  const message = {
    key: 'app:1',
    userId: 'ZhaoLiu',
    content: { kind: 'text' as const, text: '签到' },
  };
  const first = await chat.send(message);
  expectSays(first!.text, '赵六已签到', '1/6');
  expect(await chat.send(message)).toEqual(first);
  expectSays(await chat.says('ZHAOLIU', '签到'), '已经签到', '1/6');
  expectSays(await chat.says('zhangsan', '谁没签到'), '到会 1/6');
  expectSays(await chat.says('ZhangSan', '代签 李四'), '李四');
  expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
});

describe('said twice', () => {
  const activities = () => chat.store.write((tx) => tx.activities([chat.unitId('第一党支部')], 0, 9e12));

  it('an activity is arranged once and told once, whoever says it again', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    expectSays(await chat.says('lisi', '安排 主题党日 11月25日下午3点'), '主题党日', '11月25日');
    expect(await activities()).toHaveLength(1);
    expect(await chat.waiting('activity:2')).toEqual([]);
    await chat.says('zhangsan', '安排 主题党日 11月25日下午4点');
    await chat.says('zhangsan', '安排 党课 11月25日下午3点');
    expect(await activities()).toHaveLength(3);
  });

  it('a group speaks for one unit: bound to another, it leaves the first, and 撤销 gives it back', async () => {
    const bound = () =>
      chat.store.write(async (tx) =>
        (await tx.bindings()).filter((b) => b.chatId === 'wr1').map((b) => b.unitId),
      );
    await chat.saysIn('wr1', 'admin', '绑定 第一党支部');
    expect(await bound()).toEqual([chat.unitId('第一党支部')]);
    await chat.saysIn('wr1', 'admin', '绑定 第二党支部');
    expect(await bound()).toEqual([chat.unitId('第二党支部')]);
    await chat.saysIn('wr1', 'admin', '撤销');
    expect(await bound()).toEqual([chat.unitId('第一党支部')]);
  });

  it('and nobody takes a group from a branch that is not theirs', async () => {
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    expectSays(await chat.saysIn('wr1', 'sunba', '绑定 第二党支部'), '没有记录');
    expectSays(await chat.saysIn('wr1', 'sunba', '解绑'), '没有记录');
    expectSays(await chat.saysIn('wr1', 'zhaoliu', '谁没签到'), '近期没有活动');
  });
});

describe('who was due at a meeting that has a record', () => {
  const DAY = Date.parse('2026-11-20T15:00:00+08:00');
  const DUE = ['zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'qianqi', 'lixiaohong'];

  const recorded = (due: string[], present: number, states: Record<string, AttendanceState>, more = {}) =>
    chat.store.write(async (tx) => {
      const unitId = chat.unitId('第一党支部');
      const activity = plannedActivity({ unitId, startAt: DAY, stage: 'recorded', ...more });
      const { id } = await tx.addActivity(activity);
      for (const [personId, state] of Object.entries(states))
        await tx.putAttendance({ activityId: id, personId, state, reason: null, at: DAY, by: 'zhangsan' });
      const kept = due.map((personId) => ({ id: personId, name: personId }));
      await tx.putRecord(recordOf({ activityId: id, expected: due.length, present, due: kept }));
    });

  it('is not whoever joined the branch afterwards', async () => {
    await recorded(DUE, 5, { zhaoliu: 'leave' });
    await chat.store.write(async (tx) => {
      const rows = rosterRows('吴十 wushi 城郊党委/第一党支部');
      await tx.applyRoster(planRoster(rows, await tx.organisation(), [], { prune: false }).changes, DAY);
    });
    expectSays(await chat.says('wushi', '我的'), '近一个月活动 0 次');
    expectSays(await chat.says('zhaoliu', '我的'), '近一个月活动 1 次');
  });

  it('is whoever stood on the list then, such as somebody who has left the committee since', async () => {
    const committee = ['zhangsan', 'lisi', 'wangwu'];
    await recorded(committee, 2, { wangwu: 'absent' }, { types: ['committee_meeting'] });
    expectSays(await chat.says('wangwu', '我的'), '近一个月活动 1 次', '缺席 1 次');
  });

  it('is not a guest, who makes none of those whose names are not known one who was not recorded', async () => {
    const there = { zhangsan: 'present', lisi: 'present', wangwu: 'present', qianqi: 'present' } as const;
    await recorded(DUE, 5, { ...there, liudong: 'present' });
    expectSays(await chat.says('zhaoliu', '11月签到率'), '另有 1 次只上报了人数、没记到人');
  });
});
