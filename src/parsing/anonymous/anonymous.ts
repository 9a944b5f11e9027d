// A message as an example to learn from, with nobody in it who exists. What is not certain to be so is not given out.
import { createCalendar } from '../../domain/calendar/calendar.ts';
import { type Instant, isoShanghai, MINUTE_MS } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import { knowledgeOf } from '../knowledge.ts';
import { normalise } from '../normalise.ts';
import type { Span } from '../spans/span.ts';
import { readSpans, type Spans } from '../spans/spans.ts';
import { MadeUp } from './made-up.ts';
import { mayTell } from './telling.ts';

/** What must not be found in what is given out. */
export interface Secrets {
  people: readonly string[];
  units: readonly string[];
  /** accounts */
  ids: readonly string[];
}

/** A line of the message corpus. */
interface Example {
  text: string;
  now: string;
  expect: Filled;
  people: string[];
}

interface Change extends Span {
  /** as written or as the roster has it */
  keys: string[];
  to: string;
}

const PUBLISHED = createCalendar();
const LONGEST = 500;

/** Addresses, numbers of phones and identity cards: nothing of a message hangs on them. */
const DROPPED = /[\w.+-]+@[\w.-]+|https?:\/\/\S+|\+?\d[\d-]{5,}\d[xX]?/g;

/** Undefined where it is not certain that nothing of a person, a unit or an account is left. */
export function anonymous(
  said: { text: string; at: Instant; expect: Filled },
  secrets: Secrets,
): Example | undefined {
  const m = normalise(said.text);
  if (m.raw.length !== m.s.length || m.s.length > LONGEST) return undefined;
  const knowledge = knowledgeOf({ people: secrets.people, units: secrets.units });
  const spans = readSpans(m, said.at, PUBLISHED, knowledge);
  const isKnown = new Set([...secrets.people, ...secrets.units]);
  const made = new MadeUp((name) => isKnown.has(name) || m.raw.includes(name));
  const changes = changesIn(spans, made);
  if (!changes) return undefined;
  const text = rewritten(m.raw, changes);
  const names = new Map(changes.flatMap((c) => c.keys.map((key): [string, string] => [key, c.to])));
  const expect = relabelled(said.expect, names, text);
  if (!expect || holdsSecret(text, secrets) || mayTell(text, new Set(names.values()), said.at))
    return undefined;
  const people = spans.people.filter((p) => p.roster !== undefined).map((p) => names.get(p.roster!)!);
  return {
    text,
    now: isoShanghai(Math.floor(said.at / MINUTE_MS) * MINUTE_MS),
    expect,
    people: [...new Set(people)],
  };
}

/** What is replaced and what dropped, in order; undefined where a name has none to stand for it. */
function changesIn({ m, people, units, times }: Spans, made: MadeUp): Change[] | undefined {
  const changes: Change[] = [];
  for (const p of people) {
    const to = made.person(p.roster ?? p.name);
    if (to === undefined) return undefined;
    const written = m.raw.slice(p.nameAt, p.nameEnd);
    changes.push({ at: p.nameAt, end: p.nameEnd, to, keys: [p.name, p.roster ?? p.name, written] });
  }
  for (const u of units) {
    const written = m.raw.slice(u.at, u.end);
    const to = made.unit(written);
    if (to === undefined) return undefined;
    changes.push({ at: u.at, end: u.end, to, keys: [written, u.text] });
  }
  for (const d of m.raw.matchAll(DROPPED)) {
    const span = { at: d.index, end: d.index + d[0].length };
    if (!times.some((t) => t.at < span.end && span.at < t.end)) changes.push({ ...span, to: '', keys: [] });
  }
  changes.sort((a, b) => a.at - b.at);
  return changes.some((c, i) => i > 0 && c.at < changes[i - 1]!.end) ? undefined : changes;
}

function rewritten(raw: string, changes: readonly Change[]): string {
  let out = '';
  let from = 0;
  for (const { at, end, to } of changes) {
    out += raw.slice(from, at) + to;
    from = end;
  }
  return (out + raw.slice(from)).trim();
}

const NAMED = ['host', 'recorder'] as const;
const FREE = ['place', 'topic', 'reason', 'remark'] as const;

/** The label with the same names; undefined where it says something that the text does not say any more. */
function relabelled(label: Filled, names: ReadonlyMap<string, string>, text: string): Filled | undefined {
  const { meant: _, ...expect } = label;
  const free = (value: string) => {
    const longest = [...names].sort(([a], [b]) => b.length - a.length);
    const out = longest.reduce((s, [key, to]) => (key === '' ? s : s.replaceAll(key, to)), value);
    return bare(text).includes(bare(out)) ? out : undefined;
  };
  const done: Filled = { ...expect };
  if (expect.names) done.names = expect.names.map((name) => names.get(name) ?? '');
  if (expect.absent)
    done.absent = expect.absent.map(({ name, reason }) => ({
      name: names.get(name) ?? '',
      ...(reason !== undefined && { reason: free(reason) ?? '' }),
    }));
  if (expect.scope !== undefined) done.scope = names.get(expect.scope) ?? '';
  for (const key of NAMED) if (expect[key] !== undefined) done[key] = names.get(expect[key]) ?? '';
  for (const key of FREE) if (expect[key] !== undefined) done[key] = free(expect[key]) ?? '';
  // A code may tell which town it is.
  const isPlain = /^[\d,]*$/.test(expect.itemNo ?? '');
  return isPlain && !JSON.stringify(done).includes('""') ? done : undefined;
}

const bare = (s: string) => s.normalize('NFKC').replace(/[\s\p{P}]/gu, '');

function holdsSecret(text: string, { people, units, ids }: Secrets): boolean {
  const lower = text.toLowerCase();
  const has = (word: string) => word.length > 1 && lower.includes(word.toLowerCase());
  return [...people, ...units, ...ids].some(has);
}
