import { atMinute, type MinuteOfDay } from '../domain/calendar/minutes.ts';
import { eveningOf } from '../domain/calendar/quiet.ts';
import type { DateText } from '../domain/calendar/time.ts';
import type { CardButton } from '../ports/channels.ts';
import { push } from './activity-index.ts';
import { type Desk, type Entry, kept, RANK, type Topic } from './entry.ts';
import type { PlannedMessage } from './plan-types.ts';
import type { Recipient } from './posts.ts';

import type { Words } from './wording.ts';

/** Units named in one line; more are counted. */
const UNITS_NAMED = 60;
/** Of a thousand the first are named: a morning is one message. */
const MATTERS_NAMED = 40;

/** Writes the one message of a person's working day; undefined when there is nothing to say. */
export type DigestWriter = (
  recipient: Recipient,
  date: DateText,
  minute: MinuteOfDay,
  found: readonly Entry[],
) => PlannedMessage | undefined;

export function digestWriter(desk: Desk, nameOf: (unitId: number) => string): DigestWriter {
  const { input, words } = desk;
  const bodies = knownBodies((entries, oneUnit) => bodyOf(desk, nameOf, entries, oneUnit));
  const done: CardButton = { text: words.say('button.done'), key: '', style: 1 };
  const laterOnly: CardButton[] = [{ text: words.say('button.later'), key: 'snooze', style: 2 }];
  const evening = eveningOf(input.settings.reminders.quiet);
  return ({ personId, userId }, date, minute, found) => {
    const entries = ordered(found);
    if (entries.length === 0) return undefined;
    const subject = `digest:${personId}:${date}`;
    const first = entries[0]!.unitId;
    const unit = entries.every((e) => e.unitId === first) ? nameOf(first) : null;
    const body = bodies(date, entries, unit !== null);
    return {
      key: subject,
      at: atMinute(date, minute),
      expiresAt: atMinute(date, evening),
      rule: 'digest',
      unitId: first,
      subject,
      title: body.title,
      audience: [userId],
      channel: input.privateChannel,
      chat: null,
      text: withHead(words, date, unit, body),
      matters: entries.map(({ matter, unitId, topic }) => ({ key: matter, unitId, name: topic.name })),
      buttons: buttonsOf(entries, done, laterOnly),
    };
  };
}

/** Most urgent first, one entry a matter; a missing record is not asked for twice. */
function ordered(found: readonly Entry[]): readonly Entry[] {
  if (found.length < 2) return found;
  const sorted = isInOrder(found) ? found : found.toSorted(byUrgency);
  const kept: Entry[] = [];
  for (const entry of sorted) if (!kept.some((e) => saysToo(e, entry))) kept.push(entry);
  return kept;
}

/** Whether what stands before an entry leaves nothing of it to say. */
function saysToo(before: Entry, { matter, unitId, topic }: Entry): boolean {
  if (before.unitId !== unitId) return false;
  const { name, word } = before.topic;
  // A matter has one name a day; names are shared and told apart at once, matters are put together for each unit.
  if (name === topic.name && before.matter === matter) return true;
  // a record is more urgent than its requirement, so it stands before it
  if (topic.word === 'line.unrecorded') return word === 'line.record_due';
  // A requirement that a report meets asks for the report already.
  return topic.rank === RANK.filing && word === 'line.filing' && name === topic.name;
}

function isInOrder(found: readonly Entry[]): boolean {
  for (let i = 1; i < found.length; i++) if (byUrgency(found[i - 1]!, found[i]!) > 0) return false;
  return true;
}

function byUrgency(a: Entry, b: Entry): number {
  const [x, y] = [a.topic, b.topic];
  if (x.rank !== y.rank) return x.rank - y.rank;
  if (x.due !== y.due) return compare(x.due, y.due);
  return compare(x.join ?? '', y.join ?? '') || a.unitId - b.unitId || compare(a.matter, b.matter);
}

/** Everything of a digest below its head. */
interface Body {
  /** the only line, not numbered; null when there are several */
  single: string | null;
  count: number;
  /** what follows the only line, or the head of several: with its own line break */
  below: string;
  title: string;
}

/** Digests of one unit that speak of the same topics differ in their head only: written once a day. */
function knownBodies(
  write: (entries: readonly Entry[], oneUnit: boolean) => Body,
): (date: DateText, entries: readonly Entry[], oneUnit: boolean) => Body {
  interface Node {
    body?: Body;
    next: Map<Topic, Node>;
  }
  let today = '';
  let root: Node = { next: new Map() };
  return (date, entries, oneUnit) => {
    if (!oneUnit || entries.some((e) => !e.topic.common)) return write(entries, oneUnit);
    if (date !== today) {
      today = date;
      root = { next: new Map() };
    }
    let node = root;
    for (const { topic } of entries) {
      node = kept(node.next, topic, (): Node => ({ next: new Map() }));
    }
    node.body ??= write(entries, oneUnit);
    return node.body;
  };
}

function bodyOf(
  desk: Desk,
  nameOf: (unitId: number) => string,
  entries: readonly Entry[],
  oneUnit: boolean,
): Body {
  const { words, input } = desk;
  const lines = linesOf(entries);
  const shown = lines.slice(0, input.settings.reminders.digest.maxLines);
  const said = shown.map((line) => sentence(desk, nameOf, line, oneUnit));
  const rest = lines.slice(shown.length).flatMap((line) => line.entries);
  const alone = lines.length === 1;
  const numbered = alone ? [] : said.map((text, i) => words.fill('digest.line', { number: i + 1, text }));
  const more = rest.length > 0 ? [moreOf(desk, nameOf, rest, oneUnit)] : [];
  const foot = entries.some((e) => !isAnnouncement(e)) ? [words.say('digest.foot')] : [];
  return {
    single: alone ? said[0]! : null,
    count: lines.length,
    below: [...numbered, ...more, ...foot].map((line) => `\n${line}`).join(''),
    title: words.fill('part.names', { names: [...new Set(entries.map((e) => e.topic.name))] }),
  };
}

function withHead(words: Words, date: DateText, unit: string | null, body: Body): string {
  if (body.single !== null) {
    const line = unit === null ? body.single : words.fill('digest.single', { unit, line: body.single });
    return line + body.below;
  }
  const data = { date: words.day(date), count: body.count };
  const head =
    unit === null ? words.say('digest.title', data) : words.fill('digest.title_unit', { unit, ...data });
  return head + body.below;
}

/** One line of a digest with the entries and units it stands for. */
interface Line {
  first: Topic;
  entries: Entry[];
  /** distinct units, in the order of the entries */
  units: number[];
}

/** A topic of several units is one line; then 还没安排支部党员大会、党课: what the same units miss is one line too. */
function linesOf(entries: readonly Entry[]): Line[] {
  const only = entries.length === 1 ? entries[0]! : undefined;
  if (only) return [{ first: only.topic, entries: [only], units: [only.unitId] }];
  const byTopic = new Map<Topic, Line>();
  for (const entry of entries) {
    const line = byTopic.get(entry.topic) ?? { first: entry.topic, entries: [], units: [] };
    byTopic.set(entry.topic, line);
    line.entries.push(entry);
    if (!line.units.includes(entry.unitId)) line.units.push(entry.unitId);
  }
  const kept: Line[] = [];
  const byUnits = new Map<string, Line>();
  for (const line of byTopic.values()) {
    const { join } = line.first;
    const key = join === null ? null : `${join} ${[...line.units].sort((a, b) => a - b)}`;
    const same = key === null ? undefined : byUnits.get(key);
    if (same) same.entries.push(...line.entries);
    else {
      kept.push(line);
      if (key !== null) byUnits.set(key, line);
    }
  }
  return kept;
}

function sentence(
  desk: Desk,
  nameOf: (unitId: number) => string,
  { first, entries, units }: Line,
  oneUnit: boolean,
): string {
  const { words } = desk;
  const names = namesIn(entries);
  // What many units are told of is worded once, however many digests hold it beside lines of their own.
  const word = first.common ? words.say : words.fill;
  // Which word goes with which data is settled where the topic is made; the compiler cannot follow it here.
  if (first.word === 'line.unmet')
    return words.fill(first.word, { ...first.data, names, units: namesOf(desk, nameOf, units) } as never);
  const text = word(first.word, { ...first.data, names } as never);
  return oneUnit ? text : words.fill('part.unit_first', { units: namesOf(desk, nameOf, units), text });
}

/** What lines that became one differ in. */
const namesIn = (entries: readonly Entry[]): unknown[] =>
  entries.length === 1
    ? [entries[0]!.topic.data.name]
    : [...new Set(entries.map(({ topic }) => topic.data.name))];

function namesOf(desk: Desk, nameOf: (unitId: number) => string, units: readonly number[]): string {
  const names = units.slice(0, UNITS_NAMED).map(nameOf);
  const text = desk.words.fill('part.names', { names });
  return units.length > UNITS_NAMED
    ? desk.words.fill('part.and_more', { names: text, count: units.length })
    : text;
}

/** What does not fit is still named, shortly: matters with their units. */
function moreOf(
  desk: Desk,
  nameOf: (unitId: number) => string,
  rest: readonly Entry[],
  oneUnit: boolean,
): string {
  const byName = new Map<string, number[]>();
  for (const e of rest) push(byName, e.topic.name, e.unitId);
  const names = [...byName].map(([name, units]) =>
    oneUnit
      ? name
      : desk.words.fill('part.name_of_units', { name, units: namesOf(desk, nameOf, [...new Set(units)]) }),
  );
  const [shown, count] = [names.slice(0, MATTERS_NAMED), names.length];
  if (count === shown.length) return desk.words.fill('digest.more', { count: rest.length, names });
  const first = desk.words.fill('part.names', { names: shown });
  return desk.words.fill('digest.more', {
    count: rest.length,
    names: [desk.words.fill('part.and_more', { names: first, count })],
  });
}

/** 稍后 for everything, 已处理 where saying so settles the only matter. */
function buttonsOf(entries: readonly Entry[], done: CardButton, laterOnly: CardButton[]): CardButton[] {
  const own = entries.length === 1 ? entries : entries.filter((e) => !isAnnouncement(e) && !isAlong(e));
  if (own.length !== 1) return own.length === 0 ? [] : laterOnly;
  const { word } = own[0]!.topic;
  if (word === 'line.announcement') return [];
  if (word !== 'line.acknowledge' && word !== 'line.once') return laterOnly;
  return [{ ...done, key: `done:${own[0]!.matter}` }, ...laterOnly];
}

const isAnnouncement = (e: Entry): boolean => e.topic.word === 'line.announcement';
const isAlong = (e: Entry): boolean => e.topic.rank === RANK.filing;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
