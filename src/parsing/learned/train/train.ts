import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { knowledgeOf, NOTHING_KNOWN } from '../../knowledge.ts';
import { ASKS, keptTags, keyOf } from '../memory.ts';
import { labelOf } from '../model.ts';
import type { View } from '../view.ts';
import type { Memory, Weights } from '../weights-file.ts';
import { align } from './align.ts';
import { filesIn, readLines, viewOfLine } from './data.ts';
import { type Example, learn, type Numbers, numbersOf } from './fit.ts';
import type { Line } from './line.ts';

interface Misaligned {
  line: Line;
  missed: string[];
}

/** What the corpus folder has to teach. */
export interface Lesson {
  numbers: Numbers;
  /** what needs no training */
  known: Pick<Weights, 'corpus' | 'labels' | 'memory'>;
  misaligned: Misaligned[];
}

export function lessonOf(folder: string): Lesson {
  const files = filesIn(`${folder}lines`);
  const hash = createHash('sha256');
  for (const file of [...files, `${folder}classes.txt`]) hash.update(readFileSync(file));
  const misaligned: Misaligned[] = [];
  const examples: (Example & { line: Line })[] = [];
  for (const line of files.flatMap(readLines)) {
    const own = viewOfLine(line);
    for (const view of [own, ...strangers(line)]) {
      const { tags, missed } = align(view, line.expect);
      if (missed.length > 0 && view !== own) continue;
      if (missed.length > 0) misaligned.push({ line, missed });
      examples.push({ view, expect: line.expect, line, ...(missed.length === 0 && { tags }) });
    }
  }
  const numbers = numbersOf(examples);
  const { labels } = numbers;
  return {
    numbers,
    known: { corpus: hash.digest('hex'), labels, memory: memoryOf(examples, labels) },
    misaligned,
  };
}

/** Trains everything. */
export function train({ numbers, known }: Lesson): Weights {
  const { intents, roles, step } = learn(numbers);
  return { ...known, intents, roles, step: Float32Array.from(step) };
}

/**
 * The line where its people are not on the roster, all of them and every second: people of other branches are named too,
 * and names then look otherwise.
 */
function strangers(line: Line): View[] {
  if (!line.people) return [];
  const { names = [], absent = [], host, recorder } = line.expect;
  const named = [...names, ...absent.map((a) => a.name), host, recorder].filter((n) => n !== undefined);
  const half = new Set(named.filter((_, i) => i % 2 === 0));
  const some = line.people.filter((name) => !half.has(name));
  return [
    viewOfLine(line, NOTHING_KNOWN),
    ...(half.size > 0 ? [viewOfLine(line, knowledgeOf({ people: some }))] : []),
  ];
}

/** The keys of all lines whose roles are known; a key that two lines read differently is left out. */
function memoryOf(examples: readonly (Example & { line: Line })[], labels: readonly string[]): Memory {
  const found = new Map<
    string,
    { key: readonly [number, number]; label: number; tags: number[]; text: string } | null
  >();
  for (const e of examples) {
    if (!e.tags) continue;
    const key = keyOf(e.view as View);
    const label = labels.indexOf(labelOf(e.expect)) | (e.line.ask ? ASKS : 0);
    const tags = keptTags(e.view, e.tags);
    const name = key.join();
    const before = found.get(name);
    const text = `${label} ${tags}`;
    if (before === undefined) found.set(name, { key, label, tags, text });
    else if (before !== null && before.text !== text) found.set(name, null);
  }
  const kept = [...found.values()]
    .filter((k) => k !== null)
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1]);
  const starts = [0];
  for (const k of kept) starts.push(starts.at(-1)! + k.tags.length);
  return {
    keys: Uint32Array.from(kept.flatMap((k) => k.key)),
    labels: Uint8Array.from(kept, (k) => k.label),
    starts: Uint32Array.from(starts),
    tags: Uint8Array.from(kept.flatMap((k) => k.tags)),
  };
}
