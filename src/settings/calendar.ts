import { z } from 'zod';
import { datesOfRange, type YearCalendar } from '../domain/calendar/holidays.ts';
import { isDate } from '../domain/calendar/time.ts';
import type { Wording } from '../wording/templates.ts';
import { readSettings, type SettingsResult } from './read.ts';

/**
 * Reads config/calendar/<year>.yaml or .json: `off` and `work` lists of `02-15`, `02-15~02-23` or full dates,
 * or the `days` list of the holiday-cn project as it is.
 */
export function readYearCalendar(
  fileName: string,
  text: string,
  render: Wording,
): SettingsResult<YearCalendar> {
  const year = Number(/^(\d{4})\.(?:ya?ml|json)$/.exec(fileName)?.[1]);
  if (!year)
    return { value: null, problems: [render('reminders.settings.calendar_name', { file: fileName })] };
  const days = z.array(daysOf(year), { error: 'list' }).transform((lists) => lists.flat());
  const own = z
    .strictObject({ off: days, work: days.optional() })
    .transform(({ off, work }) => ({ year, off, work: work ?? [] }));
  return readSettings(fileName, text, /"days"\s*:|^days:/m.test(text) ? holidayCn(year) : own, render);
}

function daysOf(year: number) {
  const ends = (text: string) =>
    text.split('~').map((end) => `${year}-${end.trim().replace(`${year}-`, '')}`);
  return z
    .string({ error: 'days' })
    .refine((text) => ends(text).length <= 2 && ends(text).every(isDate), { error: 'days' })
    .transform((text) => datesOfRange(year, text.replaceAll(`${year}-`, '')));
}

function holidayCn(year: number) {
  const day = z.object({
    date: z.string({ error: 'date' }).refine((d) => isDate(d), { error: 'date' }),
    isOffDay: z.boolean({ error: 'flag' }),
  });
  return z
    .object({ days: z.array(day, { error: 'list' }).min(1, { error: 'list' }) })
    .transform(({ days }) => {
      const ofYear = days.filter((d) => d.date.startsWith(`${year}-`));
      const dates = (off: boolean) => ofYear.filter((d) => d.isOffDay === off).map((d) => d.date);
      return { year, off: dates(true), work: dates(false) };
    });
}
