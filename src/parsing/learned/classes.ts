import { readFileSync } from 'node:fs';

interface Branch {
  name?: string;
  next: Map<string, Branch>;
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
    for (const c of word) {
      const next = here.next.get(c) ?? { next: new Map() };
      here.next.set(c, next);
      here = next;
    }
    here.name = line.slice(0, colon);
  }
}

/** The longest word of a class (corpus/classes.txt) that begins at `at` and ends before `limit`. */
export function classOf(s: string, at: number, limit: number): { name: string; length: number } | undefined {
  let here: Branch | undefined = root;
  let found: { name: string; length: number } | undefined;
  for (let i = at; i < limit; i++) {
    here = here.next.get(s[i]!);
    if (!here) return found;
    if (here.name !== undefined) found = { name: here.name, length: i + 1 - at };
  }
  return found;
}
