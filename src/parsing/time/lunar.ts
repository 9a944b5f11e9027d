import chineseDays from 'chinese-days';
import { type DateText, dateOfDayNumber, dayNumber } from '../../domain/calendar/time.ts';

// Only the month-length tables are used: the package's own conversions go through the machine's time zone.
const ANCHOR = { year: 2000, date: '2000-02-05' };
const newYears = new Map<number, number>([[ANCHOR.year, dayNumber(ANCHOR.date)]]);

function yearLength(year: number): number {
  let days = chineseDays.getYearLeapMonth(year).days ?? 0;
  for (let month = 1; month <= 12; month++) days += chineseDays.monthDays(year, month);
  return days;
}

/** Day number of the first day of a lunar year, 1950–2099. */
function newYear(year: number): number {
  const known = newYears.get(year);
  if (known !== undefined) return known;
  const n =
    year > ANCHOR.year ? newYear(year - 1) + yearLength(year - 1) : newYear(year + 1) - yearLength(year);
  newYears.set(year, n);
  return n;
}

/** The solar date of a day in a lunar year (leap months aside); undefined when that month has no such day. */
export function lunarToSolar(year: number, month: number, day: number): DateText | undefined {
  if (year < 1950 || year > 2099 || month < 1 || month > 12) return undefined;
  if (day < 1 || day > chineseDays.monthDays(year, month)) return undefined;
  const leap = chineseDays.getYearLeapMonth(year);
  let n = newYear(year) + day - 1;
  for (let m = 1; m < month; m++)
    n += chineseDays.monthDays(year, m) + (m === leap.leapMonth ? leap.days : 0);
  return dateOfDayNumber(n);
}
