// Everything the rules call a day, a week or a clock time is Asia/Shanghai, whatever the machine's zone.
// China has had one zone without daylight saving since 1991, so the offset is a constant and needs no tzdata.

/** Epoch milliseconds. */
export type Instant = number;
/** Calendar date in Asia/Shanghai, `YYYY-MM-DD`; compares correctly as text. */
export type DateText = string;

export const SHANGHAI_OFFSET_MS = 8 * 3600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3600_000;
export const DAY_MS = 86_400_000;

interface ShanghaiParts {
  year: number;
  /** 1–12 */
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
}

// Planning asks millions of times for the few hundred days of a year, so both ways of writing a day are remembered.
const DAYS_REMEMBERED = 2000;
const written = new Map<number, DateText>();
const numbers = new Map<DateText, number>();

const pad = (n: number) => (n < 10 ? `0${n}` : `${n}`);

export function shanghaiParts(at: Instant): ShanghaiParts {
  const d = new Date(at + SHANGHAI_OFFSET_MS);
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    weekday: d.getUTCDay() || 7,
  };
}

/** The Shanghai calendar date of an instant. */
export function dateOf(at: Instant): DateText {
  return dateOfDayNumber(Math.floor((at + SHANGHAI_OFFSET_MS) / DAY_MS));
}

/** `HH:MM` in Shanghai. */
export function timeOf(at: Instant): string {
  const p = shanghaiParts(at);
  return `${pad(p.hour)}:${pad(p.minute)}`;
}

/** `YYYY-MM-DDTHH:MM:SS+08:00`. */
export function isoShanghai(at: Instant): string {
  const p = shanghaiParts(at);
  return `${dateOf(at)}T${pad(p.hour)}:${pad(p.minute)}:${pad(p.second)}+08:00`;
}

/** Midnight (start of day) in Shanghai, plus an optional clock time. */
export function instantOf(date: DateText, hour = 0, minute = 0, second = 0): Instant {
  return dayNumber(date) * DAY_MS - SHANGHAI_OFFSET_MS + hour * HOUR_MS + minute * MINUTE_MS + second * 1000;
}

/** Days since 1970-01-01 of a calendar date. */
export function dayNumber(date: DateText): number {
  const known = numbers.get(date);
  if (known !== undefined) return known;
  const made = Math.round(
    Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS,
  );
  if (numbers.size >= DAYS_REMEMBERED) numbers.clear();
  numbers.set(date, made);
  return made;
}

export function dateOfDayNumber(n: number): DateText {
  const known = written.get(n);
  if (known !== undefined) return known;
  const d = new Date(n * DAY_MS);
  const made = `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
  if (written.size >= DAYS_REMEMBERED) written.clear();
  written.set(n, made);
  return made;
}

export function addDays(date: DateText, days: number): DateText {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: DateText): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function lastDayOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True for a real date written `YYYY-MM-DD` (30 February is not one). */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dateOfDayNumber(dayNumber(text)) === text;
}
