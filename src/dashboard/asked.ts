// What a look at the page asks for: a unit, a month, a page of its branches. Whatever is not a month that there is, is this one.
import {
  type CalendarPeriod,
  monthsEarlier,
  nextPeriod,
  periodOf,
  periodOfKey,
  previousPeriod,
} from '../domain/calendar/period.ts';
import { type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';

/** So far back links lead. */
const MONTHS_BACK = 36;
/** Branches on one page. */
export const PAGE_SIZE = 50;

export interface AskedFor {
  unit: Unit;
  month: CalendarPeriod;
  isThisMonth: boolean;
  /** from 1 */
  page: number;
}

/** Undefined for a unit that there is not, or that is not theirs: nobody learns which. */
export function askedFor(
  query: Readonly<Record<string, unknown>>,
  org: Organisation,
  tops: readonly Unit[],
  now: Instant,
): AskedFor | undefined {
  const id = query.unit === undefined ? tops[0]!.id : Number(query.unit);
  const unit = org.units.get(id);
  if (!unit || !tops.some((top) => org.isWithin(unit.id, top.id))) return undefined;
  const today = dateOf(now);
  const month = monthAsked(query.month, today);
  const page = Number(query.page ?? 1);
  return {
    unit,
    month,
    isThisMonth: month.to >= today,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

function monthAsked(written: unknown, today: DateText): CalendarPeriod {
  const current = periodOf('month', today);
  const asked =
    typeof written === 'string' && /^\d{4}-\d{2}$/.test(written) ? periodOfKey(written) : undefined;
  return asked && asked.key <= current.key && asked.key >= earliest(today) ? asked : current;
}

const earliest = (today: DateText): string => monthsEarlier(today, MONTHS_BACK).slice(0, 7);

/** The months beside it that there is something to see of. */
export function neighbours(
  { month, isThisMonth }: Pick<AskedFor, 'month' | 'isThisMonth'>,
  now: Instant,
): { before: CalendarPeriod | null; after: CalendarPeriod | null } {
  const before = previousPeriod(month);
  return {
    before: before.key >= earliest(dateOf(now)) ? before : null,
    after: isThisMonth ? null : nextPeriod(month),
  };
}
