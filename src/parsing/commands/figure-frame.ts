// What a question about figures says beside its words: span by span, the last so many, the last meeting, several units
// in one breath. It is taken out first, so that the words around it are read as if it were not there.

import type { ActivityType } from '../../domain/activity/types.ts';
import { periodOf as calendarPeriod, previousPeriod } from '../../domain/calendar/period.ts';
import type { Period } from '../../domain/slots.ts';
import { matches } from '../matches.ts';
import { readNumber } from '../numerals.ts';
import { unitsSaid } from '../slots/units.ts';
import type { Span } from '../spans/span.ts';
import { type Heard, heard } from './rest.ts';

export interface Frame {
  /** the message without what is read here */
  h: Heard;
  units: string[];
  types: ActivityType[];
  step?: 'month' | 'quarter';
  /** 哪个月最低: which of them, and no ranking of anybody */
  isWhichStep: boolean;
  /** 两个季度: the running one and those before it */
  latest: Period[];
  /** 最近三次 */
  latestTimes?: number;
  /** 年底前: from today on */
  until?: Period;
  /** 上次, 最近一次 */
  isLast: boolean;
  /** 最近一次 points at nothing that was said, and asks by itself */
  isNewest: boolean;
  /** 支部呢, and nothing else: of each branch */
  isByBranch: boolean;
}

const GROUP = /第?([一二三四五六七八九十])组(?![长员织成建里])/g;
/** 每月25日 is a fixed day, and 每月一次 says how often. */
const STEP =
  /(?:各|每|逐|分|按)一?个?(?:月份?|季度?)(?:[份度]|地|来)?(?:的)?(?![\d一二三四五六七八九十号日])|哪一?个?(?:月份?|季度?)(?=的?(?:到会|签到|出勤|人次|[最高低好差多少]|.{0,8}最))|月度|(?:月|季度)(?=走势|趋势|变化)/g;
/** 两个季度, 最近三个月; 二月 and 三季度 are named, and not counted. */
const LATEST = /(?:最近|近|这|过去)?(?:(两|[二三四五六七八九十\d]{1,2}(?=个))个?)(月|季度?)(?:以?来|内|里)?/;
/** 最近三次 */
const LATEST_TIMES = /(?:最近|近|过去|前)的?([两二三四五六七八九十]|1?\d)[次场回](?:会议?|活动)?的?/;
/** 上次, 最近一次, 刚开完的 */
const LAST =
  /(?:最近|最后|上|前)的?(?:那)?一?(?:次|回|场)(?:的|开的)?(?:会议|活动|开会|会(?!率))?|(?:最近|最后|上|前)的?(?:那)?一?个(?:会议?|活动)(?![室群率])|(?:刚刚?|才)(?:开|上|搞|办|结束)(?:完|过|了)?的(?:那次|那场)?(?:的)?(?:会议|活动|会(?!率))?/;
const BRANCHES =
  /^(?:那|那么)?(?:各个?|每个|下面|下属|所有|全部)?(?:党?支部)的?(?:呢|吧|来看|看看?)[?？~\s]*$/;
/** 大会呢 says no unit and no kind by its full name. */
const SHORT_TYPES: readonly [RegExp, ActivityType][] = [
  [/^(?:那|那么)?(?:的)?大会(?=的?[呢吧])/, 'party_congress'],
  [/^(?:那|那么)?(?:的)?支委(?=的?[呢吧])/, 'committee_meeting'],
  [/^(?:那|那么)?(?:的)?民评(?=的?[呢吧])/, 'democratic_review'],
];
export function frameOf(whole: Heard): Frame {
  const taken: Span[] = [];
  const take = (m: RegExpExecArray | null): boolean => {
    if (m) taken.push({ at: m.index, end: m.index + m[0].length });
    return m !== null;
  };
  const { s } = whole;
  let step: Frame['step'];
  let isWhichStep = false;
  for (const m of matches(STEP, s)) {
    step = m[0].includes('季') ? 'quarter' : 'month';
    isWhichStep ||= m[0].startsWith('哪');
    take(m);
  }
  const isCourse = step !== undefined || /走势|趋势|折线|曲线|变化/.test(s);
  const latest = isCourse || /比|对照/.test(s) ? latestOf(whole, take) : [];
  const until = untilOf(whole, take);
  const latestOnes = LATEST_TIMES.exec(s);
  const latestTimes = latestOnes ? readNumber(latestOnes[1]!) : undefined;
  if (latestTimes !== undefined && latestTimes > 1) take(latestOnes);
  // 上次, and no 上次会议记录 or 上次说的
  const last = LAST.exec(s);
  const isLast = take(last);
  const units = unitsOf(whole, taken);
  const types = [...new Set(whole.types.map(({ type }) => type))];
  const short = types.length + units.length === 0 ? SHORT_TYPES.find(([words]) => words.test(s)) : undefined;
  if (short) {
    types.push(short[1]);
    take(short[0].exec(s));
  }
  taken.push(...whole.times.filter((t) => isAgain(whole, t)));
  const isFree = ({ at, end }: Span) => taken.every((t) => t.end <= at || end <= t.at);
  const times = whole.times.filter(isFree);
  const h = taken.length === 0 ? whole : heard({ ...whole, s: blanked(s, taken), times });
  return {
    h,
    units,
    types,
    ...(step && { step }),
    latest,
    ...(latestTimes !== undefined && latestTimes > 1 && { latestTimes }),
    ...(until && { until }),
    isWhichStep,
    isLast,
    isNewest: last !== null && /^最/.test(last[0]),
    isByBranch: BRANCHES.test(s.trim()),
  };
}

const UNTIL = /(?:到|在)?(?:今年)?(?:(年底|年末|年前)|(月底|月末)|(季末|季度末))(?:之|以)?前?(?=还)/;

/** 年底前还要开哪些会, 月底前还差哪些: what is left of it. */
function untilOf({ s, today }: Heard, take: (m: RegExpExecArray | null) => boolean): Period | undefined {
  const m = UNTIL.exec(s);
  if (!take(m)) return undefined;
  return { from: today, to: calendarPeriod(m![1] ? 'year' : m![2] ? 'month' : 'quarter', today).to };
}

/** 全年 of 去年全年 */
const isAgain = ({ s, times }: Heard, { at, end }: Span): boolean =>
  /^(?:全年|整年)的?$/.test(s.slice(at, end)) && times.some((t) => t.end === at);

/** Places stay as they are, as spans count by them. */
const blanked = (s: string, spans: readonly Span[]): string =>
  spans.reduce((rest, { at, end }) => rest.slice(0, at) + ' '.repeat(end - at) + rest.slice(end), s);

/** 两个季度比比: this one and the one before, the earliest first. */
function latestOf({ s, today }: Heard, take: (m: RegExpExecArray | null) => boolean): Period[] {
  const m = LATEST.exec(s);
  const count = m ? (readNumber(m[1]!) ?? 0) : 0;
  if (count < 2) return [];
  take(m);
  const periods: Period[] = [];
  for (
    let p = calendarPeriod(m![2] === '月' ? 'month' : 'quarter', today);
    periods.length < count;
    p = previousPeriod(p)
  )
    periods.unshift({ from: p.from, to: p.to });
  return periods;
}

/** Every unit that is named, each once, with those that lend their kind from the one behind them. */
function unitsOf(h: Heard, taken: Span[]): string[] {
  const found: string[] = [];
  for (const [i, { at, names }] of unitsSaid(h).entries()) {
    const unit = h.units[i]!;
    if (at < unit.at) taken.push({ at, end: unit.at });
    found.push(...names);
  }
  if (found.length === 0) found.push(...groupsIn(h.s, taken));
  return [...new Set(found)];
}

/** 跟二组比: a group by its numeral alone. */
function groupsIn(s: string, taken: Span[]): string[] {
  return matches(GROUP, s).map((m) => {
    taken.push({ at: m.index, end: m.index + m[0].length });
    return `第${m[1]}小组`;
  });
}

/** 党课和主题党日到会率: each has one of its own; 主题党日暨党课 is one meeting. */
export function isSideBySide({ s, types }: Heard): boolean {
  const [first, ...others] = [...types].sort((a, b) => a.at - b.at);
  let end = first?.end ?? 0;
  return others.every(({ at, end: next }) => {
    const between = s.slice(end, at);
    end = next;
    return /^\s*(?:的)?(?:和|与|跟|及|以及|[、,，])\s*$/.test(between);
  });
}
