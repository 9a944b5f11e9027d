// What lacks of many units, counted and not listed: a city's over a year are hundreds of thousands of meetings due.
import type { ActivityType } from '../activity/types.ts';
import type { DateText } from '../calendar/time.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { Period } from '../slots.ts';
import { branchOfGroup, type Due, type DueParts, periodKey } from './gaps.ts';

export interface GapCounts {
  /** units that anything asked about is due from */
  asked: number;
  /** those that lack some of it, in their order */
  lacking: number[];
  /** the earliest last day of a period somebody lacks it in; null: nobody does */
  firstLackingTo: DateText | null;
  /** units that lack what falls due after the span, and its periods */
  laterUnits: number;
  laterPeriods: Period[];
}

type IsHeld = (unitId: number) => boolean;
type Check = { period: Period; isHeld: IsHeld };

/** @param heldIn who held it; asked once for each */
export function countGaps(
  unitIds: readonly number[],
  dues: (unitId: number) => readonly Due[],
  { asked, later }: DueParts,
  heldIn: (due: Due) => IsHeld,
): GapCounts {
  const checks = new Map<Due, Check>();
  const checkOf = (due: Due): Check => {
    const found = checks.get(due) ?? { period: due.period, isHeld: heldIn(due) };
    checks.set(due, found);
    return found;
  };
  const lists = new Map<readonly Due[], { asked: Check[]; later: Check[] }>();
  const listOf = (due: readonly Due[]) => {
    const found = lists.get(due) ?? {
      asked: due.filter(({ period }) => asked.has(periodKey(period))).map(checkOf),
      later: due.filter(({ period }) => later.has(periodKey(period))).map(checkOf),
    };
    lists.set(due, found);
    return found;
  };
  let [askedUnits, laterUnits] = [0, 0];
  const lacking: number[] = [];
  const lackingIn = new Set<Period>();
  const laterIn = new Set<Period>();
  for (const id of unitIds) {
    const list = listOf(dues(id));
    if (list.asked.length > 0) askedUnits += 1;
    if (lacks(id, list.asked, lackingIn)) lacking.push(id);
    if (lacks(id, list.later, laterIn)) laterUnits += 1;
  }
  const ends = [...lackingIn].map(({ to }) => to).sort();
  return {
    asked: askedUnits,
    lacking,
    firstLackingTo: ends[0] ?? null,
    laterUnits,
    laterPeriods: [...laterIn],
  };
}

function lacks(unitId: number, checks: readonly Check[], lackingIn: Set<Period>): boolean {
  let isLacking = false;
  for (const { period, isHeld } of checks) {
    if (isHeld(unitId)) continue;
    isLacking = true;
    lackingIn.add(period);
  }
  return isLacking;
}

/** Months in which units held meetings of a kind, as bits by unit; the lowest is January. */
interface MonthsHeld {
  types: readonly ActivityType[];
  year: number;
  unitIds: readonly number[];
  months: readonly number[];
}

/**
 * Who held what in which months; of a period that is not of whole months nothing is known.
 * @returns for one that is due, who held it; a branch's meeting for all its groups counts for each
 */
export function heldByMonth(org: Organisation, found: readonly MonthsHeld[]): (due: Due) => IsHeld {
  let size = 1;
  for (const id of org.units.keys()) size = Math.max(size, id + 1);
  const tables = new Map<string, Uint16Array>();
  for (const { types, year, unitIds, months } of found)
    for (const type of types) {
      const table = tables.get(`${type} ${year}`) ?? new Uint16Array(size);
      tables.set(`${type} ${year}`, table);
      for (let i = 0; i < unitIds.length; i++) table[unitIds[i]!]! |= months[i]!;
    }
  const branches = new Int32Array(size);
  for (const unit of org.units.values()) branches[unit.id] = branchOfGroup(unit) ?? unit.id;
  return ({ type, period: { from, to } }) => {
    const table = tables.get(`${type} ${from.slice(0, 4)}`);
    if (!table) return () => false;
    const mask = (1 << Number(to.slice(5, 7))) - (1 << (Number(from.slice(5, 7)) - 1));
    return (unitId) => ((table[unitId]! | table[branches[unitId]!]!) & mask) !== 0;
  };
}
