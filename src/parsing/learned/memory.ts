import { mix } from './hash.ts';
import type { View } from './view.ts';
import type { Memory } from './weights-file.ts';

/** A line known by heart. */
interface Known {
  label: number;
  tags: Uint8Array;
  /** the reader asks before it acts on it */
  asks: boolean;
}

export type Recall = (view: View) => Known | undefined;

/** Set on the label of a line that is asked about. */
export const ASKS = 0x80;

/** Two halves of a key: the words of a message with its spans left empty, in order. */
export function keyOf({ symbols, surfaces, traits, tokens }: View): readonly [number, number] {
  let a = 0x51ed270b;
  let b = 0x2545f491;
  for (let i = 0; i < tokens.length; i++) {
    const t = tokens[i]!;
    if (t.kind === 'mark' && (t.text === ',' || t.text === '。' || t.text === '、' || t.text === '!'))
      continue;
    const id = t.text === '' ? mix(symbols[i]!, t.kind === 'time' ? traits[i]! : 0) : surfaces[i]!;
    a = mix(a, id);
    b = mix(id, b);
  }
  return [a >>> 0, b >>> 0];
}

/** Looks lines up by their key. Punctuation between words does not matter, so the roles go by the other tokens. */
export function recollection({ keys, labels, starts, tags }: Memory): Recall {
  const at = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) at.set(keys[2 * i]! * 0x100000 + (keys[2 * i + 1]! & 0xfffff), i);
  return (view) => {
    const [a, b] = keyOf(view);
    const i = at.get(a * 0x100000 + (b & 0xfffff));
    if (i === undefined) return undefined;
    const known = tags.subarray(starts[i]!, starts[i + 1]!);
    const spread = new Uint8Array(view.tokens.length);
    let next = 0;
    for (let j = 0; j < view.tokens.length; j++) if (counts(view, j)) spread[j] = known[next++] ?? 0;
    return next === known.length
      ? { label: labels[i]! & ~ASKS, asks: (labels[i]! & ASKS) !== 0, tags: spread }
      : undefined;
  };
}

const counts = ({ tokens }: View, i: number): boolean => {
  const t = tokens[i]!;
  return !(t.kind === 'mark' && (t.text === ',' || t.text === '。' || t.text === '、' || t.text === '!'));
};

/** The roles of the tokens that count, as they are kept. */
export const keptTags = (view: View, tags: Uint8Array): number[] =>
  [...tags].filter((_, i) => counts(view, i));
