// Units × requirements: how each stands to what its rules ask for in a span, and what was held beyond that.
import {
  type ActivityType,
  activityTypes,
  threeMeetingsOneLecture,
  typeRow,
} from '../domain/activity/types.ts';
import { type DateText, dateOf } from '../domain/calendar/time.ts';
import { outcomeOf } from '../domain/figures/activities.ts';
import { gapKey, mayBeDue } from '../domain/figures/gaps.ts';
import { cellOf, type Standing, type StandingCell, standingOf } from '../domain/figures/standings.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import { type Counter, query, unitsBelow } from './activities.ts';
import { gapsBelow } from './gaps.ts';
import { keptFrom } from './kept-from.ts';

export interface Standings {
  /** kinds of meetings asked for or held, with the period in which each falls due; null where it has several or none */
  columns: readonly { type: ActivityType; period: Period | null }[];
  /** null: not asked for in this line, and not held */
  cell(row: number, type: ActivityType): StandingCell | null;
  /** first day of which anything is kept, where some of what lacks was over by then */
  keptFrom: DateText | null;
}

/**
 * The units and all below, in lines.
 * @param rowOf the line of a unit: a 党小组 may share its branch's
 */
export async function standingsOf(
  c: Counter,
  tops: readonly Unit[],
  span: Period,
  rowOf: (unitId: number) => number,
): Promise<Standings> {
  const today = dateOf(c.now);
  const { obligations, gaps } = await gapsBelow(c, tops, { period: span });
  const lacking = new Map(gaps.map((gap) => [gapKey(gap), gap]));
  const due = new Map<string, { state: Standing; period: Period }[]>();
  const periods = new Map<ActivityType, Set<Period>>();
  for (const one of obligations) {
    const key = `${rowOf(one.unitId)}:${one.type}`;
    const list = due.get(key) ?? [];
    due.set(key, list);
    list.push({ state: standingOf(one, lacking.get(gapKey(one)), today), period: one.period });
    periods.set(one.type, (periods.get(one.type) ?? new Set()).add(one.period));
  }
  const cells = new Map([...due].map(([key, list]) => [key, cellOf(list)]));
  const types = new Set<ActivityType>([...threeMeetingsOneLecture(), ...periods.keys()]);
  for (const [key, { type, held }] of await heldIn(c, tops, span, rowOf)) {
    types.add(type);
    if (!cells.has(key)) cells.set(key, { state: 'held', held, of: 0, lacking: [] });
  }
  const onlyOne = ([one, ...more]: readonly Period[]) => (more.length === 0 ? one : undefined) ?? null;
  return {
    columns: activityTypes()
      .filter((type) => types.has(type))
      .map((type) => ({
        type,
        period: onlyOne([...(periods.get(type) ?? [])]),
      })),
    cell: (row, type) => cells.get(`${row}:${type}`) ?? null,
    keptFrom: await keptFrom(c, earliestOf(cells.values())),
  };
}

/** How many meetings were held, by line and kind; one that is several counts under each. */
async function heldIn(
  c: Counter,
  tops: readonly Unit[],
  span: Period,
  rowOf: (unitId: number) => number,
): Promise<Map<string, { type: ActivityType; held: number }>> {
  const ids = new Set(unitsBelow(c, tops).map(({ id }) => id));
  const places = new Set([...ids].flatMap((id) => [id, c.org.branchOf(id)?.id ?? id]));
  const found = new Map<string, { type: ActivityType; held: number }>();
  for (const tally of await c.tx.activityTallies(await query(c, [...places], span))) {
    if (outcomeOf(tally) !== 'held') continue;
    for (const type of tally.types) {
      // What no rule asks for and no regulation knows is nobody's gap.
      if (!mayBeDue(c.settings.cadence, type)) continue;
      const rows = holdersOf(c, tally.unitId, type).filter((id) => ids.has(id));
      for (const row of new Set(rows.map(rowOf))) {
        const key = `${row}:${type}`;
        found.set(key, { type, held: (found.get(key)?.held ?? 0) + tally.activities });
      }
    }
  }
  return found;
}

/** Whom a meeting counts for: what a branch holds for its groups counts for each; without groups it is its own. */
function holdersOf({ org }: Counter, unitId: number, type: ActivityType): number[] {
  const { kind } = org.unit(unitId);
  if (typeRow(type).level === 'branch') return kind === 'branch' ? [unitId] : [];
  if (kind === 'group') return [unitId];
  const groups = kind === 'branch' ? org.children(unitId).map(({ id }) => id) : [];
  return kind === 'branch' && groups.length === 0 ? [unitId] : groups;
}

/** The last day of the earliest period that is lacking anywhere. */
function earliestOf(cells: Iterable<StandingCell>): DateText | null {
  let earliest: DateText | null = null;
  for (const { lacking } of cells)
    for (const { to } of lacking) if (earliest === null || to < earliest) earliest = to;
  return earliest;
}
