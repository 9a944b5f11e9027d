import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivitySettings } from '../domain/activity/activity.ts';
import type { Cadence } from '../domain/activity/cadence.ts';
import { type Calendar, createCalendar, type YearCalendar } from '../domain/calendar/calendar.ts';
import { StartError } from '../domain/errors.ts';
import type { Templates } from '../wording/templates.ts';
import { loadActivitySettings } from './activity.ts';
import { readCadence } from './cadence.ts';
import { readYearCalendar } from './calendar.ts';
import type { SettingsResult } from './read.ts';
import { type ReminderSettings, readReminderSettings } from './reminders.ts';

/** What config/ says about planning. */
export interface PlanningFiles {
  calendar: Calendar;
  cadence: Cadence;
  settings: ReminderSettings;
  activityDefaults: ActivitySettings;
}

/** Reads cadence.yaml, reminders.yaml, activity.yaml and calendar/. @throws StartError with a line per bad value */
export function loadPlanning(configDir: string, templates: Templates): PlanningFiles {
  const problems: string[] = [];
  const take = <T>(result: SettingsResult<T>): T | null => {
    problems.push(...result.problems);
    return result.value;
  };
  const text = (name: string) => {
    try {
      return readFileSync(join(configDir, name), 'utf8');
    } catch {
      throw new StartError('no_such_file', { file: join(configDir, name) });
    }
  };
  const cadence = take(readCadence(text('cadence.yaml'), templates.render));
  const settings = take(readReminderSettings(text('reminders.yaml'), templates.render));
  const years: YearCalendar[] = [];
  const dir = join(configDir, 'calendar');
  for (const name of existsSync(dir) ? readdirSync(dir).sort() : []) {
    if (!/\.(ya?ml|json)$/.test(name)) continue;
    const year = take(readYearCalendar(name, readFileSync(join(dir, name), 'utf8'), templates.render));
    if (year) years.push(year);
  }
  if (problems.length > 0 || !cadence || !settings)
    throw new StartError('settings_broken', { lines: problems.join('\n') });
  return {
    calendar: createCalendar(years),
    cadence,
    settings,
    activityDefaults: loadActivitySettings(configDir),
  };
}
