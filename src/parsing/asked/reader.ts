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
import { followOn } from './follow-on.ts';
import { ITEM_ROWS } from './item-rows.ts';
import { type Word, wordsOf } from './lexer.ts';
import { MEETING_ROWS } from './meeting-rows.ts';
import { PEOPLE_ROWS } from './people-rows.ts';
import { reasonsIn } from './reasons.ts';
import type { Asked, Part } from './row.ts';

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

/** 老汤，下午那个会主要讲啥 */
const TO_COLLEAGUE = /^[老小]\p{Script=Han}[,，]/u;

/** In UTF-16 units: what asks is no page. */
const LONGEST = 80;

/** Undefined where nothing is asked, or nobody could say what. */
export function questionIn(spans: Spans): Question | undefined {
  const { s, items } = spans;
  if (s.length > LONGEST || s.includes('\n') || TO_COLLEAGUE.test(s) || items.some((item) => !item.weak))
    return undefined;
  const asked = askedIn(spans);
  // 几点开会？我去不了: whatever it asks, it says something too.
  if (asked.has('says') || SOME.test(s)) return undefined;
  const more = followOn(asked);
  if (more) return { asked: more, unread: [], hasReason: asked.hasReason, isSure: false };
  const isAsking =
    ASKING.some(asked.has) ||
    ENDS_ASKING.test(s) ||
    NAMES_FIGURE.test(asked.said('rate').join(' ')) ||
    WHICH_ONE.test(s) ||
    ASKS.test(s) ||
    asksWithin(asked);
  const fitting = ROWS.filter(
    ({ row, needs, not, also }) =>
      (isAsking || row.isAsking) &&
      needs.every((any) => any.some(asked.has)) &&
      !not.some(asked.has) &&
      (!asked.bound || also.has('bound')),
  )
    .map(({ row, also }) => ({ row, left: asked.words.filter((word) => !isExplained(word, also)) }))
    .filter(({ left }) => lengthOf(left) <= lengthOf(asked.words) / MOST_UNREAD)
    .sort((a, b) => lengthOf(a.left) - lengthOf(b.left) || Number(!!b.row.sure) - Number(!!a.row.sure));
  for (const { row, left } of fitting) {
    const filled = typeof row.fill === 'function' ? row.fill(asked) : row.fill;
    const of = row.timeless ? { ...asked, spans: { ...asked.spans, times: [] } } : asked;
    const whole = filled && withSlots(of, filled);
    if (!whole) continue;
    return {
      asked: isBesideTold(asked) ? { ...whole, follows: true, what: 'added' } : whole,
      hasReason: asked.hasReason,
      isSure: left.length === 0 && (typeof row.sure === 'function' ? row.sure(asked) : row.sure === true),
      unread: weighty(left) ? left.map((w) => spans.s.slice(w.at, w.end)) : [],
    };
  }
  return undefined;
}

/** 请一并列出到会率: beside what was told before */
const isBesideTold = ({ has }: Asked): boolean =>
  has('adds') && !(['unit', 'type', 'time', 'person'] as const).some(has);

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
  'brief',
  'isIt',
  'never',
  'minutes',
  'most',
  'notHeld',
  'notAck',
] as const satisfies readonly Part[];
const WHICH_ONE = /哪[个位]|[什么啥]会|几次|没得[?？]?$/u;
/** 11月到会率 */
const NAMES_FIGURE = /[率律绿]|比例|百分比|情况|状况|样|如何|好不好|数据|数字|[不吗]$/u;
/** 谁在盯, 到哪天: a word that says what is asked for, and asks. */
const asksWithin = ({ spans: { s }, words }: Asked): boolean =>
  words.some(
    ({ kind, at, end }) =>
      !UNASKED.has(kind) && /[谁哪几啥咋]|多少|多久|多长|什么|怎|何/u.test(s.slice(at, end)),
  );
const UNASKED: ReadonlySet<string> = new Set(['filler', 'context', 'purpose', 'other']);
/** 缺的几个都请了假 */
const SOME = /几[个位名条项]都/u;
/** In words that ask for more than that: 讲的啥, 谁主持的 */
const ASKS =
  /咋|怎么安排的|啥|什么|谁|哪(?!位)|是不是|几[号点次个场堂回]|多少|(?:安排|计划)表?(?:先|提前|都|给|帮|我|[,，\s])*(?:看|发我|[发报说]一?下|列)|统计|汇总|列出|提供|情况[。.]?$|(?<!检)查(?:一?下|询|看|哈)/u;
const ENDS_ASKING = /[?？吗啥谁]\s*$|[了过到齐全开报会](?:没有?|没得|不得)\s*$|[多高够]不[多高够]?\s*$/u;

/** These change the form of an answer, and never what it is of. */
const WITH_ALL = new Set(
  'filler context verify inIt many times who which how any all ownUnit ownGroup chart table file each monthly trend notice threeAndOne narrows adds branch recent'.split(
    ' ',
  ),
);
const isExplained = ({ kinds }: Word, also: ReadonlySet<string>) =>
  kinds.some((kind) => WITH_ALL.has(kind) || also.has(kind));
const lengthOf = (words: readonly Word[]) => words.reduce((sum, { at, end }) => sum + end - at, 0);

/** More characters than this that nobody knows may be what it is all about. */
const LIGHT = 1;
const weighty = (left: readonly Word[]) =>
  left.some(({ kind }) => kind !== 'other') || lengthOf(left) > LIGHT;

function askedIn(spans: Spans): Asked & { hasReason: boolean } {
  const { s } = spans;
  const known = spans.people.filter(({ source }) => source === 'roster');
  const isAsker = ({ at }: Span) => I_AM.test(s.slice(0, at));
  const people = known.filter((p) => !isAsker(p) && !ALL_OF.test(s.slice(p.at, p.end)));
  const askers = known.filter(isAsker).map(({ at, end }) => ({ at: at - I_AM_LENGTH, end }));
  // 几天 asks how many, and names no time.
  const times = spans.times.filter(({ at }) => !/^(?:几|多少)/u.test(s.slice(at)));
  const taken: Span[] = [];
  const found: Span[] = [...spans.units, ...spans.types, ...times, ...people, ...askers];
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
  const words = all.filter(isAsked);
  const isRun = words.some(({ kinds }) => kinds.includes('inRow') || kinds.includes('together'));
  const within: Spans = {
    ...spans,
    units: spans.units.filter((u) => isAsked(u) && !OF_WORDS.test(u.text)),
    types: spans.types.filter(isAsked),
    times: times.filter(
      (t) =>
        isAsked(t) && !isAgain(t) && !isStep(t) && !isBeside(spans, t) && !(t.kind === 'duration' && isRun),
    ),
    people: people.filter(isAsked),
  };
  const parts = new Set<string>(words.flatMap(({ kinds }) => kinds));
  if (spans.times.some(isStep)) parts.add('monthly');
  if (within.units.length > 0) parts.add('unit');
  if (within.types.length > 0) parts.add('type');
  if (within.times.length > 0) parts.add('time');
  if (within.people.length > 0) parts.add('person');
  if (bound) parts.add('bound');
  return {
    spans: within,
    words,
    bound,
    unitsSaid: () => unitsSaid(within).flatMap(({ names }) => names),
    periodsSaid: () => within.times.map((t) => spanAsked(t, within)).filter((p) => p !== undefined),
    hasReason: reasons.length > 0,
    has: (part) => parts.has(part),
    said: (kind) => words.filter((w) => w.kinds.includes(kind)).map(({ at, end }) => s.slice(at, end)),
  };
}

/** 我是黄秀英: whoever asks says who they are */
const I_AM = /我(?:是|叫)$/u;
const I_AM_LENGTH = 2;
/** Somebody may bear the name. */
const ALL_OF = /^全[镇县市区村]$/u;
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
/** 20号是星期天吧, 25号下午还是上午: the day is said by the other */
const isBeside = ({ s, times }: Spans, { at, end }: Span): boolean =>
  /^(?:[上中下]午|晚上|早上|早晨|白天|(?:星期|周|礼拜)[一二三四五六日天])$/u.test(s.slice(at, end)) &&
  times.some((t) => t.at !== at && (/还是/u.test(s) || /[号日月\d]/u.test(s.slice(t.at, t.end))));

const AND = /[和与跟及、]/u;

/** What the line says of whom, when and in what form. */
function withSlots(asked: Asked, filled: Filled): Filled | undefined {
  const { spans, has } = asked;
  const metric = filled.metric;
  const units = unitsSaid(spans).flatMap(({ names }) => names);
  const scope = units.length === 1 ? units[0] : units.length === 0 ? groupOf(asked) : undefined;
  const rule = metric === undefined ? undefined : METRIC_RULES[metric];
  // 超期10天的有哪些: by how much is no period.
  const times = filled.period ? [] : spans.times;
  if (rule?.about === 'items' && times.some((t) => t.kind === 'duration')) return undefined;
  const isAhead = rule?.ahead === true;
  // 11月25号都有哪些会, a few days later: what is planned for half a year from now is hardly asked by its day.
  const aheadOf = (t: Spans['times'][number]) => {
    const next = periodOf(t, spans, true);
    const isFar = next !== undefined && next.from > addMonths(spans.today, 6) && !has('plan');
    return isFar ? (spanAsked(t, spans) ?? next) : next;
  };
  // 年底前必须开的会
  const untilOf = (t: Spans['times'][number]) =>
    metric === 'activity_gap' ? periodOf(t, spans, true) : undefined;
  const read = times.map((t) =>
    isAhead ? aheadOf(t) : (someMonths(t, spans) ?? spanAsked(t, spans) ?? untilOf(t)),
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
