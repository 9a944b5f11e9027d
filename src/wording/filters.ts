import { isDate, shanghaiParts, timeOf } from '../domain/calendar/time.ts';
import { tenthsOfRate } from '../domain/figures/percent.ts';

// How sentences write times, names and rates; the look of each is itself a sentence of templates/format.yaml.

export type Filter = (value: unknown) => string;

/**
 * Filters of sentences. Their errors quote no value: they go to the log, where no name may stand. Times are epoch
 * milliseconds, ISO texts or plain dates; percent takes a fraction 0…1, minutes and days a number of them;
 * an absent value (null) stays empty.
 * @param format renders a sentence of templates/format.yaml
 */
export function wordingFilters(format: (name: string, data: Record<string, unknown>) => string) {
  let weekdays: string[] | undefined;
  const day = (name: string, value: string | number) => {
    const at = instant(value);
    const { month, day, weekday } = shanghaiParts(at);
    weekdays ??= format('format.weekdays', {}).split(' ');
    return format(name, { month, day, weekday: weekdays[weekday - 1], time: timeOf(at) });
  };
  const known = (filter: (value: string | number) => string): Filter => {
    return (value) => (value === null || value === undefined ? '' : filter(value as string | number));
  };
  let separator: string | undefined;
  const joined = (values: readonly unknown[]) => {
    separator ??= format('format.list_separator', {});
    return values.map(written).join(separator);
  };
  return {
    date: known((value) =>
      day(typeof value === 'string' && isDate(value) ? 'format.date_only' : 'format.date', value),
    ),
    dateShort: known((value) => day('format.date_short', value)),
    time: known((value) => timeOf(instant(value))),
    list: (value) => (Array.isArray(value) ? joined(value) : written(value)),
    minutes: known((value) => format('format.minutes', { value, hours: wholeHours(value) })),
    days: known((value) => format('format.days', { value })),
    percent: known((value) => format('format.percent', { value: percentOf(value) })),
  } satisfies Record<string, Filter>;
}

/** 0 where minutes are left over. */
const wholeHours = (minutes: string | number) => (Number(minutes) % 60 === 0 ? Number(minutes) / 60 : 0);

function instant(value: string | number): number {
  const at = typeof value === 'number' ? value : Date.parse(isDate(value) ? `${value}T00:00+08:00` : value);
  if (!Number.isFinite(at)) throw new Error('no time');
  return at;
}

/** One decimal at most; 100 and 0 only for exactly all and exactly none. */
function percentOf(value: string | number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error('no fraction');
  return tenthsOfRate(value) / 10;
}

/** As Liquid writes values. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.map(written).join('') : String(value);
}
