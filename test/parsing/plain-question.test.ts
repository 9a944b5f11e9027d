// What was not held or not reported, and how many people there are: read by the form of the question.
import { expect, it } from 'vitest';
import { understand } from '../../src/parsing/understand.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');

it.each([
  ['哪些支部没上报', 'report_missing', {}],
  ['哪些支部的会开完了还没上报记录', 'report_missing', {}],
  ['还有几场会没有上报', 'report_missing', {}],
  ['会议记录没交的支部有哪些', 'report_missing', {}],
  ['上个月哪些支部开了会没上报', 'report_missing', { period: { from: '2026-10-01', to: '2026-10-31' } }],
  ['开过的会没报记录的列一下', 'report_missing', {}],
  ['第二党支部还有哪些会议没上报', 'report_missing', { scope: '第二党支部' }],
  ['主题党日没上报的支部', 'report_missing', { activityType: 'theme_day' }],
  ['会开了记录没上来的有哪些支部', 'report_missing', {}],
  ['全镇共有党员多少名', 'member_count', {}],
  ['党员总数是多少', 'member_count', {}],
  ['党委下面一共几个支部', 'member_count', {}],
  ['流动党员有多少人', 'member_count', { what: 'mobile' }],
  ['预备党员多少个', 'member_count', { what: 'probationary' }],
  ['各支部党员人数', 'member_count', {}],
  ['入党积极分子有几名', 'member_count', { what: 'activists' }],
  ['第一党支部党员人数报一下', 'member_count', { scope: '第一党支部' }],
  ['没开的会', 'activity_gap', {}],
  ['未开的会', 'activity_gap', {}],
  ['还没开的会有哪些', 'activity_gap', {}],
  ['本月没开的会', 'activity_gap', { period: { from: '2026-11-01', to: '2026-11-30' } }],
  ['没开的会列一下', 'activity_gap', {}],
  ['哪些会还没开', 'activity_gap', {}],
  ['没开会的支部有哪些', 'activity_gap', {}],
  ['第二党支部没开的会', 'activity_gap', { scope: '第二党支部' }],
  ['没开的党课', 'activity_gap', { activityType: 'party_lecture' }],
  ['会没开齐的支部', 'activity_gap', {}],
  ['该开没开的会', 'activity_gap', {}],
  ['没开够会的支部', 'activity_gap', {}],
])('%s asks for %s', (text, metric, more) => {
  const { intent, certainty, unread } = understand(text, NOW);
  expect(intent).toEqual({ intent: 'query', metric, ...more });
  expect([certainty, unread]).toEqual(['clear', []]);
});

it.each(['开了会没上报，现在补报：应到20实到18', '记录没交的同志请假', '党员会开完了，上报'])(
  '%s does not',
  (text) => {
    expect(understand(text, NOW).intent).not.toHaveProperty('metric', 'report_missing');
  },
);

it.each([
  ['昨天的党课开完了', { activityType: 'party_lecture', startAt: '2026-11-20' }],
  ['11月18日主题党日已经结束了。', { activityType: 'theme_day', startAt: '2026-11-18' }],
  ['支委会刚开过了', { activityType: 'committee_meeting' }],
])('%s reports that it was held', (text, more) => {
  const { intent, certainty } = understand(text, NOW);
  expect([intent, certainty]).toEqual([{ intent: 'activity_report', ...more }, 'clear']);
});

it.each([
  ['请假按支部', { metric: 'leave_list', what: 'by_unit' }],
  ['请假按支部统计一下', { metric: 'leave_list', what: 'by_unit' }],
  ['请假分支部看', { metric: 'leave_list', what: 'by_unit' }],
  ['签到按支部', { metric: 'attendance_rate', what: 'by_unit' }],
  ['迟到按单位列出来', { metric: 'late_list', what: 'by_unit' }],
  ['请假按月', { metric: 'leave_list' }],
])('%s counts, and is nobody’s leave or check-in', (text, asked) => {
  const { intent, certainty } = understand(text, NOW);
  expect([intent, certainty]).toEqual([{ intent: 'query', ...asked }, 'clear']);
});

it.each(['请假 按规定休产假', '请假，按医生说的静养'])('%s is a leave', (text) => {
  expect(understand(text, NOW).intent.intent).toBe('leave');
});

it.each(['近年来到会率', '历年到会率', '近几年来的到会率', '这些年开了多少次党课'])(
  '%s is of several years, and never of this month',
  (text) => {
    const { period } = understand(text, NOW).intent as { period?: unknown };
    expect(period).toEqual({ from: '2024-01-01', to: '2026-11-21' });
  },
);
