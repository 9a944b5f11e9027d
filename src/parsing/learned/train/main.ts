// npm run train: reads the corpus, writes corpus/weights.bin and the receipt beside it. Same corpus, same bytes.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { writeWeights } from '../weights-file.ts';
import { receiptOf } from './receipt.ts';
import { lessonOf, train } from './train.ts';

const CORPUS = new URL('../../corpus/', import.meta.url).pathname;
const lesson = lessonOf(CORPUS);
const bytes = writeWeights(train(lesson));
for (const { line, missed } of lesson.misaligned)
  process.stderr.write(`${line.file}: no roles yield ${missed.join(', ')}: ${JSON.stringify(line.text)}\n`);
const target = `${CORPUS}weights.bin`;
const sha = (b: Uint8Array) => createHash('sha256').update(b).digest('hex').slice(0, 12);
const before = (() => {
  try {
    return sha(readFileSync(target));
  } catch {
    return 'none';
  }
})();
writeFileSync(target, bytes);
writeFileSync(`${CORPUS}receipt.txt`, receiptOf(lesson, bytes));
process.stdout.write(`${bytes.length} bytes, ${before} -> ${sha(bytes)}\n`);
