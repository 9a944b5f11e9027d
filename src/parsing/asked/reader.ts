// Questions by the words they are made of, in whatever order they stand: for those that have no form that is known. Nothing is
// stored for a question, and its answer says what was taken to be asked; so a few words that nobody knows are let pass.
import { threeMeetingsOneLecture } from '../../domain/activity/types.ts';
import { addMonths } from '../../domain/calendar/dates.ts';
import { METRIC_RULES } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import { boundAt, boundIn } from '../commands/figure-bound.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { someYears } from '../slots/lasting.ts';
import { unitsSaid } from '../slots/units.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { ATTENDANCE_ROWS, groupOf } from './attendance-rows.ts';
import { ITEM_ROWS } from './item-rows.ts';
import { type Word, wordsOf } from './lexer.ts';
import { MEETING_ROWS } from './meeting-rows.ts';
import { PEOPLE_ROWS } from './people-rows.ts';
import { reasonsIn } from './reasons.ts';
import type { Asked, Part } from './row.ts';
import { topicIn } from './topic.ts';

/** What a line asks, and the words of it that were not read. */
interface Question {
  asked: Filled;
  unread: string[];
  /** a part of the line says why it is asked, and was left out */
  hasReason: boolean;
  /** nothing else that is read of the line says as much */
  isSure: boolean;
}

const ROWS = [...ATTENDANCE_ROWS, ...MEETING_ROWS, ...ITEM_ROWS, ...PEOPLE_ROWS].map((row) => ({
  row,
  needs: row.needs.split(' ').map((need) => need.split('|') as Part[]),
  also: new Set(`${row.also ?? ''} ${row.needs.replaceAll('|', ' ')}`.split(' ')),
  not: (row.not?.split(' ') ?? []) as Part[],
}));

/** Where more than one part in so many is unread, it is talk of another matter. */
const MOST_UNREAD = 5;

/** In UTF-16 units: what asks is no page. */
const LONGEST = 80;

/** Undefined where nothing is asked, or nobody could say what. */
export function questionIn(spans: Spans): Question | undefined {
  const { s, items } = spans;
  if (s.length > LONGEST || s.includes('\n') || items.some((item) => !item.weak)) return undefined;
  const asked = askedIn(spans);
  // 几点开会？我去不了: whatever it asks, it says something too.
  if (asked.has('says') || SOME.test(s)) return undefined;
  const isAsking =
    ASKING.some(asked.has) ||
    ENDS_ASKING.test(s) ||
    NAMES_FIGURE.test(asked.said('rate').join(' ')) ||
    WHICH_ONE.test(s);
  const fitting = ROWS.filter(
    ({ row, needs, not, also }) =>
      (isAsking || row.isAsking) &&
      needs.every((any) => any.some(asked.has)) &&
      !not.some(asked.has) &&
      (!asked.bound || also.has('bound')) &&
      (asked.topic === undefined || also.has('named')),
  )
    .map(({ row, also }) => ({ row, left: asked.words.filter((word) => !isExplained(word, also)) }))
    .filter(({ left }) => lengthOf(left) <= lengthOf(asked.words) / MOST_UNREAD)
    .sort((a, b) => lengthOf(a.left) - lengthOf(b.left));
  for (const { row, left } of fitting) {
    const filled = typeof row.fill === 'function' ? row.fill(asked) : row.fill;
    const whole = filled && withSlots(asked, filled);
    if (!whole) continue;
    return {
      asked: whole,
      hasReason: asked.hasReason,
      isSure: left.length === 0 && (typeof row.sure === 'function' ? row.sure(asked) : row.sure === true),
      unread: weighty(left) ? left.map((w) => spans.s.slice(w.at, w.end)) : [],
    };
  }
  return undefined;
}

/** One of these is said by whoever asks. */
const ASKING = [
  'many',
  'times',
  'who',
  'which',
  'when',
  'where',
  'why',
  'how',
  'any',
  'chart',
  'table',
  'file',
  'trend',
  'rank',
  'enough',
  'headcount',
  'compare',
  'monthly',
  'average',
  'eachPerson',
  'eachMeeting',
  'explain',
  'counts',
  'verify',
  'busy',
  'summary',
  'whichTime',
  'whichMonth',
  'more',
  'allThere',
] as const satisfies readonly Part[];
const WHICH_ONE = /哪个|[什么啥]会|几次|没得[?？]?$/u;
/** 11月到会率 */
const NAMES_FIGURE = /[率律绿]|比例|百分比|情况|状况|样|如何|好不好|数据|数字|[不吗]$/u;
/** 缺的几个都请了假 */
const SOME = /几[个位名条项]都/u;
const ENDS_ASKING = /[?？吗]\s*$|[了过到齐全开报]没有?\s*$|[多高够]不[多高够]?\s*$/u;

/** These change the form of an answer, and never what it is of. */
const WITH_ALL = new Set(
  'filler context verify inIt span many times who which how any all ownUnit ownGroup chart table file each monthly trend notice'.split(
    ' ',
  ),
);
const isExplained = ({ kind }: Word, also: ReadonlySet<string>) => WITH_ALL.has(kind) || also.has(kind);
const lengthOf = (words: readonly Word[]) => words.reduce((sum, { at, end }) => sum + end - at, 0);

/** More characters than this that nobody knows may be what it is all about. */
const LIGHT = 1;
const weighty = (left: readonly Word[]) =>
  left.some(({ kind }) => kind !== 'other') || lengthOf(left) > LIGHT;

function askedIn(spans: Spans): Asked & { hasReason: boolean } {
  const { s } = spans;
  const known = spans.people.filter(
    ({ source, name }) => source === 'roster' && !/^全[镇县市区乡村党委]/u.test(name),
  );
  const isAsker = ({ at }: Span) => I_AM.test(s.slice(0, at));
  const people = known.filter((p) => !isAsker(p));
  const askers = known.filter(isAsker).map(({ at, end }) => ({ at: at - I_AM_LENGTH, end }));
  const taken: Span[] = [];
  const found: Span[] = [...spans.units, ...spans.types, ...spans.times, ...people, ...askers];
  const boundSpan = boundAt(s);
  const bound = boundSpan && boundIn(s);
  if (boundSpan && bound && !found.some(({ at, end }) => at < boundSpan.end && boundSpan.at < end))
    found.push(boundSpan);
  for (const span of found.sort((a, b) => a.at - b.at))
    if (span.at >= (taken.at(-1)?.end ?? 0)) taken.push(span);
  const all = wordsOf(s, taken);
  const reasons = reasonsIn(s, all);
  const isStep = (t: Span) => STEPS.test(s.slice(t.at, t.end));
  const isAgain = (t: Span) =>
    WHOLE.test(s.slice(t.at, t.end)) && spans.times.some(({ end }) => end === t.at);
  const isAsked = (x: Span) => !reasons.some(({ at, end }) => at <= x.at && x.end <= end);
  const topic = topicIn(s, all, [...spans.units, ...spans.times, ...known]);
  const isOutside = (x: Span) => !topic || x.end <= topic.at || topic.behind <= x.at;
  const words = all.filter((word) => isAsked(word) && isOutside(word));
  const isRun = words.some(({ kind }) => kind === 'inRow' || kind === 'together');
  const within: Spans = {
    ...spans,
    units: spans.units.filter((u) => isAsked(u) && !OF_WORDS.test(u.text)),
    types: spans.types.filter(isAsked),
    times: spans.times.filter(
      (t) => isAsked(t) && !isAgain(t) && !isStep(t) && !(t.kind === 'duration' && isRun),
    ),
    people: people.filter(isAsked),
  };
  const parts = new Set<string>(words.map(({ kind }) => kind));
  if (spans.times.some(isStep)) parts.add('monthly');
  if (within.units.length > 0) parts.add('unit');
  if (within.types.length > 0) parts.add('type');
  if (within.times.length > 0) parts.add('time');
  if (within.people.length > 0) parts.add('person');
  if (bound) parts.add('bound');
  if (topic) parts.add('named');
  return {
    spans: within,
    words,
    topic: topic && s.slice(topic.at, topic.end),
    bound,
    unitsSaid: () => unitsSaid(within).flatMap(({ names }) => names),
    periodsSaid: () => within.times.map((t) => spanAsked(t, within)).filter((p) => p !== undefined),
    hasReason: reasons.length > 0,
    has: (part) => parts.has(part),
    said: (kind) => words.filter((w) => w.kind === kind).map(({ at, end }) => s.slice(at, end)),
  };
}

/** 我是黄秀英: whoever asks says who they are */
const I_AM = /我(?:是|叫)$/u;
const I_AM_LENGTH = 2;
/** 不分支部 */
const OF_WORDS = /^(?:[不按各分每]|要?写)/u;
/** 各月 */
const STEPS = /^[各每逐分按]个?月/u;
/** Behind a year it says no more than the year. */
const WHOLE = /^(?:全年|整年)的?$/u;

/** 这几个月 */
function someMonths({ at, end }: Span, { s, today }: Spans): Period | undefined {
  return /^(?:这|近|最近|前)几个?月/u.test(s.slice(at, end))
    ? { from: addMonths(today, -3), to: today }
    : undefined;
}

const THREE_AND_ONE = /三会一课|一课三会/u;
const AND = /[和与跟及、]/u;

/** What the line says of whom, when and in what form. */
function withSlots(asked: Asked, filled: Filled): Filled | undefined {
  const { spans, has } = asked;
  const metric = filled.metric;
  const units = unitsSaid(spans).flatMap(({ names }) => names);
  const scope = units.length === 1 ? units[0] : units.length === 0 ? groupOf(asked) : undefined;
  const rule = metric === undefined ? undefined : METRIC_RULES[metric];
  // 超期10天的有哪些: by how much is no period.
  if (rule?.about === 'items' && spans.times.some((t) => t.kind === 'duration')) return undefined;
  const isAhead = rule?.ahead === true;
  const read = spans.times.map((t) =>
    isAhead ? periodOf(t, spans, true) : (someMonths(t, spans) ?? spanAsked(t, spans)),
  );
  const years = someYears(spans);
  const isLast =
    has('last') && spans.times.length === 0 && filled.what === undefined && filled.metric !== 'my_attendance';
  if (read.includes(undefined) && !(years && read.length === 1)) return undefined;
  const meant = (years && read.length < 2 ? [years] : read).filter((p) => p !== undefined);
  // 明日上午要汇报四季度情况: what lies ahead is why it is asked.
  const isPast = meant.length > 1 && !isAhead;
  const periods = isPast ? meant.filter(({ from }) => from <= spans.today) : meant;
  // Which of several days is meant is not said where nothing is held against anything.
  if (periods.length > 1 && !has('compare') && !has('trend') && !AND.test(spans.s)) return undefined;
  const types = [...new Set(spans.types.map(({ type }) => type))];
  const kinds = types.length === 0 && THREE_AND_ONE.test(spans.s) ? [...threeMeetingsOneLecture()] : types;
  const isOfMeetings = filled.intent === 'query_more' || (rule !== undefined && rule.about === undefined);
  const names = spans.people.map((p) => written(spans, { at: p.nameAt, end: p.nameEnd }));
  const format = has('chart') ? 'chart' : has('file') ? 'file' : has('table') ? 'table' : undefined;
  const sides =
    units.length > 1
      ? units.map((one) => ({ scope: one }))
      : periods.length > 1
        ? periods.map((period) => ({ period }))
        : undefined;
  return {
    ...(scope !== undefined && { scope }),
    ...(periods.length === 1 && { period: periods[0]! }),
    ...(sides && filled.intent === 'query' && { sides }),
    ...(isOfMeetings && types[0] && { activityType: types[0] }),
    ...(isOfMeetings && kinds.length > 1 && { activityTypes: kinds }),
    ...(names.length > 0 && { names }),
    ...(format && { format }),
    ...(has('each') && isOfMeetings && filled.what === undefined && { what: 'by_unit' }),
    ...(isLast && isOfMeetings && rule && { what: 'last' }),
    ...((has('monthly') || has('trend')) && isOfMeetings && { step: 'month' as const }),
    ...filled,
  };
}
