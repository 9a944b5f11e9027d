import { officeBefore, wordAfter, wordBefore } from './people-cues.ts';
import { foldUnit, isDigit, isDot, isHan, isLetter } from './people-text.ts';
import type { Span } from './span.ts';

/** What looks like a name. */
export interface Guess extends Span {
  weight: number;
  office?: string;
}

/** A text while names are looked for in it. */
export interface Context {
  s: string;
  /** 1 where a span already read stands, 2 where a person found stands */
  taken: Uint8Array;
  /** what words say on both sides of a place, once it was asked: a place is looked at from many names */
  before: Int8Array;
  after: Int8Array;
}

export function contextOf(s: string, taken: readonly Span[]): Context {
  const marks = new Uint8Array(s.length + 1);
  for (const { at, end } of taken) marks.fill(1, Math.max(0, at), Math.min(end, s.length));
  const size = s.length + 1;
  return { s, taken: marks, before: new Int8Array(size).fill(-1), after: new Int8Array(size).fill(-1) };
}

/** Whether `at`..`end` touches nothing that is read already. */
export function isFree({ taken }: Context, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (taken[i] !== 0) return false;
  return true;
}

const isMark = (code: number): boolean => !isHan(code) && !isLetter(code) && !isDigit(code);

/** What they open is a title or somebody's words more often than a name. */
const QUOTES = new Set([...'“「『《']);

/** 2: a name may well begin at `i`, 1: it can, 0: a word runs up to it. */
export function leftOf(c: Context, i: number): number {
  if (i === 0 || c.taken[i - 1] !== 0) return 2;
  if (c.before[i]! < 0) c.before[i] = textBefore(c.s, i);
  return c.before[i]!;
}

function textBefore(s: string, i: number): number {
  const code = s.charCodeAt(i - 1);
  if (isDot(foldUnit(code)) && code !== 46) return isHan(s.charCodeAt(i - 2)) ? 0 : 2;
  if (isMark(code)) return QUOTES.has(s[i - 1]!) ? 1 : 2;
  if (isDigit(code))
    return i > 1 && isDigit(s.charCodeAt(i - 2)) && i > 2 && isDigit(s.charCodeAt(i - 3)) ? 0 : 1;
  if (isLetter(code)) return i === 1 || isMark(s.charCodeAt(i - 2)) ? 1 : 0;
  return wordBefore(s, i);
}

/** 2: a name may well end at `i`, between 1 and 2: it can, 0: a word runs on. */
export function rightOf(c: Context, i: number): number {
  if (i >= c.s.length || c.taken[i] !== 0) return 2;
  if (c.after[i]! < 0) c.after[i] = Math.round(textAfter(c.s, i) * 10);
  return c.after[i]! / 10;
}

function textAfter(s: string, i: number): number {
  const code = s.charCodeAt(i);
  if (isDot(foldUnit(code)) && code !== 46) return isHan(s.charCodeAt(i + 1)) ? 0 : 2;
  if (isMark(code)) return 2;
  return isDigit(code) || isLetter(code) ? 1 : wordAfter(s, i);
}

const LINKS = [...'和及与跟同'].map((c) => c.charCodeAt(0));
/** 和, 及 … and the like at `i`. */
export const isLink = (s: string, i: number): boolean => LINKS.includes(s.charCodeAt(i));

/** An office stands before `i`. */
export const heldBefore = ({ s, taken }: Context, i: number): string | undefined =>
  i > 0 && taken[i - 1] !== 1 ? officeBefore(s, i) : undefined;
