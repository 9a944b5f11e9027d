// Questions by the words they are made of, in whatever order they stand: for those that have no form that is known. Nothing is
// stored for a question, and its answer says what was taken to be asked; so a few words that nobody knows are let pass.
import { METRIC_RULES } from '../../domain/figures/metrics.ts';
import { carries, type Filled } from '../../domain/intent.ts';
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
import { namesAmong } from './names.ts';
import { FOLLOWING_ROWS, PEOPLE_ROWS } from './people-rows.ts';
import { UNKEPT_ROWS } from './people-unkept.ts';
import { WORK_ROWS } from './people-works.ts';
import { reasonsIn } from './reasons.ts';
import type { Asked, Part } from './row.ts';

/** What a line asks, and the words of it that were not read. */
export interface Question {
  asked: Filled;
  unread: string[];
  /** a part of the line says why it is asked, and was left out */
  hasReason: boolean;
}

const ROWS = [
  ...ATTENDANCE_ROWS,
  ...MEETING_ROWS,
  ...ITEM_ROWS,
  ...PEOPLE_ROWS,
  ...WORK_ROWS,
  ...UNKEPT_ROWS,
  ...FOLLOWING_ROWS,
].map((row) => ({
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
  if (!ASKING.some(asked.has) && !ENDS_ASKING.test(s)) return undefined;
  const [best] = ROWS.filter(
    ({ needs, not }) => needs.every((any) => any.some(asked.has)) && !not.some(asked.has),
  )
    .map(({ row, also }) => ({ row, left: asked.words.filter((word) => !isExplained(word, also)) }))
    .sort((a, b) => lengthOf(a.left) - lengthOf(b.left));
  if (!best || lengthOf(best.left) > lengthOf(asked.words) / MOST_UNREAD) return undefined;
  const filled = typeof best.row.fill === 'function' ? best.row.fill(asked) : best.row.fill;
  const whole = filled && withSlots(asked, filled);
  if (!whole) return undefined;
  return {
    asked: whole,
    hasReason: asked.hasReason,
    unread: weighty(best.left) ? best.left.map((w) => spans.s.slice(w.at, w.end)) : [],
  };
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
  'heads',
  'roster',
  'share',
  'half',
  'twice',
  'money',
  'age',
  'partyAge',
  'phoneNo',
  'score',
  'vague',
  'listed',
  'alone',
  'hours',
  'serviceHours',
  'household',
  'whichUnit',
  'noOffice',
  'posts',
  'apartSaid',
  'eitherOr',
  'andHeads',
  'headsAnd',
  'contact',
  'howLong',
  'howFar',
  'madeUp',
  'promiseDone',
  'promise',
  'also',
  'eachGroup',
  'unfiled',
  'whatKind',
  'school',
  'well',
  'points',
  'duesDone',
  'officeAsked',
  'officeList',
  'onlyKind',
  'term',
  'butMobile',
] as const satisfies readonly Part[];
/** 缺的几个都请了假 */
const SOME = /几[个位名条项]都/u;
const ENDS_ASKING =
  /[?？吗]\s*$|[了过到齐全开报]没有?\s*$|[多高够]不[多高够]?\s*$|有[^,，。没]{1,8}没有?[?？]?\s*$|^[^\s,，]{2,6}呢[?？]?\s*$/u;

/** These change the form of an answer, and never what it is of. */
const WITH_ALL = new Set(
  'filler context many times who which how any all ownUnit ownGroup chart table file each monthly trend notice place eitherOr'.split(
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
  const found = spans.people.filter(({ source }) => source === 'roster');
  const others = wordsOf(
    s,
    [...spans.units, ...spans.types, ...spans.times, ...found].sort((a, b) => a.at - b.at),
  );
  const people = [...found, ...namesAmong(spans, others)].sort((a, b) => a.at - b.at);
  const taken: Span[] = [];
  for (const span of [...spans.units, ...spans.types, ...spans.times, ...people].sort((a, b) => a.at - b.at))
    if (span.at >= (taken.at(-1)?.end ?? 0)) taken.push(span);
  const all = wordsOf(s, taken);
  const reasons = reasonsIn(s, all);
  const isAsked = (x: Span) => !reasons.some(({ at, end }) => at <= x.at && x.end <= end);
  const words = all.filter(isAsked);
  const within: Spans = {
    ...spans,
    units: spans.units.filter((u) => isAsked(u) && !OF_WORDS.test(u.text)),
    types: spans.types.filter(isAsked),
    times: spans.times.filter((t) => isAsked(t) && !WHOLE.test(s.slice(t.at, t.end))),
    people: people.filter(isAsked),
  };
  const parts = new Set<string>(words.map(({ kind }) => kind));
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

/** 不分支部 */
const OF_WORDS = /^[不按各分每]/u;
/** Behind a year it says no more than the year. */
const WHOLE = /^(?:全年|整年)的?$/u;

const AND = /[和与跟及、]/u;

/** 全党委多少党员, whoever asks */
const wholeOf = ({ said }: Asked): string | undefined =>
  said('all').some((word) => /^(?:全党委|全委|整个党委)$/u.test(word)) ? '全党委' : undefined;

/** What the line says of whom, when and in what form. */
function withSlots(asked: Asked, filled: Filled): Filled | undefined {
  const { spans, has } = asked;
  const metric = filled.metric;
  const units = unitsSaid(spans).flatMap(({ names }) => names);
  const scope =
    units.length === 1 ? units[0] : units.length === 0 ? (groupOf(asked) ?? wholeOf(asked)) : undefined;
  const rule = metric === undefined ? undefined : METRIC_RULES[metric];
  // 超期10天的有哪些: by how much is no period.
  if (rule?.about === 'items' && spans.times.some((t) => t.kind === 'duration')) return undefined;
  const isAhead = rule?.ahead === true;
  const read = spans.times.map((t) => (isAhead ? periodOf(t, spans, true) : spanAsked(t, spans)));
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
  // 一支部和二支部的书记: what tells of one alone tells of none of two.
  if (sides && !carries(filled.intent, 'sides')) return undefined;
  return {
    ...(scope !== undefined && { scope }),
    ...(periods.length === 1 && { period: periods[0]! }),
    ...(sides && { sides }),
    ...(isOfMeetings && types[0] && { activityType: types[0] }),
    ...(isOfMeetings && types.length > 1 && { activityTypes: types }),
    ...(names.length > 0 && { names }),
    ...(format && { format }),
    ...(has('each') && isOfMeetings && filled.what === undefined && { what: 'by_unit' }),
    ...((has('monthly') || has('trend')) && isOfMeetings && { step: 'month' as const }),
    ...filled,
  };
}
