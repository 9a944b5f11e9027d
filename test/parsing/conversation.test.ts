import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/intent.ts';
import { toCorpus } from '../../src/parsing/corpus.ts';
import { understand } from '../../src/parsing/understand.ts';

const now = Date.parse('2026-11-21T10:00:00+08:00');

const TABLE: [string, Intent][] = [
  ['撤销', { intent: 'undo' }],
  ['撤回刚才的签到', { intent: 'undo' }],
  ...['把刚才那条撤了', '上一条撤回吧', '我刚发的那条不算数', '请把我刚才的签到撤了', '刚才登记的删掉'].map(
    (said): [string, Intent] => [said, { intent: 'undo' }],
  ),
  ['刚才那个会取消了', { intent: 'none' }],
  ['上次的会取消', { intent: 'none' }],
  ['撤回通知', { intent: 'notice_recall' }],
  ['撤回刚才的通知', { intent: 'notice_recall' }],
  ['撤回昨天的通知', { intent: 'notice_recall' }],
  ['把刚才那个通知撤回来吧', { intent: 'notice_recall' }],
  ['通知发错了，赶紧撤回', { intent: 'notice_recall' }],
  ['撤回25号主题党日的通知', { intent: 'notice_recall', activityType: 'theme_day', startAt: '2026-11-25' }],
  [
    '第一党支部党课的通知发错了，撤回',
    { intent: 'notice_recall', activityType: 'party_lecture', scope: '第一党支部' },
  ],
  ['撤回整改12的通知', { intent: 'notice_recall', itemNo: '12' }],
  ['撤销通知', { intent: 'notice_recall' }],
  ['怎么撤回通知', { intent: 'none' }],
  ['通知撤回了吗', { intent: 'none' }],
  ['不要撤回通知', { intent: 'none' }],
  ['我的', { intent: 'my' }],
  ['绑定 第一党支部', { intent: 'bind', scope: '第一党支部' }],
  [
    '绑定 第一党支部 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-1',
    {
      intent: 'bind',
      scope: '第一党支部',
      webhook: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a-1',
    },
  ],
  ['解绑', { intent: 'unbind' }],
  ['解绑 第一党支部', { intent: 'unbind', scope: '第一党支部' }],
  ['明天再提醒', { intent: 'snooze' }],
  [
    '改期 主题党日 改到 11月26日下午3点',
    { intent: 'activity_change', activityType: 'theme_day', startAt: '2026-11-26T15:00:00+08:00' },
  ],
  [
    '周五的党课改到下周一上午9点',
    {
      intent: 'activity_change',
      activityType: 'party_lecture',
      fromAt: '2026-11-27',
      startAt: '2026-11-23T09:00:00+08:00',
    },
  ],
  [
    '周三的支委会改到下午4点',
    {
      intent: 'activity_change',
      activityType: 'committee_meeting',
      fromAt: '2026-11-25',
      startAt: '2026-11-25T16:00:00+08:00',
    },
  ],
  ['取消下周三的党课', { intent: 'activity_cancel', activityType: 'party_lecture', startAt: '2026-11-25' }],
  ['主题党日不开了', { intent: 'activity_cancel', activityType: 'theme_day' }],
  ['同意 张三 请假', { intent: 'leave_decide', names: ['张三'], decision: 'approve' }],
  ['不同意 张三 请假', { intent: 'leave_decide', names: ['张三'], decision: 'deny' }],
  ['我又能来了', { intent: 'leave_withdraw' }],
  ['整改12 同意销号', { intent: 'rectify_decide', itemNo: '12', decision: 'approve' }],
  ['整改12 不同意销号', { intent: 'rectify_decide', itemNo: '12', decision: 'return' }],
  [
    '整改12 退回 材料不全',
    { intent: 'rectify_decide', itemNo: '12', decision: 'return', reason: '材料不全' },
  ],
  ['整改12 同意延期', { intent: 'rectify_decide', itemNo: '12', decision: 'approve_extension' }],
  ['整改12 不同意延期', { intent: 'rectify_decide', itemNo: '12', decision: 'deny_extension' }],
  ['整改12 转给李四', { intent: 'rectify_manage', itemNo: '12', what: 'transfer', names: ['李四'] }],
  ['整改12 转长期', { intent: 'rectify_manage', itemNo: '12', what: 'long_term' }],
  ['整改12 重新挂号', { intent: 'rectify_manage', itemNo: '12', what: 'reopen' }],
  ['整改12 督办', { intent: 'rectify_manage', itemNo: '12', what: 'supervise' }],
  ['整改3和5合并', { intent: 'rectify_manage', itemNo: '3,5', what: 'merge' }],
  [
    '主题党日固定为每月25日下午3点 党员活动室',
    {
      intent: 'fixed_day_set',
      activityType: 'theme_day',
      fixedDay: { kind: 'day', day: 25 },
      clock: '15:00',
      place: '党员活动室',
    },
  ],
  [
    '主题党日固定为每月第二个周五',
    { intent: 'fixed_day_set', activityType: 'theme_day', fixedDay: { kind: 'weekday', nth: 2, weekday: 5 } },
  ],
  [
    '主题党日固定在每月最后一个周五',
    {
      intent: 'fixed_day_set',
      activityType: 'theme_day',
      fixedDay: { kind: 'weekday', nth: -1, weekday: 5 },
    },
  ],
  [
    '主题党日固定为每月最后一个工作日下午3点 党员活动室',
    {
      intent: 'fixed_day_set',
      activityType: 'theme_day',
      fixedDay: { kind: 'working_day', nth: -1 },
      clock: '15:00',
      place: '党员活动室',
    },
  ],
  [
    '主题党日固定在每月最后一天',
    { intent: 'fixed_day_set', activityType: 'theme_day', fixedDay: { kind: 'last_day' } },
  ],
  [
    '主题党日固定为农历每月十五上午9点',
    {
      intent: 'fixed_day_set',
      activityType: 'theme_day',
      fixedDay: { kind: 'lunar', day: 15 },
      clock: '09:00',
    },
  ],
  [
    '主题党日固定为农历每月初一',
    { intent: 'fixed_day_set', activityType: 'theme_day', fixedDay: { kind: 'lunar', day: 1 } },
  ],
  ['主题党日固定日', { intent: 'fixed_day_show' }],
  ['取消固定日', { intent: 'fixed_day_clear' }],
  ['签到方式 逐人签到', { intent: 'setting', setting: { key: 'attendance', value: 'member' } }],
  ['签到方式 会议上报', { intent: 'setting', setting: { key: 'attendance', value: 'secretary' } }],
  ['请假需要审批', { intent: 'setting', setting: { key: 'leave.approval', value: 'true' } }],
  ['请假不用审批', { intent: 'setting', setting: { key: 'leave.approval', value: 'false' } }],
  ['送达情况', { intent: 'delivery_status' }],
  ['诊断', { intent: 'diagnose' }],
  ['看板', { intent: 'dashboard' }],
  ['网页', { intent: 'dashboard' }],
  ['打开看板', { intent: 'dashboard' }],
  ['数据页面', { intent: 'dashboard' }],
  ['看看数据看板', { intent: 'dashboard' }],
  ['看板链接发我', { intent: 'dashboard' }],
  ['导出11月台账', { intent: 'export', what: 'ledger', period: { from: '2026-11-01', to: '2026-11-30' } }],
  [
    '导出第一支部本季度签到表',
    {
      intent: 'export',
      what: 'attendance',
      scope: '第一支部',
      period: { from: '2026-10-01', to: '2026-12-31' },
    },
  ],
  ['导出会议记录', { intent: 'export', what: 'minutes' }],
  ['打印会议记录', { intent: 'export', what: 'minutes' }],
  ['会议记录发我一份', { intent: 'export', what: 'minutes' }],
  [
    '导出10月会议记录',
    { intent: 'export', what: 'minutes', period: { from: '2026-10-01', to: '2026-10-31' } },
  ],
  ['导出签到表', { intent: 'export', what: 'attendance' }],
  ['导出会议签到表', { intent: 'export', what: 'attendance' }],
  ['导出会议记录和签到表', { intent: 'export', what: 'minutes,attendance' }],
  [
    '导出11月5日主题党日的会议记录',
    {
      intent: 'export',
      what: 'minutes',
      period: { from: '2026-11-05', to: '2026-11-05' },
      activityType: 'theme_day',
    },
  ],
  [
    '导出11月5日主题党日',
    {
      intent: 'export',
      what: 'minutes',
      period: { from: '2026-11-05', to: '2026-11-05' },
      activityType: 'theme_day',
    },
  ],
  [
    '导出主题党日暨党课会议记录',
    {
      intent: 'export',
      what: 'minutes',
      activityType: 'theme_day',
      activityTypes: ['theme_day', 'party_lecture'],
    },
  ],
  [
    '打印三会一课会议记录',
    {
      intent: 'export',
      what: 'minutes',
      activityTypes: ['party_congress', 'committee_meeting', 'group_meeting', 'party_lecture'],
    },
  ],
  ['2', { intent: 'choice', choice: 2 }],
  ['对', { intent: 'choice', choice: 'yes' }],
  ['不是', { intent: 'choice', choice: 'no' }],
  [
    '【整改】\n问题：村务公开不及时\n来源：巡察反馈\n措施：每月公开\n责任领导：王五\n责任部门：村委\n责任人：张三\n时限：12月31日\n督查措施：月查\n防反弹措施：制度上墙\n类型：立行立改',
    {
      intent: 'rectify_create',
      items: [
        {
          problem: '村务公开不及时',
          source: '巡察反馈',
          measure: '每月公开',
          leader: '王五',
          department: '村委',
          owner: '张三',
          dueAt: '2026-12-31',
          supervision: '月查',
          prevention: '制度上墙',
          kind: '立行立改',
        },
      ],
    },
  ],
  [
    '登记整改 村道路灯损坏 责任人李四 12月15日前完成',
    { intent: 'rectify_create', items: [{ problem: '村道路灯损坏', owner: '李四', dueAt: '2026-12-15' }] },
  ],
  [
    '【整改】\n1. 党费收缴不及时，责任人张三，12月底前完成\n2. 会议记录不规范，责任人李四，时限12月10日',
    {
      intent: 'rectify_create',
      items: [
        { problem: '党费收缴不及时', owner: '张三', dueAt: '2026-12-31' },
        { problem: '会议记录不规范', owner: '李四', dueAt: '2026-12-10' },
      ],
    },
  ],
];

describe('what is said outside the message corpus', () => {
  it.each(TABLE)('reads %j', (text, wanted) => {
    const { intent, certainty } = understand(text, now);
    expect(intent).toEqual(wanted);
    expect(certainty).toBe('clear');
  });

  it.each(TABLE)('prints %j as none', (text) => {
    expect(toCorpus(understand(text, now).intent)).toEqual({ intent: 'none' });
  });

  it('marks the own ledger and a chart without printing either', () => {
    const mine = understand('我的整改', now).intent;
    expect(mine).toMatchObject({ metric: 'rectify_open', mine: true });
    expect(toCorpus(mine)).toEqual({ intent: 'query', metric: 'rectify_open' });
    expect(understand('今年主题党日 图', now).intent).toMatchObject({ format: 'chart' });
  });

  it('keeps every type of a joint meeting', () => {
    const { intent } = understand('11月25日下午3点召开主题党日暨党课', now);
    expect(intent).toMatchObject({ activityTypes: ['theme_day', 'party_lecture'] });
    expect(toCorpus(intent)).not.toHaveProperty('activityTypes');
  });
});

describe('certainty, gaps and contradictions', () => {
  it.each(['签到', '代签 张三 李四', '请假 出差', '张三签到'])('acts on %j without asking', (text) => {
    expect(understand(text, now)).toMatchObject({ certainty: 'clear', alternatives: [] });
  });

  it.each(['签到功能坏了', '请假系统坏了', '我签道了嘛'])('never acts on %j', (text) => {
    const { certainty, intent } = understand(text, now);
    expect(certainty === 'unsure' || intent.intent === 'none' || intent.intent === 'query').toBe(true);
  });

  it.each([
    ['主题党日上报 应到23 实到20 请假张三', 'count_mismatch'],
    ['今早支委会应到5实到6', 'count_mismatch'],
    ['11月31日下午3点召开支委会', 'impossible_date'],
    ['明天25点召开支委会', 'impossible_time'],
    ['整改6延到2月30日', 'impossible_date'],
    ['11月25日（周四）下午3点召开支委会', 'weekday_mismatch'],
  ])('finds what cannot be in %j', (text, code) => {
    expect(understand(text, now).contradictions).toEqual([code]);
  });

  it('takes presence and absence in one breath as a roll', () => {
    expect(understand('张三、李四签到，王五请假', now)).toMatchObject({
      certainty: 'clear',
      intent: { intent: 'roster_checkin', names: ['张三', '李四'], absent: [{ name: '王五' }] },
    });
  });

  it('asks when the sender checks in and somebody else is away', () => {
    const { certainty, alternatives } = understand('签到，李四请假', now);
    expect(certainty).toBe('unsure');
    expect(alternatives.map((a) => a.intent)).toEqual(['leave', 'checkin']);
  });

  it('asks when two items fare differently in one message', () => {
    const { certainty, alternatives } = understand('问题3完成，问题5进展60%', now);
    expect(certainty).toBe('unsure');
    expect(alternatives).toEqual([
      expect.objectContaining({ intent: 'rectify_done', itemNo: '3' }),
      expect.objectContaining({ intent: 'rectify_progress', itemNo: '5', progress: 60 }),
    ]);
  });

  it('keeps contradictory figures as written', () => {
    expect(understand('支委会已开 应到5实到6', now).intent).toMatchObject({ expected: 5, present: 6 });
  });

  it('leaves an impossible date out', () => {
    expect(understand('11月31日下午3点召开支委会', now)).toMatchObject({
      intent: { intent: 'activity_create' },
      missing: ['startAt'],
    });
    expect(understand('11月31日下午3点召开支委会', now).intent).not.toHaveProperty('startAt');
  });

  it('keeps the days of a leave when the end beside them is a day no calendar has', () => {
    const form = '请假条\n请假人：张三\n时间：12月1日至12月3日\n结束时间：2月29日\n原因：生病';
    expect(understand(form, now).intent).toMatchObject({ startAt: '2026-12-01', endAt: '2026-12-03' });
  });

  it('names what is missing in the order to ask', () => {
    expect(understand('整改完成了', now).missing).toEqual(['itemNo']);
    expect(understand('申请延期：整改5', now).missing).toEqual(['dueAt']);
  });
});
