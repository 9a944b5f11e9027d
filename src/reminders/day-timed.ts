import { type Occurrence, push } from './activity-index.ts';
import { hasAudience } from './announce.ts';
import type { Desk } from './entry.ts';
import { ROUNDS, type Steps } from './steps.ts';

/** What a group drops first when it has heard enough that day comes last; the invitation is not counted. */
const WORTH = ['opening', 'two_hours_before', 'day_before', 'nudge'];

/** The occurrences of a day that go out at their own moment, soonest first, after the cap of each group. */
export function* timedOf(desk: Desk, occurrences: readonly Occurrence[]): Steps<Occurrence[]> {
  const kept: Occurrence[] = [];
  const byChat = new Map<string, Occurrence[]>();
  for (const [i, occurrence] of occurrences.entries()) {
    if (i % ROUNDS === ROUNDS - 1) yield;
    const { event, activity } = occurrence;
    if ((event.way !== 'group' && event.way !== 'private') || !hasAudience(desk, occurrence)) continue;
    const chat = event.way === 'group' ? desk.input.addresses.get(activity.unitId)?.chat : undefined;
    if (chat === undefined || event.rule === 'invitation') kept.push(occurrence);
    else push(byChat, chat, occurrence);
  }
  const most = desk.input.settings.reminders.groupPerDay;
  for (const heard of byChat.values()) {
    if (heard.length > most) heard.sort(byWorth);
    for (const occurrence of heard.slice(0, most)) kept.push(occurrence);
  }
  return kept.sort((a, b) => a.event.at - b.event.at);
}

function byWorth(a: Occurrence, b: Occurrence): number {
  const worth = WORTH.indexOf(a.event.rule) - WORTH.indexOf(b.event.rule);
  return (
    worth || a.event.at - b.event.at || a.activity.unitId - b.activity.unitId || a.activity.id - b.activity.id
  );
}

/** What reaches persons in the hour of the digests, soonest first. */
export const morningOf = (occurrences: readonly Occurrence[]): Occurrence[] =>
  occurrences.filter(({ event }) => event.way === 'morning').sort((a, b) => a.event.at - b.event.at);
