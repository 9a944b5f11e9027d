// What the tests of time spans share: how a time is written, and the dates wanted of it.
import { expect } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { type Direction, deadlineOf, momentOf, periodOf } from '../../../src/parsing/spans/time/resolve.ts';
import { scanTimes } from '../../../src/parsing/spans/time/scan.ts';

export const calendar = createCalendar();
export const scan = (text: string, today: string) => scanTimes(text, { today, calendar });

// The dates wanted are counted here in days since 1970, apart from the code that is tested.
const DAY = 86_400_000;
export const utc = (y: number, m: number, d: number) => Date.UTC(y, m - 1, d) / DAY;
export const text = (n: number) => new Date(n * DAY).toISOString().slice(0, 10);
export const number = (date: string) => Date.parse(date) / DAY;
/** 1 = Monday */
export const weekday = (n: number) => ((n + 3) % 7) + 1;
export const last = (y: number, m: number) => utc(y, m + 1, 1) - 1;
export const lastDay = (y: number, m: number) => Number(text(last(y, m)).slice(8));

export const NUMERALS = '〇一二三四五六七八九';
export const han = (n: number) => {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 0 ? '' : tens === 1 ? '十' : `${NUMERALS[tens]}十`}${ones === 0 ? '' : NUMERALS[ones]}`;
};
export const WAYS = [String, han];
export const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
export const named = (w: number) => ['一', '二', '三', '四', '五', '六', '日'][w - 1]!;
export const WEEK_WORDS = ['周', '星期', '礼拜'];
export const TODAYS = [
  '2026-11-21',
  '2026-02-14',
  '2027-01-01',
  '2027-02-28',
  '2026-06-30',
  '2028-02-29',
  '2026-12-31',
];
export const DIRECTIONS: Direction[] = ['forward', 'back', 'near'];

/** The one span of a text, which must cover it whole. */
export function only(phrase: string, today: string) {
  const spans = scan(phrase, today);
  expect(spans, phrase).toHaveLength(1);
  expect(phrase.slice(spans[0]!.at, spans[0]!.end)).toBe(phrase);
  return spans[0]!;
}
export const start = (phrase: string, today: string, direction: Direction = 'forward') =>
  momentOf(only(phrase, today), today, direction).startAt;
export const due = (phrase: string, today: string) => deadlineOf(only(phrase, today), today);

/** The date of a row of dates that a direction chooses. */
export function chosen(dates: number[], today: string, direction: Direction): string | undefined {
  const now = number(today);
  const ahead = dates.filter((d) => d >= now).sort((a, b) => a - b)[0];
  const back = dates.filter((d) => d <= now).sort((a, b) => b - a)[0];
  if (direction === 'forward') return ahead === undefined ? undefined : text(ahead);
  if (direction === 'back') return back === undefined ? undefined : text(back);
  const [b, a] = [back ?? Number.NEGATIVE_INFINITY, ahead ?? Number.POSITIVE_INFINITY];
  return text(now - b < a - now ? b : a);
}
export const years = (today: string) => [-1, 0, 1].map((n) => Number(today.slice(0, 4)) + n);
/** The period of the one span of a text. */
export const period = (phrase: string, today: string, ahead = false) =>
  periodOf(only(phrase, today), { today, calendar }, ahead);
/** The stretches of a text that are read as times. */
export const found = (phrase: string, today = '2026-11-21') =>
  scan(phrase, today).map((t) => phrase.slice(t.at, t.end));
