// An old Node reads the entries and says in one line that it is too old, before it meets anything that it cannot read.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript, for any Node
import { oldNodeLine } from '../../src/app/node-version.mjs';
import { importsOf } from '../support/imports.ts';

const ENTRIES = ['src/start.mjs', 'src/cli/start.mjs'];
/** As an old Node is, in the one thing that counts. */
const NO_TYPES = '--no-experimental-strip-types';

describe.each(ENTRIES)('%s', (entry) => {
  it('loads nothing before the look at Node', () => {
    const text = readFileSync(entry, 'utf8');
    const first = [...text.matchAll(/^import .* from '(.+)';$/gm)].map((m) => m[1]);
    expect(first).toEqual([expect.stringMatching(/app\/node-version\.mjs$/)]);
    expect(text.indexOf('endOldNode();')).toBeLessThan(text.indexOf('await import('));
  });

  it('ends with one line and 1 under a Node that reads no TypeScript', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [NO_TYPES, entry, 'help'], {
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^这台机器上的 Node 是 \d+\.\d+\.\d+，太旧了，支部通需要 \d+\.\d+ 或更新的版本[^\n]*\n$/,
    );
  });
});

it('the look itself loads node modules alone, by syntax that is old', () => {
  expect(importsOf('src/app/node-version.mjs').map(({ from }) => from)).toEqual(['node:fs']);
  expect(readFileSync('src/app/node-version.mjs', 'utf8')).not.toMatch(
    /\?\?=|\|\|=|await|\bat\(|import\.meta\.dirname/,
  );
});

it.each<[string, object, boolean]>([
  ['18.20.8', {}, true],
  ['20.20.2', {}, true],
  ['22.17.1', {}, true],
  ['22.18.0', { typescript: 'strip' }, false],
  ['23.1.0', { typescript: false }, true],
  ['24.21.0', { typescript: 'strip' }, false],
])('Node %s', (version, features, isOld) => {
  expect(oldNodeLine(version, features) !== undefined).toBe(isOld);
});

it('npm start and npm run cli go through the entries', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  expect(scripts.start).toContain('src/start.mjs');
  expect(scripts.cli).toContain('src/cli/start.mjs');
  expect(
    execFileSync(process.execPath, ['src/cli/start.mjs', 'help', 'migrate'], { encoding: 'utf8' }),
  ).toMatch(/^migrate\n/);
});
