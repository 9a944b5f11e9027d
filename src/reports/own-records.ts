// What one person took part in, read in bulk for one or for a whole branch.

import { isPresent } from '../domain/activity/attendance.ts';
import { isFor } from '../domain/activity/due.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { type ActivityFact, countsForRate, type OwnPart, ownPartOf } from '../domain/figures/activities.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { RollLine } from '../ports/figures.ts';
import { type Counter, query } from './activities.ts';

export interface OwnRecord {
  fact: ActivityFact;
  part: OwnPart;
  /** 迟到: there all the same */
  isLate: boolean;
}

const LISTED: Readonly<Record<string, (one: OwnRecord) => boolean>> = {
  days_away: ({ part }) => part !== 'present' && part !== 'unnamed',
  days_leave: ({ part }) => part === 'leave',
  days_late: ({ isLate }) => isLate,
};
/** Which meetings are listed, where some alone are asked for: `what` of the question; others by the meeting. */
export const isListed = (what: string | undefined): ((one: OwnRecord) => boolean) =>
  LISTED[what ?? ''] ?? (() => true);

/**
 * How people stood to each activity that counts and was for them, soonest first. Who is outside 应到 (流动党员, 列席,
 * whoever joined after a record was made) is never absent: only what they took part in stands here.
 */
export async function ownRecords(
  c: Counter,
  people: readonly Person[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<Map<Person, OwnRecord[]>> {
  const unitsOf = new Map(people.map((p) => [p, placesOf(c, p)]));
  const facts = await c.tx.activityFacts(
    await query(c, [...new Set([...unitsOf.values()].flat())], period, types),
  );
  const counted = facts.filter(countsForRate);
  // The roster may have changed since a record was made: it says who was due then.
  const kept = await c.tx.keptDue(counted.filter((f) => f.byRecord).map((f) => f.activity.id));
  const roll = rollOf(await c.tx.rollLines(counted.map((f) => f.activity.id)), kept);
  const byUnit = Map.groupBy(counted, (f) => f.activity.unitId);
  const records = new Map<Person, OwnRecord[]>();
  for (const [person, unitIds] of unitsOf) {
    const own = unitIds.flatMap((id) => byUnit.get(id) ?? []).sort((a, b) => startOf(a) - startOf(b));
    records.set(
      person,
      own.flatMap((fact) => {
        const isMeant = isFor(fact.activity, person, c.org);
        const isDue = kept.get(fact.activity.id)?.has(person.id) ?? (isMeant && isExpected(person));
        const { states, named } = roll(fact.activity.id);
        const part = ownPartOf(fact, states.get(person.id), named);
        return isDue || (isMeant && (part === 'present' || part === 'leave'))
          ? [{ fact, part, isLate: states.get(person.id) === 'late' }]
          : [];
      }),
    );
  }
  return records;
}

const startOf = ({ activity }: ActivityFact): Instant => activity.startAt;

/** Everybody but 流动党员 and 列席 belongs to 应到. */
export const isExpected = (person: Person): boolean => !person.mobile && person.kind !== '入党积极分子';

/** Where activities for a person may lie. */
function placesOf({ org }: Counter, person: Person): number[] {
  const offices = org.officesOf(person.id).map((o) => o.unitId);
  return [...new Set([person.branchId, person.groupId, ...offices])].filter((id) => id !== null);
}

interface Names {
  states: Map<string, RollLine['state']>;
  /** how many of 应到 are named as present */
  named: number;
}
const NOBODY: Names = { states: new Map(), named: 0 };

function rollOf(
  lines: readonly RollLine[],
  kept: ReadonlyMap<number, ReadonlySet<string>>,
): (activityId: number) => Names {
  const rolls = new Map<number, Names>();
  for (const { activityId, personId, state } of lines) {
    const names = rolls.get(activityId) ?? { states: new Map(), named: 0 };
    names.states.set(personId, state);
    if (isPresent(state) && kept.get(activityId)?.has(personId) !== false) names.named += 1;
    rolls.set(activityId, names);
  }
  return (activityId) => rolls.get(activityId) ?? NOBODY;
}

export const countParts = (records: readonly OwnRecord[]): Record<OwnPart, number> => {
  const counts = { present: 0, leave: 0, absent: 0, open: 0, unnamed: 0 };
  for (const { part } of records) counts[part] += 1;
  return counts;
};
