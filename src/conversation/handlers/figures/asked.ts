// The last question about figures of a person in a chat: what 那第二支部呢 and 画个图 go on from.
import { addMonths } from '../../../domain/calendar/dates.ts';
import { stepsIn } from '../../../domain/calendar/steps.ts';
import { dateOf, type Instant } from '../../../domain/calendar/time.ts';
import { METRIC_RULES, METRICS } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { FigureSide, Period, Slots } from '../../../domain/slots.ts';
import { thisMonth } from '../../../reports/activities.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { meantBy } from '../../../reports/who.ts';
import type { Turn } from '../../turn.ts';
import { changedBy } from './added.ts';
import { remember, remembered } from './remembering.ts';

type Query = IntentOf<'query'>;

export async function rememberAsked(
  turn: Turn,
  { what, follows: _, ...asked }: Query,
  { isLast = false, isOffered = false } = {},
): Promise<void> {
  const old = await lastTold(turn);
  const isSame = old?.asked.metric === asked.metric;
  const before = isSame && asked.period ? earlierOf(old, asked.period) : undefined;
  const act = actIn(turn.text) ?? (isSame ? old.act : undefined);
  const goesOn =
    turn.intent.intent === 'query_more' || ('follows' in turn.intent && turn.intent.follows === true);
  const each = what === 'by_unit' || (goesOn && isSame && old.each === true && isOfAll(asked));
  await remember(turn, 'asked', {
    asked: what === undefined || isAboutTheAnswer(what, asked.step) ? asked : { ...asked, what },
    ...(before && { before }),
    ...(act && { act }),
    ...(each && { each }),
    ...(isLast && { isLast }),
    ...(isOffered && { isOffered }),
    of: turn.message.key,
    words: [...(goesOn ? (old?.words ?? []).slice(0, 1) : []), turn.text.trim().slice(0, MOST_WORDS)],
  });
}

const isOfAll = ({ scope, names, mine }: Query): boolean => (scope ?? names ?? mine) === undefined;

/** Of the words that asked it. */
const MOST_WORDS = 40;

/** What was told last, and what goes with it. */
export interface Told {
  asked: Query;
  /** the span of the same that was told before it */
  before?: Period;
  /** which meetings of somebody's record were asked about */
  act?: 'days_leave' | 'days_late' | 'days_away';
  /** each unit was asked about by itself */
  each?: boolean;
  /** it was asked for as the last of its kind */
  isLast?: boolean;
  /** nobody was told it: it was offered as what may be meant */
  isOffered?: boolean;
  /** the message that asked it, and its words, behind those that it goes on from */
  of?: string;
  words?: string[];
}

const earlierOf = ({ asked, before }: Told, { from, to }: Period): Period | undefined =>
  asked.period && (asked.period.from !== from || asked.period.to !== to) ? asked.period : before;

function actIn(text: string): Told['act'] {
  if (/请.{0,4}假/u.test(text)) return 'days_leave';
  if (/迟到|晚到|来晚/u.test(text)) return 'days_late';
  return /缺|旷|[没未不](?:有)?[来去到参]/u.test(text) ? 'days_away' : undefined;
}

/** Undefined too where another matter was asked about since: 服务时长, 书记是谁. */
export async function lastTold(turn: Turn): Promise<Told | undefined> {
  const told = await remembered<Partial<Told>>(turn, 'asked');
  return told?.asked && { ...told, asked: told.asked };
}

/** Undefined where there was none, or too long ago. */
export async function lastAsked(turn: Turn): Promise<Query | undefined> {
  const asked = (await lastTold(turn))?.asked;
  // A version after this one may know more figures.
  return asked && METRICS.includes(asked.metric) ? asked : undefined;
}

/** When it was asked; 0 where there is none. */
export const askedAt = async (turn: Turn): Promise<Instant> =>
  (await remembered<{ at: Instant }>(turn, 'asked'))?.at ?? 0;

/** Of these there is one number to be held against another. */
export const COMPARED: ReadonlySet<string> = new Set(['table', 'ledger', 'roll']);

/** How an answer is to be told, and nothing of what is asked. */
const ABOUT_THE_ANSWER: ReadonlySet<string> = new Set([
  'explain',
  'rank',
  'often',
  'rank_units',
  'by_unit',
  'home',
  'lacking',
  'pressing',
  'days_away',
  'days_leave',
  'days_late',
  'quorum',
  'duties',
]);
/** 各支部各月到会率: a course of each branch stays one. */
const isAboutTheAnswer = (what: string, step: Query['step']): boolean =>
  ABOUT_THE_ANSWER.has(what) && !(what === 'by_unit' && step !== undefined);

/** The last question, but for what is said now. A file is sent once, a picture stays one. */
export function goingOn(last: Query, said: Partial<Query>, now: Instant): Query {
  const { format, toGroup: _, ...asked } = last;
  // 发到群里, behind a file: that file.
  const isKept = format !== undefined && (format !== 'file' || said.toGroup);
  const kept: Query = { ...asked, ...(isKept && { format }) };
  if (said.toGroup && kept.format !== 'file') kept.format = 'chart';
  if (said.what === 'added' || said.what === 'left_out') return changedBy(kept, said);
  const metric = metricOf(said, last);
  const isOther = metric !== last.metric;
  // 请假的呢, behind a figure of meetings: over the same time as that
  if (isOther && shapeOf(metric) === 'roll' && shapeOf(last.metric) === 'table' && !last.period)
    kept.period = thisMonth(now);
  // 跟二支部比: the question before is one side of it
  if (said.sides?.some((side) => Object.keys(side).length === 0))
    return besideLast(kept, { ...said, metric });
  if (said.step !== undefined) leaveShortSpan(kept, said.step);
  else if (said.sides !== undefined || said.against !== undefined || isOneStep(said.period, kept.step))
    leave(kept, 'step');
  if (said.metric !== undefined) leave(kept, 'also', 'told');
  if ((said.step ?? said.sides ?? said.against) !== undefined) leave(kept, 'told');
  if (isOther) leaveWhatIsOther(kept, metric);
  // 第三支部怎么这么低, behind a course month by month: its meetings, which have none
  if (isOther && shapeOf(metric) === 'activities' && said.step === undefined) leave(kept, 'step');
  // 还差哪个会没开, behind a question about one meeting
  if (shapeOf(metric) === 'gaps' && kept.period && !isSpan(kept.period))
    leave(kept, 'period', 'activityType', 'activityTypes');
  if (said.scope !== undefined || ['by_unit', 'whole', 'home'].includes(said.what ?? ''))
    leave(kept, 'scope', 'mine', 'names');
  if (said.activityType !== undefined || said.activityTypes !== undefined)
    leave(kept, 'activityType', 'activityTypes');
  // 支部的呢, behind two months: of the later of them
  const later = said.what === 'by_unit' ? kept.sides?.at(-1)?.period : undefined;
  if (later) kept.period = later;
  if (said.what === 'by_unit' || said.what === 'home' || said.sides !== undefined)
    leave(kept, 'sides', 'against');
  // 那上次主题党日呢: another meeting, of another day
  if (said.what === 'last' && !said.period)
    leave(kept, 'period', 'startAt', 'endAt', 'step', 'sides', 'against');
  if (said.period !== undefined || said.against !== undefined) {
    leave(kept, 'against');
    if (kept.sides?.some((side) => side.period !== undefined)) leave(kept, 'sides');
  }
  if (said.period !== undefined)
    leave(kept, 'startAt', 'endAt', ...(kept.what === 'last' ? (['what'] as const) : []));
  if (said.sides?.some((side) => side.scope !== undefined)) leave(kept, 'scope', 'mine', 'names');
  const apart = kept.sides;
  const isSaid = (slot: keyof FigureSide) => said[slot] !== undefined && apart?.some((side) => slot in side);
  if (isSaid('scope') || isSaid('activityType') || (said.what === 'by_unit' && apart?.some((s) => s.scope)))
    leave(kept, 'sides');
  // 90%以下的呢, behind a share of persons
  const isOfPersons = last.what?.startsWith('persons_') && (said.what === 'below' || said.what === 'reached');
  if (said.times ?? said.percent) leave(kept, ...BOUNDS);
  const period = shapeOf(metric) === 'coming' ? nextOf(said.period, now) : said.period;
  return {
    ...kept,
    ...said,
    ...(period && { period }),
    intent: 'query',
    metric,
    ...(isOfPersons && { what: `persons_${said.what}` }),
    ...whoStays(said, last),
  };
}

/** 分支部看, behind 先锋队有谁 and 预备党员有几个: they are told by branch as it is. */
function whoStays(said: Partial<Query>, { metric, what }: Query): Pick<Query, 'what'> {
  const isSame = said.metric === undefined || said.metric === metric;
  const isOfWho = METRIC_RULES[metric].about === 'roster' && (what === 'team' || meantBy(what) !== undefined);
  return isSame && isOfWho && said.what === 'by_unit' ? { what: what! } : {};
}

/** 1月的呢, behind the plan of December: of the month that comes. */
function nextOf(period: Period | undefined, now: Instant): Period | undefined {
  const today = dateOf(now);
  if (!period || period.to >= today) return period;
  const from = addMonths(period.from, 12);
  return from <= addMonths(today, 4) ? { from, to: addMonths(period.to, 12) } : period;
}

/** 他请过假吗: of the one person whose record was told; undefined where it was nobody's, or several people's. */
export function ofThem({ what: _, ...asked }: Query, last: Query | undefined): Query | undefined {
  const names = last?.names ?? [];
  return names.length === 1 ? { ...asked, names } : undefined;
}

/** 没来的是哪几次, behind anything but somebody's record: the days stand beside the names. */
export const withDays = ({ what, ...asked }: Query): Query =>
  what === undefined || what === 'whose' || (what.startsWith('days_') && shapeOf(asked.metric) !== 'records')
    ? asked
    : { ...asked, what };

/**
 * 原因是什么, behind any figure: why people asked for leave. 缺哪个 behind a roll is somebody, 都是什么会 behind a plan what
 * is planned, and 缺了几次 behind one's own record a part of it.
 */
function metricOf({ what, metric, sides, against, step }: Partial<Query>, last: Query): Query['metric'] {
  const before = METRIC_DEFINITIONS[last.metric].shape;
  if (metric === undefined) {
    if (what === 'reasons') return 'leave_list';
    const isBeside = (sides ?? against ?? step) !== undefined && !COMPARED.has(before);
    return isBeside ? (before === 'activities' ? 'activity_count' : 'attendance_rate') : last.metric;
  }
  // 谁负责, 那我呢, behind a list of items: of those
  if (before === 'items' && (what === 'whose' || metric === 'my_attendance')) return last.metric;
  if (what === 'lacking' && (before === 'roll' || last.metric === 'ack_missing')) return last.metric;
  if (metric === 'activity_list' && (before === 'coming' || last.metric === 'report_missing'))
    return last.metric;
  if (METRIC_DEFINITIONS[metric].shape === 'roll' && before === 'records') return last.metric;
  return metric;
}

/** 跟二支部比, 和10月比: what was asked, and the same of what is named. */
function besideLast(kept: Query, said: Partial<Query>): Query {
  const { scope, period, activityType } = kept;
  const before = kept.sides ?? [
    {
      ...(scope !== undefined && { scope }),
      ...(period && { period }),
      ...(activityType && { activityType }),
    },
  ];
  const named = said.sides!.filter((side) => Object.keys(side).length > 0);
  leave(kept, 'against', 'names', 'mine');
  if (named.some((side) => side.period !== undefined)) leave(kept, 'step');
  const sides = [...before, ...named.map((side) => ({ ...before[0]!, ...side }))];
  return { ...kept, ...said, sides, intent: 'query', metric: said.metric ?? kept.metric };
}

/** 按月看看, behind 本月到会率: one month has no course. */
function leaveShortSpan(kept: Query, step: NonNullable<Query['step']>): void {
  leave(kept, 'against');
  if (kept.period && stepsOf(kept.period, step) < 2) leave(kept, 'period');
}

const isOneStep = (period: Period | undefined, step: Query['step']): boolean =>
  period !== undefined && step !== undefined && stepsOf(period, step) < 2;

const stepsOf = (period: Period, step: NonNullable<Query['step']>): number =>
  stepsIn(period, step, period.to).length;

const shapeOf = (metric: Query['metric']) => METRIC_DEFINITIONS[metric].shape;

/** What a figure is asked to reach, or to be below. */
const BOUNDS = ['times', 'percent', 'upTo', 'under'] as const;

const OF_PERSONS: ReadonlySet<string> = new Set(['roll', 'records']);

/** 那销号率呢: a kind of meeting says nothing of items. */
function leaveWhatIsOther(kept: Query, metric: Query['metric']): void {
  // 迟到的呢, behind 请假三次以上的: whoever it is true of, again
  const isOfPersons = kept.what?.startsWith('persons_') && OF_PERSONS.has(shapeOf(metric));
  leave(kept, ...(isOfPersons ? [] : (['what', 'ofGroups', ...BOUNDS] as const)), 'source', 'itemNo');
  if (METRIC_RULES[metric].about !== METRIC_RULES[kept.metric].about)
    leave(kept, 'activityType', 'activityTypes');
}

function leave(kept: Query, ...slots: (keyof Slots & keyof Query)[]): void {
  for (const slot of slots) delete (kept as Partial<Query>)[slot];
}
