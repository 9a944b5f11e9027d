import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StartError } from '../../src/domain/errors.ts';
import { readWords } from '../../src/sandbox/words.ts';

const WORDS_DIR = join(import.meta.dirname, '../../templates/sandbox');

/** What the start would say of the words after one change of text. */
function problemsAfter(file: string, from: string, to: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'words-'));
  cpSync(WORDS_DIR, dir, { recursive: true });
  const text = readFileSync(join(dir, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(dir, file), text.replace(from, to));
  try {
    readWords(dir);
  } catch (error) {
    expect((error as StartError).code).toBe('templates_broken');
    return (error as StartError).details.problems!.replace(`${dir}/`, '');
  }
  return '';
}

describe('the words beside the page', () => {
  it('are read', () => {
    expect(readWords(WORDS_DIR).notLocal).toContain('127.0.0.1');
  });

  it.each([
    ['suggestions.json', '"today"', '"to-day"', 'suggestions.json: today'],
    ['suggestions.json', '"leader"', '"leiter"', /offices\.leader\.group\n.*offices\.leader\.private$/],
    ['suggestions.json', '"看看还差谁"', '7', 'suggestions.json: offices.member.group[2]'],
    ['suggestions.json', '{soon}', '{sooon}', 'suggestions.json: offices.leader.group[1] {sooon}'],
    ['suggestions.json', '"tomorrow":', '"tomorrow"', /^suggestions\.json: .*line 3/],
    ['words.json', '"not_local"', '"notlocal"', 'words.json: not_local'],
    ['words.json', '"weekdays":', '"weekdays"', /^words\.json: .*line \d+/],
  ])('end the start when %s has a slip at %s', (file, from, to, problem) => {
    const said = problemsAfter(file, from, to);
    if (typeof problem === 'string') expect(said).toBe(problem);
    else expect(said).toMatch(problem);
  });
});
