// @ts-check
// Moments as people read them: Asia/Shanghai, whatever this computer's zone.
import { fill, words } from './words.js';

const OFFSET_MS = 8 * 3600_000;
export const DAY_MS = 86_400_000;

/** @param {number} at epoch ms; the UTC fields of the result are Shanghai's */
const shanghai = (at) => new Date(at + OFFSET_MS);

/** The day in Shanghai, counted. @param {number} at epoch ms */
export const dayOf = (at) => Math.floor((at + OFFSET_MS) / DAY_MS);

/** @param {number} at epoch ms */
export function dayWords(at) {
  const d = shanghai(at);
  const weekday = words.weekdays.charAt(d.getUTCDay());
  return fill(words.date, { month: d.getUTCMonth() + 1, day: d.getUTCDate(), weekday });
}

/** @param {number} at epoch ms */
export const dayWithYear = (at) =>
  fill(words.date_with_year, { year: shanghai(at).getUTCFullYear(), date: dayWords(at) });

/** 08:31 @param {number} at epoch ms */
export const timeWords = (at) => shanghai(at).toISOString().slice(11, 16);

/** @param {number} at epoch ms */
export const momentWords = (at) => `${dayWords(at)} ${timeWords(at)}`;

/** 2026-11-21 @param {number} at epoch ms */
export const isoDay = (at) => shanghai(at).toISOString().slice(0, 10);

/**
 * As a list of chats says it: 今天 14:30, 昨天, 周一, 11月25日.
 *
 * @param {number} at epoch ms
 * @param {number} now epoch ms
 */
export function lastWords(at, now) {
  const days = dayOf(now) - dayOf(at);
  const d = shanghai(at);
  const values = { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, day: d.getUTCDate() };
  if (days <= 0) return fill(words.today_at, { time: timeWords(at) });
  if (days === 1) return words.yesterday;
  if (days < 7) return fill(words.weekday, { weekday: words.weekdays.charAt(d.getUTCDay()) });
  if (values.year === shanghai(now).getUTCFullYear())
    return fill(words.short_date, { month: values.month, day: values.day });
  return fill(words.short_date_with_year, { year: values.year, month: values.month, day: values.day });
}
