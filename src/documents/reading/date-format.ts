import { dateOfDayNumber } from '../../domain/calendar/time.ts';
import type { FormatToken } from './format-token.ts';

// A date as a spreadsheet shows it. It is never shown without its year: Excel writes 12月31日 for a typed day and keeps
// the year, which whoever reads the text alone would have to guess.

/** Day 0 is 30 December 1899; Excel takes 1900 for a leap year, so earlier days are one off. */
const EPOCH = -25569;
const FIRST_RIGHT_DAY = 61;
/** From 1 January 1904 on, as Excel for Mac counted. */
const LATER_EPOCH = 1462;
/** 31 December 9999 */
const LAST_DAY = 2958465;
const SECONDS = 86400;
const two = (n: number) => `${n}`.padStart(2, '0');

/** Undefined for a number that is no date. */
export function showDate(
  tokens: readonly FormatToken[],
  value: number,
  isFrom1904: boolean,
): string | undefined {
  const seconds = Math.round((value + (isFrom1904 ? LATER_EPOCH : 0)) * SECONDS);
  const serial = Math.floor(seconds / SECONDS);
  if (serial < 0 || serial > LAST_DAY) return undefined;
  const date = dateOfDayNumber(serial + EPOCH + (serial < FIRST_RIGHT_DAY ? 1 : 0));
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const clock = seconds - serial * SECONDS;
  const [hour, minute, second] = [Math.floor(clock / 3600), Math.floor(clock / 60) % 60, clock % 60];
  const letters = tokens.filter(({ sort }) => sort === 'date').map(({ text }) => text);
  const has = (letter: string) => letters.some((text) => text.startsWith(letter));
  const isMinute = (i: number) => isMinuteAt(tokens, i);
  const hasMonth = tokens.some(({ sort, text }, i) => sort === 'date' && text[0] === 'm' && !isMinute(i));
  const time = `${hour}:${two(minute)}`;
  if (!has('y') && !hasMonth && !has('d')) return has('a') && !has('h') ? date : time;
  const isPlain = letters.includes('yyyy') && hasMonth && !letters.some((text) => /^m{3,}$/.test(text));
  if (!isPlain)
    return `${has('d') || !hasMonth ? date : `${year}年${month}月`}${has('h') && clock > 0 ? ` ${time}` : ''}`;
  const half = letters.some((text) => text.includes('/'));
  return tokens
    .map(({ sort, text }, i) => {
      if (sort !== 'date') return text;
      const wide = text.length > 1;
      const number = (n: number) => (wide ? two(n) : `${n}`);
      if (text.includes('/')) return hour < 12 ? '上午' : '下午';
      if (text[0] === 'y') return `${year}`;
      if (text[0] === 'm') return number(isMinute(i) ? minute : month);
      if (text[0] === 'd') return text.length > 2 ? '' : number(day);
      if (text[0] === 'h') return number(half ? hour % 12 || 12 : hour);
      return text[0] === 's' ? number(second) : '';
    })
    .join('');
}

/** m is a minute behind hours and before seconds. */
function isMinuteAt(tokens: readonly FormatToken[], at: number): boolean {
  if (tokens[at]!.text[0] !== 'm' || tokens[at]!.text.length > 2) return false;
  const dates = tokens.flatMap(({ sort, text }, i) => (sort === 'date' ? [{ i, letter: text[0] }] : []));
  const here = dates.findIndex(({ i }) => i === at);
  return dates[here - 1]?.letter === 'h' || dates[here + 1]?.letter === 's';
}
