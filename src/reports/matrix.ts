// What each unit held in a span, and what was due: the same figures and gaps as the bot answers with, side by side.

import type { Matrix, MatrixCell } from '../documents/matrix.ts';
import {
  type ActivityType,
  activityTypes,
  meetingName,
  threeMeetingsOneLecture,
  typeRow,
} from '../domain/activity/types.ts';
import { type CalendarPeriod, nextPeriod, periodOf } from '../domain/calendar/period.ts';
import { dateOf } from '../domain/calendar/time.ts';
import { outcomeOf } from '../domain/figures/activities.ts';
import { type Gap, mayBeDue, type Obligation } from '../domain/figures/gaps.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { Wording } from '../wording/templates.ts';
import { type Counter, query, unitsBelow } from './activities.ts';
import { gapsBelow } from './gaps.ts';
import { paperNames, placesOf } from './meetings.ts';
import { isThreeAndOne, periodWords, unitWords } from './words.ts';

export const thisQuarter = (today: string): Period => {
  const { from, to } = periodOf('quarter', today);
  return { from, to };
};

/** What is asked as units × requirements: 三会一课 and what was not held. */
export const isOfMatrix = (metric: Metric, types: readonly ActivityType[] | undefined): boolean =>
  metric === 'activity_gap' || (metric === 'activity_list' && isThreeAndOne(types));

/** Branches and groups, each with what it held and what fell due in the span: what its period ends in. */
export async function matrixOf(
  c: Counter,
  tops: readonly Unit[],
  period: Period,
  words: Wording,
): Promise<Matrix> {
  const place = placesOf(c.org);
  const units = unitsBelow(c, tops)
    .filter(({ kind }) => kind === 'branch' || kind === 'group')
    .sort((a, b) => place.get(a.id)! - place.get(b.id)!);
  // What no rule asks for and no regulation knows is nobody's gap.
  const types = activityTypes().filter((type) => mayBeDue(c.settings.cadence, type));
  const held = await heldIn(c, units, period);
  const { due, gaps, running, asked } = await dueIn(c, tops, period);
  const cells = new Map<string, MatrixCell>();
  for (const unit of units) {
    for (const type of types) {
      if (typeRow(type).level !== levelOf(c.org, unit, type)) continue;
      const is = (o: Obligation) => o.unitId === unit.id && o.type === type;
      const key = `${unit.id}:${type}`;
      const cell = {
        held: placesFor(unit, type).reduce((sum, id) => sum + (held.get(`${id}:${type}`) ?? 0), 0),
        due: due.get(key) ?? 0,
        lacking: (gaps.get(unit.id) ?? []).filter(is).map((gap) => periodWords(words, gap.period, c.now)),
      };
      if (cell.held + cell.due === 0 && !asked.has(key)) continue;
      cells.set(key, { ...cell, state: stateOf(cell, running.get(key), asked.has(key)) });
    }
  }
  const isUsed = (type: ActivityType) => units.some((unit) => cells.has(`${unit.id}:${type}`));
  const shown = types.filter((type) => threeMeetingsOneLecture().includes(type) || isUsed(type));
  const names = paperNames(
    c.org,
    units.map(({ id }) => id),
  );
  return {
    unit: tops.length === 1 ? unitWords(c.org, tops[0]!) : '',
    period: periodWords(words, period, null),
    columns: shown.map((type) => meetingName([type])),
    rows: units.map(({ id }) => ({
      unit: names.get(id)!,
      cells: shown.map((type) => cells.get(`${id}:${type}`) ?? null),
    })),
  };
}

/** What a group is to hold a branch without groups holds itself. */
const levelOf = (org: Organisation, unit: Unit, type: ActivityType): 'branch' | 'group' =>
  typeRow(type).level === 'group' && unit.kind === 'branch' && org.children(unit.id).length === 0
    ? 'group'
    : (unit.kind as 'branch' | 'group');

/** Whose meetings count for a unit: a group's, and those its branch holds for all its groups. */
const placesFor = (unit: Unit, type: ActivityType): number[] =>
  unit.kind === 'group' && typeRow(type).level === 'group' && unit.parentId !== null
    ? [unit.id, unit.parentId]
    : [unit.id];

/** How many meetings were held, by unit and kind; one that is several counts under each. */
async function heldIn(c: Counter, units: readonly Unit[], period: Period): Promise<Map<string, number>> {
  const places = new Set(units.flatMap((u) => [u.id, c.org.branchOf(u.id)?.id ?? u.id]));
  const held = new Map<string, number>();
  for (const tally of await c.tx.activityTallies(await query(c, [...places], period))) {
    if (outcomeOf(tally) !== 'held') continue;
    for (const type of tally.types) {
      const key = `${tally.unitId}:${type}`;
      held.set(key, (held.get(key) ?? 0) + tally.activities);
    }
  }
  return held;
}

/** The worst that is so of it: a period that went by without it, one that runs, or nothing left to be done. */
function stateOf(
  { held, lacking }: Omit<MatrixCell, 'state'>,
  running: Gap['state'] | undefined,
  isAsked: boolean,
): MatrixCell['state'] {
  if (lacking.length > 0) return 'missed';
  if (running !== undefined) return running === 'planned' ? 'planned' : 'due';
  return held > 0 || isAsked ? 'held' : 'due';
}

/** How often each kind was due, the periods that are over without it, and how what runs at the end of the span stands. */
async function dueIn(c: Counter, tops: readonly Unit[], period: Period) {
  const today = dateOf(c.now);
  const last = period.to < today ? period.to : today;
  const current = period.from > today ? undefined : await gapsBelow(c, tops, {}, last);
  const isRunning = (o: Obligation) => o.period.to >= today;
  const running = new Map(
    current?.gaps.filter(isRunning).map(({ unitId, type, state }) => [`${unitId}:${type}`, state]),
  );
  const asked = new Set(
    current?.obligations.filter(isRunning).map(({ unitId, type }) => `${unitId}:${type}`),
  );
  const due = new Map<string, number>();
  const gaps = new Map<number, Gap[]>();
  for (let month = periodOf('month', period.from); month.to <= period.to; month = nextPeriod(month)) {
    const found = await gapsBelow(c, tops, {}, month.to);
    for (const { unitId, type } of found.obligations.filter(endsWith(month))) {
      const key = `${unitId}:${type}`;
      due.set(key, (due.get(key) ?? 0) + 1);
    }
    if (month.to >= today) continue;
    for (const gap of found.gaps.filter(endsWith(month)))
      gaps.set(gap.unitId, [...(gaps.get(gap.unitId) ?? []), gap]);
  }
  return { due, gaps, running, asked };
}

const endsWith =
  ({ to }: CalendarPeriod) =>
  ({ period }: Obligation) =>
    period.to === to;

/** How many units a period went by for, in words. */
export function matrixLacking({ rows }: Matrix, words: Wording): string {
  const lacking = rows.filter(({ cells }) => cells.some((cell) => cell?.state === 'missed')).length;
  return words('matrix.lacking', { lacking, rows: rows.length });
}
