// Every name of the whole organisation, wherever it stands in a text and whatever else it may mean there: a word too many
// is hidden rather than a name let out.
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { Knowledge } from '../../parsing/knowledge.ts';
import { isClearSurname } from '../../parsing/spans/people-given.ts';
import { fold } from '../../parsing/spans/people-text.ts';
import { isWord } from '../../parsing/spans/people-words.ts';
import type { Span } from '../../parsing/spans/span.ts';

interface Names {
  /** the roster's spelling, by the name without blanks, dots and strokes */
  of: ReadonlyMap<string, string>;
  lengths: readonly number[];
}

interface Found extends Span {
  /** as the roster writes it */
  name: string;
}

const people = new WeakMap<Organisation, Names>();
const units = new WeakMap<Organisation, Names>();
const given = new WeakMap<Knowledge, Names>();

/** Blanks and the like inside a name do not make it another: 张 三, 阿依古丽·买买提. */
const BETWEEN = /[\s·.\-_*/\\>|]/;
/** 王伟(二组), 王伟A, 王伟2 */
const NOTE = /\([^()]*\)$/;
const NUMBER = /(?<=[\u4e00-\u9fff])[\da-z]{1,2}$/;
/** Above this a given name is as often a word as somebody's. */
const MOST_GIVEN = 500;

/** People whose names are made ready before other work gets its turn: a city takes a second. */
const AT_ONCE = 1000;
const HAN_ONLY = /^[\u4e00-\u9fff]+$/;

function squeeze(text: string): string {
  const folded = fold(text);
  return HAN_ONLY.test(folded) ? folded : [...folded].filter((c) => !BETWEEN.test(c)).join('');
}

type Entry = readonly [key: string, name: string];

function indexed(entries: Iterable<Entry>): Names {
  const of = new Map<string, string>();
  for (const entry of entries) put(of, entry);
  return ready(of);
}

function put(of: Map<string, string>, [key, name]: Entry): void {
  if (key.length > 1 && !of.has(key)) of.set(key, name);
}

function ready(of: ReadonlyMap<string, string>): Names {
  const lengths = new Set<number>();
  for (const key of of.keys()) lengths.add(key.length);
  return { of, lengths: [...lengths].sort((a, b) => b - a) };
}

function remembered<K extends object>(shelf: WeakMap<K, Names>, owner: K, make: () => Names): Names {
  const known = shelf.get(owner) ?? make();
  shelf.set(owner, known);
  return known;
}

/** Every way a name of the roster may be written. */
function* keysOf(name: string): Generator<Entry> {
  const whole = squeeze(name);
  yield [whole, name];
  if (HAN_ONLY.test(whole)) return;
  const bare = whole.replace(NOTE, '');
  yield [bare, name];
  yield [bare.replace(NUMBER, ''), name];
}

function* keysOfAll(org: Organisation): Generator<Entry> {
  for (const { name } of org.people.values()) yield* keysOf(name);
}

/** Makes the names of an organisation ready, in slices; whoever looks for them before that waits for the whole. */
export async function readyNames(org: Organisation): Promise<void> {
  if (people.has(org)) return;
  const of = new Map<string, string>();
  let count = 0;
  for (const entry of keysOfAll(org)) {
    put(of, entry);
    if (++count % AT_ONCE === 0) await new Promise(setImmediate);
  }
  people.set(org, ready(of));
}

/** Names of people of the whole roster. */
export const peopleIn = (s: string, org: Organisation): Found[] =>
  search(
    s,
    remembered(people, org, () => indexed(keysOfAll(org))),
  );

/** Names of units of the whole organisation, with or without the units above them. */
export const unitsIn = (s: string, org: Organisation): Found[] =>
  search(
    s,
    remembered(units, org, () => indexed(keysOfUnits(org))),
  );

function* keysOfUnits(org: Organisation): Generator<Entry> {
  for (const { name, path } of org.units.values()) {
    const parts = path.split('/').map(squeeze);
    for (let i = 0; i < parts.length; i++) yield [parts.slice(i).join(''), name];
  }
}

/** Given names alone, of those around the sender: 晓明 of 王晓明. */
export const givenIn = (s: string, knowledge: Knowledge): Found[] =>
  search(
    s,
    remembered(given, knowledge, () => {
      const { entries } = knowledge.names;
      const alone = entries.length > MOST_GIVEN ? [] : entries.filter((e) => e.han && e.size > 2);
      return indexed(
        alone
          .map((e) => [e.key.slice(e.size > 3 ? 2 : 1), e.names[0]!] as const)
          .filter(([key]) => !(key.length === 2 && isWord(key.charCodeAt(0), key.charCodeAt(1)))),
      );
    }),
  );

/** 老李, 小张: a surname behind a word of familiarity, where the two make no other word. */
export function nicknamesIn(s: string): Found[] {
  const found: Found[] = [];
  for (let i = 0; i + 1 < s.length; i++) {
    if (!FAMILIAR.has(s[i]!)) continue;
    const [a, b, c] = [s.charCodeAt(i), s.charCodeAt(i + 1), s.charCodeAt(i + 2)];
    if (isClearSurname(b) && !isWord(a, b) && !isWord(b, c))
      found.push({ at: i, end: i + 2, name: s.slice(i, i + 2) });
  }
  return found;
}
const FAMILIAR: ReadonlySet<string> = new Set('老小阿');

/** Longest first at each place; a place costs as many look-ups as names have lengths. */
function search(s: string, { of, lengths }: Names): Found[] {
  const places: number[] = [];
  let text = '';
  for (let i = 0; i < s.length; i++) {
    const c = fold(s[i]!);
    if (BETWEEN.test(c) || c.length !== 1) continue;
    places.push(i);
    text += c;
  }
  const found: Found[] = [];
  for (let i = 0; i < text.length; i++) {
    const length = lengths.find((n) => of.has(text.slice(i, i + n)));
    if (length === undefined) continue;
    // A name may hide the beginning of another: 张三 of 张三丰 and what follows are both looked at.
    found.push({
      at: places[i]!,
      end: places[i + length - 1]! + 1,
      name: of.get(text.slice(i, i + length))!,
    });
  }
  return found;
}
