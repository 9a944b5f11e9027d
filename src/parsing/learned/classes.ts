import { readFileSync } from 'node:fs';

interface ClassWord {
  name: string;
  text: string;
}

interface Branch {
  word?: ClassWord;
  next: Map<number, Branch>;
}

const root: Branch = { next: new Map() };
for (const line of readFileSync(new URL('../corpus/classes.txt', import.meta.url), 'utf8').split('\n')) {
  const colon = line.indexOf(':');
  if (line.startsWith('#') || colon < 0) continue;
  for (const word of line
    .slice(colon + 1)
    .trim()
    .split(/\s+/)) {
    let here = root;
    for (let i = 0; i < word.length; i++) {
      const next = here.next.get(word.charCodeAt(i)) ?? { next: new Map() };
      here.next.set(word.charCodeAt(i), next);
      here = next;
    }
    here.word = { name: line.slice(0, colon), text: word };
  }
}

/** The longest word of a class (corpus/classes.txt) that begins at `at` and ends before `limit`. */
export function classOf(s: string, at: number, limit: number): ClassWord | undefined {
  let here: Branch | undefined = root;
  let found: ClassWord | undefined;
  for (let i = at; i < limit; i++) {
    here = here.next.get(s.charCodeAt(i));
    if (!here) return found;
    if (here.word) found = here.word;
  }
  return found;
}
