import { addDays, type DateText, dayNumber } from './time.ts';

/** Days of one year that differ from Monday to Friday. */
export interface YearCalendar {
  year: number;
  /** days off, weekends of a holiday included or not */
  off: readonly DateText[];
  /** weekend days that are worked (调休) */
  work: readonly DateText[];
}

/** Years with a published notice (国务院办公厅关于节假日安排的通知 of 12 Nov 2024 and 4 Nov 2025). */
export const PUBLISHED_YEARS: readonly YearCalendar[] = [
  published(
    2025,
    '01-01 01-28~02-04 04-04~04-06 05-01~05-05 05-31~06-02 10-01~10-08',
    '01-26 02-08 04-27 09-28 10-11',
  ),
  published(
    2026,
    '01-01~01-03 02-15~02-23 04-04~04-06 05-01~05-05 06-19~06-21 09-25~09-27 10-01~10-07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ),
];

function published(year: number, off: string, work: string): YearCalendar {
  const days = (text: string) => text.split(' ').flatMap((part) => datesOfRange(year, part));
  return { year, off: days(off), work: days(work) };
}

/** `02-15` or `02-15~02-23` of a year as dates. */
export function datesOfRange(year: number, range: string): DateText[] {
  const [first, last = first] = range.split('~').map((part) => `${year}-${part.trim()}`) as [string, string];
  const count = dayNumber(last) - dayNumber(first) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => addDays(first, i));
}
