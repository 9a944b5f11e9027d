import type { Period } from '../slots.ts';
import { type CalendarPeriod, monthsEarlier, periodOf, previousPeriod } from './period.ts';
import { shapeOf } from './period-shape.ts';
import { addDays, dayNumber } from './time.ts';

/** The period before, or the same of last year; a span that has no name of its own has as many days. */
export function earlierPeriod(period: Period, against: 'previous' | 'last_year'): Period {
  const { kind } = shapeOf(period);
  const { from, to } = period;
  if (kind === 'day' || kind === 'span') {
    if (against === 'last_year') return { from: monthsEarlier(from, 12), to: monthsEarlier(to, 12) };
    const days = dayNumber(to) - dayNumber(from) + 1;
    return { from: addDays(from, -days), to: addDays(from, -1) };
  }
  return spanOf(
    against === 'previous' ? previousPeriod(periodOf(kind, from)) : periodOf(kind, monthsEarlier(from, 12)),
  );
}

const spanOf = ({ from, to }: CalendarPeriod): Period => ({ from, to });
