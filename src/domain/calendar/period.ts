import { addDays, type DateText, lastDayOfMonth } from './time.ts';

export type PeriodKind = 'month' | 'quarter' | 'half' | 'year';

/** A calendar month, quarter, half-year or year. */
export interface CalendarPeriod {
  kind: PeriodKind;
  /** 2026-11, 2026-Q4, 2026-H2, 2026 */
  key: string;
  from: DateText;
  /** included */
  to: DateText;
  year: number;
  /** 1-based within the year */
  number: number;
}

const MONTHS_IN = { month: 1, quarter: 3, half: 6, year: 12 } as const;

export const monthText = (month: number): string => String(month).padStart(2, '0');

/** The period of that kind a date lies in. */
export function periodOf(kind: PeriodKind, date: DateText): CalendarPeriod {
  const months = MONTHS_IN[kind];
  const number = Math.floor((Number(date.slice(5, 7)) - 1) / months) + 1;
  return nth(kind, Number(date.slice(0, 4)), number);
}

export const nextPeriod = (p: CalendarPeriod): CalendarPeriod => periodOf(p.kind, addDays(p.to, 1));
export const previousPeriod = (p: CalendarPeriod): CalendarPeriod => periodOf(p.kind, addDays(p.from, -1));

/** The period a key names; undefined for text that is no key. */
export function periodOfKey(key: string): CalendarPeriod | undefined {
  const match = /^(\d{4})(?:-(\d{2})|-Q([1-4])|-H([12]))?$/.exec(key);
  if (!match) return undefined;
  const [, year, month, quarter, half] = match;
  if (month)
    return Number(month) >= 1 && Number(month) <= 12 ? nth('month', Number(year), Number(month)) : undefined;
  if (quarter) return nth('quarter', Number(year), Number(quarter));
  return half ? nth('half', Number(year), Number(half)) : nth('year', Number(year), 1);
}

/** Keys (YYYY-MM) of the months of a period. */
export function monthsOf(p: CalendarPeriod): string[] {
  if (p.kind === 'month') return [p.key];
  const first = Number(p.from.slice(5, 7));
  return Array.from({ length: MONTHS_IN[p.kind] }, (_, i) => `${p.year}-${monthText(first + i)}`);
}

/** The same day so many months earlier, or the last day of a shorter month. */
export function monthsEarlier(date: DateText, months: number): DateText {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const day = Math.min(Number(date.slice(8)), lastDayOfMonth(year, month));
  return `${year}-${monthText(month)}-${monthText(day)}`;
}

function nth(kind: PeriodKind, year: number, number: number): CalendarPeriod {
  const months = MONTHS_IN[kind];
  const last = number * months;
  const keys = {
    month: `${year}-${monthText(number)}`,
    quarter: `${year}-Q${number}`,
    half: `${year}-H${number}`,
    year: `${year}`,
  };
  return {
    kind,
    key: keys[kind],
    from: `${year}-${monthText(last - months + 1)}-01`,
    to: `${year}-${monthText(last)}-${lastDayOfMonth(year, last)}`,
    year,
    number,
  };
}
