import { readdirSync, readFileSync } from 'node:fs';
import { toCorpus } from '../../../src/parsing/corpus.ts';
import { knowledgeOf } from '../../../src/parsing/knowledge.ts';
import { understand } from '../../../src/parsing/understand.ts';
import { hard, type Labelled, softMisses } from './labelled.ts';

const folder = new URL('../../../src/parsing/corpus/lines/', import.meta.url);

/** The files of the corpus. */
export const corpusFiles = (): string[] => readdirSync(folder).sort();

export const corpusLines = (file: string): Labelled[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => JSON.parse(l));

/** Keys in which a line is not read as labelled; `must ask` when it is acted on and may not be. */
export function faults(line: Labelled): unknown[] {
  const said = understand(line.text, Date.parse(line.now), {
    knowledge: knowledgeOf({ people: line.people ?? [], units: line.units ?? [] }),
  });
  const got = toCorpus(said.intent) as Labelled['expect'];
  const [want, have] = [hard(line.expect), hard(got)];
  const found: unknown[] = [...new Set([...Object.keys(want), ...Object.keys(have)])].filter(
    (key) => JSON.stringify(want[key]) !== JSON.stringify(have[key]),
  );
  if (line.ask && said.certainty === 'clear' && said.contradictions.length === 0) found.push('must ask');
  return [...found, ...softMisses(line.expect, got)];
}
