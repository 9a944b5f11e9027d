import type { Period } from '../slots.ts';
import { type Festival, festivalDay, statutoryDays } from './festivals.ts';
import { PUBLISHED_YEARS, type YearCalendar } from './holidays.ts';
import { type DateText, dateOfDayNumber, dayNumber } from './time.ts';

export type { YearCalendar } from './holidays.ts';

/** Working days of China: official holidays and 调休 where known, else weekends and the statutory days. */
export interface Calendar {
  isWorkingDay(date: DateText): boolean;
  /** the n-th working day after the date; before it for negative n; the date itself for 0 */
  addWorkingDays(date: DateText, n: number): DateText;
  workingDayOnOrBefore(date: DateText): DateText;
  workingDayOnOrAfter(date: DateText): DateText;
  /** working days after `from`, up to and with `to`; negative when `to` is earlier */
  workingDaysBetween(from: DateText, to: DateText): number;
  /** the days off around a festival as that year has them; the day alone where it is worked; undefined without a date */
  daysOff(year: number, festival: Festival): Period | undefined;
  /** `statutory`: no notice known, 调休 unknown; doctor and the December digest say so */
  coverage(year: number): 'official' | 'statutory';
}

/** @param years calendars from config/calendar; one given replaces the built-in year whole */
export function createCalendar(years: Iterable<YearCalendar> = []): Calendar {
  const known = new Map([...PUBLISHED_YEARS, ...years].map((y) => [y.year, y]));
  const built = new Map<number, Uint8Array>();
  // questions come in runs of neighbouring days: the year asked for last is kept at hand
  let first = 0;
  let table: Uint8Array = new Uint8Array();
  const works = (n: number): boolean => {
    if (n < first || n >= first + table.length) {
      const year = Number(dateOfDayNumber(n).slice(0, 4));
      first = dayNumber(`${year}-01-01`);
      table = built.get(year) ?? workingDaysOf(year, known.get(year));
      built.set(year, table);
    }
    return table[n - first] === 1;
  };
  const step = (n: number, count: number): number => {
    const direction = Math.sign(count);
    let at = n;
    for (let left = Math.abs(count); left > 0; ) {
      at += direction;
      if (works(at)) left--;
    }
    return at;
  };
  // whole cities ask for the same few steps from the same few days
  const steps = new Map<number, Map<DateText, DateText>>();
  const nearest = (date: DateText, direction: 1 | -1): DateText => {
    let n = dayNumber(date);
    while (!works(n)) n += direction;
    return dateOfDayNumber(n);
  };
  return {
    isWorkingDay: (date) => works(dayNumber(date)),
    addWorkingDays: (date, n) => {
      if (n === 0) return date;
      const found = steps.get(n)?.get(date);
      if (found) return found;
      const made = dateOfDayNumber(step(dayNumber(date), n));
      steps.set(n, (steps.get(n) ?? new Map<DateText, DateText>()).set(date, made));
      return made;
    },
    workingDayOnOrBefore: (date) => nearest(date, -1),
    workingDayOnOrAfter: (date) => nearest(date, 1),
    workingDaysBetween: (from, to) => {
      const [a, b] = [dayNumber(from), dayNumber(to)];
      let count = 0;
      for (let n = Math.min(a, b) + 1; n <= Math.max(a, b); n++) if (works(n)) count++;
      return b < a ? -count : count;
    },
    daysOff: (year, festival) => {
      const date = festivalDay(year, festival);
      if (date === undefined) return undefined;
      let [from, to] = [dayNumber(date), dayNumber(date)];
      if (works(from)) return { from: date, to: date };
      while (!works(from - 1)) from--;
      while (!works(to + 1)) to++;
      return { from: dateOfDayNumber(from), to: dateOfDayNumber(to) };
    },
    coverage: (year) => (known.has(year) ? 'official' : 'statutory'),
  };
}

/** One byte a day of the year, 1 = worked. */
function workingDaysOf(year: number, known: YearCalendar | undefined): Uint8Array {
  const first = dayNumber(`${year}-01-01`);
  const table = new Uint8Array(dayNumber(`${year + 1}-01-01`) - first);
  // 1970-01-01 was a Thursday
  for (let i = 0; i < table.length; i++) table[i] = (first + i + 3) % 7 < 5 ? 1 : 0;
  for (const date of known ? known.off : statutoryDays(year)) table[dayNumber(date) - first] = 0;
  for (const date of known?.work ?? []) table[dayNumber(date) - first] = 1;
  return table;
}
