import { TYPOS } from './lexicon/typos.ts';
import type { NameIndex } from './spans/people-index.ts';

// What stands before is asked behind the slip, so that most positions cost no more than their first character.
const RULES = TYPOS.flatMap(({ slips, meant, before, notBefore, behind, notBehind }) =>
  slips.split(' ').map((slip) => ({
    slip,
    meant,
    source: [
      slip,
      behind && `(?=${behind})`,
      notBehind && `(?!${notBehind})`,
      before && `(?<=(?:${before})${slip})`,
      notBefore && `(?<!(?:${notBefore})${slip})`,
    ].join(''),
  })),
);
const MEANT = new Map(RULES.map(({ slip, meant }) => [slip, meant]));
const FIRST = [...new Set(RULES.map(({ slip }) => slip[0]))].join('');
const TYPO = new RegExp(`(?=[${FIRST}])(?:${RULES.map(({ source }) => source).join('|')})`, 'g');

/** How far before a slip a name may begin that runs into it, in UTF-16 units. */
const NAME = 8;

/**
 * Puts right the usual slips of thumb and dictation. What may be part of a name on the roster stays as written. Length is
 * kept.
 */
export function mendTypos(s: string, names: NameIndex): string {
  return s.replace(TYPO, (slip, at: number) =>
    isNameAt(s, at, at + slip.length, names) ? slip : MEANT.get(slip)!,
  );
}

/** True when a name of the roster has characters in common with this stretch. */
function isNameAt(s: string, from: number, to: number, { trie }: NameIndex): boolean {
  for (let at = Math.max(0, from - NAME); at < to; at++) {
    let node = trie.next(0, s.charCodeAt(at));
    for (let i = at + 1; node !== 0; i++) {
      if (i > from && trie.valueAt(node) >= 0) return true;
      node = i < s.length ? trie.next(node, s.charCodeAt(i)) : 0;
    }
  }
  return false;
}
