// The page's files hold to each other: scripts, style sheets, index.html and the words.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, importsOf, textOf } from '../support/imports.ts';

const WORDS_DIR = join(import.meta.dirname, '../../templates/sandbox');
const PAGE = 'src/sandbox/page/';
const html = readFileSync(join(WORDS_DIR, 'index.html'), 'utf8');
const words: Record<string, string | Record<string, string>> = JSON.parse(
  readFileSync(join(WORDS_DIR, 'words.json'), 'utf8'),
);
const scripts = filesBelow(PAGE);
const script = scripts.map(textOf).join('\n');
const server = filesBelow('src/sandbox').filter((file) => !file.startsWith(PAGE));
const found = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map((m) => m[1]!))].sort();
const braces = (sentence: string) => found(sentence, /\{(\w+)\}/g);

describe('the words of the page', () => {
  it('are those the scripts ask for', () => {
    // The stand-in itself says this one, to a request the page never made.
    expect(textOf('src/sandbox/words.ts')).toContain('not_local');
    const asked = found(script, /\bwords\.(?!js)(\w+)/g);
    expect([...asked, 'not_local'].sort()).toEqual(Object.keys(words).sort());
  });

  it('get exactly the values their braces name', () => {
    const filled = [...script.matchAll(/\bfill\(([^{}]*?),\s*\{([^}]*)\}/g)].flatMap(
      ([, sentences, values]) =>
        found(sentences!, /\bwords\.(\w+)/g).map((name) => [
          name,
          found(values!, /(?:^|,)\s*(\w+)(?=\s*(?::|,|$))/g),
        ]),
    );
    const asked = Object.entries(words)
      .filter(([, sentence]) => typeof sentence === 'string' && braces(sentence).length > 0)
      .map(([name, sentence]) => [name, braces(sentence as string)]);
    expect(Object.fromEntries(filled)).toEqual(Object.fromEntries(asked));
  });

  /** the members of a union type of text */
  const union = (file: string, name: string) =>
    found(new RegExp(`${name}\\b\\??[ :=]+([^;]+);`).exec(textOf(file))![1]!, /'(\w+)'/g);

  /** the rules by which something is pushed unasked, wherever they stand; answers to a line are none */
  const RULES = [
    ...union('src/reminders/plan-types.ts', 'type MessageRule'),
    ...[...filesBelow('src/conversation'), ...filesBelow('src/delivery')].flatMap((file) =>
      [...textOf(file).matchAll(/^.*\brule: (?!.*reading\().*$/gm)].flatMap(([line]) =>
        found(line, /'([a-z_]+)'/g),
      ),
    ),
  ]
    .filter((rule, i, all) => !['reply', 'second'].includes(rule) && all.indexOf(rule) === i)
    .sort();

  it.each([
    ['faults', union('src/sandbox/chat-log.ts', 'type FaultCode')],
    ['warnings', union('src/sandbox/chat-log.ts', 'type WarningCode')],
    ['status', union('src/sandbox/chat-log.ts', 'status')],
    ['via', union('src/sandbox/chat-log.ts', 'via').filter((way) => way !== 'reply')],
    ['sendings', union('src/sandbox/page-contract.ts', 'type SendingState')],
    ['rules', RULES],
    ['refusals', [...union('src/sandbox/page-contract.ts', 'type RefusalCode'), 'offline'].sort()],
  ])('name all %s there are, and no other', (table, codes) => {
    expect(codes.length).toBeGreaterThan(1);
    expect(Object.keys(words[table]!).sort()).toEqual(codes);
  });

  it('name nothing that never happens', () => {
    const happens = server
      .filter((file) => !/page-contract|chat-log/.test(file))
      .concat('src/app/sendings.ts')
      .map(textOf)
      .concat(script)
      .join('\n');
    // Rules happen in other rooms; the test above finds them there.
    const codes = Object.entries(words).flatMap(([name, table]) =>
      typeof table === 'string' || name === 'rules' ? [] : Object.keys(table),
    );
    expect(codes.filter((code) => !happens.includes(`'${code}'`))).toEqual([]);
  });

  it('are never empty', () => {
    const all = Object.values(words).flatMap((word) =>
      typeof word === 'string' ? [word] : Object.values(word),
    );
    expect(all.filter((word) => word.trim() === '')).toEqual([]);
  });
});

describe('index.html', () => {
  it('has every element the scripts ask for by its id', () => {
    const ids = found(html, /\bid="([\w-]+)"/g);
    const asked = found(script, /\bbyId\('([\w-]+)'/g);
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('loads every style sheet, and one script that loads all others', () => {
    const names = readdirSync(join(import.meta.dirname, '../../', PAGE));
    expect(found(html, /href="([\w-]+\.css)"/g)).toEqual(
      names.filter((name) => name.endsWith('.css')).sort(),
    );
    expect(found(html, /src="([\w-]+\.js)"/g)).toEqual(['app.js']);
    const loaded = new Set([`${PAGE}app.js`]);
    for (const file of loaded)
      for (const { to, inComment } of importsOf(file)) if (to && !inComment) loaded.add(to);
    expect([...loaded].sort()).toEqual(scripts);
  });

  it('carries no script, style or listener of its own, which its policy would refuse', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(html.match(/<script[^>]*>[^<]/g)).toBeNull();
  });
});

describe('the scripts', () => {
  const STRINGS_INTO_CODE =
    /\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|DOMParser|createContextualFragment|setHTMLUnsafe)\b|\bdocument\.write|\beval\(|\bnew Function\b|\bset(Timeout|Interval)\(\s*['"`]|javascript:/;

  it.each(scripts)('%s never makes HTML or code of a text', (file) => {
    expect(STRINGS_INTO_CODE.exec(textOf(file))?.[0]).toBeUndefined();
  });

  it.each(scripts)('%s is type-checked where it stands', (file) => {
    expect(textOf(file)).toMatch(/^\/\/ @ts-check\n/);
    expect(textOf(file)).not.toMatch(/@ts-(ignore|expect-error|nocheck)|\{any\}|biome-ignore/);
  });

  // A quarter of it is types in comments; the way is from this computer to itself.
  it('weigh less than 100 KB with all the page loads', () => {
    const names = [
      ...scripts,
      ...readdirSync(PAGE)
        .filter((name) => name.endsWith('.css'))
        .map((name) => PAGE + name),
    ];
    const sizes = [...names.map(textOf), html, JSON.stringify(words)].map((text) => Buffer.byteLength(text));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100_000);
  });
});
