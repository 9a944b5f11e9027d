import { atMinute, type MinuteWindow, minuteOfDay } from '../domain/calendar/minutes.ts';
import { addDays, type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import { owesBy } from '../domain/filing/owed.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import { indexActivities, type Occurrence, push } from './activity-index.ts';
import { announcementOf } from './announce.ts';
import { type Day, dayOf } from './day.ts';
import { type DigestWriter, digestWriter } from './digest.ts';
import { announcementEntry, dueLists, recordKeepers } from './entries-activity.ts';
import { filersOf } from './entries-filing.ts';
import { type Desk, dailyTopics, unitNamer } from './entry.ts';
import { itemDays } from './item-days.ts';
import type { PlanInput, PlannedMessage, PlanSetting, TimeSpan } from './plan-types.ts';
import { indexPosts, NO_POSTS, type Posts } from './posts.ts';
import { processDays } from './process-days.ts';
import { recipients } from './recipients.ts';
import { atOnce, type Steps } from './steps.ts';
import { type Words, wordsOf } from './wording.ts';

/** What hangs on people and settings alone; made again only when one of them changes. */
interface Prepared {
  words: Words;
  nameOf(unitId: number): string;
  /** half a second's work for a city: made for the first who plans digests */
  posts?: Posts;
}

const known = new WeakMap<Organisation, { setting: PlanSetting; prepared: Prepared }>();

/** The same for a snapshot of the organisation under the same rules. */
function preparedFor(setting: PlanSetting): Prepared {
  const found = known.get(setting.org);
  if (found && PREPARED_FROM.every((name) => found.setting[name] === setting[name])) return found.prepared;
  const prepared = { words: wordsOf(setting), nameOf: unitNamer(setting.org) };
  known.set(setting.org, { setting, prepared });
  return prepared;
}

const PREPARED_FROM = ['settings', 'render', 'botName'] as const;

function* postsFor(setting: PlanSetting, prepared: Prepared): Steps<Posts> {
  prepared.posts ??= yield* indexPosts(setting);
  return prepared.posts;
}

interface Planner {
  /** every message of the span, sorted by moment and key */
  due(span: TimeSpan): PlannedMessage[];
  dueInSteps(span: TimeSpan): Steps<PlannedMessage[]>;
  /** the same in small portions, so that a year of a city need not be held at once */
  portions(span: TimeSpan): Generator<PlannedMessage[]>;
}

const DAYS_KEPT = 2;

/** A planner over one state of the world. Pure: the same input and span give the same messages, always. */
export const createPlanner = (input: PlanInput): Planner => atOnce(planning(input));

/** The same, made in steps. */
export function* planning(input: PlanInput): Steps<Planner> {
  const prepared = preparedFor(input);
  const posts = input.isPart ? NO_POSTS : yield* postsFor(input, prepared);
  const desk: Desk = {
    input,
    index: yield* indexActivities(input),
    posts,
    words: prepared.words,
    topics: dailyTopics(),
    due: dueLists(input),
    recorders: recordKeepers(input),
    filesFor: filersOf(input),
    owes: owesBy(input.settings.cadence, input.org),
    recipient: recipients(input, posts),
  };
  const write = digestWriter(desk, prepared.nameOf);
  const sources = {
    items: yield* itemDays(desk),
    processes: yield* processDays(desk),
    snoozes: new Map<DateText, PlanInput['snoozes'][number][]>(),
  };
  for (const snooze of input.snoozes) push(sources.snoozes, snooze.on, snooze);
  const days = new Map<DateText, Day>();
  function* dayAt(date: DateText): Steps<Day> {
    const day = days.get(date) ?? (yield* dayOf(desk, sources, date));
    if (days.size >= DAYS_KEPT && !days.has(date)) days.delete(days.keys().next().value!);
    days.set(date, day);
    return day;
  }
  const onDay = (day: Day, span: TimeSpan): PlannedMessage[] => {
    const found = input.isPart ? [] : digests(desk, write, day, span);
    if (!input.isPart) for (const message of inTheMorning(desk, day, span)) found.push(message);
    for (const message of atTheirMoment(desk, day, span)) found.push(message);
    return isInOrder(found) ? found : found.sort(byMoment);
  };
  function* portions(span: TimeSpan): Generator<PlannedMessage[]> {
    for (const { date, part } of partsOfSpan(span, input)) yield onDay(atOnce(dayAt(date)), part);
  }
  function* dueInSteps(span: TimeSpan): Steps<PlannedMessage[]> {
    const found: PlannedMessage[] = [];
    for (const { date, part } of partsOfSpan(span, input)) {
      for (const message of onDay(yield* dayAt(date), part)) found.push(message);
      yield;
    }
    return found;
  }
  return { due: (span) => atOnce(dueInSteps(span)), dueInSteps, portions };
}

function* partsOfSpan(
  span: TimeSpan,
  { settings }: PlanInput,
): Generator<{ date: DateText; part: TimeSpan }> {
  if (span.from >= span.to) return;
  const last = dateOf(span.to - 1);
  for (let date = dateOf(span.from); date <= last; date = addDays(date, 1)) {
    for (const part of partsOf(date, settings.reminders.digest.window)) {
      const from = Math.max(part.from, span.from);
      const to = Math.min(part.to, span.to);
      if (from < to) yield { date, part: { from, to } };
    }
  }
}

/** The hour of the digests holds most messages of a day: its minutes come one by one. */
function* partsOf(date: DateText, window: MinuteWindow): Generator<TimeSpan> {
  const cuts = [0];
  for (let minute = window.from; minute <= window.to; minute++) cuts.push(minute);
  cuts.push(window.to + 1, 24 * 60);
  for (let i = 1; i < cuts.length; i++)
    yield { from: atMinute(date, cuts[i - 1]!), to: atMinute(date, cuts[i]!) };
}

/** Every message that would be sent in the span if nothing further happened in it. */
export const plan = (input: PlanInput, span: TimeSpan): PlannedMessage[] => createPlanner(input).due(span);

const byMoment = (a: PlannedMessage, b: PlannedMessage) =>
  a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Most portions are, and looking costs less than sorting. */
function isInOrder(found: readonly PlannedMessage[]): boolean {
  for (let i = 1; i < found.length; i++) if (byMoment(found[i - 1]!, found[i]!) > 0) return false;
  return true;
}

function atTheirMoment(desk: Desk, day: Day, span: TimeSpan): PlannedMessage[] {
  const found: PlannedMessage[] = [];
  for (let i = firstFrom(day.timed, span.from); i < day.timed.length; i++) {
    const occurrence = day.timed[i]!;
    if (occurrence.event.at >= span.to) break;
    found.push(announcementOf(desk, occurrence)!);
  }
  return found;
}

/** Index of the first occurrence at or after a moment. */
function firstFrom(timed: readonly Occurrence[], at: Instant): number {
  let [low, high] = [0, timed.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timed[middle]!.event.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One message for all who hear nothing else that day; the others find it as a line in their digest. */
function inTheMorning(desk: Desk, day: Day, span: TimeSpan): PlannedMessage[] {
  const { window } = desk.input.settings.reminders.digest;
  if (!touches(day.date, window, span)) return [];
  const found: PlannedMessage[] = [];
  for (let i = firstFrom(day.morning, span.from); i < day.morning.length; i++) {
    const occurrence = day.morning[i]!;
    const { activity, event } = occurrence;
    if (event.at >= span.to) break;
    const alone: string[] = [];
    for (const { id, userId } of desk.due(activity).everyone)
      if (hearsOnly(occurrence, desk, day, id)) alone.push(userId);
    const message = announcementOf(desk, { activity, event }, alone);
    if (message) found.push(message);
  }
  return found;
}

function hearsOnly(occurrence: Occurrence, desk: Desk, day: Day, personId: string): boolean {
  const announced = day.announced.get(personId);
  return (
    announced?.length === 1 &&
    announced[0] === occurrence &&
    day.entriesFor(personId, desk.posts.of(personId)).length === 0
  );
}

const NONE: readonly Occurrence[] = [];

function digests(desk: Desk, write: DigestWriter, day: Day, span: TimeSpan): PlannedMessage[] {
  const { window } = desk.input.settings.reminders.digest;
  if (!day.working || !touches(day.date, window, span)) return [];
  const from = span.from <= atMinute(day.date, window.from) ? window.from : minuteOfDay(span.from - 1) + 1;
  const to = span.to > atMinute(day.date, window.to) ? window.to : minuteOfDay(span.to - 1);
  const found: PlannedMessage[] = [];
  for (let minute = from; minute <= to; minute++) {
    for (const recipient of day.at(minute)) {
      const own = day.entriesFor(recipient.personId, recipient.posts);
      const announced = day.announced.get(recipient.personId) ?? NONE;
      if (own.length === 0 && announced.length < 2) continue;
      const along = day.along(recipient.personId);
      const entries =
        announced.length + along.length === 0
          ? own
          : [...own, ...announced.map((occurrence) => announcementEntry(desk, occurrence)), ...along];
      const message = write(recipient, day.date, minute, entries);
      if (message) found.push(message);
    }
  }
  return found;
}

const touches = (date: DateText, window: MinuteWindow, span: TimeSpan): boolean =>
  atMinute(date, window.to) >= span.from && atMinute(date, window.from) < span.to;
