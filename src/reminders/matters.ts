import { periodOfKey } from '../domain/calendar/period.ts';
import type { DateText } from '../domain/calendar/time.ts';
import { recordEntry } from './entries-activity.ts';
import { addressEntry } from './entries-address.ts';
import { cadenceEntry, onceEntry, onceMatter, pointOn, unmetEntry } from './entries-cadence.ts';
import { approvalEntry, askEntry, draftEntry, itemEntry } from './entries-item.ts';
import { processEntry } from './entries-process.ts';
import type { Desk, Entry } from './entry.ts';

/**
 * The line of a matter that comes again because it was put off, worded for that day; undefined when it is settled,
 * gone, or was of its day only (announcements, which no putting off brings back).
 */
export function entryOfMatter(
  desk: Desk,
  matter: string,
  personId: string,
  date: DateText,
): Entry | undefined {
  const [kind, ...rest] = matter.split(':') as [string, ...string[]];
  const { index, input } = desk;
  switch (kind) {
    case 'cadence':
    case 'unmet':
      return periodEntry(desk, kind, rest, date);
    case 'once': {
      const known = desk.posts.onceDates.find((o) => onceMatter(o.requirement, o.unitId, o.date) === matter);
      return known && onceEntry(desk, known.requirement, known.unitId, known.date, date);
    }
    case 'item':
    case 'approval': {
      const item = input.items.find((i) => i.id === Number(rest[0]));
      if (!item || !input.org.units.has(item.unitId)) return undefined;
      return kind === 'item' ? itemEntry(desk, item, personId, date) : approvalEntry(desk, item);
    }
    case 'ask': {
      const item = input.items.find((i) => i.id === Number(rest[0]));
      const period = periodOfKey(rest[1] ?? '');
      return item && period && input.org.units.has(item.unitId) ? askEntry(desk, item, period) : undefined;
    }
    case 'process': {
      const process = input.processes.find(({ id }) => id === Number(rest[0]));
      return process && processEntry(desk, process, date);
    }
    case 'record': {
      const activity = index.byId(Number(rest[1]));
      return activity && input.org.units.has(activity.unitId) ? recordEntry(desk, activity, date) : undefined;
    }
    case 'address':
      return addressEntry(desk, Number(rest[0]), date);
    case 'draft': {
      const unitId = Number(rest[0]);
      if (!input.org.units.has(unitId)) return undefined;
      const items = input.items.filter((i) => input.org.isWithin(i.unitId, unitId));
      return draftEntry(desk, unitId, items, date);
    }
    default:
      return undefined;
  }
}

function periodEntry(
  desk: Desk,
  kind: 'cadence' | 'unmet',
  [id, unitText, key]: string[],
  date: DateText,
): Entry | undefined {
  const unitId = Number(unitText);
  const period = periodOfKey(key ?? '');
  const requirement = desk.posts.ofUnit(unitId).find((r) => r.id === id);
  if (!period || !requirement) return undefined;
  const point = pointOn(desk, requirement, period, date);
  return (kind === 'cadence' ? cadenceEntry : unmetEntry)(desk, point, unitId);
}
