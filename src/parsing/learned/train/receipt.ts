import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Lesson } from './train.ts';

/** All that decides what is learned from the same numbers. */
const LEARNING = ['fit', 'intents', 'roles', 'mean', 'random', 'table'].map((name) => `./${name}.ts`);
const SHARED = ['chain', 'intent-features', 'softmax', 'tags', 'weights-file'].map((name) => `../${name}.ts`);

/**
 * Of which lesson, and of which learning, these bytes came: whether weights are those of the corpus can be told from it
 * without learning anew, which takes half a minute.
 */
export function receiptOf({ numbers, known }: Lesson, weights: Uint8Array): string {
  const hash = createHash('sha256').update(weights).update(JSON.stringify(known.labels));
  for (const file of [...LEARNING, ...SHARED]) hash.update(readFileSync(new URL(file, import.meta.url)));
  for (const { features, label, weight } of numbers.intents)
    hash.update(Uint32Array.from(features)).update(`${label} ${weight};`);
  for (const { features, allowed, tags } of numbers.roles) {
    for (const row of [...features, ...allowed]) hash.update(row).update(';');
    hash.update(tags);
  }
  return `${hash.digest('hex')}\n`;
}
