import type { Token } from '../spans/token.ts';
import { idOf, mix } from './hash.ts';
import type { View } from './view.ts';

const START = idOf('^');
const END = idOf('$');
const NONE = idOf('-');

/** Classes that say what the people, times and figures around them are. */
const TELLING = new Set([
  'checkin',
  'proxy',
  'forwhom',
  'makeup',
  'leave',
  'leavekind',
  'cannot',
  'absent',
  'present',
  'expected',
  'away',
  'host',
  'lecturer',
  'recorder',
  'place',
  'topicw',
  'due',
  'extend',
  'progress',
  'done',
  'except',
  'because',
  'reason',
  'undoing',
  'official',
  'late',
  'held',
  'plan',
  'self',
  'other',
]);
const isTelling = (symbol: string) =>
  TELLING.has(symbol) || symbol.startsWith('<label') || symbol.startsWith('<bare');

/**
 * Ids of what speaks for one role of the token at `i` or another. `intent`: id of the message's intent. The list is
 * reused by the caller: `out` is cleared and filled.
 */
interface RoleContext {
  /** the nearest telling word to the left within the clause, and how far */
  left: Uint32Array;
  leftFar: Uint32Array;
  right: Uint32Array;
  /** the label whose value the token stands in */
  label: Uint32Array;
  /** how many of its kind came before, and whether more follow */
  rank: Uint32Array;
}

export function roleContext({ tokens, symbols, entries, spans }: View): RoleContext {
  const n = tokens.length;
  const left = new Uint32Array(n).fill(NONE);
  const leftFar = new Uint32Array(n);
  const right = new Uint32Array(n).fill(NONE);
  const label = new Uint32Array(n).fill(NONE);
  const rank = new Uint32Array(n);
  let word = NONE;
  let far = 0;
  for (let i = 0; i < n; i++) {
    left[i] = word;
    leftFar[i] = Math.min(far, 6);
    const t = tokens[i]!;
    if (isTelling(t.symbol)) {
      word = symbols[i]!;
      far = 0;
    } else if (t.kind === 'line' || /[。;!?]/.test(t.text)) {
      word = mix(word, 1);
      far = 6;
    } else far++;
  }
  word = NONE;
  for (let i = n - 1; i >= 0; i--) {
    right[i] = word;
    const t = tokens[i]!;
    if (isTelling(t.symbol)) word = symbols[i]!;
    else if (t.kind === 'line' || t.kind === 'mark') word = NONE;
  }
  let f = 0;
  const { fields } = spans.form;
  for (let i = 0; i < n; i++) {
    while (f < fields.length && fields[f]!.end <= tokens[i]!.at) f++;
    const field = fields[f];
    if (field && tokens[i]!.at >= field.labelEnd && tokens[i]!.at < field.end)
      label[i] = idOf(`${field.key}:${field.style}`);
  }
  const seen = new Map<string, number>();
  const total = new Map<string, number>();
  for (const t of tokens) total.set(t.kind, (total.get(t.kind) ?? 0) + 1);
  for (let i = 0; i < n; i++) {
    const k = tokens[i]!.kind;
    const before = seen.get(k) ?? 0;
    seen.set(k, before + 1);
    const after = total.get(k)! - before - 1;
    rank[i] = mix(Math.min(before, 3), Math.min(after, 2));
  }
  void entries;
  return { left, leftFar, right, label, rank };
}

const places = (...at: number[]) => Uint8Array.from({ length: 35 }, (_, i) => (at.includes(i) ? 1 : 0));
const WORD_BY_INTENT = places(15, 16, 18, 20, 22);
const SPAN_BY_INTENT = places(15, 16, 18, 20, 22, 24, 25, 27, 28, 29, 32);

/** 1 for each place of the list of features that holds another one when the intent is another. */
export const byIntent = ({ text }: Token): Uint8Array => (text === '' ? SPAN_BY_INTENT : WORD_BY_INTENT);

/** Features a token has at most. */
export const MOST_FEATURES = 35;

export function roleFeatures(
  view: View,
  context: RoleContext,
  i: number,
  intent: number,
  out: Uint32Array,
): number {
  const { tokens, symbols, surfaces, traits, entries } = view;
  const n = tokens.length;
  const at = (j: number) => (j < 0 ? START : j >= n ? END : symbols[j]!);
  const word = (j: number) => (j < 0 ? START : j >= n ? END : surfaces[j]!);
  const here = symbols[i]!;
  const token = tokens[i]!;
  const isSpan = token.text === '';
  let count = 0;
  const add = (type: number, value: number) => {
    out[count++] = mix(type + 1000, value);
  };
  add(0, here);
  add(1, word(i));
  add(2, at(i - 1));
  add(3, at(i + 1));
  add(4, mix(at(i - 1), here));
  add(5, mix(here, at(i + 1)));
  add(6, mix(mix(at(i - 1), here), at(i + 1)));
  add(7, mix(at(i - 2), at(i - 1)));
  add(8, mix(at(i + 1), at(i + 2)));
  add(9, mix(here, at(i - 2)));
  add(10, mix(here, at(i + 2)));
  add(11, word(i - 1));
  add(12, word(i + 1));
  add(13, mix(word(i - 1), word(i)));
  add(14, mix(word(i), word(i + 1)));
  add(15, mix(intent, here));
  add(16, mix(intent, context.left[i]!));
  add(17, mix(mix(here, context.left[i]!), context.leftFar[i]!));
  add(18, mix(mix(here, context.left[i]!), intent));
  add(19, mix(here, context.right[i]!));
  add(20, mix(mix(here, context.right[i]!), intent));
  add(21, mix(here, context.label[i]!));
  add(22, mix(mix(here, context.label[i]!), intent));
  add(23, mix(context.label[i]!, at(i - 1)));
  if (isSpan) {
    add(24, mix(mix(here, traits[i]!), intent));
    add(25, mix(mix(here, context.rank[i]!), intent));
    add(26, mix(mix(here, traits[i]!), context.left[i]!));
    add(27, mix(mix(mix(here, at(i - 1)), at(i - 2)), intent));
    add(28, mix(mix(mix(here, at(i + 1)), at(i + 2)), intent));
    add(29, mix(mix(here, entries[i]! >= 0 ? 1 : 0), intent));
    add(30, mix(mix(at(i - 3), at(i - 2)), mix(at(i - 1), here)));
    add(31, mix(mix(here, at(i + 1)), mix(at(i + 2), at(i + 3))));
    add(32, mix(mix(here, context.left[i]!), mix(context.right[i]!, intent)));
    add(33, mix(mix(word(i - 1), word(i - 2)), here));
    add(34, mix(mix(word(i + 1), word(i + 2)), here));
  } else {
    add(35, mix(mix(word(i - 1), word(i)), word(i + 1)));
    add(36, mix(word(i - 2), word(i - 1)));
    add(37, mix(word(i + 1), word(i + 2)));
    add(38, mix(context.label[i]!, context.left[i]!));
  }
  return count;
}
