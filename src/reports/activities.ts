// What figures over activities are read from, and over which units and days.

import type { Activity } from '../domain/activity/activity.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import { periodOf } from '../domain/calendar/period.ts';
import { addDays, dateOf, HOUR_MS, type Instant, instantOf } from '../domain/calendar/time.ts';
import {
  type ActivityFact,
  type ActivityFigures,
  type ActivityStanding,
  figuresOf,
  outcomeOf,
  type StandingTally,
  talliesByRow,
} from '../domain/figures/activities.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { FigureQuery, SpanQuery } from '../ports/figures.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Settings } from '../settings/settings.ts';
import { activityWith, type OwnSettings, ownSettings } from '../settings/units.ts';

/** What figures read, and nothing they could change. */
export type ReportTx = Pick<
  ReadTx,
  | 'settings'
  | 'activities'
  | 'activityTallies'
  | 'activitySums'
  | 'unitsWith'
  | 'unitsHaving'
  | 'monthsHeld'
  | 'firstActivity'
  | 'unitsByStanding'
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
  | 'itemBriefs'
  | 'itemsWith'
  | 'itemNamed'
  | 'processes'
  | 'periodsFiled'
  | 'musterShares'
  | 'schemes'
  | 'schemeCells'
  | 'schemeCellsOf'
  | 'schemeSums'
  | 'schemeReporters'
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
  return { unitIds, ...(await spanQuery(c, period, types)) };
}

async function spanQuery(c: Counter, period: Period, types?: readonly ActivityType[]): Promise<SpanQuery> {
  const ownLastsMs = new Map<number, number>();
  for (const [id, own] of ownSettings(c.org, await c.tx.settings())) ownLastsMs.set(id, lastsMs(c, own));
  return { ...momentsOf(period), types, now: c.now, lastsMs: lastsMs(c, undefined), ownLastsMs };
}

const lastsMs = (c: Counter, own: OwnSettings | undefined): number =>
  activityWith(c.settings, own).closeAfterHours * HOUR_MS;

/** From the first moment of the period to its last. */
export const momentsOf = ({ from, to }: Period): { from: Instant; to: Instant } => ({
  from: instantOf(from),
  to: instantOf(addDays(to, 1)) - 1,
});

export interface FigureTable {
  total: ActivityFigures;
  /** one per branch in the order of the roster, its 党小组 included; empty for a branch or group alone */
  rows: { unit: Unit; figures: ActivityFigures }[];
}

/** Figures of units and everything below them. */
export async function tableOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<FigureTable> {
  const total = await totalOf(c, tops, period, types);
  if (isSingle(tops)) return { total, rows: [] };
  const units = unitsBelow(c, tops);
  const byRow = await figuresByRow(c, units, period, types);
  const rows = units
    .filter((u) => u.kind === 'branch' || byRow.has(u.id))
    .map((unit) => ({ unit, figures: byRow.get(unit.id) ?? figuresOf([]) }));
  return { total, rows };
}

/** The same of 党小组 alone: what each has held itself, in the order of the roster. */
export async function groupTableOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<FigureTable> {
  const groups = unitsBelow(c, tops).filter(({ kind }) => kind === 'group');
  const ids = groups.map(({ id }) => id);
  const tallies = await c.tx.activityTallies(await query(c, ids, period, types));
  const own = Map.groupBy(tallies, ({ unitId }) => unitId);
  const rows = groups.map((unit) => ({ unit, figures: figuresOf(own.get(unit.id) ?? []) }));
  return { total: figuresOf(tallies), rows };
}

export interface ShortTable extends FigureTable {
  /** how many have something to say; the first of them are in `rows` */
  told: number;
  /** branches that have not */
  without: number;
}

/**
 * The same with the first rows that have something to say alone: what a chat shows of a city.
 * @param says whether activities that stand so are something to say; `withDue`: if somebody was due at them
 */
export async function shortTableOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types: readonly ActivityType[] | undefined,
  { says, withDue, first }: { says(s: ActivityStanding): boolean; withDue: boolean; first: number },
): Promise<ShortTable> {
  const total = await totalOf(c, tops, period, types);
  if (isSingle(tops)) return { total, rows: [], told: 0, without: 0 };
  const units = unitsBelow(c, tops);
  const ids = units.map((u) => u.id);
  const having = await c.tx.unitsWith(await query(c, ids, period, types), says, withDue);
  const rowIds = new Set([...having].map((id) => rowOf(c, id)));
  const told = units.filter((u) => rowIds.has(u.id));
  const shown = told.slice(0, first);
  const byRow = await figuresByRow(
    c,
    shown.flatMap((u) => [u, ...groupsBelow(c, u)]),
    period,
    types,
  );
  return {
    total,
    rows: shown.map((unit) => ({ unit, figures: byRow.get(unit.id) ?? figuresOf([]) })),
    told: told.length,
    without: units.filter((u) => u.kind === 'branch' && !rowIds.has(u.id)).length,
  };
}

/** 党小组 of a branch; what lies below another unit has lines of its own. */
const groupsBelow = ({ org }: Counter, unit: Unit): readonly Unit[] =>
  unit.kind === 'branch' ? org.children(unit.id) : [];

const rowOf = ({ org }: Counter, unitId: number): number => org.branchOf(unitId)?.id ?? unitId;

/** Figures of units and everything below them, together. */
export async function totalOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<ActivityFigures> {
  const [small, large] = [tops.filter(isSmall), tops.filter((top) => !isSmall(top))];
  const tallies: StandingTally[] = [];
  if (small.length > 0) {
    const ids = unitsBelow(c, small).map((u) => u.id);
    tallies.push(...(await c.tx.activityTallies(await query(c, ids, period, types))));
  }
  if (large.length > 0) {
    const topIds = large.map((u) => u.id);
    tallies.push(...(await c.tx.activitySums({ topIds, ...(await spanQuery(c, period, types)) })));
  }
  return figuresOf(tallies);
}

async function figuresByRow(
  c: Counter,
  units: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<Map<number, ActivityFigures>> {
  const ids = units.map((u) => u.id);
  const tallies = await c.tx.activityTallies(await query(c, ids, period, types));
  const rows = talliesByRow(tallies, (id) => rowOf(c, id));
  return new Map([...rows].map(([id, list]) => [id, figuresOf(list)]));
}

/** Its meetings are few, and kept in no sums of days. */
const isSmall = (unit: Unit): boolean => unit.kind === 'branch' || unit.kind === 'group';

export const isSingle = (tops: readonly Unit[]): boolean => tops.length === 1 && isSmall(tops[0]!);

/** The units and all below, each once, in the order of the roster. */
export function unitsBelow({ org }: Pick<Counter, 'org'>, tops: readonly Unit[]): Unit[] {
  const ids = new Set(tops.flatMap((top) => org.subtree(top.id).map((u) => u.id)));
  return [...org.units.values()].filter((u) => ids.has(u.id));
}

/** Activities one by one, soonest first; with a choice those alone that stand so. */
export async function factsOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
  choice?: { is(standing: ActivityStanding): boolean },
): Promise<ActivityFact[]> {
  const ids = unitsBelow(c, tops).map((u) => u.id);
  return c.tx.activityFacts(await query(c, ids, period, types), choice);
}

/**
 * Activities that lie ahead or are under way, soonest first.
 * @param first so many of them
 */
export async function comingOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
  first?: number,
): Promise<Activity[]> {
  const ids = unitsBelow(c, tops).map((u) => u.id);
  const choice = { is: isComing, first };
  const facts = await c.tx.activityFacts(await query(c, ids, period, types), choice);
  return facts.map((f) => f.activity);
}

const isComing = (standing: ActivityStanding): boolean => outcomeOf(standing) === 'coming';
