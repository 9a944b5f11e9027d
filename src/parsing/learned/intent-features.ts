import { idOf, idSet, mix } from './hash.ts';
import type { View } from './view.ts';

const START = idOf('^');
const END = idOf('$');
/** Longer messages tell by these what they are for. */
const READ = 260;
/** Features that a token adds at most, and what is added beside tokens. */
const MOST_OF_TOKEN = 10;
const MOST_BESIDE = 110;
const kind = (name: string) => idOf(`intent:${name}`);
const [UNI, BI, TRI, FOUR, SURFACE, SKIP, CHARS, TRAIT, FIRST, LAST, SHAPE, PAIR] = [
  'uni',
  'bi',
  'tri',
  'four',
  'surface',
  'skip',
  'chars',
  'trait',
  'first',
  'last',
  'shape',
  'pair',
].map(kind) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const bucket = (n: number) => (n < 3 ? n : n < 6 ? 3 : n < 12 ? 4 : n < 30 ? 5 : 6);

/** Ids of all that speaks for one intent or another: n-grams of symbols and words, shapes of lists, times and their way. */
export function intentFeatures({ spans, tokens, symbols, surfaces, traits }: View): Int32Array {
  const n = Math.min(tokens.length, READ);
  const found = idSet((n + 2) * MOST_OF_TOKEN + MOST_BESIDE);
  const at = (i: number) => (i < 0 ? START : i >= n ? END : symbols[i]!);
  const word = (i: number) => (i < 0 ? START : i >= n ? END : surfaces[i]!);
  const add = (type: number, value: number) => found.add(mix(type, value));
  let timesSeen = 0;
  for (let i = -1; i <= n; i++) {
    const a = at(i);
    const b = at(i + 1);
    if (i >= 0 && i < n) {
      add(UNI, a);
      add(SURFACE, word(i));
      const t = tokens[i]!.kind;
      if (t === 'time' && timesSeen++ === 0) add(TRAIT, mix(1, traits[i]!));
      if (t === 'time' || t === 'count' || t === 'ratio' || t === 'item')
        add(TRAIT, mix(symbols[i]!, traits[i]!));
    }
    add(BI, mix(a, b));
    add(CHARS, mix(word(i), word(i + 1)));
    if (i + 2 <= n) {
      add(TRI, mix(mix(a, b), at(i + 2)));
      add(SKIP, mix(a, at(i + 2)));
      add(CHARS, mix(mix(word(i), word(i + 1)), word(i + 2)));
      if (i + 3 <= n) add(FOUR, mix(mix(a, b), mix(at(i + 2), at(i + 3))));
    }
  }
  add(FIRST, at(0));
  add(FIRST, mix(at(0), at(1)));
  add(LAST, at(n - 1));
  add(LAST, mix(at(n - 2), at(n - 1)));
  const entries = spans.lists.reduce((sum, l) => sum + l.entries.length, 0);
  add(SHAPE, mix(1, bucket(entries)));
  add(SHAPE, mix(2, spans.lists.some((l) => l.isJielong) ? 1 : 0));
  add(SHAPE, mix(3, bucket(spans.people.length)));
  add(SHAPE, mix(4, bucket(spans.form.fields.filter((f) => f.style === 'form').length)));
  add(SHAPE, mix(5, bucket(n)));
  add(SHAPE, mix(6, bucket(spans.times.length)));
  add(SHAPE, mix(7, bucket(spans.figures.length)));
  add(SHAPE, mix(8, spans.attendance.expected === undefined ? 0 : 1));
  add(SHAPE, mix(9, spans.attendance.present === undefined ? 0 : 1));
  add(SHAPE, mix(10, spans.types.length > 0 ? 1 : 0));
  add(SHAPE, mix(11, spans.items.length > 0 ? 1 : 0));
  // Words that belong together wherever they stand: at most a few, or every form would be all pairs.
  const classes = [
    ...new Set(
      tokens
        .slice(0, 60)
        .filter((t) => t.kind === 'word' && t.symbol !== 'filler')
        .map((t) => idOf(t.symbol)),
    ),
  ].slice(0, 14);
  for (let i = 0; i < classes.length; i++)
    for (let j = i + 1; j < classes.length; j++)
      add(
        PAIR,
        classes[i]! >>> 0 < classes[j]! >>> 0 ? mix(classes[i]!, classes[j]!) : mix(classes[j]!, classes[i]!),
      );
  return found.all();
}

/** What one feature counts in a message with n of them: long messages are not surer for being long. */
export const featureValue = (n: number): number => 4 / Math.sqrt(n + 20);
