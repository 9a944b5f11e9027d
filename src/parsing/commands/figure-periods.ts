// Which times a question about figures names, what they are held against, and the sides these make.
import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import { addDays, type DateText } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import type { FigureSide, Period } from '../../domain/slots.ts';
import { lasting } from '../slots/lasting.ts';
import type { Spans } from '../spans/spans.ts';
import { periodOf } from '../spans/time/resolve.ts';
import type { TimeSpan } from '../spans/time/time-span.ts';
import type { Frame } from './figure-frame.ts';
import type { FigureWords } from './figure-words.ts';
import type { Heard } from './rest.ts';

/** The days that a time in a question names. */
export const spanAsked = (t: TimeSpan, h: Spans): Period | undefined =>
  sinceThen(t, h) ?? lasting(t, h) ?? periodOf(t, h, false);

/** 从7月起, 9月以来: until now */
function sinceThen(t: TimeSpan, h: Spans): Period | undefined {
  if (h.times.length !== 1 || !SINCE.test(h.s.slice(t.end))) return undefined;
  const first = periodOf(t, h, false);
  return first && first.from <= h.today ? { from: first.from, to: h.today } : undefined;
}
const SINCE = /^(?:份|号|日)?(?:起|以来|开始(?!开)|到现在|至今|往后)/u;

/** The spans asked about, each once; undefined where one of them cannot be read. */
export function periodsOf(
  h: Heard,
  { against, compares }: FigureWords,
): { periods?: Period[]; against?: FigureWords['against'] } {
  const read = h.times.map((t) => spanAsked(t, h));
  if (read.some((p) => p === undefined)) return {};
  const periods = [...new Map((read as Period[]).map((p) => [`${p.from}/${p.to}`, p])).values()];
  // 去年同期呢: of what was asked before
  if (SAME_OF_LAST_YEAR.test(h.s.trim())) return { periods: [], against: 'last_year' };
  const isSamePart = h.times.some((t) => /同期/.test(h.s.slice(t.at, t.end)));
  if (!isSamePart || (periods.length < 2 && !compares)) {
    const beside =
      compares && h.times.length === 1 && isHeldAgainst(h)
        ? AGAINST.find(([words]) => words.test(timeOf(h, 0)))?.[1]
        : undefined;
    return beside
      ? { periods: runningBeside(timeOf(h, 0), h.today), against: beside }
      : { periods, ...(against && { against }) };
  }
  // 今年和去年同期: as far as this year has come, in both
  const own = periods.filter((_, i) => !/同期/.test(timeOf(h, i)));
  return { periods: own.map((p) => ({ ...p, to: p.to > h.today ? h.today : p.to })), against: 'last_year' };
}

const SAME_OF_LAST_YEAR =
  /^(?:那|跟|和|与|比)*去年同期(?:的)?(?:相?比|对比)?(?:呢|吧|咋样|怎么样|的)*[?？]?$/;

/** 跟上个季度比: the quarter that runs is meant, whatever was asked before; a month is as it was asked. */
function runningBeside(said: string, today: DateText): Period[] {
  const kind = /季/.test(said) ? 'quarter' : /半年/.test(said) ? 'half' : undefined;
  if (kind === undefined) return [];
  const { from, to } = calendarPeriod(kind, today);
  return [{ from, to }];
}

/** 跟上个月比, 比上个月; the 上个月 of 上个月到会率和全镇比 is what is asked about. */
const isHeldAgainst = ({ s, times: [time] }: Heard): boolean =>
  /(?:[跟和与同比较拿照]|相对)\s?$/.test(s.slice(0, time!.at)) ||
  /^\s?的?(?:[相对]?比|比较)/.test(s.slice(time!.end));

const timeOf = (h: Heard, i: number): string => h.s.slice(h.times[i]!.at, h.times[i]!.end);

/** 跟上个月比, 跟去年比: what it is held against, and not what is asked about. */
const AGAINST: readonly [RegExp, NonNullable<Filled['against']>][] = [
  [/^(?:上个?(?:月|季度?)|上个半年|上一)/, 'previous'],
  [/^(?:去年|上年|上一年)/, 'last_year'],
];

/** Every unit in every period and of every kind. */
export function sidesOf(
  units: readonly string[],
  periods: readonly Period[],
  types: readonly NonNullable<Filled['activityType']>[],
): FigureSide[] {
  let sides: FigureSide[] = [{}];
  if (units.length > 0) sides = sides.flatMap((side) => units.map((scope) => ({ ...side, scope })));
  if (periods.length > 0) sides = sides.flatMap((side) => periods.map((period) => ({ ...side, period })));
  if (types.length > 0)
    sides = sides.flatMap((side) => types.map((activityType) => ({ ...side, activityType })));
  return sides.length > 1 ? sides : [];
}

/** 近三个月, 这半年 month by month: whole months. */
export function periodsIn(
  { latest, until }: Frame,
  step: Frame['step'],
  read: readonly Period[],
): readonly Period[] {
  if (until) return [until];
  if (step === undefined) return latest.length > 0 ? latest : read;
  if (latest.length > 0) return [{ from: latest[0]!.from, to: latest.at(-1)!.to }];
  return read.map(({ from, to }) => ({ from: from.endsWith('-01') ? from : afterMonth(from, to), to }));
}

/** A span that begins within a month goes through the months behind it, where there are any. */
function afterMonth(from: DateText, to: DateText): DateText {
  const next = addDays(calendarPeriod('month', from).to, 1);
  return next < to ? next : from;
}

/** The month that runs. */
export function monthOf(today: DateText): Period {
  const { from, to } = calendarPeriod('month', today);
  return { from, to };
}
