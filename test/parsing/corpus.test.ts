import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toCorpus } from '../../src/parsing/corpus.ts';
import { understand } from '../../src/parsing/understand.ts';

interface Line {
  text: string;
  now: string;
  expect: Record<string, unknown> & { absent?: { name: string; reason?: string }[]; names?: string[] };
}

const fixtures = new URL('../fixtures/', import.meta.url);
const files = ['messages.jsonl', ...readdirSync(new URL('parsing/', fixtures)).map((f) => `parsing/${f}`)];
const linesOf = (file: string): Line[] =>
  readFileSync(new URL(file, fixtures), 'utf8')
    .split('\n')
    .filter((l) => l !== '')
    .map((l) => JSON.parse(l));

const EXACT = [
  'intent',
  'activityType',
  'startAt',
  'endAt',
  'expected',
  'present',
  'itemNo',
  'progress',
  'dueAt',
  'metric',
  'period',
  'scope',
];
const plain = (s: unknown) =>
  String(s ?? '')
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '');

/** The hard keys of the corpus schema: sets compare sorted, `[]` equals missing. */
function hard(o: Line['expect']): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of EXACT) if (o[key] !== undefined) out[key] = o[key];
  if (o.names?.length) out.names = [...o.names].sort();
  if (o.absent?.length) out.absent = o.absent.map((a) => a.name).sort();
  return out;
}

const within = (wanted: string, got: string) => got !== '' && (wanted.includes(got) || got.includes(wanted));

/** Soft keys that differ, judged only where expected. */
function softMisses(wanted: Line['expect'], got: Line['expect']): string[] {
  const misses: string[] = [];
  for (const key of ['host', 'recorder'])
    if (wanted[key] !== undefined && wanted[key] !== got[key]) misses.push(key);
  for (const key of ['topic', 'place', 'reason'])
    if (wanted[key] !== undefined && !within(plain(wanted[key]), plain(got[key])))
      misses.push(`${key}: ${got[key]}`);
  for (const a of wanted.absent ?? []) {
    const reason = got.absent?.find((b) => b.name === a.name)?.reason;
    if (a.reason !== undefined && !within(plain(a.reason), plain(reason)))
      misses.push(`absent ${a.name}: ${reason}`);
  }
  return misses;
}

describe.each(files)('%s', (file) => {
  it.each(linesOf(file).map((line) => [line.text, line] as const))('reads %j', (_, line) => {
    const got = toCorpus(understand(line.text, Date.parse(line.now)).intent) as Line['expect'];
    expect(hard(got)).toEqual(hard(line.expect));
    expect(softMisses(line.expect, got)).toEqual([]);
  });
});
