// What figures over activities are read from, and over which units and days.

import type { Activity } from '../domain/activity/activity.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import { periodOf } from '../domain/calendar/period.ts';
import { addDays, dateOf, HOUR_MS, type Instant, instantOf } from '../domain/calendar/time.ts';
import {
  type ActivityFact,
  type ActivityFigures,
  dueCountOf,
  figuresOf,
  outcomeOf,
  talliesByRow,
} from '../domain/figures/activities.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { FigureQuery } from '../ports/figures.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Settings } from '../settings/settings.ts';
import { activityWith, ownSettings } from '../settings/units.ts';

/** What figures read, and nothing they could change. */
type ReportTx = Pick<
  ReadTx,
  | 'settings'
  | 'activities'
  | 'activityTallies'
  | 'activityFacts'
  | 'rollLines'
  | 'keptDue'
  | 'attendance'
  | 'record'
  | 'rolls'
  | 'records'
  | 'photosOf'
  | 'departed'
  | 'items'
  | 'itemNamed'
>;

/** What counting needs; a turn of a conversation has it, and so has a command. */
export interface Counter {
  tx: ReportTx;
  org: Organisation;
  now: Instant;
  settings: Settings;
}

export const thisMonth = (now: Instant): Period => {
  const { from, to } = periodOf('month', dateOf(now));
  return { from, to };
};

/** Activities of these units in the period, as of now. */
export async function query(
  c: Counter,
  unitIds: readonly number[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<FigureQuery> {
  const own = ownSettings(c.org, await c.tx.settings());
  const lastsMs = (unitId: number) => activityWith(c.settings, own.get(unitId)).closeAfterHours * HOUR_MS;
  return { unitIds, ...momentsOf(period), types, now: c.now, lastsMs };
}

/** From the first moment of the period to its last. */
export const momentsOf = ({ from, to }: Period): { from: Instant; to: Instant } => ({
  from: instantOf(from),
  to: instantOf(addDays(to, 1)) - 1,
});

interface FigureTable {
  total: ActivityFigures;
  /** one per branch in the order of the roster, its 党小组 included; empty for a branch or group alone */
  rows: { unit: Unit; figures: ActivityFigures }[];
}

/**
 * Figures of units and everything below them.
 * @param heldOnly counts activities alone; 实到 of those without a record stays 0
 */
export async function tableOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
  heldOnly = false,
): Promise<FigureTable> {
  const units = unitsBelow(c, tops);
  const ids = units.map((u) => u.id);
  const tallies = await c.tx.activityTallies({ ...(await query(c, ids, period, types)), heldOnly });
  const due = dueCountOf(c.org);
  const total = figuresOf(tallies, due);
  if (isSingle(tops)) return { total, rows: [] };
  const byRow = talliesByRow(tallies, (id) => c.org.branchOf(id)?.id ?? id);
  const rows = units
    .filter((u) => u.kind === 'branch' || byRow.has(u.id))
    .map((unit) => ({ unit, figures: figuresOf(byRow.get(unit.id) ?? [], due) }));
  return { total, rows };
}

export const isSingle = (tops: readonly Unit[]): boolean =>
  tops.length === 1 && (tops[0]!.kind === 'branch' || tops[0]!.kind === 'group');

/** The units and all below, each once, in the order of the roster. */
export function unitsBelow({ org }: Pick<Counter, 'org'>, tops: readonly Unit[]): Unit[] {
  const ids = new Set(tops.flatMap((top) => org.subtree(top.id).map((u) => u.id)));
  return [...org.units.values()].filter((u) => ids.has(u.id));
}

/** Activities one by one, soonest first. */
export async function factsOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<ActivityFact[]> {
  const ids = unitsBelow(c, tops).map((u) => u.id);
  return c.tx.activityFacts(await query(c, ids, period, types));
}

/** Activities that lie ahead or are under way, soonest first. */
export async function comingOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<Activity[]> {
  const facts = await factsOf(c, tops, period, types);
  return facts.filter((f) => outcomeOf(f) === 'coming').map((f) => f.activity);
}
