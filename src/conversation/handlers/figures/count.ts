// Figures as chat and command line share them: what is read, and how it is added up.
import { HOUR_MS, addDays, dateOf, type Instant, instantOf } from '../../../domain/time.ts';
import {
  type ActivityFact,
  type ActivityFigures,
  dueCountOf,
  figuresOf,
  type OwnPart,
  ownPartOf,
  countsForRate,
  talliesByRow,
} from '../../../domain/figures.ts';
import {
  type Gap,
  type GapQuestion,
  gapsOf,
  type Obligation,
  obligationsOf,
  periodKey,
  periodsOf,
} from '../../../domain/figure-gaps.ts';
import { isPresent } from '../../../domain/attendance.ts';
import type { ActivityType, Period } from '../../../domain/intent.ts';
import type { Person, Unit } from '../../../domain/organisation.ts';
import { periodOf } from '../../../domain/period.ts';
import type { FigureQuery } from '../../../ports-figures.ts';
import { concerns } from '../../near.ts';
import type { Turn } from '../../turn.ts';

/** What counting needs; a turn of a conversation has it, and so has a command. */
export type Counter = Pick<Turn, 'tx' | 'org' | 'now' | 'defaults' | 'planning'>;

export const thisMonth = (now: Instant): Period => {
  const { from, to } = periodOf('month', dateOf(now));
  return { from, to };
};

async function query(
  c: Counter,
  unitIds: readonly number[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<FigureQuery> {
  const settings = await c.tx.settings();
  const isDefault = ![...settings.values()].some((own) => own.has('closing.hoursAfter'));
  const lastsMs = (unitId: number) => {
    const own = isDefault
      ? undefined
      : c.org.ancestry(unitId).find((u) => settings.get(u.id)?.has('closing.hoursAfter'));
    const hours = own && Number(settings.get(own.id)!.get('closing.hoursAfter'));
    return (hours ?? c.defaults.closeAfterHours) * HOUR_MS;
  };
  return {
    unitIds,
    from: instantOf(period.from),
    to: instantOf(addDays(period.to, 1)) - 1,
    types,
    now: c.now,
    lastsMs,
  };
}

export interface FigureRow {
  unit: Unit;
  figures: ActivityFigures;
}

export interface FigureTable {
  total: ActivityFigures;
  /** one per branch in the order of the roster, its 党小组 included; empty for a branch or group alone */
  rows: FigureRow[];
}

/** Figures of units and everything below them. */
export async function tableOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<FigureTable> {
  const units = unitsBelow(c, tops);
  const tallies = await c.tx.activityTallies(
    await query(
      c,
      units.map((u) => u.id),
      period,
      types,
    ),
  );
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
export function unitsBelow({ org }: Pick<Turn, 'org'>, tops: readonly Unit[]): Unit[] {
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

/** What is due from the units and below and was not held. */
export async function gapsBelow(
  c: Counter,
  tops: readonly Unit[],
  asked: Omit<GapQuestion, 'today'>,
): Promise<{ gaps: Gap[]; obligations: Obligation[] }> {
  const ids = unitsBelow(c, tops).map((u) => u.id);
  const obligations = obligationsOf(c.planning.cadence, c.org, ids, { ...asked, today: dateOf(c.now) });
  const parents = ids.map((id) => c.org.unit(id)).filter((u) => u.kind === 'group' && u.parentId !== null);
  const places = [...new Set([...ids, ...parents.map((u) => u.parentId!)])];
  const tallies = new Map();
  for (const period of periodsOf(obligations))
    tallies.set(
      periodKey(period),
      await c.tx.activityTallies(await query(c, places, period, asked.types)),
    );
  return { gaps: gapsOf(obligations, tallies, c.org), obligations };
}

export interface OwnRecord {
  fact: ActivityFact;
  part: OwnPart;
}

/** How a person stood to each activity that counts and was for them, soonest first. */
export async function ownRecords(
  c: Counter,
  person: Person,
  period: Period,
  types?: readonly ActivityType[],
): Promise<OwnRecord[]> {
  const offices = c.org.officesOf(person.id).map((o) => o.unitId);
  const ids = [person.branchId, person.groupId, ...offices].filter((id) => id !== null);
  const facts = await c.tx.activityFacts(await query(c, [...new Set(ids)], period, types));
  const own = facts.filter((f) => countsForRate(f) && concerns({ org: c.org, sender: person }, f.activity));
  const named = new Map<number, number>();
  const states = new Map<number, (typeof lines)[number]['state']>();
  const lines = await c.tx.rollLines(own.map((f) => f.activity.id));
  for (const { activityId, personId, state } of lines) {
    if (isPresent(state)) named.set(activityId, (named.get(activityId) ?? 0) + 1);
    if (personId === person.id) states.set(activityId, state);
  }
  return own.map((fact) => ({
    fact,
    part: ownPartOf(fact, states.get(fact.activity.id), named.get(fact.activity.id) ?? 0),
  }));
}

export const countParts = (records: readonly OwnRecord[]): Record<OwnPart, number> => {
  const counts = { present: 0, leave: 0, absent: 0, unnamed: 0 };
  for (const { part } of records) counts[part] += 1;
  return counts;
};
