import { type CalendarPeriod, periodOf } from '../domain/calendar/period.ts';
import type { DateText } from '../domain/calendar/time.ts';
import { dueDay, filingMatter } from '../domain/filing/filing.ts';
import { type FilingKindRow, filingKindsInUse } from '../domain/filing/kinds.ts';
import { type Organisation, type Person, SECRETARY_ROLES } from '../domain/organisation/organisation.ts';
import { push } from './activity-index.ts';
import { type Desk, type Entry, RANK, type Topic } from './entry.ts';
import type { PlanInput } from './plan-types.ts';

/** So many working days before a report is due, digests that go anyway tell of it. */
const TOLD_FROM = 3;

/** Branches by whoever registers for them; made when first asked for, on few days of a month. */
export function filersOf({ org }: Pick<PlanInput, 'org'>): (personId: string) => readonly number[] {
  let known: Map<string, number[]> | undefined;
  return (personId) => {
    if (!known) {
      known = new Map();
      for (const { id, kind } of org.units.values())
        if (kind === 'branch') for (const person of officersOf(org, id)) push(known, person.id, id);
    }
    return known.get(personId) ?? NONE;
  };
}
const NONE: readonly never[] = [];

/** The first office that is filled; a branch without officers is nobody's to be told of. */
const officersOf = (org: Organisation, unitId: number): readonly Person[] =>
  SECRETARY_ROLES.map((role) => org.holders(unitId, role)).find((found) => found.length > 0) ?? NONE;

/** Reports that branches have not registered and that are due within days: lines of a digest, never a message. */
export function filingsAlong(desk: Desk, date: DateText): (personId: string) => readonly Entry[] {
  const { calendar } = desk.input.settings;
  const near = filingKindsInUse().flatMap((row) => {
    if (row.who !== 'branch' || row.period === null || row.dueBefore === null) return [];
    const period = periodOf(row.period, date);
    const by = dueDay(row, period, calendar);
    const isNear = date <= by && calendar.workingDaysBetween(date, by) <= TOLD_FROM;
    return isNear ? [{ row, period, topic: filingTopic(desk, row, period, date, RANK.filing) }] : [];
  });
  if (near.length === 0) return () => NONE;
  // Asked for every digest of these days: a loop and one topic a day, not lists of lists.
  return (personId) => {
    const found: Entry[] = [];
    for (const unitId of desk.filesFor(personId))
      for (const { row, period, topic } of near) {
        if (!desk.owes(unitId, row.key)) continue;
        const matter = filingMatter(row.key, unitId, period.key);
        if (!desk.input.settled.has(matter)) found.push({ matter, unitId, topic });
      }
    return found;
  };
}

/** @param rank `RANK.filing`: beside other lines alone */
export const filingTopic = (
  desk: Desk,
  row: FilingKindRow,
  of: CalendarPeriod,
  date: DateText,
  rank: Topic['rank'],
): Topic =>
  desk.topics.once(date, row, `file ${rank}`, of.key, () => {
    const period = desk.words.period(of);
    const by = dueDay(row, of, desk.input.settings.calendar);
    return {
      name: desk.words.say('name.period', { period, name: row.name }),
      rank,
      due: by,
      word: 'line.filing',
      data: { period, name: row.name, by, example: row.example },
      common: true,
      join: `filing:${of.key}:${by}`,
    };
  });
