import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { train } from '../../src/parsing/learned/train/train.ts';
import { readWeights, writeWeights } from '../../src/parsing/learned/weights-file.ts';

const corpus = new URL('../../src/parsing/corpus/', import.meta.url);
const stored = readFileSync(new URL('weights.bin', corpus));

it('the weights are those of the corpus beside them, to the byte', () => {
  const bytes = writeWeights(train(corpus.pathname).weights);
  expect(Buffer.compare(Buffer.from(bytes), stored), 'run `npm run train`').toBe(0);
}, 300_000);

it('the weights stay small', () => {
  expect(stored.length).toBeLessThanOrEqual(1_500_000);
});

it('a weights file is read as it was written', () => {
  expect(Buffer.compare(Buffer.from(writeWeights(readWeights(stored))), stored)).toBe(0);
});
