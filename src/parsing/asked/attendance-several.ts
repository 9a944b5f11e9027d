// 会议场次、到会率、整改完成情况: several figures asked for in one breath.
import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import type { Metric } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Asked, Part } from './row.ts';

/** In the order they are told in. */
const FIGURES: readonly (readonly [Metric, readonly Part[]])[] = [
  ['activity_count', ['times']],
  ['headcount_total', ['headcount']],
  ['leave_list', ['leave']],
  ['absentees', ['absent', 'unexcused']],
  ['late_list', ['late']],
  ['rectify_rate', ['item']],
];
/** 到会 by itself names no figure beside another: 到会总人次 */
const NAMES_RATE = /[率律绿]|比例|百分比|情况|状况|样|如何/u;
/** What there is to say of a branch, where all of it is asked for. */
const SUMMARY = ['activity_count', 'attendance_rate', 'rectify_rate'] as const satisfies readonly Metric[];

/** Undefined where one alone is asked for. */
export function severalOf(asked: Asked): Filled | undefined {
  const { has, said: wordsOf } = asked;
  // 整改销号率到了多少 asks how high it is.
  if (has('present') && !has('rate') && wordsOf('closed').some((word) => word.endsWith('率')))
    return undefined;
  const named = FIGURES.filter(([, parts]) => parts.some(has)).map(([metric]) => metric);
  const isRate = NAMES_RATE.test(wordsOf('rate').join(' '));
  const isCame = has('present') && has('many') && !has('who') && !named.includes('headcount_total');
  const isOfRoster = wordsOf('many').includes('人数') && !has('present') && !has('expected');
  const isAway = has('leave') || has('absent') || has('unexcused') || has('late');
  const said: readonly Metric[] = [
    ...(isOfRoster ? (['member_count'] as const) : []),
    ...named.filter((metric) => metric === 'activity_count'),
    ...(isRate || has('expected') || isCame ? (['attendance_rate'] as const) : []),
    // 请假的有多少人次: of those who were away
    ...named.filter((metric) => metric !== 'activity_count' && !(metric === 'headcount_total' && isAway)),
  ];
  const all = has('summary') && said.length === 0 ? SUMMARY : said;
  const [metric, ...also] = all;
  if (metric === undefined || also.length === 0) return undefined;
  // A count of meetings is told first, whatever was said first.
  const groups = has('groups') ? { what: 'by_group', ofGroups: true } : {};
  return { intent: 'query', metric, also, ...groups, ...thisYear(asked) };
}

/** The year that runs, where no time is said: of a month that has just begun there is little to tell. */
export function thisYear({ spans: { times, today } }: Asked): Pick<Filled, 'period'> {
  if (times.length > 0) return {};
  const { from, to } = calendarPeriod('year', today);
  return { period: { from, to } };
}
