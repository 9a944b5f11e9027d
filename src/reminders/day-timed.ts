import type { Occurrence } from './activity-index.ts';
import { hasAudience } from './announce.ts';
import type { Desk } from './entry.ts';
import { ROUNDS, type Steps } from './steps.ts';

/** What a group drops first when it has heard enough that day comes last; the invitation is not counted. */
const WORTH = ['opening', 'two_hours_before', 'day_before', 'nudge'];

/** The occurrences of a day that go out at their own moment, soonest first, after the cap of each group. */
export function* timedOf(desk: Desk, occurrences: readonly Occurrence[]): Steps<Occurrence[]> {
  const kept: Occurrence[] = [];
  const byChat = new Map<string, Occurrence[]>();
  // Most groups hear one thing a day.
  const first = new Map<string, Occurrence>();
  let count = 0;
  for (const occurrence of occurrences) {
    if (++count % ROUNDS === 0) yield;
    const { event, activity } = occurrence;
    if ((event.way !== 'group' && event.way !== 'private') || !hasAudience(desk, occurrence)) continue;
    const chat = event.way === 'group' ? desk.input.addresses.get(activity.unitId)?.chat : undefined;
    if (chat === undefined || event.rule === 'invitation') kept.push(occurrence);
    else if (!first.has(chat)) first.set(chat, occurrence);
    else if (byChat.has(chat)) byChat.get(chat)!.push(occurrence);
    else byChat.set(chat, [first.get(chat)!, occurrence]);
  }
  const most = desk.input.settings.reminders.groupPerDay;
  for (const [chat, occurrence] of first) {
    const heard = byChat.get(chat);
    if (!heard) kept.push(occurrence);
    else kept.push(...(heard.length > most ? heard.sort(byWorth) : heard).slice(0, most));
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
