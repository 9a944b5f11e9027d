import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { receiptOf } from '../../src/parsing/learned/train/receipt.ts';
import { lessonOf, train } from '../../src/parsing/learned/train/train.ts';
import { readWeights, writeWeights } from '../../src/parsing/learned/weights-file.ts';
import { isLong } from '../support/long.ts';

const corpus = new URL('../../src/parsing/corpus/', import.meta.url);
const stored = readFileSync(new URL('weights.bin', corpus));

it('the weights are those of the corpus beside them, to the byte', () => {
  const lesson = lessonOf(corpus.pathname);
  const receipt = readFileSync(new URL('receipt.txt', corpus), 'utf8');
  expect(receiptOf(lesson, stored), 'run `npm run train`').toBe(receipt);
  const { labels, corpus: sum, memory } = readWeights(stored);
  expect({ labels, corpus: sum }).toEqual({ labels: lesson.known.labels, corpus: lesson.known.corpus });
  for (const part of ['keys', 'labels', 'starts', 'tags'] as const)
    expect(Buffer.compare(bytesOf(memory[part]), bytesOf(lesson.known.memory[part])), part).toBe(0);
  if (isLong) expect(Buffer.compare(Buffer.from(writeWeights(train(lesson))), stored)).toBe(0);
}, 300_000);

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array | Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

it('the weights stay small', () => {
  expect(stored.length).toBeLessThanOrEqual(1_500_000);
});

it('a weights file is read as it was written', () => {
  expect(Buffer.compare(Buffer.from(writeWeights(readWeights(stored))), stored)).toBe(0);
});
