import type { Calendar } from '../../../domain/calendar/calendar.ts';
import type { DateText } from '../../../domain/calendar/time.ts';

/** Where words for a time are read from: the day they are said on, and the calendar that holds there. */
export interface Standpoint {
  today: DateText;
  calendar: Calendar;
}
