import type { Calendar } from '../../../domain/calendar/calendar.ts';
import {
  addMonths,
  dayOf,
  endOfMonth,
  firstOfMonth,
  makeDate,
  mondayOf,
  monthOf,
  yearOf,
} from '../../../domain/calendar/dates.ts';
import { lunarNewYearsEve, lunarToSolar } from '../../../domain/calendar/lunar.ts';
import { addDays, type DateText, dayNumber, weekdayOf } from '../../../domain/calendar/time.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Choice } from './lexeme.ts';
import type { DayWords, PeriodWords } from './time-span.ts';

/** Which way a day without its year, month or week looks; `near`: the nearest, of two equally near the one ahead. */
export type Direction = 'forward' | 'back' | 'near';

// A year without the day said (29 February, a fifth Friday) keeps its place in the row, so that no later year is taken
// for it: the date about which it would be, with a mark behind that keeps the order.
const GAP = '!';
/** The place of a missing day near a date. */
export const missingAt = (date: DateText): DateText => `${date}${GAP}`;
const isMissing = (date: DateText) => date.endsWith(GAP);

/** A day that comes again each year; undefined for a year without it. */
export function yearly(on: (year: number) => DateText | undefined): DayWords & { kind: 'among' } {
  // A message asks for the same again and again, and almost always seen from the same year.
  let seen: { year: number; dates: DateText[] } | undefined;
  return {
    kind: 'among',
    dates(today) {
      const year = yearOf(today);
      if (seen?.year !== year)
        seen = { year, dates: [-1, 0, 1].map((n) => on(year + n)).filter((d) => d !== undefined) };
      return seen.dates;
    },
  };
}

/** A certain day, or none when it does not exist. */
export const certain = (date: DateText | undefined): DayWords =>
  date === undefined ? { kind: 'impossible' } : { kind: 'fixed', date };

/** A month and day without a year. 29 February exists in some year, 30 February in none. */
export const monthDay = (month: number, day: number): DayWords =>
  makeDate(2028, month, day) === undefined
    ? { kind: 'impossible' }
    : yearly((year) => makeDate(year, month, day) ?? missingAt(`${year}-02-28`));

/** A day of the lunar calendar; 腊月三十 is the last day of the year even in a short month. */
export const lunarDate = (year: number, month: number, day: number): DateText | undefined =>
  month === 12 && day === 30 ? lunarNewYearsEve(year + 1) : lunarToSolar(year, month, day);

/** A day of the lunar calendar without its year. */
export const lunarDay = (month: number, day: number): DayWords =>
  yearly((year) => lunarDate(year, month, day));

/** The calendar date meant, seen from `today`; undefined when there is no such day. */
export function resolveDay(words: DayWords, today: DateText, direction: Direction): DateText | undefined {
  if (words.kind === 'fixed') return words.date;
  if (words.kind === 'impossible') return undefined;
  if (words.kind === 'monthEnd') return endOfMonth(today);
  if (direction === 'near') {
    const [back, ahead] = [resolveDay(words, today, 'back'), resolveDay(words, today, 'forward')];
    if (back === undefined || ahead === undefined) return back ?? ahead;
    return dayNumber(today) - dayNumber(back) < dayNumber(ahead) - dayNumber(today) ? back : ahead;
  }
  const isBack = direction === 'back';
  if (words.kind === 'weekday') {
    const ahead = (words.weekday - weekdayOf(today) + 7) % 7;
    return addDays(today, isBack && ahead > 0 ? ahead - 7 : ahead);
  }
  if (words.kind === 'day') return dayOfMonth(words.day, today, isBack);
  const dates = words.dates(today);
  const found = isBack ? dates.findLast((d) => d <= today) : dates.find((d) => d >= today);
  return found !== undefined && isMissing(found) ? undefined : found;
}

/** The nearest month that has the day: 31号 said in November is in December. */
function dayOfMonth(day: number, today: DateText, isBack: boolean): DateText | undefined {
  const step = isBack ? -1 : 1;
  const passed = isBack ? day > dayOf(today) : day < dayOf(today);
  for (let i = passed ? step : 0; Math.abs(i) <= 3; i += step) {
    const month = addMonths(firstOfMonth(today), i);
    const date = makeDate(yearOf(month), monthOf(month), day);
    if (date !== undefined) return date;
  }
  return undefined;
}

/** The day before or after one as said: 25号前一天, 清明头一天. */
export function dayBeside(words: DayWords, move: -1 | 1): DayWords {
  if (words.kind === 'impossible') return words;
  if (words.kind === 'fixed') return { kind: 'fixed', date: addDays(words.date, move) };
  // seen from the day on the other side, so that today itself can be the day meant
  const dates = (today: DateText) =>
    [addDays(today, -move), today].flatMap((from) => around(words, from)).map((d) => addDays(d, move));
  return { kind: 'among', dates: (today) => [...new Set(dates(today))].sort() };
}

/** The period meant, seen from `today`: the one that is not over, the one that has begun, or the nearest. */
export function resolvePeriod(words: PeriodWords, today: DateText, direction: Direction): Period | undefined {
  if ('fixed' in words) return words.fixed;
  const periods = words.among(today);
  const back = periods.findLast((p) => p.from <= today);
  const ahead = periods.find((p) => (p.aheadUntil ?? p.to) >= today);
  if (direction === 'back') return plain(back);
  if (direction === 'forward' || back === undefined || ahead === undefined) return plain(ahead ?? back);
  return plain(
    dayNumber(today) - dayNumber(back.to) < dayNumber(ahead.from) - dayNumber(today) ? back : ahead,
  );
}

const plain = (p: Period | undefined): Period | undefined => p && { from: p.from, to: p.to };

/** The days seen from one day, in order: for words that another day is to be found in. */
export function around(words: DayWords, today: DateText): DateText[] {
  if (words.kind === 'among') return words.dates(today).filter((d) => !isMissing(d));
  const dates = (['back', 'forward'] as const).map((d) => resolveDay(words, today, d));
  return dates.filter((d, i) => d !== undefined && d !== dates[i - 1]) as DateText[];
}

// Nobody names the weekday of a day a year away without its year; one time in seven it would fit by chance.
const NAMED_TWICE_WITHIN = 300;

/** True when a date can have this second name: its weekday, 后天, or the same day in other words. */
export function bears(date: DateText, name: DayWords, today: DateText): boolean {
  if (Math.abs(dayNumber(date) - dayNumber(today)) > NAMED_TWICE_WITHIN && name.kind === 'weekday')
    return false;
  if (name.kind === 'day') return dayOf(date) === name.day;
  return name.kind === 'weekday' ? weekdayOf(date) === name.weekday : around(name, today).includes(date);
}

/** A day as a period of one day. */
export function asPeriod(words: DayWords): PeriodWords {
  return words.kind === 'fixed'
    ? { fixed: { from: words.date, to: words.date } }
    : { among: (today) => around(words, today).map((d) => ({ from: d, to: d })) };
}

/** From the beginning of one period to the end of another: 去年10月到今年2月, 11月到1月. */
export function periodTo(first: PeriodWords, last: PeriodWords): PeriodWords {
  const begin = (end: Period, today: DateText) =>
    'fixed' in first ? first.fixed : first.among(today).findLast((p) => p.from <= end.from);
  const joined = (today: DateText) =>
    ('fixed' in last ? [last.fixed] : last.among(today)).flatMap((end) => {
      const from = begin(end, 'fixed' in last ? end.from : today)?.from;
      return from === undefined || from > end.to ? [] : [{ from, to: end.to }];
    });
  if (!('fixed' in first && 'fixed' in last)) {
    // 去年10月到2月: the end is the first of its kind after the beginning.
    if ('fixed' in first) {
      const end = 'fixed' in last ? last.fixed : resolvePeriod(last, first.fixed.from, 'forward');
      return end === undefined ? { among: () => [] } : { fixed: { from: first.fixed.from, to: end.to } };
    }
    return { among: joined };
  }
  const [period] = joined(first.fixed.from);
  return period === undefined ? { among: () => [] } : { fixed: period };
}

/** The day chosen inside a period, or undefined when it has none such; 第二周的周三 is a day of the second week. */
export function chosenDay(p: Period, choice: Choice, calendar: Calendar): DateText | undefined {
  const { nth, unit, weekday } = choice;
  let date: DateText | undefined;
  if (unit === 'week') {
    const week = chosenWeek(p, nth);
    return week && weekday !== undefined ? addDays(week.from, weekday - 1) : undefined;
  }
  if (unit === 'day') date = nth > 0 ? addDays(p.from, nth - 1) : addDays(p.to, nth + 1);
  else if (unit === 'workday')
    date =
      nth > 0
        ? calendar.addWorkingDays(addDays(p.from, -1), nth)
        : calendar.addWorkingDays(addDays(p.to, 1), nth);
  else if (nth > 0) date = addDays(p.from, ((weekday! - weekdayOf(p.from) + 7) % 7) + 7 * (nth - 1));
  else date = addDays(p.to, -((weekdayOf(p.to) - weekday! + 7) % 7) + 7 * (nth + 1));
  return date >= p.from && date <= p.to ? date : undefined;
}

/** The n-th week that begins inside a period, Monday to Sunday. */
export function chosenWeek(p: Period, nth: number): Period | undefined {
  const first = mondayOf(addDays(p.from, 6));
  const from = nth > 0 ? addDays(first, 7 * (nth - 1)) : addDays(mondayOf(p.to), 7 * (nth + 1));
  return from >= p.from && from <= p.to ? { from, to: addDays(from, 6) } : undefined;
}
