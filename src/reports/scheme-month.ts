import { endOfMonth, firstOfMonth } from '../domain/calendar/dates.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import type { Period } from '../domain/slots.ts';

/** What a question about a plan takes that names no month. */
export const monthOf = (now: Instant): Period => {
  const today = dateOf(now);
  return { from: firstOfMonth(today), to: endOfMonth(today) };
};
