// What a line is made of: its words, and what was found in it before.
import type { ActivityType } from '../../domain/activity/types.ts';
import { boundAt, boundIn } from '../commands/figure-bound.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import { wholeMonth } from '../commands/rest.ts';
import { unitsSaid } from '../slots/units.ts';
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { type Word, wordsOf } from './lexer.ts';
import { namesAmong } from './names.ts';
import { reasonsIn } from './reasons.ts';
import type { Asked } from './row.ts';

/** Clauses that say why it is asked are left out. */
export function askedIn(read: Spans): Asked & { hasReason: boolean } {
  const spans = { ...read, times: read.times.map((t) => wholeMonth(t, read)) };
  const { s } = spans;
  const roster = spans.people.filter(({ source }) => source === 'roster');
  const others = wordsOf(
    s,
    [...spans.units, ...spans.types, ...spans.times, ...roster].sort((a, b) => a.at - b.at),
  );
  const known = [...roster, ...namesAmong(spans, others)].sort((a, b) => a.at - b.at);
  const isAsker = ({ at }: Span) => I_AM.test(s.slice(0, at));
  const people = known.filter((p) => !isAsker(p) && !ALL_OF.test(s.slice(p.at, p.end)));
  const askers = known.filter(isAsker).map(({ at, end }) => ({ at: at - I_AM_LENGTH, end }));
  // 几天 asks how many, and names no time.
  const times = spans.times.filter(({ at }) => !/^(?:几|多少)/u.test(s.slice(at)));
  const taken: Span[] = [];
  const types = spans.types.length > 0 ? spans.types : shortTypes(s);
  const found: Span[] = [...spans.units, ...types, ...times, ...people, ...askers];
  const boundSpan = boundAt(s);
  const bound = boundSpan && boundIn(s);
  if (boundSpan && bound && !found.some(({ at, end }) => at < boundSpan.end && boundSpan.at < end))
    found.push(boundSpan);
  const eithers = eitherNumbers(s).filter(
    (one) => !found.some(({ at, end }) => at < one.end && one.at < end),
  );
  for (const span of found.sort((a, b) => a.at - b.at))
    if (span.at >= (taken.at(-1)?.end ?? 0)) taken.push(span);
  const all = [
    ...wordsOf(
      s,
      [...taken, ...eithers].sort((a, b) => a.at - b.at),
    ),
    ...eithers,
  ].sort((a, b) => a.at - b.at);
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
    // 组织生活会材料要填 是哪天开的: what it is asked for names the kind
    // 连小组会一块算: as well as the others
    types: (types.some(isAsked) ? types.filter(isAsked) : types).filter(
      ({ at }) => !ALSO_OF.test(s.slice(0, at)),
    ),
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

/** 是10个还是11个 asks how many. */
const EITHER =
  /[有是到]?\d{1,4}(?<of>[个名位人次回场条项件])?(?:人|党员)?还是\d{1,4}[个名位人次回场条项件]?人?/gu;
const eitherNumbers = (s: string): Word[] =>
  [...s.matchAll(EITHER)].map(({ index, 0: said, groups }) => {
    const kind = /[次回场]/u.test(groups?.of ?? '') ? ('times' as const) : ('many' as const);
    return { kind, kinds: [kind], at: index, end: index + said.length };
  });

/** 我是黄秀英: whoever asks says who they are */
const I_AM = /我(?:是|叫)$/u;
const I_AM_LENGTH = 2;
/** Somebody may bear the name. */
const ALL_OF = /^全[镇县市区乡村党委]+$/u;
const ALSO_OF = /连(?:上|同)?$/u;
/** 不分支部 */
const OF_WORDS = /^(?:[不按各分每]|要?写)/u;
/** 各月 */
const STEPS = /^[各每逐分按]个?月/u;
/** Behind a year it says no more than the year. */
const WHOLE = /^(?:全年|整年)的?$/u;

/** 开了几回大会, 支委开了没: kinds by half their name, where none is named whole */
const SHORT_TYPES: readonly [RegExp, ActivityType][] = [
  [/(?<![员代表工])大会(?!堂)/u, 'party_congress'],
  [/支委(?![员会班委])/u, 'committee_meeting'],
  [/党课(?=题目|主题|内容)/u, 'party_lecture'],
  [/(?<!主题)党日(?!记)/u, 'theme_day'],
];
/** 书记是谁 支委一块列上: whoever is one */
const OFFICES = /书记|委员|支委(?:都|有|是|一[块起]|分工|名单|成员)/u;
const shortTypes = (s: string): Spans['types'] =>
  (OFFICES.test(s) ? SHORT_TYPES.filter(([, type]) => type !== 'committee_meeting') : SHORT_TYPES).flatMap(
    ([words, type]) => {
      const m = words.exec(s);
      return m ? [{ at: m.index, end: m.index + m[0].length, type }] : [];
    },
  );

/** 20号是星期天吧, 25号下午还是上午: the day is said by the other */
const isBeside = ({ s, times }: Spans, { at, end }: Span): boolean =>
  /^(?:[上中下]午|晚上|早上|早晨|白天|(?:星期|周|礼拜)[一二三四五六日天])$/u.test(s.slice(at, end)) &&
  times.some((t) => t.at !== at && (/还是/u.test(s) || /[号日月\d]/u.test(s.slice(t.at, t.end))));

/** 晚上, 下午, with no day */
export const isPartOfDay = (t: Spans['times'][number]): boolean => !t.hasDate && t.period === undefined;
