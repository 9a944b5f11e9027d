import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, LineCounter, type Pair, parseDocument, type Scalar } from 'yaml';
import { STRONG } from '../domain/strong.ts';
import type { Fault } from './faults.ts';

// templates/<area>.yaml as sentences that know their line, so that every fault can be pointed at.

export interface Sentence {
  /** `area.name`; groups make longer names */
  name: string;
  /** templates/<area>.yaml */
  file: string;
  /** line of its name */
  line: number;
  source: string;
  /** line of what begins at this place of the source and is written so */
  lineAt(begin: number, written: string): number;
}

/** Every sentence of a folder, folders below it left alone; what is no sentence becomes a fault. */
export function readSentences(dir: string, faults: Fault[]): Map<string, Sentence> {
  const found = new Map<string, Sentence>();
  const files = readdirSync(dir).filter((file) => file.endsWith('.yaml'));
  for (const file of files.sort())
    for (const sentence of readFile(join(dir, file), file, faults)) found.set(sentence.name, sentence);
  return found;
}

function readFile(path: string, name: string, faults: Fault[]): Sentence[] {
  const content = readFileSync(path, 'utf8');
  const area = name.slice(0, -'.yaml'.length);
  const file = `templates/${name}`;
  const lines = new LineCounter();
  // failsafe: every sentence is text, also one that looks like a number or says `no`
  const document = parseDocument(content, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  for (const { pos, code } of [...document.errors, ...document.warnings]) {
    const what = code === 'DUPLICATE_KEY' ? 'fault_twice' : 'fault_yaml';
    faults.push({ file, line: lineOf(pos[0]), name: area, what });
  }
  const found: Sentence[] = [];
  const collect = (path: string, line: number, node: unknown): void => {
    if (isMap(node))
      for (const pair of node.items) collect(`${path}.${keyOf(pair)}`, keyLine(pair), pair.value);
    else if (isScalar(node))
      found.push({ name: path, file, line, source: sourceOf(node), lineAt: placesIn(node, content, lineOf) });
    else if (node !== null) faults.push({ file, line, name: path, what: 'fault_no_text' });
  };
  const keyLine = ({ key }: Pair) => (isScalar(key) && key.range ? lineOf(key.range[0]) : 1);
  collect(area, 1, document.contents);
  return found;
}

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : '?');

/** Nothing but tags; `render` is one that says something. */
const SILENT_LINE =
  /^[ \t]*(?!.*\{%-?\s*render\b)((?:\{%(?:[^%]|%(?!\}))*%\}[ \t]*)*\{%(?:[^%]|%(?!\}))*?)(-?%\})[ \t]*\n/gm;

/** Without trailing blank lines; a line of nothing but tags leaves no empty line behind, but counts as a line. */
function sourceOf({ value }: Scalar): string {
  return String(value ?? '')
    .replace(SILENT_LINE, '$1\n$2')
    .replaceAll('**', STRONG)
    .trimEnd();
}

/** A block keeps its lines; of anything else the same words are looked for. */
function placesIn(node: Scalar, content: string, lineOf: (offset: number) => number): Sentence['lineAt'] {
  const [start, end] = node.range ?? [0, 0];
  const first = lineOf(start);
  if (node.type === 'BLOCK_LITERAL')
    return (begin) => first + 1 + (sourceOf(node).slice(0, begin).split('\n').length - 1);
  return (_, written) => {
    const at = content.slice(start, end).indexOf(written);
    return at < 0 ? first : lineOf(start + at);
  };
}
