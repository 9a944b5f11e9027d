// Clock times of a day as whole minutes, in Asia/Shanghai.
import { type DateText, type Instant, instantOf, MINUTE_MS, SHANGHAI_OFFSET_MS } from './time.ts';

/** Minutes of a day: 0 = 00:00, 1439 = 23:59. */
export type MinuteOfDay = number;

export interface MinuteWindow {
  from: MinuteOfDay;
  /** included */
  to: MinuteOfDay;
}

const DAY_MINUTES = 24 * 60;

/** A minute of a day. */
export const atMinute = (date: DateText, minute: MinuteOfDay): Instant =>
  instantOf(date) + minute * MINUTE_MS;

export function minuteOfDay(at: Instant): MinuteOfDay {
  const minutes = Math.floor((at + SHANGHAI_OFFSET_MS) / MINUTE_MS);
  return ((minutes % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
}
