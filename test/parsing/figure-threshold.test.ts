// 到会率80%以下的党员, 逾期3条以上的支部, 没来过三次以上的人: how much, of whom, and on which side.
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = instantOf('2026-11-21', 10);
const read = (text: string) => {
  const { intent, certainty } = understand(text, NOW);
  expect([text, certainty]).toEqual([text, 'clear']);
  return intent;
};

describe('a number that is to be reached', () => {
  it.each<[string, string, object]>([
    ['到会率80%以下的党员', 'my_attendance', { what: 'persons_below', percent: 80 }],
    ['谁的到会率低于六成', 'my_attendance', { what: 'persons_below', percent: 60 }],
    ['到会率一半以下的党员', 'my_attendance', { what: 'persons_below', percent: 50 }],
    ['没来过三次以上的人', 'absentees', { what: 'persons_reached', times: 3 }],
    ['没来过三次以上的党员有哪些', 'absentees', { what: 'persons_reached', times: 3 }],
    ['三次以上没来的人', 'absentees', { what: 'persons_reached', times: 3 }],
    ['没来三次的有谁', 'absentees', { what: 'persons_reached', times: 3 }],
    ['谁请假超过两次', 'leave_list', { what: 'persons_reached', times: 3 }],
    ['谁请假不少于两次', 'leave_list', { what: 'persons_reached', times: 2 }],
    ['迟到两次以上的人', 'late_list', { what: 'persons_reached', times: 2 }],
    ['来了不到三次的党员', 'my_attendance', { what: 'persons_below', times: 3 }],
    ['一次都没来的人', 'my_attendance', { what: 'persons_below', times: 1 }],
    ['全勤的有谁', 'my_attendance', { what: 'persons_reached', percent: 100 }],
  ])('is asked of persons: %s', (text, metric, said) => {
    expect(read(text)).toEqual({ intent: 'query', metric, ...said });
  });

  it.each<[string, string, object]>([
    ['到会率低于60%的支部', 'attendance_rate', { what: 'below', percent: 60 }],
    ['到会率不到80%的支部有哪些', 'attendance_rate', { what: 'below', percent: 80 }],
    ['到会率80%以下的支部占几成', 'attendance_rate', { what: 'below', percent: 80 }],
    ['销号率不到六成的支部', 'rectify_rate', { what: 'below', percent: 60 }],
    ['未销号3条以上的支部', 'rectify_open', { what: 'reached', times: 3 }],
    ['逾期3条以上的支部', 'rectify_overdue', { what: 'reached', times: 3 }],
    ['次数少于3次的支部', 'activity_count', { what: 'below', times: 3 }],
    ['党课开了不到2次的支部', 'activity_count', { activityType: 'party_lecture', what: 'below', times: 2 }],
    ['请假超过5人次的支部', 'leave_list', { what: 'reached', times: 6 }],
  ])('is asked of units: %s', (text, metric, said) => {
    expect(read(text)).toMatchObject({ intent: 'query', metric, ...said });
  });

  it.each<[string, string, object]>([
    ['到会率80%到90%的支部', 'attendance_rate', { percent: 80, upTo: 90 }],
    ['到会率在80%到90%之间的支部', 'attendance_rate', { percent: 80, upTo: 90 }],
    ['到会率80-90%的支部有哪些', 'attendance_rate', { percent: 80, upTo: 90 }],
    ['到会率八到九成的支部', 'attendance_rate', { percent: 80, upTo: 90 }],
    ['到会率90%到80%的支部', 'attendance_rate', { percent: 80, upTo: 90 }],
    ['到会率80%以上90%以下的支部', 'attendance_rate', { percent: 80, under: 90 }],
    ['到会率不低于80%低于90%的单位有几个', 'attendance_rate', { percent: 80, under: 90 }],
    ['开了3到5次会的支部', 'activity_count', { times: 3, upTo: 5 }],
    ['党课开了2次以上4次以下的支部', 'activity_count', { times: 2, upTo: 4 }],
    ['逾期2到3条的支部', 'rectify_overdue', { times: 2, upTo: 3 }],
  ])('has two ends: %s', (text, metric, said) => {
    expect(read(text)).toMatchObject({ intent: 'query', metric, what: 'reached', ...said });
  });

  it('has two ends, of persons', () => {
    const said = { intent: 'query', what: 'persons_reached' };
    expect(read('请假两到三次的党员')).toEqual({ ...said, metric: 'leave_list', times: 2, upTo: 3 });
    const rate = { ...said, metric: 'my_attendance', percent: 80, upTo: 90 };
    expect(read('到会率80%到90%的党员')).toEqual(rate);
  });

  it.each<[string, object]>([
    ['哪些小组到会率低于80%', { metric: 'attendance_rate', what: 'below', percent: 80 }],
    ['到会率90%以下的小组', { metric: 'attendance_rate', what: 'below', percent: 90 }],
    ['开会超过2次的党小组', { metric: 'activity_count', what: 'reached', times: 3 }],
  ])('is asked of groups: %s', (text, said) => {
    expect(read(text)).toEqual({ intent: 'query', ofGroups: true, ...said });
  });

  it.each(['90%以下的呢', '那90%以下呢'])('is asked of those that were told: %s', (text) => {
    expect(read(text)).toEqual({ intent: 'query_more', what: 'below', percent: 90 });
  });

  it.each([
    '请假两次',
    '没来三次',
    '请假超过一天',
    '请假三天',
    '整改3进展80%以上',
    '完成80%以上',
    '进展80%到90%',
  ])('is none: %s', (text) => {
    const { intent } = understand(text, NOW);
    expect(JSON.stringify(intent)).not.toMatch(/"(?:percent|times)"/);
  });
});
