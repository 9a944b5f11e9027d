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

/** Lines whose label no reading yields yet: each is a fault to be mended, and leaves the list when it is. */
export const MISREAD: ReadonlySet<string> = new Set(
  JSON.parse(readFileSync(new URL('../../fixtures/misread.json', import.meta.url), 'utf8')),
);

/**
 * Lines that are read otherwise with what is defined than without it.
 * @param undefine takes it away; the caller puts it back
 */
export function readOtherwise(undefine: () => void): string[] {
  const lines = corpusFiles()
    .flatMap(corpusLines)
    .map((line) => ({ line, found: faults(line) }));
  undefine();
  // Without it all but the misread ones are read as labelled: corpus.test.ts says so.
  return lines
    .filter(({ line, found }) => found.length > 0 || MISREAD.has(line.text))
    .filter(({ line, found }) => JSON.stringify(found) !== JSON.stringify(faults(line)))
    .map(({ line }) => line.text);
}

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
