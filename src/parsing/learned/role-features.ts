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
const isTelling = ({ kind, symbol }: Token) => kind === 'label' || (kind === 'word' && TELLING.has(symbol));

/** Marks behind which another clause begins. */
const CLOSING = /[。;!?]/;

/** What the features of a message's tokens are made of. */
interface RoleContext {
  /** symbols and surfaces with the edges of the message around them: token `i` stands at `i + EDGE` */
  symbols: Int32Array;
  surfaces: Int32Array;
  /** each of them with the one behind it */
  pairs: Int32Array;
  wordPairs: Int32Array;
  /** the nearest telling word to the left within the clause, and how far */
  left: Int32Array;
  leftFar: Int32Array;
  right: Int32Array;
  /** the label whose value the token stands in */
  label: Int32Array;
  /** how many of its kind came before, and whether more follow */
  rank: Int32Array;
}

/** No feature looks further than this beyond its token. */
const EDGE = 3;

function edged(ids: Int32Array): Int32Array {
  const out = new Int32Array(ids.length + 2 * EDGE).fill(END);
  out.fill(START, 0, EDGE);
  out.set(ids, EDGE);
  return out;
}

function pairsOf(ids: Int32Array): Int32Array {
  const out = new Int32Array(ids.length);
  for (let i = 0; i + 1 < ids.length; i++) out[i] = mix(ids[i]!, ids[i + 1]!);
  return out;
}

/** Made once for a message, whatever it is for. */
export function roleContext({ tokens, symbols, surfaces, spans }: View): RoleContext {
  const n = tokens.length;
  const left = new Int32Array(n).fill(NONE);
  const leftFar = new Int32Array(n);
  const right = new Int32Array(n).fill(NONE);
  const label = new Int32Array(n).fill(NONE);
  const rank = new Int32Array(n);
  let word = NONE;
  let far = 0;
  for (let i = 0; i < n; i++) {
    left[i] = word;
    leftFar[i] = Math.min(far, 6);
    const t = tokens[i]!;
    if (isTelling(t)) {
      word = symbols[i]!;
      far = 0;
    } else if (t.kind === 'line' || (t.text !== '' && CLOSING.test(t.text))) {
      word = mix(word, 1);
      far = 6;
    } else far++;
  }
  word = NONE;
  for (let i = n - 1; i >= 0; i--) {
    right[i] = word;
    const t = tokens[i]!;
    if (isTelling(t)) word = symbols[i]!;
    else if (t.kind === 'line' || t.kind === 'mark') word = NONE;
  }
  let f = 0;
  const { fields } = spans.form;
  const names = fields.map(({ key, style }) => idOf(`${key}:${style}`));
  for (let i = 0; i < n && f < fields.length; i++) {
    while (f < fields.length && fields[f]!.end <= tokens[i]!.at) f++;
    const field = fields[f];
    if (field && tokens[i]!.at >= field.labelEnd && tokens[i]!.at < field.end) label[i] = names[f]!;
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
  const around = edged(symbols);
  const words = edged(surfaces);
  return {
    symbols: around,
    surfaces: words,
    pairs: pairsOf(around),
    wordPairs: pairsOf(words),
    left,
    leftFar,
    right,
    label,
    rank,
  };
}

/** Features a token has at most. */
export const MOST_FEATURES = 35;
/** A word has fewer of them than a span. */
const WORD_FEATURES = 28;

/** Where in the list of a token's features those stand that are others when the intent is another, and where the rest. */
interface Places {
  steady: Uint8Array;
  byIntent: Uint8Array;
}

function placesOf(count: number, ...byIntent: number[]): Places {
  const steady = Array.from({ length: count }, (_, i) => i).filter((i) => !byIntent.includes(i));
  return { steady: Uint8Array.from(steady), byIntent: Uint8Array.from(byIntent) };
}

const OF_WORD = placesOf(WORD_FEATURES, 15, 16, 18, 20, 22);
const OF_SPAN = placesOf(MOST_FEATURES, 15, 16, 18, 20, 22, 24, 25, 27, 28, 29, 32);

const isSpan = ({ text }: Token): boolean => text === '';

/** Where the features of a token stand. */
export const placesIn = (token: Token): Places => (isSpan(token) ? OF_SPAN : OF_WORD);

const feature = (type: number, value: number): number => mix(type + 1000, value);

/** All features of the token at `i`, written to `out`; how many they are. */
export function roleFeatures(
  view: View,
  context: RoleContext,
  i: number,
  intent: number,
  out: Int32Array,
): number {
  steadyFeatures(view, context, i, out);
  featuresByIntent(view, context, i, intent, out);
  return isSpan(view.tokens[i]!) ? MOST_FEATURES : WORD_FEATURES;
}

/** The features that are the same for each intent, written to their places in `out`. */
export function steadyFeatures({ tokens, traits }: View, context: RoleContext, i: number, out: Int32Array) {
  const { symbols, surfaces, pairs, wordPairs } = context;
  const at = i + EDGE;
  const here = symbols[at]!;
  const before = symbols[at - 1]!;
  const behind = symbols[at + 1]!;
  const left = context.left[i]!;
  const label = context.label[i]!;
  const hereLeft = mix(here, left);
  out[0] = feature(0, here);
  out[1] = feature(1, surfaces[at]!);
  out[2] = feature(2, before);
  out[3] = feature(3, behind);
  out[4] = feature(4, pairs[at - 1]!);
  out[5] = feature(5, pairs[at]!);
  out[6] = feature(6, mix(pairs[at - 1]!, behind));
  out[7] = feature(7, pairs[at - 2]!);
  out[8] = feature(8, pairs[at + 1]!);
  out[9] = feature(9, mix(here, symbols[at - 2]!));
  out[10] = feature(10, mix(here, symbols[at + 2]!));
  out[11] = feature(11, surfaces[at - 1]!);
  out[12] = feature(12, surfaces[at + 1]!);
  out[13] = feature(13, wordPairs[at - 1]!);
  out[14] = feature(14, wordPairs[at]!);
  out[17] = feature(17, mix(hereLeft, context.leftFar[i]!));
  out[19] = feature(19, mix(here, context.right[i]!));
  out[21] = feature(21, mix(here, label));
  out[23] = feature(23, mix(label, before));
  if (isSpan(tokens[i]!)) {
    out[26] = feature(26, mix(mix(here, traits[i]!), left));
    out[30] = feature(30, mix(pairs[at - 3]!, pairs[at - 1]!));
    out[31] = feature(31, mix(pairs[at]!, pairs[at + 2]!));
    out[33] = feature(33, mix(mix(surfaces[at - 1]!, surfaces[at - 2]!), here));
    out[34] = feature(34, mix(wordPairs[at + 1]!, here));
  } else {
    out[24] = feature(35, mix(wordPairs[at - 1]!, surfaces[at + 1]!));
    out[25] = feature(36, wordPairs[at - 2]!);
    out[26] = feature(37, wordPairs[at + 1]!);
    out[27] = feature(38, mix(label, left));
  }
}

/** The features that belong to one intent, written to their places in `out`. */
export function featuresByIntent(
  { tokens, traits, entries }: View,
  context: RoleContext,
  i: number,
  intent: number,
  out: Int32Array,
) {
  const { symbols } = context;
  const at = i + EDGE;
  const here = symbols[at]!;
  const left = context.left[i]!;
  const right = context.right[i]!;
  const hereLeft = mix(here, left);
  out[15] = feature(15, mix(intent, here));
  out[16] = feature(16, mix(intent, left));
  out[18] = feature(18, mix(hereLeft, intent));
  out[20] = feature(20, mix(mix(here, right), intent));
  out[22] = feature(22, mix(mix(here, context.label[i]!), intent));
  if (!isSpan(tokens[i]!)) return;
  out[24] = feature(24, mix(mix(here, traits[i]!), intent));
  out[25] = feature(25, mix(mix(here, context.rank[i]!), intent));
  out[27] = feature(27, mix(mix(mix(here, symbols[at - 1]!), symbols[at - 2]!), intent));
  out[28] = feature(28, mix(mix(context.pairs[at]!, symbols[at + 2]!), intent));
  out[29] = feature(29, mix(mix(here, entries[i]! >= 0 ? 1 : 0), intent));
  out[32] = feature(32, mix(hereLeft, mix(right, intent)));
}
