import type { Calendar } from '../domain/calendar/calendar.ts';
import { atMinute, type MinuteOfDay, minuteOfDay } from '../domain/calendar/minutes.ts';
import { addDays, type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import type { ReminderSettings } from '../settings/reminders.ts';

/** Nobody is disturbed in the evening and the early morning; 08:00 itself is a round minute and not used. */
export function isQuiet(minute: MinuteOfDay, { quiet }: Pick<ReminderSettings, 'quiet'>): boolean {
  return minute >= quiet.from || minute <= quiet.to;
}

/**
 * When an answer to somebody's act goes out: at once, or at the first minute after the quiet hours, unless the
 * activity it speaks of begins before that.
 */
export function promptAt(
  act: Instant,
  settings: Pick<ReminderSettings, 'quiet'>,
  startsAt = Infinity,
): Instant {
  const minute = minuteOfDay(act);
  if (!isQuiet(minute, settings)) return act;
  const day = minute >= settings.quiet.from ? addDays(dateOf(act), 1) : dateOf(act);
  const morning = atMinute(day, settings.quiet.to + 1);
  return startsAt <= morning ? act : morning;
}

/** The first working day whose digest is still to come at that moment. */
export function nextDigestDay(after: Instant, settings: ReminderSettings, calendar: Calendar): DateText {
  const today = dateOf(after);
  const first = after < atMinute(today, settings.digest.window.from) ? today : addDays(today, 1);
  return calendar.workingDayOnOrAfter(first);
}

/** 明天再提醒: the next working day, even where no lead time falls on it. */
export const snoozeDay = (at: Instant, calendar: Calendar): DateText =>
  calendar.addWorkingDays(dateOf(at), 1);
