// 领导要，明天开会要汇报, 我好安排去听一下: why something is asked, which is no part of what is asked.
import type { Span } from '../spans/span.ts';
import type { Word } from './lexer.ts';

const CLAUSE = /[^\s,，。;；:：!！?？]+/gu;
const BREAK = /[\s,，。;；:：!！?？]/u;

/** A clause that says why is made of these. */
const OF_REASON: ReadonlySet<string> = new Set(
  'context filler other meeting hold many all mine office member say'.split(' '),
);

export const clausesOf = (s: string): Span[] =>
  [...s.matchAll(CLAUSE)].map((m) => ({ at: m.index, end: m.index + m[0].length }));

/** The clauses that only say why it is asked, and the ends of clauses that say what for. */
export function reasonsIn(s: string, words: readonly Word[]): Span[] {
  const clauses = clausesOf(s).filter(({ at, end }) => {
    const within = words.filter((w) => w.at >= at && w.end <= end);
    return within.some((w) => w.kind === 'context') && within.every((w) => OF_REASON.has(w.kind));
  });
  const purposes = words
    .filter((w) => w.kind === 'purpose')
    .map(({ at }) => {
      const length = s.slice(at).search(BREAK);
      return { at, end: length < 0 ? s.length : at + length };
    });
  return [...clauses, ...purposes];
}
