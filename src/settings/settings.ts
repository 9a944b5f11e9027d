import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ActivitySettings } from '../domain/activity/activity.ts';
import type { Cadence } from '../domain/activity/cadence.ts';
import { type ActivityTypeRow, REGULATION } from '../domain/activity/types.ts';
import { type Calendar, createCalendar, type YearCalendar } from '../domain/calendar/calendar.ts';
import { StartError } from '../domain/errors.ts';
import type { VitalitySettings } from '../domain/figures/vitality.ts';
import { type FilingKindRow, wordsOfFiling } from '../domain/filing/kinds.ts';
import { BASIC_KINDS, type ItemKindRow, wordsOfKind } from '../domain/ledger/kinds.ts';
import type { MusterSettings } from '../domain/muster/muster.ts';
import type { ProcessRow } from '../domain/process/kinds.ts';
import { startupMessage as say } from '../wording/startup.ts';
import { readActivitySettings } from './activity.ts';
import { readActivityTypes } from './activity-types.ts';
import { readCadence } from './cadence.ts';
import { readYearCalendar } from './calendar.ts';
import { readItemKinds } from './item-kinds.ts';
import { readMusterSettings } from './muster.ts';
import { readProcesses } from './processes.ts';
import type { SettingsResult } from './read.ts';
import { type ReminderSettings, readReminderSettings } from './reminders.ts';
import { readReports } from './reports.ts';
import { readVitality } from './vitality.ts';

/** What the files of config/ say; made once, and the same for reader, conversation, planning, reports and commands. */
export interface Settings {
  activity: ActivitySettings;
  reminders: ReminderSettings;
  cadence: Cadence;
  activityTypes: readonly ActivityTypeRow[];
  itemKinds: readonly ItemKindRow[];
  reports: readonly FilingKindRow[];
  processKinds: readonly ProcessRow[];
  calendar: Calendar;
  muster: MusterSettings;
  vitality: VitalitySettings;
}

/** @throws StartError with a line for everything wrong in any of the files */
export function loadSettings(configDir: string): Settings {
  const { value, problems } = readAll(configDir);
  if (value) return value;
  throw new StartError('settings_broken', { lines: problems.join('\n') });
}

/** The lines loadSettings would end the start with. */
export const settingsProblems = (configDir: string): string[] => readAll(configDir).problems;

const TYPES_FILE = 'activity-types.yaml';
const KINDS_FILE = 'item-kinds.yaml';
const REPORTS_FILE = 'reports.yaml';
const PROCESSES_FILE = 'processes.yaml';

/** What an item is called no meeting is. */
const itemWords = (kinds: readonly ItemKindRow[]) =>
  kinds.flatMap((row) => wordsOfKind(row).map((word) => [word, row.prefix] as const));

/** Nor what is registered. */
const typeWords = (types: readonly ActivityTypeRow[]) =>
  types.flatMap(({ name, short, words }) => [name, short, ...words].map((word) => [word, name] as const));

/** And nothing of these runs through steps. */
const reportWords = (reports: readonly FilingKindRow[]) =>
  reports.flatMap((row) => wordsOfFiling(row).map((word) => [word, row.name] as const));

function readAll(configDir: string): SettingsResult<Settings> {
  const problems: string[] = [];
  const take = <T>(result: SettingsResult<T>): T | null => {
    problems.push(...result.problems);
    return result.value;
  };
  const read = <T>(name: string, reader: (text: string) => SettingsResult<T>, absent?: string): T | null => {
    const text = contentOf(configDir, name) ?? absent;
    if (text !== undefined) return take(reader(text));
    problems.push(say('settings_no_file', { file: name, dir: configDir }));
    return null;
  };
  const activity = read('activity.yaml', readActivitySettings, '');
  const reminders = read('reminders.yaml', readReminderSettings);
  // A folder from before there were such files holds what the program rests on.
  const itemKinds = isIn(configDir, KINDS_FILE) ? read(KINDS_FILE, readItemKinds) : BASIC_KINDS;
  const readTypes = (text: string) => readActivityTypes(text, itemWords(itemKinds ?? BASIC_KINDS));
  const activityTypes = isIn(configDir, TYPES_FILE) ? read(TYPES_FILE, readTypes) : REGULATION;
  const taken = [...itemWords(itemKinds ?? BASIC_KINDS), ...typeWords(activityTypes ?? REGULATION)];
  const reports = isIn(configDir, REPORTS_FILE) ? read(REPORTS_FILE, (text) => readReports(text, taken)) : [];
  const called = [...taken, ...reportWords(reports ?? [])];
  const readOwn = (text: string) => readProcesses(text, called);
  const processKinds = isIn(configDir, PROCESSES_FILE) ? read(PROCESSES_FILE, readOwn) : [];
  // Where the types, reports or processes are wrong, what may meet a requirement is not known.
  const cadence =
    activityTypes &&
    reports &&
    processKinds &&
    read('cadence.yaml', (text) =>
      readCadence(
        text,
        activityTypes.filter(({ stopped }) => !stopped),
        reports,
        processKinds,
      ),
    );
  const muster = read('muster.yaml', readMusterSettings, '');
  const vitality =
    activityTypes &&
    reports &&
    read(
      'vitality.yaml',
      (text) =>
        readVitality(
          text,
          activityTypes.filter(({ stopped }) => !stopped),
          reports,
        ),
      '',
    );
  const years = calendarFiles(configDir).map((name) => ({
    name,
    year: take(readYearCalendar(name, contentOf(configDir, `calendar/${name}`) ?? '')),
  }));
  const known = new Map<number, string>();
  for (const { name, year } of years) {
    const other = year && known.get(year.year);
    if (year && other) problems.push(say('settings_year_twice', { year: year.year, file: name, other }));
    else if (year) known.set(year.year, name);
  }
  if (
    problems.length > 0 ||
    !activity ||
    !reminders ||
    !activityTypes ||
    !itemKinds ||
    !reports ||
    !processKinds ||
    !cadence ||
    !muster ||
    !vitality
  )
    return { value: null, problems };
  const calendar = createCalendar(years.map(({ year }) => year as YearCalendar));
  return {
    value: {
      activity,
      reminders,
      cadence,
      activityTypes,
      itemKinds,
      reports,
      processKinds,
      calendar,
      muster,
      vitality,
    },
    problems: [],
  };
}

const isIn = (configDir: string, name: string): boolean => existsSync(join(configDir, name));

/** undefined when there is no such file, or a folder in its place. @throws what the disk says about one that cannot be read */
function contentOf(configDir: string, name: string): string | undefined {
  const path = join(configDir, name);
  return existsSync(path) && !statSync(path).isDirectory() ? readFileSync(path, 'utf8') : undefined;
}

/** Everything in calendar/ but hidden files: a file with another ending is a mistake to be told, not to be passed over. */
function calendarFiles(configDir: string): string[] {
  const dir = join(configDir, 'calendar');
  const names = existsSync(dir) ? readdirSync(dir) : [];
  return names.filter((name) => !name.startsWith('.')).sort();
}
