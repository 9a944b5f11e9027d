import { closedBefore, type Requirement, remindedOn } from '../domain/activity/cadence.ts';
import type { MinuteOfDay } from '../domain/calendar/minutes.ts';
import type { CalendarPeriod } from '../domain/calendar/period.ts';
import type { DateText } from '../domain/calendar/time.ts';
import { SECRETARY_ROLES } from '../domain/organisation/organisation.ts';
import { responsibleFor } from '../domain/organisation/responsible.ts';
import { type Occurrence, push } from './activity-index.ts';
import { morningOf, timedOf } from './day-timed.ts';
import { nextDigestDay } from './digest-days.ts';
import { draftsOf } from './drafts.ts';
import { recordEntry } from './entries-activity.ts';
import { addressEntry } from './entries-address.ts';
import { cadenceEntry, onceEntry, type Point, pointOn, unmetEntry } from './entries-cadence.ts';
import { filingsAlong } from './entries-filing.ts';
import { approvalEntry, askEntry, itemEntry } from './entries-item.ts';
import { processEntry } from './entries-process.ts';
import { schemeEntries } from './entries-scheme.ts';
import { type Desk, type Entry, RANK, type Topic } from './entry.ts';
import { draftDayOf, type ItemNotice } from './item-days.ts';
import { entryOfMatter } from './matters.ts';
import type { Post, Recipient } from './posts.ts';
import type { ProcessNotice } from './process-days.ts';
import { personOf } from './recipients.ts';
import { ROUNDS, type Steps } from './steps.ts';

/** Everything that falls on one day, sorted out by person so that a tick asks only for those it concerns. */
export interface Day {
  date: DateText;
  working: boolean;
  /** what goes out at its own moment, soonest first: to groups as far as the day's cap lets it, to persons at once */
  timed: readonly Occurrence[];
  /** what each person hears in the morning, because the unit has no group; soonest first */
  morning: readonly Occurrence[];
  /** announcements of the morning that reach each person in private */
  announced: ReadonlyMap<string, Occurrence[]>;
  /** people who may have a digest at a minute of the day */
  at(minute: MinuteOfDay): readonly Recipient[];
  /** what the person's digest would hold, announcements aside */
  entriesFor(personId: string, posts: readonly Post[]): readonly Entry[];
  /** what a digest that is sent anyway tells as well */
  along(personId: string): readonly Entry[];
}

interface DaySources {
  items: ReadonlyMap<DateText, ItemNotice[]>;
  processes: ReadonlyMap<DateText, ProcessNotice[]>;
  snoozes: ReadonlyMap<DateText, { personId: string; matter: string }[]>;
}

export function* dayOf(desk: Desk, sources: DaySources, date: DateText): Steps<Day> {
  const { input, index } = desk;
  yield* index.ready(date);
  const working = input.settings.calendar.isWorkingDay(date);
  const occurrences = index.on(date);
  const reminded = pointsOf(desk, date, (r) => (working ? remindedOn(r, date, input.settings.calendar) : []));
  const closed = pointsOf(desk, date, (r) => {
    const period = working ? closedBefore(r, date, input.settings.calendar) : undefined;
    return period ? [period] : [];
  });
  const announced = working ? yield* announcedTo(desk, occurrences) : new Map<string, Occurrence[]>();
  const others = working ? yield* otherEntries(desk, sources, date, occurrences) : new Map<string, Entry[]>();
  const toRemind = reminded.map((points) => points.length > 0);
  const toTell = closed.map((points) => points.length > 0);
  const asked = desk.posts.kinds.map((kind) =>
    kind.some((post) => toRemind[post.told.number] || toTell[post.over.number]),
  );
  const asks = toRemind.includes(true) || toTell.includes(true);
  yield;
  const named = yield* byMinute(desk, others, announced);
  const timed = yield* timedOf(desk, occurrences);
  return {
    date,
    working,
    timed,
    along: filingsAlong(desk, date),
    morning: working ? morningOf(occurrences) : [],
    announced,
    at(minute) {
      const found = named.get(minute) ?? NOBODY;
      if (!asks) return found;
      const reached = desk.posts.at(minute).filter((recipient) => asked[recipient.kind!]);
      if (found.length === 0) return reached;
      const known = new Set(found.map(({ personId }) => personId));
      return [...found, ...reached.filter(({ personId }) => !known.has(personId))];
    },
    entriesFor(personId, posts) {
      const own = others.get(personId);
      // Most who are announced something have nothing else.
      if (!own && posts.length === 0) return NO_ENTRIES;
      const found = own?.slice() ?? [];
      for (const post of posts) {
        for (const point of reminded[post.told.number]!) add(found, cadenceEntry(desk, point, post.unitId));
        for (const point of closed[post.over.number]!) add(found, unmetEntry(desk, point, post.unitId));
      }
      // Of a plan only beside something else: for it alone nothing is sent.
      if (working && found.length > 0) found.push(...schemeEntries(desk, personId, date));
      return found;
    },
  };
}

/** The requirements and periods that count today, by the number of their list. */
function pointsOf(desk: Desk, date: DateText, of: (r: Requirement) => CalendarPeriod[]): readonly Point[][] {
  const known = new Map<Requirement, Point[]>();
  const points = (requirement: Requirement) => {
    const found =
      known.get(requirement) ?? of(requirement).map((period) => pointOn(desk, requirement, period, date));
    known.set(requirement, found);
    return found;
  };
  return desk.posts.lists.map((list) => list.requirements.flatMap(points));
}

const NOBODY: readonly Recipient[] = [];
const NO_ENTRIES: readonly Entry[] = [];

/** Everybody of whom one of the two has something, by the minute of the digest. */
function* byMinute(
  desk: Desk,
  others: ReadonlyMap<string, unknown>,
  announced: ReadonlyMap<string, unknown>,
): Steps<Map<MinuteOfDay, Recipient[]>> {
  const found = new Map<MinuteOfDay, Recipient[]>();
  let count = 0;
  for (const people of [others, announced])
    for (const personId of people.keys()) {
      if (++count % ROUNDS === 0) yield;
      if (people === announced && others.has(personId)) continue;
      const { minute, recipient } = desk.recipient(personId);
      push(found, minute, recipient);
    }
  return found;
}

/** Who has said already that they cannot come. */
function awayFrom({ input }: Desk, activityId: number): ReadonlySet<string> | undefined {
  const roll = input.attendance.get(activityId);
  return roll && new Set([...roll.leave, ...roll.absent]);
}

function* announcedTo(desk: Desk, occurrences: readonly Occurrence[]): Steps<Map<string, Occurrence[]>> {
  const found = new Map<string, Occurrence[]>();
  let count = 0;
  for (const occurrence of occurrences) {
    if (++count % ROUNDS === 0) yield;
    if (occurrence.event.way !== 'morning') continue;
    const away = awayFrom(desk, occurrence.activity.id);
    for (const { id } of desk.due(occurrence.activity).everyone)
      if (!away?.has(id)) push(found, id, occurrence);
  }
  return found;
}

/** Records, items, dates, drafts, the calendar and what was put off. */
function* otherEntries(
  desk: Desk,
  sources: DaySources,
  date: DateText,
  occurrences: readonly Occurrence[],
): Steps<Map<string, Entry[]>> {
  const found = new Map<string, Entry[]>();
  const give = (personId: string, entry: Entry | undefined) => {
    if (entry && personOf(desk.input, personId)) push(found, personId, entry);
  };
  let count = 0;
  for (const { activity, event } of occurrences) {
    if (++count % ROUNDS === 0) yield;
    if (event.rule === 'record_due')
      for (const { id } of desk.recorders(activity.unitId).people)
        give(id, recordEntry(desk, activity, date));
  }
  yield;
  for (const { personId, item, about, period } of sources.items.get(date) ?? [])
    if (period) give(personId, askEntry(desk, item, period));
    else
      give(
        personId,
        about === 'deadline' ? itemEntry(desk, item, personId, date) : approvalEntry(desk, item),
      );
  for (const { personId, process, deadline } of sources.processes.get(date) ?? [])
    give(personId, processEntry(desk, process, date, deadline));
  for (const { personId, unitId, requirement, date: once } of desk.posts.once(date))
    give(personId, onceEntry(desk, requirement, unitId, once, date));
  if (draftDayOf(desk, date) === date)
    for (const [personId, entries] of draftsOf(desk, date))
      for (const entry of entries) give(personId, entry);
  for (const { unitId, at } of desk.input.lost)
    if (nextDigestDay(at, desk.input.settings) === date)
      for (const { id } of responsibleFor(desk.input.org, unitId, SECRETARY_ROLES))
        give(id, addressEntry(desk, unitId, date));
  for (const personId of calendarKeepers(desk, date)) give(personId, calendarEntry(desk, date));
  for (const { personId, matter } of sources.snoozes.get(date) ?? [])
    give(personId, entryOfMatter(desk, matter, personId, date));
  return found;
}

/** Admins at the top hear once each December that next year's 调休 is not known yet. */
function calendarKeepers({ input }: Desk, date: DateText): string[] {
  const december = `${date.slice(0, 4)}-12-01`;
  if (input.settings.calendar.workingDayOnOrAfter(december) !== date) return [];
  if (input.settings.calendar.coverage(Number(date.slice(0, 4)) + 1) === 'official') return [];
  return input.org.roots().flatMap((root) => input.org.holders(root.id, '管理员').map((p) => p.id));
}

function calendarEntry({ words, input }: Desk, date: DateText): Entry {
  const year = Number(date.slice(0, 4)) + 1;
  const name = words.say('name.calendar', { year });
  const topic: Topic = {
    name,
    rank: RANK.calendar,
    due: date,
    word: 'line.calendar',
    data: { year },
    common: false,
    join: null,
  };
  return { matter: `calendar:${year}`, unitId: input.org.roots()[0]!.id, topic };
}

function add(found: Entry[], entry: Entry | undefined): void {
  if (entry) found.push(entry);
}
