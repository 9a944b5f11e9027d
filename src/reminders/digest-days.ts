import { atMinute } from '../domain/calendar/minutes.ts';
import { addDays, type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import type { Settings } from '../settings/settings.ts';

/** The first working day whose digest is still to come at that moment. */
export function nextDigestDay(after: Instant, { reminders, calendar }: Settings): DateText {
  const today = dateOf(after);
  const first = after < atMinute(today, reminders.digest.window.from) ? today : addDays(today, 1);
  return calendar.workingDayOnOrAfter(first);
}

/** 明天再提醒: the next working day, even where no lead time falls on it. */
export const snoozeDay = (at: Instant, { calendar }: Pick<Settings, 'calendar'>): DateText =>
  calendar.addWorkingDays(dateOf(at), 1);
