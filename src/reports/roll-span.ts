// Who was away, or late, over a span of days: every meeting's roll, read together. Nobody is ranked.

import { type Roll, rollOf } from '../domain/activity/attendance.ts';
import { countsForRate } from '../domain/figures/activities.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import { factsOf, totalOf } from './activities.ts';
import { placesOf } from './meetings.ts';
import type { StatsQuestion } from './metric.ts';
import type { SpanLine, SpanRoll } from './shapes.ts';

/** Meetings a chat may wait for. */
export const MOST_MEETINGS = 1500;
/** Rolls read together. */
const BATCH = 200;

/** How many meetings lie in the span. */
export async function meetingsIn(q: StatsQuestion, period: Period): Promise<number> {
  const { held, unrecorded, coming } = await totalOf(q, q.tops, period, q.types);
  return held + unrecorded + coming;
}

/** @param ofCounted only meetings that 到会率 covers: before its end nobody is away from a meeting for good */
export async function spanRoll(
  q: StatsQuestion,
  period: Period,
  pick: (roll: Roll) => readonly Person[],
  ofCounted: boolean,
): Promise<SpanRoll> {
  const found: SpanRoll = { lines: [], counted: 0, expected: 0, unnamed: 0, isAhead: false };
  const facts = (await factsOf(q, q.tops, period, q.types)).filter(
    ({ activity }) => q.fits?.(activity) !== false,
  );
  for (let i = 0; i < facts.length; i += BATCH) {
    const batch = facts.slice(i, i + BATCH);
    const ids = batch.map(({ activity }) => activity.id);
    const rolls = await q.tx.rolls(ids);
    const records = await q.tx.records(ids);
    for (const fact of batch) {
      const isCounted = countsForRate(fact);
      if (ofCounted && !isCounted) continue;
      const { activity, byRecord } = fact;
      const entries = rolls.get(activity.id) ?? [];
      const roll = rollOf(activity, entries, q.org, byRecord ? records.get(activity.id) : undefined);
      if (isCounted) {
        found.counted += 1;
        found.expected += roll.expected;
        if (roll.unnamed > 0) found.unnamed += unknownOf(roll);
      }
      const said = new Map(entries.map((entry) => [entry.personId, entry]));
      const open = new Set(roll.missing);
      for (const person of pick(roll)) {
        found.isAhead ||= !isCounted;
        const reason = said.get(person.id)?.reason ?? '';
        found.lines.push({ person, activity, reason, isOpen: open.has(person) });
      }
    }
  }
  return { ...found, lines: inOrder(found.lines, q) };
}

/** Away by the figures of a record that names not all who came: who, and whether on leave, is not known. */
const unknownOf = ({ expected, attended, leave, absent }: Roll): number =>
  Math.max(0, expected - attended - leave.length - absent.length);

function inOrder(lines: readonly SpanLine[], { org }: StatsQuestion): SpanLine[] {
  const places = placesOf(org);
  const order = new Map([...org.people.values()].map((person, i) => [person.id, i]));
  const placeOf = ({ person, activity }: SpanLine) =>
    places.get(person.branchId ?? org.branchOf(activity.unitId)?.id ?? activity.unitId) ?? 0;
  return [...lines].sort(
    (a, b) =>
      placeOf(a) - placeOf(b) ||
      (order.get(a.person.id) ?? 0) - (order.get(b.person.id) ?? 0) ||
      a.activity.startAt - b.activity.startAt,
  );
}
