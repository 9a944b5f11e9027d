import { addMonths, endOfMonth, yearOf } from '../../../domain/calendar/dates.ts';
import { resolvePeriod } from './days.ts';
import type { Standpoint } from './standpoint.ts';
import type { PeriodWords } from './time-span.ts';

/** 去年同期: the period named before, or this year so far, one year back. */
export function lastYear(before: PeriodWords | undefined, { today }: Standpoint): PeriodWords {
  const base = (before && resolvePeriod(before, today, 'back')) ?? {
    from: `${yearOf(today)}-01-01`,
    to: today,
  };
  const isWholeMonth = endOfMonth(base.to) === base.to;
  const to = addMonths(base.to, -12);
  return { fixed: { from: addMonths(base.from, -12), to: isWholeMonth ? endOfMonth(to) : to } };
}
