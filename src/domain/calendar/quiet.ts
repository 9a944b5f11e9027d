import { addDays, dateOf, HOUR_MS, type Instant, instantOf, MINUTE_MS } from './time.ts';

/** Quiet hours 21:00–08:00: what would go out then goes at 08:01. */
export function afterQuiet(at: Instant): Instant {
  const day = dateOf(at);
  const morning = instantOf(day, 8);
  if (at < morning) return morning + MINUTE_MS;
  return at >= morning + 13 * HOUR_MS ? instantOf(addDays(day, 1), 8, 1) : at;
}
