import { addDays, type DateText } from '../../../domain/calendar/time.ts';
import { deadlineOf } from './resolve.ts';
import type { TimeSpan } from './time-span.ts';

/** The day something is due, with its clock: of a period the last; 24时 ends its day and does not begin the next. */
export function dueOf(t: TimeSpan, today: DateText): string | undefined {
  const at = deadlineOf(t, today);
  return at?.includes('T00:00:00') ? addDays(at.slice(0, 10), -1) : at;
}

/** Of several times said for one deadline the first that is due; undefined where none of them is a day. */
export const dueAmong = (times: readonly TimeSpan[], today: DateText): string | undefined =>
  times.flatMap((t) => dueOf(t, today) ?? []).sort()[0];
