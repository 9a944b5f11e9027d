// @ts-check
// Moments as people read them: Asia/Shanghai, whatever this computer's zone.
import { fill, words } from './words.js';

const OFFSET_MS = 8 * 3600_000;
export const DAY_MS = 86_400_000;

/** @param {number} at epoch ms; the UTC fields of the result are Shanghai's */
const shanghai = (at) => new Date(at + OFFSET_MS);

/** @param {number} at epoch ms */
function dayWords(at) {
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

/** As an input for date and time has it: 2026-11-21T18:50. @param {number} at epoch ms */
export const inputValue = (at) => shanghai(at).toISOString().slice(0, 16);
