import { addDays, type DateText, dateOfDayNumber, dayNumber } from './time.ts';

// The lunar calendar from a table: ICU dates lunar new year 2027 a day late (tc39/test262 issue 4769).
// One row a lunar year from 2020: date of 正月初一 (MMDD), leap month (0 = none), then the months in order,
// the leap month behind its namesake, 1 = 30 days, 0 = 29 days.
const FIRST_YEAR = 2020;
const YEARS = `0125 4 0111010010101
0212 0 011010101010
0201 0 101011010101
0122 2 0100110110101
0210 0 010010110110
0129 6 1010010101110
0217 0 101001001110
0206 0 110100100110
0126 5 1110100100110
0213 0 110101010011
0203 0 010110101010
0123 3 0110101101010
0211 0 100101101101
0131 11 0100101011101
0219 0 010010101101
0208 0 101001001101
0128 6 1101001001011
0215 0 110100100101
0204 0 110101010010
0124 5 1101101010100
0212 0 101101011010
0201 0 010101101101
0122 2 0100101011011
0210 0 010010011011
0130 7 1010010010111
0217 0 101001001011
0206 0 101010100101
0126 5 1011010100101
0214 0 011011010010
0202 0 101011011010
0123 3 0101010110110
0211 0 100100110111
0201 8 0100100101111
0219 0 010010010111
0208 0 011001001011
0128 6 0110101001010
0215 0 111010100101
0204 0 011010110010
0124 4 1010101101100
0212 0 101010101110
0202 0 101000101110`.split('\n');

interface LunarMonth {
  year: number;
  month: number;
  leap: boolean;
  /** day number of its first day */
  start: number;
  length: number;
}

const MONTHS: readonly LunarMonth[] = YEARS.flatMap((row, i) => monthsOf(FIRST_YEAR + i, row));

function monthsOf(year: number, row: string): LunarMonth[] {
  const [newYear, leapText, bits] = row.split(' ') as [string, string, string];
  const leapMonth = Number(leapText);
  let start = dayNumber(`${year}-${newYear.slice(0, 2)}-${newYear.slice(2)}`);
  return [...bits].map((bit, i) => {
    const leap = leapMonth > 0 && i === leapMonth;
    const month = leapMonth > 0 && i >= leapMonth ? i : i + 1;
    const length = bit === '1' ? 30 : 29;
    start += length;
    return { year, month, leap, start: start - length, length };
  });
}

/** The solar date of a lunar one (no leap months); undefined outside 2020–2060 or for a day the month lacks. */
export function lunarToSolar(year: number, month: number, day: number): DateText | undefined {
  const found = MONTHS.find((m) => m.year === year && m.month === month && !m.leap);
  return found && day >= 1 && day <= found.length ? dateOfDayNumber(found.start + day - 1) : undefined;
}

/** 除夕: the day before lunar new year, whatever the length of the twelfth month. */
export function lunarNewYearsEve(year: number): DateText | undefined {
  const newYear = lunarToSolar(year, 1, 1);
  return newYear && addDays(newYear, -1);
}

/**
 * First date from `from` to `to` (both included) on that day of a lunar month; 三十 means 廿九 in a short month.
 * Undefined when the span holds none, or lies outside the table.
 */
export function lunarDayWithin(from: DateText, to: DateText, day: number): DateText | undefined {
  const first = dayNumber(from);
  const last = dayNumber(to);
  // Months have at most 30 days, so the one looked for is not before this.
  for (let i = Math.max(0, Math.floor((first - MONTHS[0]!.start) / 30) - 1); i < MONTHS.length; i++) {
    const m = MONTHS[i]!;
    const at = m.start + Math.min(day, m.length) - 1;
    if (at >= first) return at <= last ? dateOfDayNumber(at) : undefined;
  }
  return undefined;
}
