import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

// The import table of README "Architecture", as a test: the folder of a file tells what it may import.

/** Places a file may import from; a root file is named with its ending. Packages are listed where they matter. */
const MAY: Record<string, string[]> = {
  'ports.ts': ['domain'],
  'ports-store.ts': ['domain', 'ports.ts', 'ports-ledger.ts', 'ports-plan.ts', 'ports-figures.ts'],
  'ports-plan.ts': ['domain', 'ports-store.ts'],
  'ports-figures.ts': ['domain'],
  'ports-ledger.ts': ['domain', 'ports.ts', 'ports-store.ts'],
  domain: ['domain', 'errors.ts'],
  parsing: ['parsing', 'domain'],
  conversation: ['conversation', 'parsing', 'domain', 'PORTS', 'templates.ts', 'events.ts', 'errors.ts'],
  reminders: ['reminders', 'domain', 'PORTS', 'templates.ts', 'events.ts', 'errors.ts'],
  reports: ['reports', 'domain', 'PORTS', 'templates.ts', 'events.ts', 'errors.ts'],
  channels: ['domain', 'PORTS', 'errors.ts', 'log.ts', 'config.ts', 'SIBLINGS', 'channels/wecom'],
  documents: ['documents', 'domain', 'PORTS', 'errors.ts', 'log.ts', 'config.ts'],
  store: ['store', 'domain', 'PORTS', 'errors.ts', 'log.ts', 'config.ts'],
  coordination: ['coordination', 'domain', 'PORTS', 'errors.ts', 'log.ts', 'config.ts'],
  sandbox: ['sandbox', 'channels/wecom', 'log.ts', 'ports.ts'],
  http: ['http', 'channels', 'PORTS', 'errors.ts', 'log.ts'],
  cli: ['*'],
  // Root files: joining is for app.ts and what it is cut into; the rest know each other and the domain's values.
  'app.ts': ['*'],
  'sandbox-app.ts': ['*'],
  'outbound.ts': ['*'],
  'ledger-file.ts': ['ROOT', 'domain', 'documents', 'PORTS'],
  'planning-rules.ts': ['ROOT', 'domain', 'reminders'],
  'main.ts': ['app.ts', 'config.ts', 'log.ts', 'errors.ts', 'startup-messages.ts'],
};
const PORTS = ['ports.ts', 'ports-store.ts', 'ports-ledger.ts', 'ports-plan.ts', 'ports-figures.ts'];
const OTHER_ROOT = ['ROOT', 'domain', ...PORTS];

const SRC = join(import.meta.dirname, '../src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.ts'))
  .map((f) => f.replaceAll('\\', '/'));

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    (m) => m[1] ?? m[2]!,
  );
}

/** Path below src of a relative import. */
function target(file: string, specifier: string): string {
  return join(file, '..', specifier).replaceAll('\\', '/');
}

function isAllowed(file: string, to: string): boolean {
  const folder = file.includes('/') ? file.split('/')[0]! : file;
  const allowed = (MAY[folder] ?? OTHER_ROOT).flatMap((a) => (a === 'PORTS' ? PORTS : [a]));
  const toRoot = !to.includes('/');
  return allowed.some((place) => {
    if (place === '*') return true;
    if (place === 'ROOT')
      return toRoot && !['app.ts', 'main.ts', 'sandbox-app.ts', 'outbound.ts'].includes(to);
    if (place === 'SIBLINGS') return to.startsWith(`${file.split('/').slice(0, 2).join('/')}/`);
    return place.endsWith('.ts') ? to === place : to.startsWith(`${place}/`);
  });
}

describe('layout', () => {
  it('lets every file import only what its folder may', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file)
        .filter((s) => s.startsWith('.'))
        .map((s) => target(file, s))
        .filter((to) => !isAllowed(file, to))
        .map((to) => `${file} → ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps packages with I/O out of the rules', () => {
    const pure = /^(domain|parsing|conversation|reminders|reports)\//;
    const wrong = files
      .filter((f) => pure.test(f))
      .flatMap((f) =>
        importsOf(f)
          .filter((s) => !s.startsWith('.') && !['chinese-days', 'zod', 'yaml', 'node:crypto'].includes(s))
          .map((s) => `${f} → ${s}`),
      );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in config.ts only', () => {
    expect(files.filter((f) => readFileSync(join(SRC, f), 'utf8').includes('process.env'))).toEqual([
      'config.ts',
    ]);
  });

  it('asks the machine for the time, a timer or the network in adapters and root files only', () => {
    const rules = files.filter((f) => /^(domain|parsing|conversation|reminders|reports)\//.test(f));
    const impure = /\bDate\.now\(\)|\bnew Date\(\)|\bsetTimeout\(|\bsetInterval\(|\bfetch\(/;
    expect(rules.filter((f) => impure.test(readFileSync(join(SRC, f), 'utf8')))).toEqual([]);
  });

  it('keeps Chinese wording in templates/, vocabulary of the language in parsing and domain apart', () => {
    const speaks = files.filter((f) => !/^(parsing|domain)\//.test(f));
    const wrong = speaks.flatMap((f) =>
      readFileSync(join(SRC, f), 'utf8')
        .split('\n')
        .map((line, i) => ({
          line: line.replace(/\/\/.*|^\s*(\/?\*).*|\/\*.*?\*\//g, ''),
          at: `${f}:${i + 1}`,
        }))
        // Names of offices, kinds and states are values of the domain; sentences are not.
        .filter(({ line }) => /[\u4e00-\u9fff]{2,}[，。：；！？]/.test(line))
        .map(({ at }) => at),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps files small', () => {
    const sizes = files.map((f) => ({ f, lines: readFileSync(join(SRC, f), 'utf8').split('\n').length - 1 }));
    const sorted = sizes.map((s) => s.lines).sort((a, b) => a - b);
    expect(sorted[Math.ceil(sorted.length * 0.9) - 1]).toBeLessThanOrEqual(200);
    const long = sizes.filter(({ f, lines }) => {
      const head = readFileSync(join(SRC, f), 'utf8').split('\n').slice(0, 3).join('\n');
      return lines > 300 && !/^\/\/ .*(long|one table|list)/m.test(head);
    });
    expect(long).toEqual([]);
  });
});
