// npm run train: reads the corpus, writes corpus/weights.bin. Same corpus, same bytes.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { writeWeights } from '../weights-file.ts';
import { train } from './train.ts';

const CORPUS = new URL('../../corpus/', import.meta.url).pathname;
const { weights, misaligned } = train(CORPUS);
const bytes = writeWeights(weights);
for (const { line, missed } of misaligned)
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
process.stdout.write(`${bytes.length} bytes, ${before} -> ${sha(bytes)}\n`);
