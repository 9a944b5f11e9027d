import { addDays, type DateText, lastDayOfMonth, weekdayOf } from './time.ts';

const pad = (n: number) => (n < 10 ? `0${n}` : `${n}`);

export const yearOf = (date: DateText) => Number(date.slice(0, 4));
export const monthOf = (date: DateText) => Number(date.slice(5, 7));
export const dayOf = (date: DateText) => Number(date.slice(8, 10));

/** undefined when there is no such day (30 February, month 13). */
export function makeDate(year: number, month: number, day: number): DateText | undefined {
  if (month < 1 || month > 12 || day < 1 || day > lastDayOfMonth(year, month) || year < 1900 || year > 2199)
    return undefined;
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** Month arithmetic keeps the day number and stops at the month's end. */
export function addMonths(date: DateText, months: number): DateText {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return `${year}-${pad(month)}-${pad(Math.min(dayOf(date), lastDayOfMonth(year, month)))}`;
}

export const firstOfMonth = (date: DateText): DateText => `${date.slice(0, 8)}01`;
export const endOfMonth = (date: DateText): DateText =>
  `${date.slice(0, 8)}${lastDayOfMonth(yearOf(date), monthOf(date))}`;
/** Weeks run Monday to Sunday. */
export const mondayOf = (date: DateText): DateText => addDays(date, 1 - weekdayOf(date));
export const quarterOf = (date: DateText) => Math.floor((monthOf(date) - 1) / 3) + 1;

/** First and last day of a quarter; quarter 0 or 5 runs over into the neighbouring year. */
export function quarterSpan(year: number, quarter: number): { from: DateText; to: DateText } {
  const from = addMonths(`${year}-01-01`, (quarter - 1) * 3);
  return { from, to: endOfMonth(addMonths(from, 2)) };
}
