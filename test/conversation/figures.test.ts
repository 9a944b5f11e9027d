import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { rosterRows } from '../support/roster.ts';

let chat: Dialogue;
afterEach(() => chat.close());

/** Every answer must be read, understood and answered by the bot again where it says what to send. */
async function followUp(userId: string, answer: string): Promise<string> {
  const next = /请回复：(.+)$/.exec(answer)?.[1];
  expect(next, answer).toBeDefined();
  return chat.says(userId, next!);
}

/** What the two branches did until Saturday 21 November 2026. */
async function reported(): Promise<void> {
  const said: [string, string][] = [
    ['zhangsan', '上报 支部党员大会 10月15日下午3点 应到6 实到4'],
    ['zhangsan', '上报 主题党日 11月5日下午3点 应到6 实到5 请假赵六（出差）'],
    ['wangwu', '上报 党小组会 11月6日晚上7点 应到2 实到2'],
    ['sunba', '上报 党课 11月10日下午3点 应到2 实到1 请假周九'],
    ['zhangsan', '安排 党课 11月28日下午3点 三楼会议室'],
  ];
  for (const [who, text] of said)
    expectSays(
      await chat.says(who, text),
      who === 'zhangsan' && text.startsWith('安排') ? '已安排' : '已记录',
    );
}

describe('figures', () => {
  beforeEach(async () => {
    chat = await openDialogue();
    await reported();
  });

  it.each<[string, string, string]>([
    [
      'zhangsan',
      '本月签到率',
      '第一党支部11月到会率 87.5%（实到 7/应到 8，2 次活动）。\n逐次看请回复：第一党支部11月活动记录',
    ],
    [
      'lisi',
      '上个月到会率多少',
      '第一党支部10月到会率 66.7%（实到 4/应到 6，1 次活动）。\n逐次看请回复：第一党支部10月活动记录',
    ],
    [
      'zhangsan',
      '主题党日签到率',
      '第一党支部11月主题党日到会率 83.3%（实到 5/应到 6，1 次活动）。\n逐次看请回复：第一党支部11月主题党日活动记录',
    ],
    [
      'zhangsan',
      '去年签到率',
      '第一党支部2025年到会率：还没有可以算的活动。\n开过的会请上报，例如：上报 主题党日 全员到齐',
    ],
    [
      'zhangsan',
      '12月签到率',
      '12月还没到，到会率还没有可以算的。\n看安排请回复：12月有哪些会\n要看去年的请回复：2025年12月到会率',
    ],
    [
      'wangwu',
      '本月签到率',
      '第一党支部第一党小组11月到会率 100%（实到 2/应到 2，1 次活动）。\n逐次看请回复：第一党支部第一党小组11月活动记录',
    ],
    [
      'admin',
      '本月签到率',
      '城郊党委11月到会率 80%（实到 8/应到 10，3 次活动）。\n第一党支部 87.5%（7/8）\n第二党支部 50%（1/2）\n看没开的请回复：还差哪些会没开',
    ],
    [
      'admin',
      '第二支部本月签到率',
      '第二党支部11月到会率 50%（实到 1/应到 2，1 次活动）。\n逐次看请回复：第二党支部11月活动记录',
    ],
    [
      'zhangsan',
      '本月开了几次会',
      '第一党支部11月开了 2 次：党小组会1、主题党日1。\n已安排 1 次\n逐次看请回复：第一党支部11月活动记录',
    ],
    [
      'admin',
      '本季度党课多少场',
      '城郊党委第四季度党课开了 1 次。\n第二党支部 1 次\n还没有的：第一党支部\n已安排 1 次\n看没开的请回复：哪些支部没开党课',
    ],
    [
      'zhangsan',
      '今年人次',
      '第一党支部2026年参加 11 人次（3 次活动）。\n看比例请回复：第一党支部2026年到会率',
    ],
    [
      'admin',
      '今年到会总人次',
      '城郊党委2026年参加 12 人次（4 次活动）。\n第一党支部 11 人次（3 次）\n第二党支部 1 人次（1 次）\n看比例请回复：2026年到会率',
    ],
    [
      'zhangsan',
      '活动记录',
      '第一党支部11月开了 2 次：\n11月5日 主题党日 5/6\n11月6日 第一党小组党小组会 2/2\n11月28日 党课（已安排）\n看比例请回复：第一党支部11月到会率',
    ],
    [
      'admin',
      '第一支部本季度三会一课',
      '第一党支部第四季度三会一课开了 2 次：\n10月15日 支部党员大会 4/6\n11月6日 第一党小组党小组会 2/2\n11月28日 党课（已安排）\n还没开：支部委员会会议（11月）、党课（第四季度，已安排）、第二党小组党小组会（11月）\n要安排请发：安排 支部委员会会议',
    ],
    [
      'admin',
      '各支部三会一课情况',
      '城郊党委11月三会一课开了 2 次。\n第一党支部 党小组会1\n第二党支部 党课1\n已安排 1 次\n看没开的请回复：还差哪些会没开',
    ],
    [
      'admin',
      '未开党员大会的支部',
      '城郊党委第四季度还没开支部党员大会的有 1/2 个：\n第二党支部\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'admin',
      '本季度没上党课的支部有哪些',
      '城郊党委第四季度还没开党课的有 1/2 个：\n第一党支部（已安排）\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'admin',
      '三季度哪些支部没开党员大会',
      '城郊党委第三季度还没开支部党员大会的有 2/2 个：\n第一党支部\n第二党支部\n10月15日起才有记录，更早开过的不在这里',
    ],
    [
      'admin',
      '哪个小组还没开小组会',
      '城郊党委11月还没开党小组会的有 1/2 个：\n第一党支部第二党小组\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'admin',
      '本月没开支委会的支部',
      '城郊党委11月还没开支部委员会会议的有 1/1 个：\n第一党支部\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'zhangsan',
      '未开党员大会的支部',
      '第一党支部第四季度支部党员大会已经开过了。\n逐次看请回复：第一党支部第四季度活动记录',
    ],
    [
      'sunba',
      '还差哪些会没开',
      '第二党支部还没开：主题党日（11月）、支部党员大会（第四季度）、组织生活会（2026年）、民主评议党员（2026年）\n要安排请发：安排 主题党日',
    ],
    [
      'zhangsan',
      '11月没开的会',
      '第一党支部11月还没开：支部委员会会议、第二党小组党小组会\n要安排请发：安排 支部委员会会议\n也没开、但不在11月到期的：党课（第四季度，已安排）、组织生活会（2026年）、民主评议党员（2026年）',
    ],
    [
      'admin',
      '11月没开的会',
      '城郊党委11月还没开全的有 3/4 个：\n第一党支部：支部委员会会议\n第一党支部第二党小组：党小组会\n第二党支部：主题党日\n按季度、按年开的会不在11月到期，没算；其中还没开的有 2 个\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'admin',
      '11月没开党员大会的支部',
      '城郊党委第四季度还没开支部党员大会的有 1/2 个：\n第二党支部\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'admin',
      '第四季度没开的会',
      '城郊党委第四季度还没开全的有 4/4 个：\n第一党支部：支部委员会会议（10月、11月）、主题党日（10月）、党课（第四季度，已安排）、组织生活会（2026年）、民主评议党员（2026年）\n第一党支部第一党小组：党小组会（10月）\n第一党支部第二党小组：党小组会（10月、11月）\n第二党支部：主题党日（10月、11月）、支部党员大会（第四季度）、组织生活会（2026年）、民主评议党员（2026年）\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'admin',
      '2026年没开党课的支部',
      '城郊党委2026年还没开党课的有 2/2 个：\n第一党支部（第一季度、第二季度、第三季度）（第四季度，已安排）\n第二党支部（第一季度、第二季度、第三季度）\n10月15日起才有记录，更早开过的不在这里\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'admin',
      '10月没开党课的支部',
      '城郊党委第四季度还没开党课的有 1/2 个：\n第一党支部（已安排）\n到期前会按规定提醒书记，不用逐个催',
    ],
    [
      'sunba',
      '本月没开支委会的支部',
      '按规定第二党支部不用开支部委员会会议。\n逐次看请回复：第二党支部活动记录',
    ],
    [
      'zhaoliu',
      '我今年参加了几次主题党日',
      '赵六（第一党支部）2026年主题党日应参加 1 次，到会 0 次，请假 1 次，缺席 0 次。\n到会率 0%（到会 0/应参加 1）\n11月5日 主题党日 请假（出差）\n看安排请回复：近期安排',
    ],
    [
      'zhaoliu',
      '我今年参加了几次党课',
      '赵六（第一党支部）2026年党课：还没有要参加、已经开过的活动。\n看安排请回复：近期安排',
    ],
    [
      'admin',
      '我今年参加了几次党课',
      '名册里郑管理不在哪个支部，没有要记的出勤。支部的数字请写名称问，例如：第一党支部本月到会率',
    ],
    [
      'liudong',
      '我今年出勤几次',
      '刘动（第一党支部）2026年：还没有参加的记录；流动党员不在应到里，来了另外数。\n看安排请回复：近期安排',
    ],
    [
      'zhaoliu',
      '下次党课什么时候',
      '第一党支部近期党课安排：\n11月28日(周六) 15:00 党课 三楼会议室\n不能参加请回复：请假 党课',
    ],
    ['admin', '近期安排', '城郊党委近期安排：\n11月28日(周六) 15:00 第一党支部党课 三楼会议室'],
    ['sunba', '下次党课什么时候', '第二党支部近期党课没有安排。\n要安排请发：安排 党课'],
    [
      'zhaoliu',
      '下周有会吗',
      '第一党支部11月23日至11月29日安排：\n11月28日(周六) 15:00 党课 三楼会议室\n不能参加请回复：请假 党课',
    ],
    ['zhaoliu', '12月有哪些安排', '第一党支部12月没有安排。\n最近一次：11月28日(周六) 15:00 党课 三楼会议室'],
    [
      'zhangsan',
      '谁没回复收到',
      '现在没有要大家回复“收到”的通知，所以没有谁没回复可以数。平时的通知不用回复。',
    ],
  ])('%s asks %s', async (userId, text, answer) => {
    expect(await chat.says(userId, text)).toBe(answer);
  });

  it('give members their own record and say who has the branch’s', async () => {
    for (const text of ['本月签到率', '活动记录', '本月开了几次会', '本月人次']) {
      expect(await chat.says('zhaoliu', text)).toBe(
        '赵六（第一党支部）11月应参加 2 次，到会 1 次，请假 1 次，缺席 0 次。\n到会率 50%（到会 1/应参加 2）\n11月5日 主题党日 请假（出差）\n11月6日 党小组会 到会\n这是您本人的；支部的数字请问张三、李四',
      );
    }
  });

  it('say of a report without names that it names nobody', async () => {
    expectSays(
      await chat.says('zhaoliu', '今年签到率'),
      '2026年应参加 3 次，到会 1 次，请假 1 次，缺席 0 次，另有 1 次只上报了人数、没记到人',
      '10月15日 支部党员大会 没记到人',
    );
  });

  it.each([
    ['zhaoliu', '第一支部本季度三会一课', '书记张三、组织委员李四、管理员郑管理'],
    ['zhaoliu', '未开党员大会的支部', '书记张三、组织委员李四、管理员郑管理'],
    ['zhaoliu', '第二支部近期安排', '书记孙八、管理员郑管理'],
    ['wangwu', '第一支部签到率', '书记张三、组织委员李四、管理员郑管理'],
    ['wangwu', '第二小组本月签到率', '党小组长钱七、书记张三、组织委员李四'],
    ['wangwu', '未开党员大会的支部', '书记张三、组织委员李四、管理员郑管理'],
    ['zhangsan', '第二支部本月签到率', '书记孙八、管理员郑管理'],
    ['zhangsan', '城郊党委本月签到率', '管理员郑管理'],
  ])('%s asking %s hears only who can: %s', async (userId, text, who) => {
    expect(await chat.says(userId, text)).toBe(`这个要问${who}。`);
  });

  it('take a leader for a member in what a 党小组 does not hold', async () => {
    expectSays(
      await chat.says('wangwu', '今年主题党日签到率'),
      '王五（第一党支部）',
      '到会 1 次',
      '支部的数字请问张三、李四',
    );
  });

  it('speak of what is still to be held only where the period runs', async () => {
    expectSays(await chat.says('zhangsan', '本季度三会一课'), '还没开：');
    expect(await chat.says('zhangsan', '明年三会一课')).not.toContain('还没开：');
    expect(await chat.says('zhangsan', '三季度三会一课')).not.toContain('还没开：');
  });

  it('take a 党小组会 of the whole branch for every group’s', async () => {
    expectSays(await chat.says('qianqi', '还差哪些会没开'), '第一党支部第二党小组11月还没开：党小组会');
    expectSays(await chat.says('zhangsan', '上报 主题党日暨党小组会 11月12日下午3点 应到6 实到6'), '已记录');
    expectSays(await chat.says('qianqi', '还差哪些会没开'), '第一党支部第二党小组11月该开的会都开过了');
  });

  it('count units, not meetings, in what is not held yet', async () => {
    // Of two branches and two groups one group lacks nothing, and each branch four meetings.
    expectSays(await chat.says('admin', '还差哪些会没开'), '还没开全的有 3/4 个');
  });

  it('name lines to send that the bot answers', async () => {
    const followed = [
      ['zhangsan', '本月签到率', '第一党支部11月开了 2 次'],
      ['zhangsan', '本季度党员大会签到率', '第一党支部第四季度支部党员大会开了 1 次'],
      ['zhangsan', '今年三会一课签到率', '第一党支部2026年三会一课开了 2 次'],
      ['wangwu', '本月签到率', '第一党支部第一党小组11月开了 1 次'],
      ['admin', '本月签到率', '还没开全的有 3/4 个'],
      ['zhangsan', '近三个月人次', '第一党支部8月21日至11月21日到会率 78.6%'],
      ['zhangsan', '未开党员大会的支部', '第一党支部第四季度开了 3 次'],
      ['zhaoliu', '我今年参加了几次党课', '近期安排'],
    ];
    for (const [who, text, says] of followed)
      expectSays(await followUp(who!, await chat.says(who!, text!)), says!);
  });

  it('keep to the unit of the group chat, for everybody in it', async () => {
    await chat.saysIn('g1', 'zhangsan', '绑定 第一党支部');
    expectSays(await chat.saysIn('g1', 'admin', '本月签到率'), '第一党支部11月到会率 87.5%');
    expectSays(
      await chat.saysIn('g1', 'admin', '未开党员大会的支部'),
      '第一党支部第四季度支部党员大会已经开过了',
    );
    expectSays(await chat.saysIn('g1', 'wangwu', '本月签到率'), '第一党支部第一党小组11月到会率 100%');
    expectSays(await chat.saysIn('g1', 'zhaoliu', '本月签到率'), '您本人的出勤只私下说');
    expectSays(await chat.saysIn('g1', 'zhaoliu', '10月和11月签到率对比'), '您本人的出勤只私下说');
    expectSays(await chat.saysIn('g1', 'sunba', '第二支部本月签到率'), '第二党支部11月到会率 50%');
    await chat.saysIn('g2', 'sunba', '绑定 第二党支部');
    expectSays(await chat.saysIn('g2', 'wangwu', '本月签到率'), '您本人的出勤只私下说');
  });
});

describe('what counts', () => {
  beforeEach(async () => {
    chat = await openDialogue();
  });

  it('is the roll after closing, and the record once it is confirmed', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    chat.at('2026-11-25 15:00');
    for (const who of ['zhangsan', 'lisi', 'liudong']) await chat.says(who, '签到');
    await chat.says('wangwu', '请假 孩子发烧');
    chat.at('2026-11-25 16:59');
    expectSays(await chat.says('zhangsan', '本月签到率'), '还没有可以算的活动', '已安排 1 次');
    chat.at('2026-11-25 17:00');
    expectSays(
      await chat.says('zhangsan', '本月签到率'),
      '到会率 33.3%（实到 2/应到 6，1 次活动）',
      '流动党员、列席另到 1 人次',
    );
    expectSays(await chat.says('liudong', '本月签到率'), '到会 1 次（流动党员不算应到）');
    await chat.says('zhangsan', '上报 主题党日 11月25日下午3点 应到6 实到4');
    expectSays(await chat.says('zhangsan', '本月签到率'), '到会率 66.7%（实到 4/应到 6，1 次活动）');
  });

  it('is of the month from its first moment to its last', async () => {
    const unitId = chat.unitId('第一党支部');
    const moments = ['2026-10-31T23:59', '2026-11-01T00:00', '2026-11-30T23:59', '2026-12-01T00:00'];
    await chat.store.write(async (tx) => {
      for (const moment of moments) {
        const startAt = Date.parse(`${moment}+08:00`);
        const { id } = await tx.addActivity(plannedActivity({ unitId, startAt, stage: 'recorded' }));
        await tx.putRecord(recordOf({ activityId: id, expected: 6, present: 6 }));
      }
    });
    chat.at('2026-12-10 10:00');
    for (const who of ['zhangsan', 'admin']) {
      expect(await chat.says(who, '上个月开了几次会')).toContain('11月开了 2 次');
      expect(await chat.says(who, '10月开了几次会')).toContain('10月开了 1 次');
      expect(await chat.says(who, '11月到会率')).toContain('2 次活动');
    }
  });

  it('is no draft, nothing cancelled and nothing nobody came to', async () => {
    await chat.says('zhangsan', '安排 党课 11月23日下午3点');
    await chat.says('zhangsan', '安排 主题党日 11月24日下午3点');
    await chat.says('zhangsan', '取消 主题党日');
    chat.at('2026-11-26 10:00');
    expectSays(await chat.says('zhangsan', '上报 支部党员大会 11月25日下午3点 应到6 实到3 请假赵六'), '应到');
    expectSays(await chat.says('zhangsan', '本月签到率'), '还没有可以算的活动', '1 次开过的活动还没上报');
    expectSays(await chat.says('zhangsan', '我的'), '近一个月活动 0 次');
    const listed = await chat.says('zhangsan', '活动记录');
    expectSays(listed, '还没有开过的记录', '11月23日 党课（没上报）');
    expect(listed).not.toContain('11月24日');
    expect(listed).not.toContain('11月25日');
    expectSays(await chat.says('zhangsan', '未开党员大会的支部'), '第一党支部第四季度还没开：支部党员大会');
    await chat.says('zhangsan', '上报 支部党员大会 11月25日下午3点 应到6 实到5 请假赵六');
    expectSays(await chat.says('zhangsan', '未开党员大会的支部'), '已经开过了');
  });

  it('is a fixed day only when it was recorded, as for the reminders', async () => {
    await chat.store.write((tx) =>
      tx.addActivity({
        unitId: chat.unitId('第一党支部'),
        types: ['theme_day'],
        topic: null,
        place: null,
        startAt: Date.parse('2026-11-20T15:00:00+08:00'),
        endAt: null,
        host: null,
        recorder: null,
        lecturer: null,
        hasClock: true,
        stage: 'planned',
        source: 'fixed_day',
        fixedFor: '2026-11',
        createdBy: null,
        createdAt: 0,
      }),
    );
    await chat.says('zhangsan', '补签 张三 李四 王五');
    expectSays(
      await chat.says('zhangsan', '本月主题党日开了几次'),
      '还没有开过的记录',
      '1 次时间已过、还没上报',
    );
    expectSays(await chat.says('zhangsan', '本月没开主题党日的支部'), '还没开：主题党日（没上报）');
    await chat.says('zhangsan', '上报 主题党日 11月20日下午3点 应到6 实到3');
    expectSays(await chat.says('zhangsan', '本月主题党日开了几次'), '11月主题党日开了 1 次');
  });

  it('follows how long activities last in the branch', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.store.write((tx) => tx.putSetting(chat.unitId('城郊党委'), 'closing.hoursAfter', '4'));
    chat.at('2026-11-25 15:00');
    await chat.says('zhangsan', '签到');
    chat.at('2026-11-25 18:59');
    expectSays(await chat.says('zhangsan', '本月签到率'), '还没有可以算的活动');
    chat.at('2026-11-25 19:00');
    expectSays(await chat.says('zhangsan', '本月签到率'), '到会率 16.7%');
  });

  it('tells the next fixed day before it has made itself', async () => {
    await chat.says('zhangsan', '主题党日固定为每月25日下午3点 党员活动室');
    expectSays(await chat.says('zhaoliu', '下次主题党日什么时候'), '11月25日', '党员活动室');
  });
});

describe('many branches', () => {
  const rows = [
    '郑管理 admin 城关镇党委 管理员',
    ...Array.from(
      { length: 30 },
      (_, i) =>
        `党员${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'一二三'[Math.floor(i / 10)]} m${i} 城关镇党委/第${i + 1}党支部 书记`,
    ),
  ];
  const roster = planRoster(rosterRows(rows.join('\n')), new Organisation([], [], []), [], {
    prune: false,
  }).changes;

  beforeEach(async () => {
    chat = await openDialogue(roster, ['boss']);
    chat.at('2026-11-21 10:00');
    for (let i = 0; i < 20; i++) await chat.says(`m${i}`, '上报 主题党日 11月5日下午3点 应到1 实到1');
  });

  it('are answered by a table that fits a phone, in the order of the roster', async () => {
    const answer = await chat.says('admin', '本月签到率');
    const lines = answer.split('\n');
    expect(lines[0]).toBe('城关镇党委11月到会率 100%（实到 20/应到 20，20 次活动）。');
    expect(lines.slice(1, 13).map((l) => l.split(' ')[0])).toEqual(
      Array.from({ length: 12 }, (_, i) => `第${i + 1}党支部`),
    );
    expect(lines.slice(13, 15)).toEqual(['还有 8 个党组织，回复“继续”看后面的', '10 个支部没有可以算的活动']);
    expect(lines).toHaveLength(16);
    const gap = await chat.says('admin', '哪些支部没开党员大会');
    expect(gap.split('\n')).toHaveLength(15);
    expectSays(gap, '第四季度还没开支部党员大会的有 30/30 个', '还有 18 个，回复“继续”看后面的');
    expect(Buffer.byteLength(await chat.says('admin', '还差哪些会没开'))).toBeLessThan(2048);
  });

  it('are all a bootstrap admin’s, in the roster or not', async () => {
    expectSays(await chat.says('boss', '本月主题党日多少次'), '城关镇党委11月主题党日开了 20 次');
  });

  it('are read in a few questions however many there are', async () => {
    const asked: string[] = [];
    const read = chat.store.read;
    chat.store.read = (work, options) =>
      read(
        (tx) =>
          work(
            new Proxy(tx, {
              get(target, name: keyof typeof tx & string) {
                if (/activit|attendance|roll|record$/i.test(name)) asked.push(name);
                return target[name];
              },
            }),
          ),
        options,
      );
    for (const text of ['本月签到率', '未开党员大会的支部', '各支部三会一课情况', '近期安排'])
      await chat.says('admin', text);
    expect(asked).toEqual([
      ...['activitySums', 'activityTallies'],
      // How it stands with the first few that lack it, all at once.
      'activityFacts',
      ...['activitySums', 'activityTallies'],
      // Whether there is something in the month before, where there is nothing in this one.
      'activitySums',
      ...['activitySums', 'activityFacts'],
    ]);
  });
});

describe('several offices', () => {
  it('are answered together, and no unit twice', async () => {
    const rows = rosterRows(`
      张三 zhangsan 城郊党委/第一党支部 书记
      张三 zhangsan 城郊党委 管理员
      孙八 sunba 城郊党委/第二党支部 书记
      李四 lisi 西郊党委 管理员
      李四 lisi 城郊党委/第二党支部 副书记
      周九 zhoujiu 西郊党委/第一党支部
    `);
    const { changes, problems } = planRoster(rows, new Organisation([], [], []), [], { prune: false });
    expect(problems).toEqual([]);
    chat = await openDialogue(changes);
    await chat.says('sunba', '上报 主题党日 11月5日下午3点 应到2 实到1');
    expectSays(
      await chat.says('zhangsan', '本月签到率'),
      '城郊党委11月到会率 50%（实到 1/应到 2，1 次活动）',
      '第二党支部 50%',
    );
    expectSays(
      await chat.says('lisi', '本月签到率'),
      '第二党支部、西郊党委11月到会率 50%（实到 1/应到 2，1 次活动）',
      '第二党支部 50%（1/2）\n1 个支部没有可以算的活动',
    );
  });
});
