// Meetings that are taken away on paper: which they are, and what is known of each.

import type { Activity } from '../domain/activity/activity.ts';
import { type Attendance, type Roll, rollOf } from '../domain/activity/attendance.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import {
  type ActivityFact,
  type ActivityStanding,
  isUnreported,
  outcomeOf,
} from '../domain/figures/activities.ts';
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { Evidence } from '../ports/ledger.ts';
import type { MeetingsRequest, Paper } from '../ports/outbox.ts';
import type { MeetingRecord } from '../ports/store.ts';
import { type Counter, query } from './activities.ts';
import { unitWords } from './words.ts';

/** Meetings of these units that are over, a branch's own and then its groups', each in the order of time. */
export async function meetingsOf(
  c: Counter,
  unitIds: readonly number[],
  period: Period,
  types?: readonly ActivityType[],
): Promise<ActivityFact[]> {
  const known = unitIds.filter((id) => c.org.units.has(id));
  const facts = await c.tx.activityFacts(await query(c, known, period, types));
  const place = placesOf(c.org);
  return facts.filter(isOver).sort((a, b) => place.get(a.activity.unitId)! - place.get(b.activity.unitId)!);
}

/** How many would go onto the paper, counted without looking at each: a city has more than a chat can wait for. */
export async function countOnPaper(c: Counter, { paper, unitIds, types, ...period }: MeetingsRequest) {
  const tallies = await c.tx.activityTallies(await query(c, unitIds, period, types));
  return tallies
    .filter((tally) => isOver(tally) && (paper === 'attendance' || tally.byRecord))
    .reduce((sum, { activities }) => sum + activities, 0);
}

const isOver = (standing: ActivityStanding) => ['held', 'unrecorded'].includes(outcomeOf(standing));

/** Units as they are read out: each branch, then its groups. */
export function placesOf(org: Organisation): Map<number, number> {
  const places = new Map<number, number>();
  const add = (unit: Unit) => {
    places.set(unit.id, places.size);
    for (const child of org.children(unit.id)) add(child);
  };
  for (const root of org.roots()) add(root);
  return places;
}

/** What goes onto a paper: a record once it is confirmed; who was there, of every meeting that is over. */
export const onPaper = (paper: Paper, facts: readonly ActivityFact[]): ActivityFact[] =>
  facts.filter((fact) => paper === 'attendance' || fact.byRecord);

/** Those nobody has reported: there is no record of them to be printed. */
export const unreported = (facts: readonly ActivityFact[]): ActivityFact[] => facts.filter(isUnreported);

/** All that is known of one meeting; every paper is written from it. */
export interface Written {
  activity: Activity;
  roll: Roll;
  /** the entries the roll was read from, by person */
  entries: ReadonlyMap<string, Attendance>;
  record: MeetingRecord | undefined;
  /** of a meeting with a record */
  photos: readonly Evidence[];
}

/** Meetings read together. */
const BATCH = 100;

/** The meetings one after the other, as roll and record have them. */
export async function* writtenOf(
  { tx, org }: Counter,
  facts: readonly ActivityFact[],
): AsyncGenerator<Written> {
  for (let i = 0; i < facts.length; i += BATCH) {
    const batch = facts.slice(i, i + BATCH);
    const ids = batch.map(({ activity }) => activity.id);
    const rolls = await tx.rolls(ids);
    const records = await tx.records(ids);
    const photos = Map.groupBy(await tx.photosOf([...records.keys()]), (p) => p.activityId);
    for (const { activity, byRecord } of batch) {
      const entries = rolls.get(activity.id)!;
      const record = byRecord ? records.get(activity.id) : undefined;
      const roll = rollOf(activity, entries, org, record);
      yield {
        activity,
        roll,
        entries: new Map(entries.map((a) => [a.personId, a])),
        record,
        photos: photos.get(activity.id) ?? [],
      };
    }
  }
}

/** What each unit is called on paper: by its name, or where others have the same, from the top. */
export function paperNames(org: Organisation, unitIds: Iterable<number>): Map<number, string> {
  const names = new Map([...new Set(unitIds)].map((id) => [id, unitWords(org, org.unit(id))]));
  const often = new Map<string, number>();
  for (const name of names.values()) often.set(name, (often.get(name) ?? 0) + 1);
  for (const [id, name] of names)
    if (often.get(name)! > 1) names.set(id, org.unit(id).path.replaceAll('/', ''));
  return names;
}
