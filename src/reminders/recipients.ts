import type { MinuteOfDay } from '../domain/calendar/minutes.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import { kept } from './entry.ts';
import type { PlanInput } from './plan-types.ts';
import type { Posts, Recipient } from './posts.ts';
import { minuteWithin } from './spread.ts';

/** A bootstrap admin is told as well, in the roster or not. */
export const personOf = ({ org, permissions }: PlanInput, id: string): Person | undefined =>
  org.people.get(id) ?? permissions.personOf(org, id);

/** A person and the minute of the digest, worked out once: the same people are told all the year. */
export function recipients(
  input: PlanInput,
  posts: Posts,
): (personId: string) => { minute: MinuteOfDay; recipient: Recipient } {
  const known = new Map<string, { minute: MinuteOfDay; recipient: Recipient }>();
  const { window } = input.settings.reminders.digest;
  return (personId) =>
    kept(known, personId, () => ({
      minute: minuteWithin(window, personId),
      recipient: { personId, userId: personOf(input, personId)!.userId, posts: posts.of(personId) },
    }));
}
