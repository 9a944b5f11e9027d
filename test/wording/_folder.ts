import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { StartError } from '../../src/domain/errors.ts';
import { loadTemplates } from '../../src/wording/templates.ts';

const root = mkdtempSync(join(tmpdir(), 'templates-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

/** The real templates with one file changed; the words to change must be there. */
export function changedFolder(file: string, from: string, to: string): string {
  const dir = join(root, `${folders++}`);
  cpSync('templates', dir, { recursive: true });
  const before = readFileSync(join(dir, file), 'utf8');
  if (!before.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(
    join(dir, file),
    before.replace(from, () => to),
  );
  return dir;
}

/** The lines a start with this folder ends with; none when it loads. */
export function faultsOf(dir: string): string[] {
  try {
    loadTemplates(dir);
    return [];
  } catch (error) {
    if (error instanceof StartError && error.code === 'templates_broken')
      return `${error.details.problems}`.split('\n');
    throw error;
  }
}

/** Line of the first place where the words stand in the changed file. */
export function lineOf(dir: string, file: string, words: string): number {
  const text = readFileSync(join(dir, file), 'utf8');
  const at = text.indexOf(words);
  if (at < 0) throw new Error(`${file} has no ${words}`);
  return text.slice(0, at).split('\n').length;
}
