// Questions by the words they are made of, in whatever order they stand: for those that have no form that is known. Nothing is
// stored for a question, and its answer says what was taken to be asked; so a few words that nobody knows are let pass.
import { type ActivityType, threeMeetingsOneLecture } from '../../domain/activity/types.ts';
import { addMonths } from '../../domain/calendar/dates.ts';
import { METRIC_RULES } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
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
  /** it is this, whatever form of a question else reads it */
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
  if (!ASKING.some(asked.has) && !ENDS_ASKING.test(s) && !ASKS.test(s)) return undefined;
  const fitting = ROWS.filter(
    ({ needs, not }) => needs.every((any) => any.some(asked.has)) && !not.some(asked.has),
  )
    .map(({ row, also }) => ({ row, left: asked.words.filter((word) => !isExplained(word, also)) }))
    .filter(({ left }) => lengthOf(left) <= lengthOf(asked.words) / MOST_UNREAD)
    .sort(
      (a, b) =>
        lengthOf(a.left) - lengthOf(b.left) || Number(b.row.sure ?? false) - Number(a.row.sure ?? false),
    );
  for (const { row, left } of fitting) {
    const filled = typeof row.fill === 'function' ? row.fill(asked) : row.fill;
    const whole = filled && withSlots(asked, filled);
    if (!whole) continue;
    return {
      asked: isBesideTold(asked) ? { ...whole, follows: true, what: 'added' } : whole,
      hasReason: asked.hasReason,
      // 开了几回大会: of one kind, which no form knows by half its name
      isSure:
        left.length === 0 &&
        (row.sure === true || (spans.types.length === 0 && asked.spans.types.length > 0)),
      unread: weighty(left) ? left.map((w) => s.slice(w.at, w.end)) : [],
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
  'isIt',
  'never',
  'minutes',
  'most',
  'notHeld',
  'notAck',
] as const satisfies readonly Part[];
/** 缺的几个都请了假 */
const SOME = /几[个位名条项]都/u;
/** In words that ask for more than that: 讲的啥, 谁主持的 */
const ASKS =
  /咋|怎么安排的|啥|什么|谁|哪(?!位)|是不是|几[号点次个场堂回]|多少|(?:安排|计划)表?(?:先|提前|都|给|帮|我|[,，\s])*(?:看|发我|[发报说]一?下|列)|统计|汇总|列出|提供|情况[。.]?$|(?<!检)查(?:一?下|询|看|哈)/u;
const ENDS_ASKING = /[?？吗]\s*$|[了过到齐全开报会](?:没有?|没得|不得)\s*$|[多高够]不[多高够]?\s*$/u;

/** These change the form of an answer, and never what it is of. */
const WITH_ALL = new Set(
  'filler context many times who which how any all ownUnit ownGroup chart table file each monthly trend notice threeAndOne narrows adds branch recent'.split(
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
  const people = spans.people.filter(
    ({ source, at, end }) => source === 'roster' && !ALL_OF.test(s.slice(at, end)),
  );
  const taken: Span[] = [];
  const types = spans.types.length > 0 ? spans.types : shortTypes(s);
  for (const span of [...spans.units, ...types, ...spans.times, ...people].sort((a, b) => a.at - b.at))
    if (span.at >= (taken.at(-1)?.end ?? 0)) taken.push(span);
  const all = wordsOf(s, taken);
  const reasons = reasonsIn(s, all);
  const isAsked = (x: Span) => !reasons.some(({ at, end }) => at <= x.at && x.end <= end);
  const isRecent = (t: Span) => RECENT.test(s.slice(t.at, t.end));
  const words = all.filter(isAsked);
  const within: Spans = {
    ...spans,
    units: spans.units.filter((u) => isAsked(u) && !OF_WORDS.test(u.text)),
    // 组织生活会材料要填 是哪天开的: what it is asked for names the kind
    types: types.some(isAsked) ? types.filter(isAsked) : types,
    times: spans.times.filter(
      (t) =>
        isAsked(t) &&
        !(spans.times.length > 1 && WHOLE.test(s.slice(t.at, t.end))) &&
        !isBeside(spans, t) &&
        !isRecent(t),
    ),
    people: people.filter(isAsked),
  };
  const parts = new Set<string>(words.map(({ kind }) => kind));
  if (spans.times.some(isRecent)) parts.add('recent');
  if (within.units.length > 0) parts.add('unit');
  if (within.types.length > 0) parts.add('type');
  if (within.times.length > 0) parts.add('time');
  if (within.people.length > 0) parts.add('person');
  return {
    spans: within,
    words,
    hasReason: reasons.length > 0,
    has: (part) => parts.has(part),
    said: (kind) => words.filter((w) => w.kind === kind).map(({ at, end }) => s.slice(at, end)),
  };
}

/** Somebody may bear the name. */
const ALL_OF = /^全[镇县市区村]$/u;
/** 不分支部 */
const OF_WORDS = /^[不按各分每]/u;
/** Behind a year it says no more than the year. */
const WHOLE = /^(?:全年|整年)的?$/u;

/** 这几个月: nobody says how many */
const RECENT = /^(?:这|近|最近|前|这近)几个?月/u;
/** 开了几回大会, 支委开了没: kinds by half their name, where none is named whole */
const SHORT_TYPES: readonly [RegExp, ActivityType][] = [
  [/(?<![员代表工])大会(?!堂)/u, 'party_congress'],
  [/支委(?![员会班委])/u, 'committee_meeting'],
  [/党课(?=题目|主题|内容)/u, 'party_lecture'],
  [/党日(?=主题|内容)/u, 'theme_day'],
];
const shortTypes = (s: string): Spans['types'] =>
  SHORT_TYPES.flatMap(([words, type]) => {
    const m = words.exec(s);
    return m ? [{ at: m.index, end: m.index + m[0].length, type }] : [];
  });

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
  if (rule?.about === 'items' && spans.times.some((t) => t.kind === 'duration')) return undefined;
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
  const read = spans.times.map((t) => (isAhead ? aheadOf(t) : (spanAsked(t, spans) ?? untilOf(t))));
  const years = someYears(spans);
  if (read.includes(undefined) && !(years && read.length === 1)) return undefined;
  const periods = (years && read.length < 2 ? [years] : read).filter((p) => p !== undefined);
  // Which of several days is meant is not said where nothing is held against anything.
  if (periods.length > 1 && !has('compare') && !has('trend') && !AND.test(spans.s)) return undefined;
  const types = [...new Set(spans.types.map(({ type }) => type))];
  const isOfMeetings = rule !== undefined && rule.about === undefined;
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
    // 这几个月
    ...(spans.times.length === 0 &&
      has('recent') && { period: { from: addMonths(spans.today, -3), to: spans.today } }),
    ...(sides && { sides }),
    ...(isOfMeetings && types[0] && { activityType: types[0] }),
    ...(isOfMeetings && types.length > 1 && { activityTypes: types }),
    ...(isOfMeetings &&
      types.length === 0 &&
      has('threeAndOne') && { activityTypes: [...threeMeetingsOneLecture()] }),
    ...(names.length > 0 && { names }),
    ...(format && { format }),
    ...(has('each') && isOfMeetings && filled.what === undefined && { what: 'by_unit' }),
    ...((has('monthly') || has('trend')) && isOfMeetings && { step: 'month' as const }),
    ...filled,
  };
}
