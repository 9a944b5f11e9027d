import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corpusFiles, corpusLines, faults } from './support/corpus-faults.ts';

/** Lines whose label no reading yields yet: each is a fault to be mended, and leaves the list when it is. */
const MISREAD = new Set<string>(
  JSON.parse(readFileSync(new URL('../fixtures/misread.json', import.meta.url), 'utf8')),
);

describe.each(corpusFiles())('%s', (file) => {
  it('is read as labelled', () => {
    const wrong = corpusLines(file)
      .filter((line) => !MISREAD.has(line.text))
      .map((line) => ({ text: line.text, faults: faults(line) }))
      .filter(({ faults: found }) => found.length > 0);
    expect(wrong).toEqual([]);
  });
});

it('no line is called misread that is read right', () => {
  const right = corpusFiles()
    .flatMap(corpusLines)
    .filter((line) => MISREAD.has(line.text) && faults(line).length === 0)
    .map((line) => line.text);
  expect(right).toEqual([]);
});
