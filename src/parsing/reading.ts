import type { Calendar } from '../domain/calendar/calendar.ts';
import { makeDate, yearOf } from '../domain/calendar/dates.ts';
import { type DateText, dateOf, dayNumber, type Instant } from '../domain/calendar/time.ts';
import { findTypes, type TypeMention } from './activity.ts';
import { isRatio } from './attendance.ts';
import { type Field, findFields } from './fields.ts';
import { findItems, type Items } from './item-number.ts';
import { matches } from './matches.ts';
import { type Message, mask, type Span } from './message.ts';
import { scanTimes, type TimeMention } from './time/mention.ts';
import { findUnits, type UnitMention } from './units.ts';

/** A message with what can be found in it without knowing what it is for. */
export interface Reading {
  m: Message;
  s: string;
  now: Instant;
  today: DateText;
  /** working days and festivals */
  calendar: Calendar;
  units: UnitMention[];
  types: TypeMention[];
  times: TimeMention[];
  /** labelled values */
  fields: Field[];
  items: Items;
  /** `s` with units, types and times masked */
  rest: string;
}

/** Text in 《》 is a title and never a time or a type. */
const TITLES = /《[^》\n]{0,80}》/g;

/** Text beyond this is content that no rule for a sentence needs. */
const SENTENCE_LIMIT = 1000;

const SLASHED = /^(\d{1,2})\/(\d{1,2})$/;

/** 7/7 and 到会5/9 are present and expected, not dates. */
function isFigure(s: string, span: Span, today: DateText): boolean {
  const m = SLASHED.exec(s.slice(span.at, span.end));
  if (m === null) return false;
  const [a, b] = [Number(m[1]), Number(m[2])];
  if (isRatio(s, span.at, m[0].length, a, b)) return true;
  // 8/9 beside a meeting in November is more likely a count than a day in August.
  const date = makeDate(yearOf(today), a, b);
  const far = date === undefined || Math.abs(dayNumber(date) - dayNumber(today)) > 45;
  return (
    far &&
    a <= b &&
    /会|党日|党课|应到|实到|评议/.test(s) &&
    !/(?:时间|日期|于|在)[:\s]?$/.test(s.slice(0, span.at))
  );
}

export function read(m: Message, now: Instant, calendar: Calendar): Reading {
  const s = m.s.length > SENTENCE_LIMIT ? m.s.slice(0, SENTENCE_LIMIT) : m.s;
  const today = dateOf(now);
  const titles: Span[] = s.includes('《')
    ? matches(TITLES, s).map((t) => ({ at: t.index, end: t.index + t[0].length }))
    : [];
  const plain = mask(s, titles);
  const times = scanTimes(plain, { today, calendar }).filter((t) => !isFigure(plain, t, today));
  const noTimes = mask(plain, times);
  const units = findUnits(noTimes);
  const types = findTypes(mask(noTimes, units), s);
  const fields = findFields(s);
  return {
    m,
    s,
    now,
    today,
    calendar,
    units,
    types,
    times,
    fields,
    items: findItems(s, fields),
    rest: mask(s, [...units, ...types, ...times]),
  };
}
