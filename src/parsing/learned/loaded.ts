// The weights beside the corpus.
import { readFileSync } from 'node:fs';
import { stepsOf } from './chain.ts';
import { type Recall, recollection } from './memory.ts';
import type { Model } from './model.ts';
import { sparseModel } from './sparse.ts';
import { readWeights } from './weights-file.ts';

/** What was taught, ready to be asked. */
export interface Learned {
  model: Model;
  recall: Recall;
}

let learned: Learned | undefined;

/** The weights beside the corpus, read once. */
export function loaded(): Learned {
  if (learned) return learned;
  const weights = readWeights(readFileSync(new URL('../corpus/weights.bin', import.meta.url)));
  const model: Model = {
    labels: weights.labels,
    intents: sparseModel(weights.intents),
    roles: sparseModel(weights.roles),
    steps: stepsOf(Float64Array.from(weights.step)),
  };
  learned = { model, recall: recollection(weights.memory) };
  return learned;
}
