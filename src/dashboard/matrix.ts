// How each branch stands to what is due from it: the gaps that the bot answers with, side by side.
import { type ActivityType, activityTypes, threeMeetingsOneLecture } from '../domain/activity/types.ts';
import { type DateText, dateOf } from '../domain/calendar/time.ts';
import { type Gap, type Obligation, periodKey } from '../domain/figures/gaps.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { MatrixState } from '../ports/pictures.ts';
import type { Counter } from '../reports/activities.ts';
import { gapsBelow } from '../reports/gaps.ts';

/** A branch answers for its groups: how many of so many have held theirs, and how the one stands that is furthest behind. */
export interface StandingCell {
  state: MatrixState;
  held: number;
  of: number;
}
export interface Standings {
  /** with the period in which each falls due; null where nothing here is to hold it */
  columns: { type: ActivityType; period: Period | null }[];
  rows: { unit: Unit; cells: StandingCell[] }[];
}

/** From what matters most. */
const ORDER: readonly MatrixState[] = ['missed', 'due', 'planned', 'held'];
const NONE: StandingCell = { state: 'none', held: 0, of: 0 };

/** @param day whose periods are asked about: a quarter is shown by each of its months */
export async function standingsOf(c: Counter, units: readonly Unit[], day: DateText): Promise<Standings> {
  const today = dateOf(c.now);
  const { obligations, gaps } = await gapsBelow(c, units, {}, day);
  const lacking = new Map(gaps.map((gap) => [keyOf(gap), gap]));
  const cells = new Map<string, MatrixState[]>();
  const periods = new Map<ActivityType, Period>();
  const rowOf = rowFinder(c, units);
  for (const due of obligations) {
    const row = rowOf(due.unitId);
    const states = cells.get(`${row}:${due.type}`) ?? [];
    states.push(stateOf(due, lacking.get(keyOf(due)), today));
    cells.set(`${row}:${due.type}`, states);
    periods.set(due.type, due.period);
  }
  const types = activityTypes().filter(
    (type) => periods.has(type) || threeMeetingsOneLecture().includes(type),
  );
  return {
    columns: types.map((type) => ({ type, period: periods.get(type) ?? null })),
    rows: units.map((unit) => ({
      unit,
      cells: types.map((type) => cellOf(cells.get(`${unit.id}:${type}`) ?? [])),
    })),
  };
}

const keyOf = ({ unitId, type, period }: Obligation): string => `${unitId}:${type}:${periodKey(period)}`;

function stateOf({ period }: Obligation, gap: Gap | undefined, today: DateText): MatrixState {
  if (!gap) return 'held';
  if (gap.state === 'planned') return 'planned';
  return period.to < today ? 'missed' : 'due';
}

function cellOf(states: readonly MatrixState[]): StandingCell {
  const state = ORDER.find((one) => states.includes(one));
  return state ? { state, held: states.filter((one) => one === 'held').length, of: states.length } : NONE;
}

/** The unit whose line a unit belongs to: a 党小组's is that of its branch, where the branch has one. */
function rowFinder({ org }: Counter, units: readonly Unit[]): (unitId: number) => number {
  const rows = new Set(units.map((u) => u.id));
  return (unitId) => org.ancestry(unitId).find((u) => rows.has(u.id))?.id ?? unitId;
}
