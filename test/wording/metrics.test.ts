// What a metric needs beside its file: words that ask for it, and sentences.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../src/domain/intent.ts';
import { METRIC_DEFINITIONS } from '../../src/reports/metrics/list.ts';
import { loadTemplates } from '../../src/wording/templates.ts';

const { names } = loadTemplates('templates');
const asked = new Set(
  ['test/fixtures/messages.jsonl', 'test/fixtures/parsing/queries.jsonl']
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { expect: { metric?: string } }).expect.metric),
);
/** Shapes whose sentences are named after the metric. */
const AREAS = { table: 'figures', roll: 'roll', nothing: 'figures' } as const;

describe.each(METRICS)('%s', (metric) => {
  it('has a name and a sentence', () => {
    const { shape } = METRIC_DEFINITIONS[metric];
    const area = Object.entries(AREAS).find(([key]) => key === shape)?.[1];
    const needed = [`stats.metric.${metric}`, ...(area ? [`${area}.${metric}`] : [])];
    expect(needed.filter((name) => !names.has(name))).toEqual([]);
  });

  it('is asked for in a sentence of the fixtures', () => {
    expect([...asked]).toContain(metric);
  });
});
