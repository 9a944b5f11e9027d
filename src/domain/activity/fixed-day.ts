import type { Calendar } from '../calendar/calendar.ts';
import { lunarDayWithin } from '../calendar/lunar.ts';
import { periodOfKey } from '../calendar/period.ts';
import { addDays, type DateText, type Instant, instantOf, weekdayOf } from '../calendar/time.ts';
import type { FixedDayRule } from '../slots.ts';

/** What happens to a fixed day that falls on a day off; villages often `keep`, they meet when people are home. */
export type Shift = 'earlier' | 'later' | 'keep';

/** The 主题党日 of a branch that makes itself every month. */
export interface FixedDay {
  rule: FixedDayRule;
  /** HH:MM */
  clock: string;
  place: string | null;
  /** absent: as config/reminders.yaml has it for all */
  shift?: Shift;
}

/** How far a fixed day may move (local practice: within one week). */
const WEEK = 7;

/**
 * The branch's fixed day in a month, moved off a day off as set; undefined for a lunar day the month lacks.
 * It stays within a week and within the month, because 主题党日 counts by the month; else it goes the other way.
 * @param month YYYY-MM
 */
export function fixedDayIn(
  month: string,
  rule: FixedDayRule,
  shift: Shift,
  calendar: Calendar,
): DateText | undefined {
  const period = periodOfKey(month)!;
  if (rule.kind === 'working_day') return nthWorkingDay(period.from, period.to, rule.nth, calendar);
  const date = nominalDay(period.from, period.to, rule);
  if (date === undefined || shift === 'keep' || calendar.isWorkingDay(date)) return date;
  const earlier = calendar.workingDayOnOrBefore(date);
  const later = calendar.workingDayOnOrAfter(date);
  const order = shift === 'earlier' ? [earlier, later] : [later, earlier];
  const near = (d: DateText) => d >= addDays(date, -WEEK) && d <= addDays(date, WEEK);
  return order.find((d) => near(d) && d >= period.from && d <= period.to) ?? date;
}

/**
 * When the activity of a month begins; undefined for a lunar day the month lacks.
 * @param month YYYY-MM
 * @param shift of branches that have none of their own
 */
export function fixedStartIn(
  month: string,
  fixed: FixedDay,
  shift: Shift,
  calendar: Calendar,
): Instant | undefined {
  const date = fixedDayIn(month, fixed.rule, fixed.shift ?? shift, calendar);
  if (date === undefined) return undefined;
  return instantOf(date, Number(fixed.clock.slice(0, 2)), Number(fixed.clock.slice(3)));
}

/** A working day needs no moving. A month that has fewer gives its last. */
function nthWorkingDay(first: DateText, last: DateText, nth: number, calendar: Calendar): DateText {
  const latest = calendar.workingDayOnOrBefore(last);
  if (nth < 0) return latest;
  const earliest = calendar.workingDayOnOrAfter(first);
  const date = nth === 1 ? earliest : calendar.addWorkingDays(earliest, nth - 1);
  return date > latest ? latest : date;
}

/** 每月31日 means the last day of a shorter month, 第五个周五 the last one where there are four. */
function nominalDay(
  first: DateText,
  last: DateText,
  rule: Exclude<FixedDayRule, { kind: 'working_day' }>,
): DateText | undefined {
  switch (rule.kind) {
    case 'last_day':
      return last;
    case 'day': {
      const date = addDays(first, rule.day - 1);
      return date > last ? last : date;
    }
    case 'lunar':
      return lunarDayWithin(first, last, rule.day);
    case 'weekday': {
      const earliest = addDays(first, (rule.weekday - weekdayOf(first) + WEEK) % WEEK);
      const latest = addDays(last, -((weekdayOf(last) - rule.weekday + WEEK) % WEEK));
      if (rule.nth < 0) return latest;
      const date = addDays(earliest, (rule.nth - 1) * WEEK);
      return date > last ? latest : date;
    }
  }
}
