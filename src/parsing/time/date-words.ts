import { addMonths, dayOf, endOfMonth, makeDate, monthOf, yearOf } from '../../domain/calendar/dates.ts';
import { addDays, type DateText, weekdayOf } from '../../domain/calendar/time.ts';

/** Which way a date without its year, month or week looks; `near` = this year. */
export type Direction = 'forward' | 'back' | 'near';

/** A date as said, before it is known which way it looks. */
export type DateWords =
  | { kind: 'fixed'; date: DateText; deadline?: boolean }
  | { kind: 'weekday'; weekday: number }
  | { kind: 'day'; day: number }
  | { kind: 'monthDay'; month: number; day: number }
  | { kind: 'impossible' };

/** The calendar date meant, seen from `today`; undefined when there is no such day. */
export function resolveDate(words: DateWords, today: DateText, direction: Direction): DateText | undefined {
  switch (words.kind) {
    case 'fixed':
      return words.date;
    case 'impossible':
      return undefined;
    case 'weekday':
      return bareWeekday(words.weekday, today, direction);
    case 'day':
      return bareDay(words.day, today, direction);
    case 'monthDay':
      return bareMonthDay(words.month, words.day, today, direction);
  }
}

function bareWeekday(weekday: number, today: DateText, direction: Direction): DateText {
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  return addDays(today, direction === 'back' && ahead > 0 ? ahead - 7 : ahead);
}

/** The nearest month that has the day: on the 30th of January, 29 means February only in a leap year. */
function bareDay(day: number, today: DateText, direction: Direction): DateText | undefined {
  const step = direction === 'back' ? -1 : 1;
  const passed = direction === 'back' ? day > dayOf(today) : day < dayOf(today);
  for (let i = passed ? step : 0; Math.abs(i) <= 3; i += step) {
    const month = addMonths(`${today.slice(0, 8)}01`, i);
    const date = makeDate(yearOf(month), monthOf(month), day);
    if (date !== undefined) return date;
    if (dayOf(endOfMonth(month)) >= day) return undefined;
  }
  return undefined;
}

function bareMonthDay(
  month: number,
  day: number,
  today: DateText,
  direction: Direction,
): DateText | undefined {
  const year = yearOf(today);
  const mmdd = month * 100 + day;
  const now = monthOf(today) * 100 + dayOf(today);
  if (direction === 'forward' && mmdd < now) return makeDate(year + 1, month, day);
  if (direction === 'back' && mmdd > now) return makeDate(year - 1, month, day);
  return makeDate(year, month, day);
}
