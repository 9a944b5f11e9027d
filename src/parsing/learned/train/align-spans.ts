import type { Filled } from '../../../domain/intent.ts';
import type { Token } from '../../spans/token.ts';
import type { Tag } from '../tags.ts';
import type { View } from '../view.ts';

/** Gives the people of a line the roles its label says. */
export function alignPeople(view: View, expect: Filled, put: (i: number, tag: Tag) => void): void {
  const { spans, tokens } = view;
  const roles = new Map<string, Tag[]>();
  const add = (name: string | undefined, tag: Tag) => {
    if (name !== undefined) roles.set(name, [...(roles.get(name) ?? []), tag]);
  };
  add(expect.host, 'host');
  add(expect.recorder, 'recorder');
  for (const a of expect.absent ?? []) add(a.name, 'absent');
  for (const name of expect.names ?? []) add(name, 'name');
  const places = new Map<string, number[]>();
  tokens.forEach((t, i) => {
    if (t.kind !== 'person') return;
    const { name } = spans.people[t.index]!;
    places.set(name, [...(places.get(name) ?? []), i]);
  });
  for (const [name, tags] of roles) {
    const at = places.get(name) ?? [];
    if (tags.length === 1 && (tags[0] === 'absent' || tags[0] === 'name'))
      for (const i of at.slice(0, 1)) put(i, tags[0]);
    else if (tags.length === 1) {
      const best = at.toSorted((a, b) => nearness(tokens, b, tags[0]!) - nearness(tokens, a, tags[0]!))[0];
      if (best !== undefined) put(best, tags[0]!);
    } else if (at.length >= tags.length) {
      const left = [...at];
      for (const tag of tags) {
        const best = left.toSorted((a, b) => nearness(tokens, b, tag) - nearness(tokens, a, tag))[0]!;
        left.splice(left.indexOf(best), 1);
        put(best, tag);
      }
    } else if (at[0] !== undefined) put(at[0], tags[0]!);
  }
}

const WORD_OF: Partial<Record<Tag, RegExp>> = {
  host: /host|lecturer/,
  recorder: /recorder/,
  absent: /absent|leave|cannot|except/,
  name: /present|person/,
};

/** How close the word for a role stands to a token. */
function nearness(tokens: readonly Token[], i: number, tag: Tag): number {
  const word = WORD_OF[tag];
  for (let d = 1; d <= 6; d++) {
    if (word?.test(tokens[i - d]?.symbol ?? '')) return 1 / d;
    if (word?.test(tokens[i + d]?.symbol ?? '')) return 0.9 / d;
  }
  return 0;
}

/** Gives the figures of a line the roles its label says. */
export function alignFigures(view: View, expect: Filled, put: (i: number, tag: Tag) => void): void {
  const { spans, tokens } = view;
  const figures = tokens
    .map((t, i) => ({ i, t, f: spans.figures[t.index]! }))
    .filter(({ t }) => ['count', 'ratio', 'percent', 'everybody'].includes(t.kind));
  const { expected, present } = expect;
  const used = new Set<number>();
  const ratio = figures.find(
    ({ f }) =>
      f.kind === 'ratio' &&
      expected !== undefined &&
      present !== undefined &&
      Math.min(f.left, f.right) === Math.min(expected, present) &&
      Math.max(f.left, f.right) === Math.max(expected, present),
  );
  const one = (value: number | undefined, word: RegExp) => {
    if (value === undefined) return undefined;
    const fits = figures.filter(({ i, f }) => !used.has(i) && f.kind === 'count' && f.value === value);
    return fits.toSorted((a, b) => near(tokens, b.i, word) - near(tokens, a.i, word))[0]?.i;
  };
  if (ratio) put(ratio.i, 'ratio');
  else if (
    expected !== undefined &&
    expected === present &&
    figures.filter(({ f }) => f.kind === 'count' && f.value === expected).length === 1
  )
    put(one(expected, /x/)!, 'both');
  else {
    const e = one(expected, /expected/);
    if (e !== undefined) {
      used.add(e);
      put(e, 'expected');
    }
    const p = one(present, /present/);
    if (p !== undefined) put(p, 'present');
  }
  if (expect.progress !== undefined) {
    const hit = figures.findLast(({ f }) => f.at === spans.progress?.at);
    if (hit) put(hit.i, 'progress');
  }
}

function near(tokens: readonly Token[], i: number, word: RegExp): number {
  for (let d = 1; d <= 5; d++) {
    if (word.test(tokens[i - d]?.symbol ?? '')) return 1 / d;
    if (word.test(tokens[i + d]?.symbol ?? '')) return 0.7 / d;
  }
  return 0;
}
