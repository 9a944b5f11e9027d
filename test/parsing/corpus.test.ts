import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toCorpus } from '../../src/parsing/corpus.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';
import { hard, type Labelled, softMisses } from './support/labelled.ts';

const lines = new URL('../../src/parsing/corpus/lines/', import.meta.url);
const linesOf = (file: string): Labelled[] =>
  readFileSync(new URL(file, lines), 'utf8')
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => JSON.parse(l));

describe.each(readdirSync(lines))('%s', (file) => {
  it.each(linesOf(file).map((line) => [line.text, line] as const))('reads %j', (_, line) => {
    const said = understand(line.text, Date.parse(line.now), {
      knowledge: knowledgeOf({ people: line.people ?? [] }),
    });
    const got = toCorpus(said.intent) as Labelled['expect'];
    expect(hard(got)).toEqual(hard(line.expect));
    expect(softMisses(line.expect, got)).toEqual([]);
    if (line.ask) expect(said.certainty).toBe('unsure');
  });
});
