import { atMinute, type MinuteOfDay, minuteOfDay } from './minutes.ts';
import { addDays, dateOf, type Instant } from './time.ts';

/**
 * Hours in which nobody is disturbed: from the evening to the morning, or from midnight (`from` 0). The last minute
 * `to` is quiet too, so that what waits goes out on no round minute.
 */
export interface QuietHours {
  from: MinuteOfDay;
  to: MinuteOfDay;
}

const begins = ({ from, to }: QuietHours): MinuteOfDay => (from > to ? from : 24 * 60);

export const isQuiet = (minute: MinuteOfDay, quiet: QuietHours): boolean =>
  minute >= begins(quiet) || minute <= quiet.to;

/** The first minute of a day on which somebody may be disturbed. */
export const morningOf = (quiet: QuietHours): MinuteOfDay => quiet.to + 1;

/** The minute at which a day is over for those who are not to be disturbed; midnight of the next day at the latest. */
export const eveningOf = begins;

/**
 * When something that a person's act causes may go out: at once, also in the very minute in which the quiet hours end, or at the first minute after the quiet hours, unless what it speaks of begins
 * before that.
 */
export function afterQuiet(at: Instant, quiet: QuietHours, startsAt = Infinity): Instant {
  const minute = minuteOfDay(at);
  if (minute === quiet.to || !isQuiet(minute, quiet)) return at;
  const day = minute >= begins(quiet) ? addDays(dateOf(at), 1) : dateOf(at);
  const morning = atMinute(day, morningOf(quiet));
  return startsAt <= morning ? at : morning;
}
