// 承诺: how far it is, asked once in each quarter of the year before the one in which it is due.
import type { Calendar } from '../calendar/calendar.ts';
import { type CalendarPeriod, nextPeriod, periodOf } from '../calendar/period.ts';
import { addDays, type DateText, dateOf } from '../calendar/time.ts';
import type { Item } from './item.ts';
import { kindRow } from './kinds.ts';

/** So many working days before the period ends. */
const ASKED_BEFORE = 5;
/** Whoever has just said what they will do is not asked how far it is. */
const FRESH_DAYS = 30;
/** Of an item without a deadline, or with one years ahead, so many periods are looked through. */
const MOST = 12;

export const toldWithin = ({ progressAt }: Item, { from, to }: CalendarPeriod): boolean =>
  progressAt !== null && dateOf(progressAt) >= from && dateOf(progressAt) <= to;

/**
 * The days on which those responsible are asked, each with its period. In the period of the deadline the deadline asks.
 */
export function askingDays(
  item: Item,
  calendar: Pick<Calendar, 'addWorkingDays'>,
): { day: DateText; period: CalendarPeriod }[] {
  const { askEvery } = kindRow(item.kind);
  if (askEvery === null) return [];
  const days: { day: DateText; period: CalendarPeriod }[] = [];
  const fresh = addDays(dateOf(item.openedAt), FRESH_DAYS);
  let period = periodOf(askEvery, dateOf(item.openedAt));
  for (let i = 0; i < MOST && (item.dueAt === null || period.to < dateOf(item.dueAt)); i++) {
    const day = calendar.addWorkingDays(period.to, -ASKED_BEFORE);
    if (day >= fresh && !toldWithin(item, period)) days.push({ day, period });
    period = nextPeriod(period);
  }
  return days;
}
