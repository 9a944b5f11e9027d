import type { Period } from '../slots.ts';
import { type PeriodKind, periodOf } from './period.ts';

/** How people would call a span of days: 11月, 第四季度, 上半年, 2026年, one day, or from … to …. */
interface PeriodShape extends Period {
  kind: PeriodKind | 'day' | 'span';
  year: number;
  /** month 1–12, quarter 1–4, half 1–2 */
  number: number;
}

export function shapeOf(period: Period): PeriodShape {
  const year = Number(period.from.slice(0, 4));
  if (period.from === period.to) return { ...period, kind: 'day', year, number: 1 };
  for (const kind of ['month', 'quarter', 'half', 'year'] as const) {
    const whole = periodOf(kind, period.from);
    if (whole.from === period.from && whole.to === period.to)
      return { ...period, kind, year, number: whole.number };
  }
  return { ...period, kind: 'span', year, number: 1 };
}
