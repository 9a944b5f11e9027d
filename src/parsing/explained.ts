// Content that bears no role and still says nothing the slots do not hold: the day said again, a part of the figures,
// who signs, the number of a row.
import type { Filled, IntentName } from '../domain/intent.ts';
import { ABOUT_PEOPLE } from '../domain/intent-groups.ts';
import type { View } from './learned/view.ts';
import type { FieldSpan } from './spans/form.ts';
import type { Spans } from './spans/spans.ts';
import { momentOf, periodOf } from './spans/time/resolve.ts';
import type { TimeSpan } from './spans/time/time-span.ts';
import type { Token } from './spans/token.ts';

const MEETINGS: ReadonlySet<IntentName> = new Set<IntentName>(['activity_create', 'activity_report']);

/** Whether what the token says is among the slots already, or is said beside them. */
export function isExplained(view: View, filled: Filled, token: Token, i: number): boolean {
  const { spans, entries } = view;
  const isLedger = filled.intent.startsWith('rectify_');
  switch (token.kind) {
    case 'count':
      return isLedger || isCountExplained(view, filled, token, i);
    case 'percent':
      return isLedger || filled.intent === 'activity_report';
    case 'ratio':
    case 'repeat':
      return isLedger;
    case 'everybody':
      return isEverybodyExplained(filled);
    case 'time':
    case 'period':
      if (isLedger) return !spans.times[token.index]!.unread;
      // Which day of last month it was is asked for.
      if (filled.intent === 'activity_report' && filled.period !== undefined) return true;
      return isTimeExplained(view, filled, token, i);
    case 'person':
      return (
        isLedger || isNamed(filled, spans.people[token.index]!.name) || isAsidePerson(spans, filled, token)
      );
    case 'item':
      return (
        isLedger || (ABOUT_PEOPLE.has(filled.intent) && /[a-z]/i.test(spans.s.slice(token.at, token.end)))
      );
    case 'unit':
      return (
        isLedger || filled.scope !== undefined || (filled.intent === 'roster_checkin' && entries[i]! >= 0)
      );
    default:
      return false;
  }
}

/** Somebody of that name is among the people of the slots. */
export const isNamed = (
  { names = [], absent = [], late = [], host, recorder }: Filled,
  name: string,
): boolean =>
  names.includes(name) ||
  late.includes(name) ||
  absent.some((a) => a.name === name) ||
  host === name ||
  recorder === name;

const gapOf = ({ expected, present }: Filled): number | undefined =>
  expected !== undefined && present !== undefined ? expected - present : undefined;

function isEverybodyExplained(filled: Filled): boolean {
  const { intent, names = [], absent = [], expected, present, everyone } = filled;
  if (everyone !== undefined) return true;
  if (intent === 'activity_create' || names.length > 0) return true;
  if (present !== undefined && present === expected) return true;
  return intent === 'activity_report' && absent.length > 0 && gapOf(filled) === absent.length;
}

/** 证明人, 联系人, 批准人: fields that name somebody who is neither here nor away. 郎木措家: a place. */
function isAsidePerson({ form, s }: Spans, { intent }: Filled, token: Token): boolean {
  const inField = (f: FieldSpan) => f.key === 'guests' && f.labelEnd <= token.at && token.end <= f.end;
  if (form.fields.some(inField)) return true;
  return (
    MEETINGS.has(intent) && /^\s?(?:家|屋)(?:里|院|门|$|[\s,。;])/.test(s.slice(token.end, token.end + 3))
  );
}

function isCountExplained(view: View, filled: Filled, token: Token, i: number): boolean {
  const { spans, tokens } = view;
  const figure = spans.figures[token.index];
  if (figure?.kind !== 'count' || figure.unit === 'things') return true;
  if (filled.intent === 'activity_create') return true;
  if (filled.intent === 'query') return figure.vague || tokens.some((t) => ASKING.has(t.symbol));
  if (isCounted(filled, figure.value)) return true;
  if (ABOUT_PEOPLE.has(filled.intent))
    return isOneEntry(spans, tokens, token, i) || (figure.unit === 'none' && figure.value > LAST_DAY);
  return (
    isAside(spans, tokens, token, i) ||
    isRowNumber(view, token, filled, i) ||
    isWeekday(spans, token) ||
    isPartOfGap(view, filled)
  );
}

/** With one of these it is a question, which stores nothing. */
const ASKING = new Set(['question', 'ask', 'rate', 'ratewords', 'countw']);

/** Larger bare numbers are no day of a month. */
const LAST_DAY = 31;

/** 签一个, 补一个: one check-in, not one person. */
function isOneEntry({ s }: Spans, tokens: readonly Token[], token: Token, i: number): boolean {
  return (
    /^(?:一|1(?!\d))/.test(s.slice(token.at, token.end)) &&
    ['checkin', 'makeup', 'leave', 'forwhom'].includes(tokens[i - 1]?.symbol ?? '')
  );
}

/** 两个, 3人 that only count the people named, or what is missing. */
function isCounted(filled: Filled, value: number): boolean {
  const { names = [], absent = [], expected, present, self } = filled;
  const named = names.length + (self ? 1 : 0);
  return (
    [names.length, named, absent.length, expected, present, gapOf(filled)].includes(value) ||
    value === names.length + absent.length
  );
}

/** 12/29(二), 星期:三 */
const isWeekday = ({ s }: Spans, { at, end }: Token): boolean =>
  /^[一二三四五六日天]$/.test(s.slice(at, end)) && /[(:]\s?$/.test(s.slice(0, at).slice(-2));

const VOTE =
  /优秀|合格|同意|赞成|反对|弃权|票|列席|群众|积极分子|预备|流动|表决|尾号|电话|手机|工号|学号|会议号|第|其中|正式|线上|迟到|含|室|楼/;

/** Votes, guests, numbers of phones and rooms: said beside the figures and kept with the words of the record. */
function isAside(spans: Spans, tokens: readonly Token[], token: Token, i: number): boolean {
  const beside = [tokens[i - 1], tokens[i + 1], tokens[i + 2]];
  if (beside.some((t) => t?.symbol === 'away')) return true;
  const figure = spans.figures[token.index];
  if (figure?.kind === 'count' && figure.unit === 'none' && figure.value > MOST_PEOPLE) return true;
  return VOTE.test(spans.s.slice(Math.max(0, token.at - 6), token.end + 4));
}

/** A bare number over this is no number of people at a meeting where no word calls it so: room 204, 会议号 345 678. */
const MOST_PEOPLE = 99;

/**
 * 病的4个 外头的7个 beside 应62实51: the people counted apart add up to those who are away, or are some of those named.
 */
function isPartOfGap({ spans, tokens }: View, filled: Filled): boolean {
  const gap = gapOf(filled);
  if (gap === undefined || gap <= 0) return false;
  let sum = 0;
  for (const { kind, index } of tokens) {
    const figure = kind === 'count' ? spans.figures[index] : undefined;
    if (figure?.kind !== 'count' || figure.unit === 'things') continue;
    const { value } = figure;
    if (value !== filled.expected && value !== filled.present && value !== gap) sum += value;
  }
  const away = filled.absent?.length ?? 0;
  return sum === gap || (away === gap && sum <= gap);
}

/** The number of a row, or of a person on a sheet. */
function isRowNumber({ spans, entries }: View, token: Token, filled: Filled, i: number): boolean {
  if (filled.intent === 'roster_checkin' && entries[i]! >= 0) return true;
  return (
    spans.form.fields.some((f) => f.table !== undefined) &&
    /(?:^|\n)[ \t]*$/.test(spans.s.slice(Math.max(0, token.at - 4), token.at))
  );
}

function isTimeExplained(view: View, filled: Filled, token: Token, i: number): boolean {
  const { spans, entries } = view;
  const t = spans.times[token.index]!;
  if (t.unread || t.trouble !== undefined) return false;
  if (filled.intent === 'roster_checkin')
    return t.kind === 'period' || (entries[i]! >= 0 && !t.hasDate) || isSameDay(t, spans, filled);
  if (isSameDay(t, spans, filled) || isSignature(view, filled, i)) return true;
  if (filled.intent === 'leave' && isWhy(spans, t, filled)) return true;
  if (!MEETINGS.has(filled.intent) || filled.startAt === undefined) return false;
  // 春节慰问, 五一前, 请于12月4日前交, 2026年度, 三季度要点: beside the day of the meeting they belong to its words.
  if (t.mayBeTopic || (t.isDeadline && t.hasDate) || t.kind === 'period') return hasOwnDay(view, filled, t);
  return t.part !== undefined && !t.hasDate && !t.hasClock && !filled.startAt.includes('T');
}

/** 昨天挑粪闪了腰, 7号到9号出差 beside the day of the leave: why somebody cannot come. */
function isWhy(spans: Spans, t: TimeSpan, { startAt, reason }: Filled): boolean {
  if (startAt === undefined || reason === undefined || t.hasClock) return false;
  const day = startAt.slice(0, 10);
  const said = momentOf(t, spans.today, 'near');
  if (said.startAt === undefined) return false;
  const [from, to] = [said.startAt.slice(0, 10), (said.endAt ?? said.startAt).slice(0, 10)];
  return to < spans.today || (from <= day && day <= to);
}

/** The day of the start stands in the text by itself. */
function hasOwnDay({ spans }: View, { startAt }: Filled, but: TimeSpan): boolean {
  const day = startAt?.slice(0, 10) ?? '';
  return (daysSaid(spans).get(day) ?? []).some((t) => t !== but);
}

/** The times of a message by the days they may be on; found once, as each time of a long message asks for them. */
function daysSaid(spans: Spans): ReadonlyMap<string, readonly TimeSpan[]> {
  const known = saidDays.get(spans);
  if (known) return known;
  const said = new Map<string, TimeSpan[]>();
  for (const t of spans.times) {
    if (t.kind !== 'moment' || !t.hasDate) continue;
    const days = WAYS.map((way) => momentOf(t, spans.today, way).startAt?.slice(0, 10));
    for (const day of new Set(days)) if (day !== undefined) said.set(day, [...(said.get(day) ?? []), t]);
  }
  saidDays.set(spans, said);
  return said;
}

const WAYS = ['back', 'forward', 'near'] as const;
const saidDays = new WeakMap<Spans, ReadonlyMap<string, readonly TimeSpan[]>>();

/** A month that holds the day, the same day said again. */
function isSameDay(t: TimeSpan, spans: Spans, { startAt, endAt, intent }: Filled): boolean {
  const days = [startAt, endAt].filter((x) => x !== undefined).map((x) => x.slice(0, 10));
  const direction = intent === 'activity_create' || intent === 'leave' ? 'forward' : 'back';
  if (t.kind === 'period') {
    const around = [periodOf(t, spans, true), periodOf(t, spans, false)];
    return days.some((day) => around.some((p) => p !== undefined && p.from <= day && day <= p.to));
  }
  if (t.hasClock) return false;
  const said = momentOf(t, spans.today, direction);
  return [said.startAt, said.endAt].some((x) => x !== undefined && days.includes(x));
}

/** The date under a letter, behind or beneath the name: a day with its year or month, not after today. */
function isSignature({ spans, tokens }: View, { startAt, intent }: Filled, i: number): boolean {
  const token = tokens[i]!;
  const t = spans.times[token.index]!;
  const isLast = tokens.slice(i + 1).every((x) => x.kind === 'mark' || x.kind === 'line');
  if (!isLast || tokens.length <= 8 || !t.hasDate || t.hasClock || startAt === undefined) return false;
  const day = momentOf(t, spans.today, 'back').startAt;
  if (day === undefined || day > spans.today) return false;
  const before = spans.s.slice(0, token.at);
  return /[\n。]\s*$/.test(before) || (/[\s—]$/.test(before) && (intent !== 'leave' || day < startAt));
}
