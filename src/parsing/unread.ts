// What of a message must have been read before anything is done: numbers, dates, names, units, denials, conditions.
import type { Filled } from '../domain/intent.ts';
import type { View } from './learned/view.ts';
import type { Spans } from './spans/spans.ts';
import { momentOf, periodOf } from './spans/time/resolve.ts';
import type { Token } from './spans/token.ts';

/** Talk of what may be, jokes and corrections turn a message, wherever they stand. */
const TURNING = new Set(['maybe', 'joke', 'undoing', 'except']);
/** What a denial right before turns round. */
const DENIABLE = new Set([
  'checkin',
  'proxy',
  'makeup',
  'leave',
  'leavekind',
  'present',
  'done',
  'extend',
  'rectify',
  'ack',
]);
const CONTENT = new Set<Token['kind']>([
  'time',
  'period',
  'repeat',
  'person',
  'unit',
  'item',
  'count',
  'percent',
  'ratio',
  'everybody',
]);

/** For somebody else. */
const FOR_OTHERS = new Set(['proxy', 'forwhom']);
const ABOUT_PEOPLE = new Set(['checkin', 'makeup_checkin', 'leave']);

/** A name this doubtful is a word. */
const LIKELY_NAME = 0.6;

export function isContent({ spans, tokens }: View, filled: Filled, i: number): boolean {
  const token = tokens[i]!;
  if (token.kind === 'word') {
    if (filled.intent.startsWith('rectify_'))
      return token.symbol === 'joke' || (token.symbol === 'maybe' && filled.intent !== 'rectify_progress');
    // 谁没来, 除了张三还有谁: what a question turns on is what it asks.
    if (filled.intent === 'query') return token.symbol === 'joke';
    // 帮他按一下 without a name that was found: whoever it is, it is not the sender.
    if (FOR_OTHERS.has(token.symbol) && ABOUT_PEOPLE.has(filled.intent) && filled.names === undefined)
      return tokens[i + 1]?.symbol !== 'self';
    return TURNING.has(token.symbol) || (token.symbol === 'negation' && turns(tokens, filled, i));
  }
  if (!CONTENT.has(token.kind)) return false;
  return token.kind !== 'person' || spans.people[token.index]!.weight >= LIKELY_NAME;
}

/** 没请假, 别给我签: a denial just before what the message is about. 不去 and 没来 in a leave are the leave itself. */
function turns(tokens: readonly Token[], filled: Filled, i: number): boolean {
  const near = tokens.slice(i + 1, i + 4);
  const stop = near.findIndex((t) => t.kind === 'mark' || t.kind === 'line');
  const said = stop < 0 ? near : near.slice(0, stop);
  return said.some((t) => DENIABLE.has(t.symbol) && !(t.symbol === 'present' && filled.intent === 'leave'));
}

/** Content that says nothing the slots do not hold already. */
export function isExplained(view: View, filled: Filled, token: Token, i: number): boolean {
  const { spans, tokens } = view;
  const isLedger = filled.intent.startsWith('rectify_');
  switch (token.kind) {
    case 'count': {
      const figure = spans.figures[token.index];
      if (isLedger || figure?.kind !== 'count' || figure.unit === 'things') return true;
      return (
        isCounted(filled, figure.value) ||
        isAside(spans, tokens, token, i) ||
        isRowNumber(view, token, filled, i)
      );
    }
    case 'percent':
      return isLedger || filled.intent === 'activity_report';
    case 'ratio':
    case 'repeat':
      return isLedger;
    case 'everybody':
      return (
        (filled.names ?? []).length > 0 ||
        (filled.present !== undefined && filled.present === filled.expected)
      );
    case 'time':
    case 'period':
      return isLedger ? !spans.times[token.index]!.unread : isSameTime(view, filled, token);
    case 'person':
      return isLedger || isNamed(filled, spans.people[token.index]!.name);
    case 'item':
      return isLedger;
    case 'unit':
      return isLedger || filled.scope !== undefined;
    default:
      return false;
  }
}

const isNamed = ({ names = [], absent = [], host, recorder }: Filled, name: string): boolean =>
  names.includes(name) || absent.some((a) => a.name === name) || host === name || recorder === name;

/** 两个, 3人 that only count the people named, or what is missing. */
function isCounted({ names = [], absent = [], expected, present, self }: Filled, value: number): boolean {
  const gap = expected !== undefined && present !== undefined ? expected - present : undefined;
  const named = names.length + (self ? 1 : 0);
  return (
    [names.length, named, absent.length, expected, present, gap].includes(value) ||
    value === names.length + absent.length
  );
}

const VOTE = /优秀|合格|同意|赞成|反对|弃权|票|列席|群众|积极分子|预备|流动|表决|尾号|电话|手机|工号|学号|第/;

/** Votes, guests, numbers of phones: said beside the figures and kept with the words of the record. */
function isAside(spans: Spans, tokens: readonly Token[], token: Token, i: number): boolean {
  if (tokens.slice(Math.max(0, i - 3), i + 3).some((t) => t.symbol === 'away')) return true;
  return VOTE.test(spans.s.slice(Math.max(0, token.at - 6), token.end + 4));
}

/** The number of a row, or of a person on a sheet. */
function isRowNumber({ spans, entries }: View, token: Token, filled: Filled, i: number): boolean {
  if (filled.intent === 'roster_checkin' && entries[i]! >= 0) return true;
  return (
    spans.form.fields.some((f) => f.table !== undefined) &&
    /(?:^|\n)[ \t]*$/.test(spans.s.slice(Math.max(0, token.at - 4), token.at))
  );
}

/** A month that holds the day, the same day said again, the date under a signature. */
function isSameTime({ spans, tokens }: View, filled: Filled, token: Token): boolean {
  const t = spans.times[token.index]!;
  if (t.unread || t.trouble !== undefined) return false;
  const day = filled.startAt?.slice(0, 10);
  const direction = filled.intent === 'activity_create' || filled.intent === 'leave' ? 'forward' : 'back';
  if (day !== undefined) {
    const around = [periodOf(t, spans, true), periodOf(t, spans, false)];
    if (t.kind === 'period' && around.some((p) => p !== undefined && p.from <= day && day <= p.to))
      return true;
    if (!t.hasClock && momentOf(t, spans.today, direction).startAt === day) return true;
  }
  const last = tokens.at(-1)!;
  const isSignature = token === last && tokens.length > 12 && spans.s.slice(token.at - 1, token.at) === '\n';
  return isSignature && filled.intent !== 'leave';
}

/** Entries of a list in which nobody was found. */
export function linesWithoutName(spans: Spans): string[] {
  const entries = spans.lists.flatMap((list) => list.entries);
  const named = new Set<number>();
  let next = 0;
  for (const p of spans.people) {
    while (next < entries.length && entries[next]!.end < p.end) next++;
    if (entries[next] && entries[next]!.at <= p.at) named.add(next);
  }
  return entries.filter((_, i) => !named.has(i)).map((entry) => entry.text);
}

/** A reason behind a name without a word for being away: present or not, nobody can tell (domain rule 14); people outside the list. */
export function bareReasons({ spans, tokens, entries }: View, filled: Filled): string[] {
  const away = new Set((filled.absent ?? []).map((a) => a.name));
  const lists = spans.lists.flatMap((list) => list.entries);
  const reasons = tokens
    .map((token, i) => (token.symbol === 'reason' ? lists[entries[i]!] : undefined))
    .filter((entry) => entry !== undefined)
    .filter((entry) => spans.people.some((p) => p.at >= entry.at && p.end <= entry.end && !away.has(p.name)))
    .map((entry) => entry.text);
  const passedOver = spans.people.filter((p) => p.weight >= LIKELY_NAME && !isNamed(filled, p.name));
  return [...reasons, ...passedOver.map((p) => p.name)];
}
