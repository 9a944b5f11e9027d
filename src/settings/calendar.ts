import { z } from 'zod';
import { datesOfRange, type YearCalendar } from '../domain/calendar/holidays.ts';
import { dayNumber, isDate } from '../domain/calendar/time.ts';
import { startupMessage as say } from '../wording/startup.ts';
import { flag, readSettings, type SettingsResult } from './read.ts';

/**
 * Reads config/calendar/<year>.yaml or .json: `off` and `work` lists of `02-15`, `02-15~02-23` or full dates,
 * or the `days` list of the holiday-cn project as it is.
 */
export function readYearCalendar(fileName: string, text: string): SettingsResult<YearCalendar> {
  const file = `calendar/${fileName}`;
  const year = Number(/^(\d{4})\.(?:ya?ml|json)$/.exec(fileName)?.[1]);
  if (!year) return { value: null, problems: [say('settings_calendar_name', { file })] };
  return readSettings(file, text, /"days"\s*:|^days:/m.test(text) ? holidayCn(year) : own(year));
}

function own(year: number) {
  const ranges = z.array(range(year), { error: 'list' });
  return z
    .strictObject({ off: ranges.min(1, { error: 'filled_list' }), work: ranges.optional() })
    .superRefine(({ off, work = [] }, context) => {
      const free = new Set(off.flat());
      for (const [i, dates] of work.entries()) {
        const message = dates.map((date) => mistakeInWork(date, free)).find(Boolean);
        if (message !== undefined) context.addIssue({ code: 'custom', path: ['work', i], message });
      }
    })
    .transform(({ off, work = [] }): YearCalendar => ({ year, off: off.flat(), work: work.flat() }));
}

/** Only weekends are worked instead: other days are those of another year's file, which names no year itself. */
function mistakeInWork(date: string, free: ReadonlySet<string>): string | undefined {
  if (free.has(date)) return 'not_off';
  return isWeekend(date) ? undefined : 'weekend';
}

// 1970-01-01 was a Thursday
const isWeekend = (date: string): boolean => (dayNumber(date) + 3) % 7 >= 5;

/** `02-15`, `02-15~02-23` or the same with the year, as dates. */
function range(year: number) {
  return z
    .string({ error: 'days' })
    .superRefine((text, context) => {
      const message = mistakeIn(text, year);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    })
    .transform((text) => datesOfRange(year, text.replaceAll(`${year}-`, '')));
}

function mistakeIn(text: string, year: number): string | undefined {
  const ends = text.split('~').map((end) => end.trim());
  const full = ends.map((end) => (/^\d{4}-/.test(end) ? end : `${year}-${end}`));
  if (ends.length > 2 || !full.every(isDate)) return 'days';
  if (!full.every((date) => date.startsWith(`${year}-`))) return `days_of_year ${year}`;
  return full.length === 2 && full[1]! < full[0]! ? 'days_in_order' : undefined;
}

function holidayCn(year: number) {
  const date = z
    .string({ error: 'date' })
    .refine(isDate, { error: 'date' })
    .refine((d) => d.startsWith(`${year}-`), { error: `days_of_year ${year}` });
  const day = z.strictObject({ date, isOffDay: flag, name: z.string().optional() });
  return z
    .strictObject({
      $schema: z.unknown().optional(),
      $id: z.unknown().optional(),
      papers: z.unknown().optional(),
      year: z.literal(year, { error: `year ${year}` }).optional(),
      days: z.array(day, { error: 'list' }).min(1, { error: 'filled_list' }),
    })
    .superRefine(({ days }, context) => {
      const free = new Set(days.filter((d) => d.isOffDay).map((d) => d.date));
      for (const [i, d] of days.entries())
        if (!d.isOffDay) {
          const message = mistakeInWork(d.date, free);
          if (message !== undefined) context.addIssue({ code: 'custom', path: ['days', i, 'date'], message });
        }
    })
    .transform(({ days }): YearCalendar => {
      const dates = (off: boolean) => days.filter((d) => d.isOffDay === off).map((d) => d.date);
      return { year, off: dates(true), work: dates(false) };
    });
}
