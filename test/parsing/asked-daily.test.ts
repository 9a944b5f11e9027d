// Questions as secretaries, admins and members put them every day: what each of them asks for.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';
import { useShippedReports } from '../support/filing.ts';
import { defineShippedProcesses } from '../support/processes.ts';

const now = Date.parse('2026-11-26T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['赵六', '李四', '刘洋', '钱立新', '王小明'],
  units: ['城郊党委', '第一党支部', '第二党支部', '第三党支部'],
});
const read = (text: string) => {
  const { intent, certainty } = understand(text, now, { knowledge });
  return { ...intent, certainty };
};
const query = (metric: string, more: object = {}) => ({
  ...{ intent: 'query', metric },
  ...more,
  certainty: 'clear',
});
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const QUARTER = { from: '2026-10-01', to: '2026-12-31' };
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const YESTERDAY = { from: '2026-11-25', to: '2026-11-25' };

useShippedReports();
beforeAll(() => defineShippedProcesses());
afterAll(() => defineProcesses([]));

describe('of the roster', () => {
  it.each<[string, object]>([
    ['咱们党委现在一共多少党员', {}],
    ['全党委有多少党员', {}],
    ['党员多少，其中预备几个', {}],
    ['预备党员占多少', {}],
    ['有多少预备党员', { what: 'probationary' }],
    ['预备党员有几个，都叫啥', { what: 'probationary' }],
    ['流动党员一共几个，都是谁', { what: 'mobile' }],
  ])('%s', (text, more) => {
    const { what, ...asked } = read(text) as { what?: string };
    expect(asked).toMatchObject(query('member_count'));
    expect(what).toBe((more as { what?: string }).what);
  });
});

describe('of meetings and persons', () => {
  it.each<[string, object]>([
    ['党员大会这个季度谁还没开', query('activity_gap', { period: QUARTER, activityType: 'party_congress' })],
    ['主题党日哪个支部还没搞', query('activity_gap', { activityType: 'theme_day' })],
    ['上个月谁缺席最多', query('absentees', { period: OCTOBER, what: 'rank' })],
    ['上个月谁缺席次数最多', query('absentees', { period: OCTOBER, what: 'rank' })],
    ['上个月哪个支部来得最齐', query('attendance_rate', { period: OCTOBER })],
    [
      '刘洋上个月请假什么原因',
      query('my_attendance', { period: OCTOBER, what: 'days_leave', names: ['刘洋'] }),
    ],
    ['我们下周要搞什么活动', query('upcoming', { period: { from: '2026-11-30', to: '2026-12-06' } })],
    ['上个月哪个支部到会率最高', query('attendance_rate', { period: OCTOBER, what: 'rank' })],
    ['今年哪个支部党课最多', query('activity_count', { period: YEAR, what: 'rank' })],
    ['昨天那个党课上报了没有', query('report_missing', { period: YESTERDAY, activityType: 'party_lecture' })],
    ['昨天我签到成功了没', query('my_attendance', { period: YESTERDAY, mine: true, what: 'state' })],
    ['每次会我都来了吗', query('my_attendance', { period: YEAR, mine: true })],
    ['还没开的呢', query('activity_gap', { follows: true })],
    ['上次党课的记录报了没', query('report_missing', { activityType: 'party_lecture', what: 'last' })],
    ['昨天迟到的是谁', query('late_list', { period: YESTERDAY })],
    ['今年党课按月看一下', query('activity_count', { period: YEAR, step: 'month' })],
    ['三支部哪次会人少', query('activity_list', { scope: '三支部' })],
    ['最低的是哪个', { intent: 'query_more', what: 'rank_units' }],
    ['演练的时候谁没回音', { intent: 'muster_roll' }],
    ['11月的会我都参加了吗', query('my_attendance', { period: NOVEMBER, mine: true })],
    ['刘洋昨天咋没来', query('leave_list', { period: YESTERDAY, names: ['刘洋'], what: 'reasons' })],
    ['三支部上一次主题党日哪天搞的，干了什么', query('activity_list', { told: ['topic'], what: 'last' })],
    ['今年党课上了几次，谁讲的', query('activity_list', { told: ['lecturer'], period: YEAR })],
    ['给我11月的会议记录', { intent: 'export', what: 'minutes', period: NOVEMBER, certainty: 'clear' }],
    ['昨天的会议记录能给我看看不', { intent: 'export', what: 'minutes', period: YESTERDAY }],
    ['这个月还有什么事要办', { intent: 'my' }],
    ['都有谁', { intent: 'query_more', what: 'who' }],
    ['是哪几个', { intent: 'query_more', what: 'which' }],
    ['各支部分别多少', { intent: 'query_more', what: 'by_unit' }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));

  it.each(['我签到了', '我都参加了', '昨天的会我都参加了', '下午的会我参加'])('%s is told', (text) =>
    expect(read(text)).not.toHaveProperty('metric', 'my_attendance'),
  );
  it('this month against the last stays held against it', () =>
    expect(read('到会率和上个月比')).toMatchObject(query('attendance_rate', { against: 'previous' })));
});

describe('of items', () => {
  it.each<[string, object]>([
    ['整改完成了百分之多少', query('rectify_rate')],
    ['巡察反馈的那几个问题改完了没', query('rectify_open', { source: '巡察' })],
    ['审计的问题都整改到位了吗', query('rectify_open', { source: '审计' })],
    ['现在等我审批的有哪些', query('rectify_open', { what: 'waiting' })],
    ['有没有要我批的', query('rectify_open', { what: 'waiting' })],
    ['任务13到期还有几天', query('rectify_item', { itemNo: '13' })],
    ['整改1什么时候到期', query('rectify_item', { itemNo: '1' })],
    ['钱立新负责的整改啥时候到期', query('rectify_open', { names: ['钱立新'] })],
    ['李四那条整改完了没', query('rectify_open', { names: ['李四'] })],
    ['有没有申请延期的', query('rectify_open', { what: 'extended' })],
    ['哪几条整改被退回了', query('rectify_open', { what: 'returned' })],
    ['赵六的承诺怎么样了', query('rectify_open', { itemKind: 'promise', names: ['赵六'] })],
    ['哪个支部整改最慢', query('rectify_rate', { what: 'rank_units' })],
    ['我承诺的事现在什么状态', query('rectify_open', { itemKind: 'promise', mine: true })],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));

  it.each(['整改12 12月20日前完成', '整改3延期几天'])('%s asks for no date', (text) =>
    expect(read(text)).not.toHaveProperty('metric'),
  );
});

describe('of what is registered, and of what is not kept', () => {
  it.each<[string, object]>([
    ['11月党费哪个支部还没收齐', { intent: 'filing_missing', filing: 'party_dues', period: NOVEMBER }],
    ['党费一个月交多少钱', { intent: 'rule', rules: ['dues_rate'] }],
    ['今年党费一共收了多少钱', { intent: 'filing_how', filing: 'party_dues', what: 'money' }],
    ['这个月志愿服务每个人几小时', { intent: 'filing_ask', filing: 'volunteer_hours', period: NOVEMBER }],
    ['我一共做了几个小时志愿服务', { intent: 'filing_ask', filing: 'volunteer_hours', period: YEAR }],
    ['本季度还差什么没登记', query('filing_rate')],
    ['这个月谁做了志愿服务', { intent: 'filing_ask', filing: 'volunteer_hours', period: NOVEMBER }],
    ['党费按什么标准交', { intent: 'rule', rules: ['dues_rate'] }],
    ['这个月谁写了民情日记', { intent: 'filing_ask', filing: 'people_diary', period: NOVEMBER }],
    ['我党龄多少年了', { intent: 'elsewhere', topic: '党龄' }],
    ['我入党几年了', { intent: 'elsewhere', topic: '党龄' }],
    ['下次主题党日要带什么东西不', { intent: 'elsewhere', topic: '要带什么', what: 'plan' }],
    ['王小明什么时候入党的', { intent: 'process_ask' }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));
});

describe('a figure that no word of the question asks for', () => {
  it.each(['我们镇今年一共多少户', '本科以上的有几个', '三支部有什么困难', '后备干部有几个'])('%s', (text) =>
    expect(read(text)).not.toMatchObject({ intent: 'query', certainty: 'clear' }),
  );
  it('is offered as none of several meanings', () => {
    const { alternatives } = understand('后备干部有几个', now, { knowledge });
    expect(alternatives.map((one) => 'metric' in one && one.metric)).not.toContain('rectify_overdue');
  });
});
