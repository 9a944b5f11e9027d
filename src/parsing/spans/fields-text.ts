import type { Span } from './span.ts';

/** A line or a cell: its text with where it stands. */
export interface Piece extends Span {
  text: string;
}

/** The lines of a text. */
export function linesOf(s: string): Piece[] {
  const lines: Piece[] = [];
  let at = 0;
  for (const text of s.split('\n')) {
    lines.push({ at, end: at + text.length, text });
    at += text.length + 1;
  }
  return lines;
}

/** `to` moved back over blanks and the given signs; a pattern bound to the end would try every blank in vain. */
export function endWithout(s: string, from: number, to: number, signs: string): number {
  let end = to;
  while (end > from && (s.charCodeAt(end - 1) <= 32 || signs.includes(s[end - 1]!))) end--;
  return end;
}

/** `from` moved on over blanks and the given signs. */
export function startWithout(s: string, from: number, to: number, signs: string): number {
  let at = from;
  while (at < to && (s.charCodeAt(at) <= 32 || signs.includes(s[at]!))) at++;
  return at;
}

/** A stretch of a text as a piece, without blanks at its ends. */
export function pieceOf(s: string, from: number, to: number): Piece {
  const end = endWithout(s, from, to, '');
  const at = startWithout(s, from, end, '');
  return { at, end, text: s.slice(at, end) };
}
