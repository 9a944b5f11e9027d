// What a metric needs beside its file and its sentences, which the compiler asks for: words that ask for it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/domain/figures/metrics.ts';

const asked = new Set(
  ['src/parsing/corpus/lines/open.jsonl', 'src/parsing/corpus/lines/queries.jsonl']
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { expect: { metric?: string } }).expect.metric),
);
describe.each(METRICS)('%s', (metric) => {
  it('is asked for in a line of the corpus', () => {
    expect([...asked]).toContain(metric);
  });
});
