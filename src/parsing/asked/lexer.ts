// Cuts a question into the words it is made of, with what was found in it before as words of their own.
import type { Span } from '../spans/span.ts';
import { ASKING_WORDS } from './asking-words.ts';
import { ATTENDANCE_WORDS } from './attendance-words.ts';
import { CONTEXT, FILLERS, PURPOSE } from './filler-words.ts';
import { FOLLOW_WORDS } from './follow-words.ts';
import { ITEM_WORDS } from './item-words.ts';
import { MEETING_WORDS } from './meeting-words.ts';
import { PEOPLE_WORDS } from './people-words.ts';

const LISTS = [
  ASKING_WORDS,
  ATTENDANCE_WORDS,
  MEETING_WORDS,
  ITEM_WORDS,
  PEOPLE_WORDS,
  FOLLOW_WORDS,
] as const;

type KeyOf<T> = T extends T ? keyof T : never;
/** What a word asks for. */
export type Concept = KeyOf<(typeof LISTS)[number]>;

/** `other` is text that no list has. */
type Kind = Concept | 'filler' | 'context' | 'purpose' | 'other';

export interface Word extends Span {
  /** what it asks for first of all */
  kind: Kind;
  /** … and all that it may ask for: 缺 is of people and of meetings */
  kinds: readonly Kind[];
}

/** `{a,b}c` → `ac bc` */
function spelledOut(pattern: string): string[] {
  const m = /\{([^{}]*)\}/u.exec(pattern);
  if (!m) return [pattern];
  return m[1]!
    .split(',')
    .flatMap((one) => spelledOut(pattern.slice(0, m.index) + one + pattern.slice(m.index + m[0].length)));
}

const words = new Map<string, [Kind, ...Kind[]]>();
/** @param isOfNothing where a word asks for something elsewhere, it asks for that */
function enter(list: string, kind: Kind, isOfNothing = false): void {
  for (const word of list.split(/\s+/u).flatMap(spelledOut)) {
    const known = words.get(word);
    if (word === '') continue;
    if (known === undefined) words.set(word, [kind]);
    else if (!isOfNothing && !known.includes(kind)) known.push(kind);
  }
}
for (const lists of LISTS)
  for (const [concept, list] of Object.entries(lists)) enter(list, concept as Concept);
enter(CONTEXT.join(' '), 'context', true);
enter(PURPOSE.join(' '), 'purpose', true);
enter(FILLERS.join(' '), 'filler', true);
const LONGEST = Math.max(...[...words.keys()].map((word) => word.length));

/** @param taken stretches that are no words of a question, in order: they are left out, and no word goes over their edge */
export function wordsOf(s: string, taken: readonly Span[]): Word[] {
  const found: Word[] = [];
  let at = 0;
  for (const { at: from, end } of [...taken, { at: s.length, end: s.length }]) {
    while (at < from) at = oneWord(s, at, from, found);
    at = Math.max(at, end);
  }
  return found;
}

const BLANK = /[\s,，.。;；:：!！?？、~～…“”"'‘’()（）@+—-]/u;

const OTHER: readonly Kind[] = ['other'];

function oneWord(s: string, at: number, limit: number, found: Word[]): number {
  if (BLANK.test(s[at]!)) return at + 1;
  for (let length = Math.min(LONGEST, limit - at); length > 0; length--) {
    const kinds = words.get(s.slice(at, at + length));
    if (kinds === undefined) continue;
    found.push({ kind: kinds[0], kinds, at, end: at + length });
    return at + length;
  }
  const last = found.at(-1);
  if (last?.kind === 'other' && last.end === at) last.end++;
  else found.push({ kind: 'other', kinds: OTHER, at, end: at + 1 });
  return at + 1;
}
