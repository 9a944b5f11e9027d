// Figures asked for in ordinary words: month by month, side by side, over a whole time, of the last meeting.
import { describe, expect, it } from 'vitest';
import type { Intent } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Sunday. */
const now = Date.parse('2026-11-29T10:00:00+08:00');
const knowledge = knowledgeOf({
  people: ['赵六', '刘洋', '许春梅'],
  units: ['城郊党委', '第一党支部', '第二党支部', '第三党支部'],
});
const read = (text: string): Intent & { certainty: string } => {
  const { intent, certainty } = understand(text, now, { knowledge });
  return { ...intent, certainty };
};

const BY_MONTH = [
  '每月到会率',
  '每个月的到会率',
  '到会率按月看',
  '各月份签到率',
  '逐月到会率',
  '月度到会率',
  '第一支部今年各月到会率',
  '今年每月的人次',
  '每个月开几次会',
  '各月请假人次',
  '分月列个表到会率',
  '整改销号率按月看看',
];
const BY_QUARTER = ['每季度到会率', '各季度开了几次会', '按季度看到会率', '今年各个季度的人次', '逐季到会率'];

describe('step by step', () => {
  it.each(BY_MONTH)('%s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'query', step: 'month', certainty: 'clear' });
  });
  it.each(BY_QUARTER)('%s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'query', step: 'quarter', certainty: 'clear' });
  });
  it.each(['按月看看', '逐月看', '分月的呢', '画成折线', '换成折线图'])('goes on: %s', (text) => {
    expect(read(text)).toMatchObject({ intent: 'query_more', step: 'month', certainty: 'clear' });
  });
  it.each([
    '主题党日固定为每月25日下午3点',
    '每月25号开党课',
    '各支部每月一次主题党日',
    '每月第二个周五过党日',
  ])('is not in %s', (text) => expect(read(text)).not.toHaveProperty('step'));
});

describe('several sides', () => {
  it.each<[string, string[]]>([
    ['第一、第二支部对比', ['第一支部', '第二支部']],
    ['一、二、三支部比一比', ['一支部', '二支部', '三支部']],
    ['一二支部到会率对比', ['第一支部', '第二支部']],
    ['第一和第三支部到会率比较', ['第一支部', '第三支部']],
    ['一支部、三支部人次对比', ['一支部', '三支部']],
  ])('%s', (text, units) => {
    expect(read(text)).toMatchObject({ sides: units.map((scope) => ({ scope })), certainty: 'clear' });
  });

  it.each<[string, object]>([
    ['跟三支部比', { scope: '三支部' }],
    ['和第二支部对比一下', { scope: '第二支部' }],
    ['跟10月比', { period: { from: '2026-10-01', to: '2026-10-31' } }],
  ])('%s stands beside what was asked', (text, side) => {
    expect(read(text)).toMatchObject({ intent: 'query_more', sides: [{}, side] });
  });

  it.each<[string, string[]]>([
    ['两个季度比比', ['2026-07-01', '2026-10-01']],
    ['最近三个月对比', ['2026-09-01', '2026-10-01', '2026-11-01']],
    ['近两个月到会率比一比', ['2026-10-01', '2026-11-01']],
    ['10月和11月到会率对比', ['2026-10-01', '2026-11-01']],
    ['二月三月比', ['2026-02-01', '2026-03-01']],
    ['三季度和二季度到会率对比', ['2026-07-01', '2026-04-01']],
  ])('%s', (text, from) => {
    const { sides = [] } = read(text) as { sides?: { period?: { from: string } }[] };
    expect(sides.map(({ period }) => period?.from)).toEqual(from);
  });
});

describe('who was away over a time', () => {
  const month = { from: '2026-11-01', to: '2026-11-30' };
  it.each<[string, string]>([
    ['本月谁请假了', 'leave_list'],
    ['这个月哪些人请假', 'leave_list'],
    ['请假人次', 'leave_list'],
    ['请假率', 'leave_list'],
    ['11月请假人数', 'leave_list'],
    ['缺席人次', 'absentees'],
    ['本月谁没来过', 'absentees'],
    ['11月缺席的有谁', 'absentees'],
    ['迟到人次', 'late_list'],
    ['本月谁迟到', 'late_list'],
    ['本月迟到的有几个人', 'late_list'],
  ])('%s', (text, metric) => {
    expect(read(text)).toMatchObject({ intent: 'query', metric, period: month, certainty: 'clear' });
  });

  it.each([
    '请假',
    '我请假看文件',
    '我请假发文件',
    '请假一天',
    '我本月请假几次',
    '我迟到了',
    '没来',
    '迟到',
    '赵六请假',
    '赵六没来',
    '请假 出差',
    '没来的都是请假',
    '请假去参加人数统计',
    '明天请假画图',
  ])('%s asks for nobody’s', (text) => {
    const { intent, ...rest } = read(text);
    const isOfAll = intent === 'query' && (rest as { metric: string }).metric !== 'my_attendance';
    expect([text, isOfAll]).toEqual([text, false]);
  });
});

describe('the last meeting', () => {
  it.each<[string, string]>([
    ['最近一次主题党日到会率', 'attendance_rate'],
    ['上次到会率', 'attendance_rate'],
    ['上一次党课的到会率', 'attendance_rate'],
    ['上次党员大会谁没来', 'absentees'],
    ['上次会议谁请假', 'leave_list'],
    ['刚开完的党课到会率', 'attendance_rate'],
    ['上次开会谁迟到', 'late_list'],
  ])('%s', (text, metric) => {
    expect(read(text)).toMatchObject({ intent: 'query', metric, what: 'last', certainty: 'clear' });
  });
  it.each(['上次主题党日', '上次会议记录', '上次说的签到'])('is not all of %s', (text) => {
    expect(read(text)).not.toMatchObject({ what: 'last' });
  });
});

describe('other figures by their form', () => {
  it.each<[string, object]>([
    ['应到多少人', { metric: 'member_count', what: 'expected' }],
    ['第一支部应到几个人', { metric: 'member_count', what: 'expected', scope: '第一支部' }],
    ['本月应到人次', { metric: 'headcount_total', what: 'expected' }],
    ['出勤咋样', { metric: 'attendance_rate' }],
    ['第二支部出勤情况', { metric: 'attendance_rate', scope: '第二支部' }],
    ['整改情况画个图', { metric: 'rectify_rate', format: 'chart' }],
    ['各支部整改销号率', { metric: 'rectify_rate', what: 'by_unit' }],
    ['热力图', { metric: 'activity_list', format: 'chart' }],
    ['三会一课情况 导出excel', { metric: 'activity_list', format: 'file' }],
    ['全镇到会率', { metric: 'attendance_rate', what: 'whole' }],
    ['全党委今年人次', { metric: 'headcount_total', what: 'whole' }],
    ['去年全年各月到会率', { step: 'month', period: { from: '2025-01-01', to: '2025-12-31' } }],
    ['算不算应到', { metric: 'attendance_rate', what: 'explain' }],
    ['应到怎么算', { metric: 'attendance_rate', what: 'explain' }],
    ['为什么算我迟到', { metric: 'late_list', what: 'explain' }],
    ['什么叫迟到', { metric: 'late_list', what: 'explain' }],
    ['没到怎么算的', { metric: 'absentees', what: 'explain' }],
    ['别的支部请假原因', { metric: 'leave_list', what: 'others_reasons' }],
    ['刘洋请假为什么', { metric: 'leave_list', what: 'reasons', names: ['刘洋'] }],
    ['王大锤请假为什么', { metric: 'leave_list', what: 'others_reasons' }],
  ])('%s', (text, intent) => expect(read(text)).toMatchObject({ intent: 'query', ...intent }));

  it.each(['党费收缴率', '党费交了多少', '党费收缴进度'])('%s is kept elsewhere', (text) =>
    expect(read(text)).toMatchObject({ intent: 'elsewhere' }),
  );

  it.each([
    '应到23实到21',
    '上报 应到23 实到21',
    '导出整改情况',
    '算到会',
    '迟到10分钟',
    '算他请假',
    '会议应到13人，实到10人',
  ])('%s is none of them', (text) => expect(read(text)).not.toMatchObject({ intent: 'query' }));

  it.each<[string, object]>([
    ['支部的呢', { what: 'by_unit' }],
    ['各支部呢', { what: 'by_unit' }],
    ['全部支部', { what: 'by_unit' }],
    ['三个支部对比', { what: 'by_unit' }],
    ['大会呢', { activityType: 'party_congress' }],
    ['上半年的呢', { period: { from: '2026-01-01', to: '2026-06-30' } }],
  ])('%s goes on', (text, said) => expect(read(text)).toMatchObject({ intent: 'query_more', ...said }));
});
