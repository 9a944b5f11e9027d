import type { OnceDate, Requirement } from '../domain/activity/cadence.ts';
import { atMinute } from '../domain/calendar/minutes.ts';
import type { CalendarPeriod } from '../domain/calendar/period.ts';
import type { DateText, Instant } from '../domain/calendar/time.ts';
import { filingKindRow } from '../domain/filing/kinds.ts';
import { filingTopic } from './entries-filing.ts';
import { type Desk, type Entry, RANK, type Topic } from './entry.ts';
import { isKept } from './kept.ts';
import { cadenceMatter, statusOf } from './requirement-status.ts';
import type { Words } from './wording.ts';

/** How near its end a period must be for its line to go up in the digest, in working days. */
const LAST_CALL = 3;

/** A requirement and a period that count on a day, with what is the same for all units that are asked. */
export interface Point {
  requirement: Requirement;
  period: CalendarPeriod;
  date: DateText;
  /** the moment at which things must stand well */
  at: Instant;
  /** made for the first unit they are of use to */
  topics: Partial<Record<'acknowledge' | 'unrecorded' | 'plan' | 'filing' | 'unmet', Topic | undefined>>;
}

export const pointOn = (
  { input }: Desk,
  requirement: Requirement,
  period: CalendarPeriod,
  date: DateText,
): Point => ({
  requirement,
  period,
  date,
  at: atMinute(date, input.settings.reminders.digest.window.from),
  topics: {},
});

/** A requirement that is neither met nor planned; undefined when there is nothing to say. */
export function cadenceEntry(desk: Desk, point: Point, unitId: number): Entry | undefined {
  const { requirement, period, date, at, topics } = point;
  const { metBy } = requirement;
  const status = statusOf(desk.input, desk.index, requirement, unitId, period, at);
  if (status === 'met' || status === 'planned') return undefined;
  if (metBy.kind === 'report') {
    topics.filing ??= reportTopic(desk, metBy.report, period, date);
    return (
      topics.filing && { matter: cadenceMatter(requirement, unitId, period), unitId, topic: topics.filing }
    );
  }
  const asks = metBy.kind === 'acknowledged' ? 'acknowledge' : status === 'unrecorded' ? status : 'plan';
  topics[asks] ??= cadenceTopic(desk, point, asks);
  return { matter: cadenceMatter(requirement, unitId, period), unitId, topic: topics[asks] };
}

/** Said as a digest says that a report is missing: whoever registers it is asked nothing more. */
function reportTopic(desk: Desk, report: string, period: CalendarPeriod, date: DateText): Topic | undefined {
  const row = filingKindRow(report);
  const rank = isLastCall(desk, period, date) ? RANK.lastCall : RANK.plan;
  return row && filingTopic(desk, row, period, date, rank);
}

const isLastCall = ({ input }: Desk, { to }: CalendarPeriod, date: DateText): boolean =>
  input.settings.calendar.workingDaysBetween(date, to) <= LAST_CALL;

const cadenceTopic = (
  desk: Desk,
  { requirement, period, date }: Point,
  asks: 'acknowledge' | 'unrecorded' | 'plan',
): Topic =>
  desk.topics.once(date, requirement, asks, period.key, () => {
    const { input, words } = desk;
    const name = requirement.name;
    const periodName = words.period(period);
    const what = whatToSay(words, requirement);
    const example = input.settings.calendar.workingDayOnOrBefore(period.to);
    const near = isLastCall(desk, period, date);
    return {
      name: words.say('name.period', { period: periodName, name }),
      rank: near ? RANK.lastCall : RANK.plan,
      due: period.to,
      word: `line.${asks}`,
      data: { period: periodName, name, what, by: period.to, example },
      common: true,
      join: asks === 'acknowledge' ? null : `${asks}:${period.key}`,
    };
  });

/** The name of the activity to arrange: 党课, also where the requirement is called 书记讲党课. */
function whatToSay(words: Words, { metBy, name }: Requirement): string {
  return metBy.kind === 'activity' && metBy.lecturer ? words.types({ types: [metBy.type] }) : name;
}

const unmetMatter = (requirement: Requirement, unitId: number, period: CalendarPeriod): string =>
  `unmet:${requirement.id}:${unitId}:${period.key}`;

/** What the admin hears of a period that closed without a record. */
export function unmetEntry(desk: Desk, point: Point, unitId: number): Entry | undefined {
  const { requirement, period, at, topics } = point;
  if (statusOf(desk.input, desk.index, requirement, unitId, period, at) === 'met') return undefined;
  topics.unmet ??= unmetTopic(desk, point);
  return { matter: unmetMatter(requirement, unitId, period), unitId, topic: topics.unmet };
}

const unmetTopic = ({ topics, words }: Desk, { requirement, period, date }: Point): Topic =>
  topics.once(date, requirement, 'unmet', period.key, () => {
    const name = words.say('name.period', { period: words.period(period), name: requirement.name });
    const data = { name, what: whatToSay(words, requirement) };
    return { name, rank: RANK.unmet, due: period.to, word: 'line.unmet', data, common: true, join: 'unmet' };
  });

export const onceMatter = (requirement: Requirement, unitId: number, date: OnceDate): string =>
  `once:${requirement.id}:${unitId}:${date.on}:${date.label ?? ''}`;

/** 换届, 预备期满 and the like: one date, settled by saying so. */
export function onceEntry(
  desk: Desk,
  requirement: Requirement,
  unitId: number,
  once: OnceDate,
  date: DateText,
): Entry | undefined {
  const matter = onceMatter(requirement, unitId, once);
  if (desk.input.settled.has(matter)) return undefined;
  if (isKept(desk.input, requirement.metBy, unitId, once, date)) return undefined;
  const about = once.label === null ? '' : desk.words.say('part.about', { label: once.label });
  const name = desk.words.say('name.once', { name: requirement.name, about });
  const topic: Topic = {
    name,
    rank: date > once.on ? RANK.unmet : RANK.soon,
    due: once.on,
    word: 'line.once',
    data: { name, due: once.on },
    common: false,
    join: null,
  };
  return { matter, unitId, topic };
}
