import { periodOf as calendarPeriod } from '../../domain/calendar/period.ts';
import type { Filled } from '../../domain/intent.ts';
import { mask } from '../message.ts';
import { written } from '../slots/written.ts';
import type { Spans } from '../spans/spans.ts';
import { periodOf } from '../spans/time/resolve.ts';
import type { TimeSpan } from '../spans/time/time-span.ts';

/** A message as commands read it: its spans, and the text with units, types and times masked. */
export interface Heard extends Spans {
  rest: string;
  /** item numbers, joined by a comma */
  itemNo: string | undefined;
  /** the sentence with each name as one character, without what has a slot of its own */
  readonly shape: string;
}

/** As a scope: whichever group the sender is in. */
export const OWN_GROUP = '本小组';
/** … and whichever branch. */
export const OWN_BRANCH = '本支部';
/** Stands for a name in a shape. */
export const PERSON = '\ue002';
const OTHER = '\ue003';

function shapeOf(spans: Spans): string {
  const masked = [
    ...spans.people.map((p) => ({ at: p.at, end: p.end, as: PERSON })),
    ...[...spans.units, ...spans.types, ...spans.times].map(({ at, end }) => ({ at, end, as: OTHER })),
  ].sort((a, b) => a.at - b.at);
  let shape = '';
  let from = 0;
  for (const { at, end, as } of masked) {
    if (at < from) continue;
    shape += spans.s.slice(from, at) + as;
    from = end;
  }
  return (shape + spans.s.slice(from)).replaceAll(OTHER, '').replace(EDGES, '');
}

const EDGES = /^[\s,，、的]+|[\s。.!！~]+$/gu;

/** 11月一 of 11月一共: the numeral belongs to the word behind it, and the month is meant. */
const HALF_A_WORD = /月份?的?一$/u;
const OTHER_HALF = /^[共直起样般定律概些切同齐并]/u;

export function wholeMonth(t: TimeSpan, spans: Spans): TimeSpan {
  const { s } = spans;
  if (t.hasClock || !HALF_A_WORD.test(s.slice(t.at, t.end)) || !OTHER_HALF.test(s.slice(t.end))) return t;
  const day = periodOf(t, spans, false)?.from;
  if (day === undefined) return t;
  const { from, to } = calendarPeriod('month', day);
  return { ...t, end: t.end - 1, kind: 'period', days: [], period: { fixed: { from, to } } };
}

/** 11月一共多少人次: no day of it. */
export const withWholeMonths = (spans: Spans): Spans =>
  spans.times.length === 0 ? spans : { ...spans, times: spans.times.map((t) => wholeMonth(t, spans)) };

export function heard(read: Spans): Heard {
  const spans = { ...read, times: read.times.map((t) => wholeMonth(t, read)) };
  let shape: string | undefined;
  const numbers = spans.items.filter((item) => !item.negated).flatMap((item) => item.numbers);
  return {
    ...spans,
    rest: mask(spans.s, [...spans.units, ...spans.types, ...spans.times]),
    itemNo: numbers.length > 0 ? [...new Set(numbers)].join(',') : undefined,
    // Many commands ask for it, and most messages never get there.
    get shape() {
      shape ??= shapeOf(spans);
      return shape;
    },
  };
}

/** The first unit named, as a slot. */
export const scopeOf = (h: Spans): Pick<Filled, 'scope'> =>
  h.units[0] ? { scope: written(h, h.units[0]) } : {};
