// node test/parsing/support/list-misread.ts: lists the lines of the corpus that are not read as labelled, after training.
import { writeFileSync } from 'node:fs';
import { corpusFiles, corpusLines, faults } from './corpus-faults.ts';

const misread = new Set<string>();
for (const line of corpusFiles().flatMap(corpusLines)) if (faults(line).length > 0) misread.add(line.text);
writeFileSync(
  new URL('../../fixtures/misread.json', import.meta.url),
  `[\n${[...misread]
    .sort()
    .map((text) => ` ${JSON.stringify(text)}`)
    .join(',\n')}\n]\n`,
);
process.stdout.write(`${misread.size} lines\n`);
