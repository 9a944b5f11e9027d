import { describe, expect, it } from 'vitest';
import { corpusFiles, corpusLines, faults, MISREAD } from './support/corpus-faults.ts';

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
