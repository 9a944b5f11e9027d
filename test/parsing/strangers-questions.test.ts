// Questions by eighteen writers who never saw the reader, each with what a good answer gives (`wants`). They are put to the sample
// organisation; here they are only read. Whatever is made of them, nothing is stored.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const FOLDER = new URL('../fixtures/questions/', import.meta.url);
const NOW = Date.parse('2026-12-01T10:00:00+08:00');
const sample = readFileSync(new URL('../../templates/sample/roster.csv', import.meta.url), 'utf8')
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));
const knowledge = knowledgeOf({
  people: [...new Set(sample.map(([name]) => name!))].filter((name) => name !== ''),
  units: [...new Set(sample.flatMap(([, , path]) => path ?? []))],
});
const questions = readdirSync(FOLDER).flatMap((file) =>
  readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { text: string; before?: string[] }),
);
const STORES =
  /^(?:checkin|leave|makeup_checkin|roster_checkin|activity_report|activity_create|activity_change|activity_cancel|attendance_correct|rectify_(?:progress|done|extend|create|decide|manage))$/;

describe('questions of strangers', () => {
  it('are many', () => expect(questions.length).toBe(1940));

  it('store nothing', () => {
    const acts = questions
      .flatMap(({ text, before = [] }) => [...before, text])
      .map((text) => ({ text, ...understand(text, NOW, { knowledge, botNames: ['支部通'] }) }))
      // 出勤, by itself, is how some check in.
      .filter(({ text }) => text !== '出勤')
      .filter(({ certainty, intent }) => certainty === 'clear' && STORES.test(intent.intent))
      .map(({ text, intent }) => `${text} → ${intent.intent}`);
    expect(acts).toEqual([]);
  });
});
