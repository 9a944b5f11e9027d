// Questions about who or what would be first: nobody is ranked, and what they ask of is told without an order.
import type { Metric } from '../../domain/figures/metrics.ts';
import type { FigureWords } from './figure-words.ts';
import type { Heard } from './rest.ts';

/** Each unit has a number of it. */
export const COUNTED: ReadonlySet<Metric> = new Set<Metric>([
  'attendance_rate',
  'headcount_total',
  'activity_count',
]);
/** 哪个支部最高, 最低的是哪个, and nothing else */
export const UNITS_RANKED =
  /^(?:那么?)?最不?(?:高|低|多|少|好|差)的(?:党?支部|单位)?是(?:哪[些个家]|哪几[个家])(?:党?支部|单位)?[呢啊?？]*$|^(?:那么?)?(?:哪[些个家]|哪几[个家])(?:党?支部|单位)(?:的|是)?最不?(?:高|低|多|少|好|差)的?[呢啊?？]*$/;
/** 哪个支部逾期最多: of units, and of no persons. */
export function rankedOf(h: Heard, { what, metric }: FigureWords): FigureWords['what'] {
  const named = metric ?? (what === 'rank' ? rankedBy(h, false) : undefined);
  const isOfUnits = named !== undefined && !COUNTED.has(named) && /支部|单位|党组织/.test(h.s);
  return what === 'rank' && isOfUnits ? 'rank_units' : what;
}

/** 谁请假最多, 哪个月党课最少: of what somebody or some month would be first. */
export function rankedBy({ s, types }: Heard, isOfStep: boolean): Metric | undefined {
  if (s.includes('请假')) return 'leave_list';
  if (/缺席|没来|没到/.test(s)) return 'absentees';
  if (/[召开上讲办搞]得|[召开上讲办搞]会|次数|场次/.test(s)) return 'activity_count';
  // 哪个支部党课最多: how often it was held.
  if (types.length > 0 && /支部|单位/.test(s) && /最[多少]/.test(s) && !/人|率/.test(s))
    return 'activity_count';
  if (!isOfStep) return 'attendance_rate';
  if (/迟到/.test(s)) return 'late_list';
  if (/到会|签到|出勤/.test(s)) return 'attendance_rate';
  return types.length > 0 || /会|活动/.test(s) ? 'activity_count' : undefined;
}
