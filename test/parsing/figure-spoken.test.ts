// Figures asked for as people speak: words around the question, typos, and what a figure is called for short.
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Monday. */
const now = Date.parse('2026-11-30T06:30:00+08:00');
const knowledge = knowledgeOf({
  people: ['刘洋', '张三', '李四'],
  units: ['城郊党委', '第一党支部', '第二党支部', '第一党小组', '第二党小组'],
});
const read = (text: string): Intent & { certainty: string } => {
  const { intent, certainty } = understand(text, now, { knowledge });
  return { ...intent, certainty };
};
const query = (metric: string, more: object = {}) => ({
  intent: 'query',
  metric,
  ...more,
  certainty: 'clear',
});
const more = (said: object) => ({ intent: 'query_more', ...said, certainty: 'clear' });
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };
const YEAR = { from: '2026-01-01', to: '2026-12-31' };

describe('a figure in other words', () => {
  it.each<[string, object]>([
    ['帮我看一下上个月签到律是多少', query('attendance_rate', { period: OCTOBER })],
    ['给我查一下上个月到会率', query('attendance_rate', { period: OCTOBER })],
    ['从九月到现在每个月的到会率给我列一列', query('attendance_rate', { step: 'month' })],
    ['第一党小组和第二党小组哪个出勤高些 看看数', query('attendance_rate', { sides: expect.anything() })],
    ['画个图看看今年主题党日的到会', query('attendance_rate', { format: 'chart', period: YEAR })],
    ['第二小组本月出勤', query('attendance_rate', { scope: '第二小组', period: NOVEMBER })],
    ['2026年第四季度应到实到汇总表 excel', query('attendance_rate', { format: 'file' })],
    ['我们小组这个季度出勤咋样', query('attendance_rate', { scope: '本小组' })],
    ['本组本月人次', query('headcount_total', { scope: '本小组' })],
    ['迟到的人多不多 这个月', query('late_list', { period: NOVEMBER })],
    ['这个月咱们支部来了多少人呀', query('headcount_total', { period: NOVEMBER })],
    ['截至目前整改销号率,按支部分开', query('rectify_rate', { what: 'by_unit' })],
    ['本周过期的整改问题', query('rectify_overdue')],
    ['本支部三会一课开齐了吗', query('activity_gap', { activityTypes: expect.anything() })],
    ['今年三会一课开全没有', query('activity_gap', { period: YEAR })],
    ['全委有多少名正式党员,其中流动的几名', query('member_count')],
    ['第二党支部十月谁请假 什么原因', query('leave_list', { what: 'reasons', scope: '第二党支部' })],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));

  it.each(['我本月出勤', '我本月签到率'])('is the sender’s own in %s', (text) =>
    expect(read(text)).toMatchObject({ metric: 'my_attendance' }),
  );

  it.each([
    '到会率这个东西不好看，大家要重视',
    '谁没签到的我都打过电话了',
    '上次支委会开了几回合才定下来，别记这个',
    '大家都到了',
    '统计表我已经交上去了',
    '个人原因',
    '请假 个人原因',
  ])('is none in %s', (text) => expect(read(text).intent).not.toMatch(/^query/));
});

describe('the day of the last meeting', () => {
  it.each(['最近一次党课是啥时候上的', '上次党课哪天开的', '上回党课是几号'])('%s', (text) => {
    expect(read(text)).toMatchObject(query('activity_list', { what: 'last', activityType: 'party_lecture' }));
  });
  it('is not asked for by naming a meeting', () => expect(read('上次党课')).not.toHaveProperty('what'));
  it.each(['下次党课什么时候', '党课什么时候开'])('is none in %s', (text) =>
    expect(read(text)).toMatchObject({ metric: 'upcoming' }),
  );
});

describe('what goes on from the question before', () => {
  it.each<[string, object]>([
    ['导出表格', more({ format: 'file' })],
    ['导出汇总表', more({ format: 'file' })],
    ['哪个月最低', more({ step: 'month' })],
    ['哪个季度最高', more({ step: 'quarter' })],
    ['全支部呢', more({ what: 'home' })],
    ['原因是什么', more({ what: 'reasons' })],
    ['算错了吧,怎么算的', more({ what: 'explain' })],
    ['上季度的也来一个', more({ period: { from: '2026-07-01', to: '2026-09-30' } })],
    ['换成人次', query('headcount_total', { follows: true })],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));

  it('a month is no person to be ranked', () => {
    expect(read('哪个月最低')).not.toHaveProperty('what');
    expect(read('今年哪个月到会率最高')).toMatchObject(
      query('attendance_rate', { step: 'month', period: YEAR }),
    );
    expect(read('今年哪个月到会率最高')).not.toHaveProperty('what');
  });
});

describe('a ranking of people', () => {
  it.each(['把全体党员按出勤率从高到低排名', '谁最不积极，缺席最多的前三名是谁', '谁请假最多'])(
    '%s',
    (text) => expect(read(text)).toMatchObject({ intent: 'query', what: 'rank', certainty: 'clear' }),
  );
});

describe('how somebody comes', () => {
  it.each(['刘洋这几个月来开会来得咋样', '刘洋最近来得怎么样', '刘洋平时来的多不多'])('%s', (text) =>
    expect(read(text)).toMatchObject(query('my_attendance', { names: ['刘洋'] })),
  );
  it.each(['刘洋今年的出勤情况', '刘洋今年出勤情况怎么样', '刘洋今年出勤咋样'])('%s', (text) =>
    expect(read(text)).toMatchObject(query('my_attendance', { names: ['刘洋'], period: YEAR })),
  );
  it('is their record where no time is said too', () =>
    expect(read('刘洋的出勤情况')).toMatchObject(query('my_attendance')));
});

describe('questions as they are spoken in a branch', () => {
  const sides = expect.anything();
  it.each<[string, object]>([
    ['开了多少场会、多少人次', query('activity_count', { also: ['headcount_total'] })],
    ['党课上了几次 到会率多少', query('activity_count', { also: ['attendance_rate'] })],
    ['10月跟11月比 签到率是升了还是降了', query('attendance_rate', { sides })],
    ['三支部今年到会率是涨了还是跌了', query('attendance_rate', { against: 'previous' })],
    ['第一支部和第二支部到会率放一起看', query('attendance_rate', { sides })],
    ['第一第二第三支部党课到会率对比', query('attendance_rate', { sides: [sides, sides, sides] })],
    ['一支部跟三支部九月份主题党日到会率差多少', query('attendance_rate', { sides: [sides, sides] })],
    ['哪个月请假最多', query('leave_list', { step: 'month' })],
    ['哪个季度开会最多', query('activity_count', { step: 'quarter' })],
    ['今年每个季度的到会率给我排一下', query('attendance_rate', { step: 'quarter', period: YEAR })],
    ['这半年请假的情况按月看看', query('leave_list', { period: { from: '2026-06-01', to: '2026-11-30' } })],
    ['近三个月到会率走势', query('attendance_rate', { period: { from: '2026-09-01', to: '2026-11-30' } })],
    ['谁开了谁没开 出个表', query('activity_gap', { format: 'table' })],
    ['各支部本季度党员大会开了没有', query('activity_gap', { activityType: 'party_congress' })],
    ['支委会开了没', query('activity_list', { activityType: 'committee_meeting' })],
    ['缺哪个', query('activity_gap', { what: 'lacking', follows: true })],
    ['第三支部还差啥', query('activity_gap', { what: 'lacking', scope: '第三支部' })],
    ['年底前还要开哪些会', query('activity_gap', { period: { from: '2026-11-30', to: '2026-12-31' } })],
    ['咱支部今年的党课都啥时候上的', query('activity_list', { what: 'days', period: YEAR })],
    ['今年党员大会开了几次都是哪天', query('activity_list', { what: 'days' })],
    ['都是啥会', query('activity_list', { follows: true })],
    ['哪个支部缺席最多', query('absentees', { what: 'rank_units' })],
    ['哪个支部逾期最多', query('rectify_overdue', { what: 'rank_units' })],
    ['谁老是不来', query('absentees', { what: 'often' })],
    ['两个小组到会率比一比', query('attendance_rate', { what: 'by_group' })],
    ['组里到会率好多', query('attendance_rate', { scope: '本小组' })],
    ['请假的多不多', query('leave_list', { follows: true })],
    ['本季度应到多少实到多少', query('attendance_rate')],
    ['十月一号到十月十五号开了几次会', query('activity_count')],
    ['人次是咋个算法', query('headcount_total', { what: 'explain' })],
    ['哪些支部到现在还没报会议情况', query('report_missing')],
    ['到现在还有几个支部没把记录报上来', query('report_missing')],
    ['哪些整改一个月都没动了', query('rectify_open', { what: 'stale' })],
    ['哪条快到期了', query('rectify_due_soon')],
    ['整改有多少条 办结多少条', query('rectify_rate')],
    ['本月整改报告发我', query('rectify_rate', { what: 'month', format: 'file' })],
    ['党员总数是多少 各支部分别多少', query('member_count')],
    ['我请假几次', query('my_attendance', { mine: true, period: YEAR })],
    ['张三来了几次', query('my_attendance', { names: ['张三'] })],
    ['下周有会不', query('upcoming')],
    ['二季度的有没有', more({ period: { from: '2026-04-01', to: '2026-06-30' } })],
    ['再上个月', more({ what: 'earlier' })],
    ['是哪几个', more({ what: 'which' })],
    ['去年同期呢', more({ against: 'last_year' })],
    ['然后第二党支部的呢', more({ scope: '第二党支部' })],
    ['和十月份比多了还是少了', more({ sides: [{}, { period: OCTOBER }] })],
    ['我们支部跟二支部比咋样', more({ sides: [{ scope: '本支部' }, { scope: '二支部' }] })],
    ['整改台账发我一份', { intent: 'export', what: 'ledger' }],
    ['会议记录给我发一份', { intent: 'export', what: 'minutes' }],
    ['主题党日一般几号', { intent: 'fixed_day_show' }],
    ['张三没签到算他迟到', { intent: 'attendance_correct', state: 'late' }],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));

  it.each([
    '老张请假了',
    '材料还缺一份',
    '会开完了',
    '支部还缺一个宣传委员',
    '我们支部缺个活动室',
    '上次没来不好意思',
    '发我一份通知',
    '多了还是少了',
    '党课上了，大家都到了',
  ])('is none in %s', (text) => expect(read(text).intent).not.toMatch(/^query/));

  it.each(['下周有什么会', '下个月有啥活动'])('is of what lies ahead in %s', (text) =>
    expect(read(text)).toMatchObject({ metric: 'upcoming' }),
  );
});

describe('for the group', () => {
  const chart = { format: 'chart', toGroup: true };
  it.each<[string, object]>([
    ['本月到会率图发到群里', query('attendance_rate', { period: NOVEMBER, ...chart })],
    ['请把上个月到会率发到支部群里吧', query('attendance_rate', { period: OCTOBER, ...chart })],
    ['今年主题党日到会率 画个图，推送到群聊', query('attendance_rate', { period: YEAR, ...chart })],
    ['导出本月到会率然后转发到我们支部群', query('attendance_rate', { format: 'file', toGroup: true })],
    [
      '导出11月台账 并发一份到群里',
      { intent: 'export', toGroup: true, period: NOVEMBER, certainty: 'clear' },
    ],
    ['画个图发群里', more(chart)],
    ['发到群里', more({ toGroup: true })],
    ['把这张图发到群里', more(chart)],
    ['那个文件发群里', more({ format: 'file', toGroup: true })],
  ])('%s', (text, said) => expect(read(text)).toMatchObject(said));

  it.each(['签到 发到群里', '群里谁没签到', '通知已发到群里', '请假 家里有事 群里说了', '本月到会率图'])(
    'nothing of the kind: %s',
    (text) => expect(read(text)).not.toHaveProperty('toGroup'),
  );
});

describe('a length by itself', () => {
  const HALF = { from: '2026-05-30', to: '2026-11-30' };
  const MONTHS = { from: '2026-08-30', to: '2026-11-30' };
  it.each<[string, object]>([
    ['半年到会率', query('attendance_rate', { period: HALF })],
    ['半年来的到会率', query('attendance_rate', { period: HALF })],
    ['近半年来的到会率', query('attendance_rate', { period: HALF })],
    ['三个月到会率', query('attendance_rate', { period: MONTHS })],
    ['近三个月来来了几次', query('activity_count', { period: MONTHS })],
    ['三个月开了几次党课', query('activity_count', { period: MONTHS, activityType: 'party_lecture' })],
    ['半年没开党课的支部', query('activity_gap', { period: HALF, activityType: 'party_lecture' })],
    ['两周谁没来', query('absentees', { period: { from: '2026-11-17', to: '2026-11-30' } })],
    ['李四这半年来了几次', query('my_attendance', { period: HALF, names: ['李四'] })],
    ['李四近半年来来了几次', query('my_attendance', { period: HALF, names: ['李四'] })],
    ['李四半年内请了几次假', query('my_attendance', { period: HALF, names: ['李四'] })],
    ['我半年来了几次', query('my_attendance', { period: HALF })],
    ['半年的呢', more({ period: HALF })],
    ['三个月呢', more({ period: MONTHS })],
  ])('is the last that long: %s', (text, said) => {
    expect(read(text)).toEqual(expect.objectContaining(said));
  });

  it.each(['请假三个月的有谁', '连续三个月没开会的支部', '三天没来的有谁'])(
    'is none of an act: %s',
    (text) => {
      expect(read(text)).not.toHaveProperty('period');
    },
  );
});

describe('which days somebody was away', () => {
  const days = (metric: string, what: string) => query(metric, { what, follows: true });
  it.each<[string, object]>([
    ['没来的是哪几次', days('absentees', 'days_away')],
    ['哪几次没来', days('absentees', 'days_away')],
    ['请假的是哪几次', days('leave_list', 'days_leave')],
    ['他迟到是哪几次', days('late_list', 'days_late')],
    ['我啥时候没来的', query('my_attendance', { mine: true, period: YEAR, what: 'days_away' })],
    ['李四哪几次请假', query('my_attendance', { names: ['李四'], period: YEAR, what: 'days_leave' })],
  ])('%s', (text, said) => {
    expect(read(text)).toEqual(said);
  });
});

describe('words that were read as something else', () => {
  const SIDES = { sides: [{ scope: '第一小组' }, { scope: '第二小组' }] };
  it.each<[string, object]>([
    // 一 of 一共 is no first of the month.
    ['11月一共开了几次会', query('activity_count', { period: NOVEMBER })],
    ['10月份一共请了多少人次假', query('leave_list', { period: OCTOBER })],
    // 销号率按 is no unit's name.
    ['销号率按支部', query('rectify_rate', { what: 'by_unit' })],
    ['到会率按支部', query('attendance_rate', { what: 'by_unit' })],
    ['哪些支部有流动党员', query('member_count', { what: 'mobile' })],
    ['有预备党员的支部有哪些', query('member_count', { what: 'probationary' })],
    ['各支部党员人数 表格', query('member_count', { format: 'table' })],
    ['各支部党员数导出', query('member_count', { format: 'file' })],
    ['第一小组和第二小组哪个来得齐', query('attendance_rate', SIDES)],
    [
      '支委会今年开了几次 每次都是哪天',
      query('activity_list', { period: YEAR, activityType: 'committee_meeting', what: 'days' }),
    ],
    ['逾期的都是谁负责', query('rectify_overdue')],
    ['整改责任人都有谁', query('rectify_open')],
    ['刘洋这几次怎么老请假', query('my_attendance', { names: ['刘洋'], period: expect.anything() })],
    ['10月份主题党日实到几个', query('headcount_total', { period: OCTOBER, activityType: 'theme_day' })],
    ['本月道会率', query('attendance_rate', { period: NOVEMBER })],
    ['咱组谁没来', query('absentees', { scope: '本小组' })],
    ['党日那天谁迟到了', query('late_list', { activityType: 'theme_day' })],
    ['两次都没来的有谁', query('absentees', { what: 'persons_reached', times: 2 })],
    ['三次都请假的人', query('leave_list', { what: 'persons_reached', times: 3 })],
    ['连续两次没来的', query('absentees', { what: 'in_a_row' })],
    ['上个月有几个支部开了会', query('activity_count', { period: OCTOBER })],
    ['换成70%', more({ percent: 70 })],
    ['那八成呢', more({ percent: 80 })],
    ['一共多少党员 多少预备的', query('member_count')],
    ['本组党员有几个', query('member_count', { scope: '本小组' })],
    ['我们小组多少人', query('member_count', { scope: '本小组' })],
    // Of somebody who is not known here it is still a question.
    ['赵国庆今年请了几次假', query('my_attendance', { names: ['赵国庆'], period: YEAR })],
  ])('%s', (text, said) => {
    expect(read(text)).toEqual(said);
  });
});

describe('a figure by words that are not its name', () => {
  it.each<[string, object]>([
    ['谁老不来开会', query('absentees', { what: 'often' })],
    ['谁经常不参加活动', query('absentees', { what: 'often' })],
    ['谁请假最多', query('leave_list', { what: 'rank' })],
    ['第二党支部怎么才75%', query('activity_list', { scope: '第二党支部', follows: true })],
    ['第二党支部怎么这么低', query('activity_list', { scope: '第二党支部', follows: true })],
    ['哪个支部人最多', query('member_count')],
    ['党员最多的是哪个支部', query('member_count')],
    ['把这个月没开会的支部列个单子给我', query('activity_gap', { period: NOVEMBER })],
    ['会议记录齐不齐', query('report_missing')],
    ['本月会议记录交齐了没有', query('report_missing', { period: NOVEMBER })],
    ['谁还没写记录', query('report_missing')],
    ['谁手上整改最多', query('rectify_open')],
    ['谁名下还有问题没完', query('rectify_open')],
    ['有几个人一次都没来过', query('my_attendance', { what: 'persons_below', times: 1 })],
    ['支委会平均多少人参加', query('headcount_total', { also: ['activity_count'] })],
    ['本月平均每次来多少人', query('headcount_total', { also: ['activity_count'], period: NOVEMBER })],
    ['流动党员来了几个', query('absentees', { apart: '流动党员' })],
    ['有没有没请假也没来的', query('absentees')],
    ['没请假也没来的有谁', query('absentees')],
    ['刘洋缺了哪几次', query('my_attendance', { names: ['刘洋'], what: 'days_away' })],
    ['快到期的是谁的', query('rectify_due_soon')],
    ['张三的整改到哪了', query('rectify_open', { names: ['张三'] })],
    ['张三那个弄到哪了', query('rectify_open', { names: ['张三'] })],
    ['李四手上的问题处理得怎么样了', query('rectify_open', { names: ['李四'] })],
    ['我们支部在全委排第几', query('attendance_rate', { what: 'rank' })],
    ['今年主题党日都搞了啥', query('activity_list', { activityType: 'theme_day', period: YEAR })],
    ['人最齐的是哪次', query('activity_list', { follows: true })],
    ['党员大会应到几人实到几人', query('attendance_rate', { what: 'last' })],
    ['本月新增整改几条', query('rectify_rate', { what: 'opened', period: NOVEMBER })],
    ['上个月新提了几个问题', query('rectify_rate', { what: 'opened', period: OCTOBER })],
    ['上个月销了几条', query('rectify_rate', { period: OCTOBER })],
    ['巡察反馈的有几条', query('rectify_open', { source: '巡察' })],
    ['审计发现的还有哪些没销号', query('rectify_open', { source: '审计' })],
    ['各支部逾期几条', query('rectify_overdue', { what: 'by_unit' })],
    ['整改里面逾期的占多少', query('rectify_rate')],
    ['哪些支部开齐了', query('activity_gap')],
    ['有几个支部全部开齐了', query('activity_gap')],
    ['到会率和销号率一起看', query('attendance_rate', { also: ['rectify_rate'] })],
    ['各支部11月到会率排个表 带人数', query('attendance_rate', { format: 'table', period: NOVEMBER })],
    ['按月份列第一党支部今年各类会议次数', query('activity_count', { step: 'month', scope: '第一党支部' })],
    ['哪个支部进步最大', query('attendance_rate', { what: 'rank', against: 'previous' })],
    ['下次会什么时候', query('upcoming')],
    ['最近什么时候有会', query('upcoming')],
    ['下个会在哪开', query('upcoming')],
    ['明天的会几点', query('upcoming', { period: { from: '2026-12-01', to: '2026-12-01' } })],
    ['我的整改到期了吗', query('rectify_open', { mine: true })],
    ['我手上的快到期了没', query('rectify_open', { mine: true })],
    ['我要做什么', { intent: 'my' }],
    ['我还有什么事没办', { intent: 'my' }],
    ['有没有我的事', { intent: 'my' }],
    ['他请过假吗', query('my_attendance', { what: 'theirs', follows: true })],
  ])('%s', (text, expected) => expect(read(text)).toMatchObject(expected));

  it('takes a month beside two units for the time of both', () =>
    expect(read('上个月第一党支部和第二党支部到会率差多少')).toMatchObject({
      period: OCTOBER,
      sides: [{ scope: '第一党支部' }, { scope: '第二党支部' }],
    }));

  it.each(['第二党支部十月份签到表', '上个月的签到表', '党课签到表'])('wants the file in %s', (text) =>
    expect(read(text)).toMatchObject({ intent: 'export', what: 'attendance' }),
  );

  // With nothing named it is asked which is meant.
  it('offers where no more is said than 签到表', () => expect(read('签到表').intent).not.toBe('export'));
});

describe('what is asked of others', () => {
  // A question of how many, or of who, is no word of the sender’s own.
  it.each(['哪个支部老是去不了县里开会', '有几个来不了', '排第几啊'])(
    'offers no leave of the sender in %s',
    (text) => {
      const { alternatives } = understand(text, now, { knowledge });
      expect(alternatives.map(({ intent }) => intent)).not.toContain('leave');
    },
  );

  it.each(['他迟到了', '他请了假', '她没来', '他缺席'])('takes %s for no question', (text) =>
    expect(read(text)).not.toMatchObject({ metric: 'my_attendance' }),
  );

  it('still offers it where the sender is spoken of', () =>
    expect(understand('几点开会？我去不了', now, { knowledge }).alternatives).toContainEqual(
      expect.objectContaining({ intent: 'leave' }),
    ));
});

it.each([
  ['整改按月份看看', '按月份'],
  ['逾期超过10天的整改', '逾期超过10天'],
])('asks what is meant by a part of a question that no slot holds: %s', (text, unread) => {
  const said = understand(text, now, { knowledge });
  expect(said.certainty).toBe('unsure');
  expect(said.unread).toContain(unread);
});

it.each(['到会率', '本月签到率多少来着咋还没说', '各支部销号率多少呀你说说看呗'])(
  'offers no check-in of the sender where a rate is asked for: %s',
  (text) => {
    const { intent, alternatives } = understand(text, now, { knowledge });
    expect([intent, ...alternatives].map((one) => one.intent)).not.toContain('checkin');
  },
);

it('asks of branches again where they are named, whatever was asked of groups before', () => {
  expect(read('到会率80%以上的党小组')).toMatchObject({ what: 'reached', ofGroups: true });
  expect(read('90%以上的支部呢')).toMatchObject({ what: 'reached', ofGroups: false });
  expect(read('90%以上的呢')).not.toHaveProperty('ofGroups');
});
