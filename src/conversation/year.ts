// A day said without its year is read in one direction of time; where it lies most of a year off, the other was meant.
import { DAY_MS, type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';

/** So near on the other side, a day is rather that one. */
const NEAR_MS = 92 * DAY_MS;
const SAYS_YEAR = /\d{4} ?[年./-]|\d\d年|[〇零一二]{2,4}年|[去前上明后来]一?年/;

const inAnotherYear = (day: DateText, years: number): DateText =>
  `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

interface Said {
  now: Instant;
  text: string;
}

/** Read as past: 11月26日 on the 24th is the day after tomorrow, and no meeting of a year ago. */
export function isRatherAhead({ now, text }: Said, day: DateText): boolean {
  const next = inAnotherYear(day, 1);
  return next > dateOf(now) && next <= dateOf(now + NEAR_MS) && !SAYS_YEAR.test(text);
}

/** Read as coming: 11月20日 on the 24th was last week, and is no plan for next year. */
export function isRatherPast({ now, text }: Said, day: DateText): boolean {
  const last = inAnotherYear(day, -1);
  return last < dateOf(now) && last >= dateOf(now - NEAR_MS) && !SAYS_YEAR.test(text);
}
