import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { StartError } from '../../src/domain/errors.ts';
import { loadTemplates, type Templates } from '../../src/wording/templates.ts';

const REAL = fileURLToPath(new URL('../../templates', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'templates-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;

/** A templates folder with the real formats and one more file. */
function folderWith(yaml: string, file = 'demo.yaml'): string {
  const dir = join(root, `${folders++}`);
  mkdirSync(dir);
  copyFileSync(join(REAL, 'format.yaml'), join(dir, 'format.yaml'));
  writeFileSync(join(dir, file), yaml);
  return dir;
}
const loadOne = (sentence: string): Templates => loadTemplates(folderWith(`s: ${JSON.stringify(sentence)}`));

/** The start error with what it would show. */
function startErrorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    const { code, details } = error as StartError;
    return `${code}: ${Object.values(details).join()}`;
  }
  throw new Error('nothing was thrown');
}

const WED_3PM = Date.UTC(2026, 10, 25, 7);

test.each<[string, unknown, string]>([
  ['date', WED_3PM, '11月25日(周三) 15:00'],
  ['date', '2026-11-25T15:00:00+08:00', '11月25日(周三) 15:00'],
  ['date', '2026-11-29', '11月29日(周日)'],
  ['date', Date.UTC(2026, 11, 31, 16, 5), '1月1日(周五) 00:05'],
  ['date', null, ''],
  ['time', WED_3PM, '15:00'],
  ['time', Date.UTC(2026, 10, 25, 0, 1), '08:01'],
  ['dateShort', WED_3PM, '11月25日'],
  ['dateShort', '2026-03-01', '3月1日'],
  ['list', ['张三', '李四', 3], '张三、李四、3'],
  ['list', [], ''],
  ['list', '张三', '张三'],
  ['percent', 18 / 23, '78.3%'],
  ['percent', 0.5, '50%'],
  ['percent', 1, '100%'],
  ['percent', 9999 / 10000, '99.9%'],
  ['percent', 1 / 10000, '0.1%'],
  ['percent', 0, '0%'],
])('filter %s writes %j as %s, in plain and in Liquid sentences', (filter, value, text) => {
  expect(loadOne(`{{ v | ${filter} }}`).render('demo.s', { v: value })).toBe(text);
  expect(loadOne(`{{ v | ${filter} | strip }}`).render('demo.s', { v: value })).toBe(text);
});

test.each<[string, unknown]>([
  ['date', '明天'],
  ['time', Number.NaN],
  ['percent', '80%'],
])('filter %s refuses %j', (filter, value) => {
  expect(() => loadOne(`{{ v | ${filter} }}`).render('demo.s', { v: value })).toThrow(/^template demo\.s: /);
});

describe('rendering', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    ['trailing blank lines go', 'a\n\n  \n', {}, 'a'],
    ['also those a false condition leaves', 'a\n\n{% if x %}b{% endif %}', {}, 'a'],
    ['blank lines inside stay', 'a\n\nb', {}, 'a\n\nb'],
    ['a line of tags leaves no empty line', 'a\n  {% if x %}\nb\n{% endif %}\nc', { x: false }, 'a\nc'],
    ['and none when its condition holds', 'a\n{% if x %}\nb\n{% endif %}\nc', { x: true }, 'a\nb\nc'],
    ['blanks beside an inline tag stay', 'a {% if x %}b {% endif %}c', { x: true }, 'a b c'],
    ['an absent value may be asked for', '{% if x %}b{% else %}c{% endif %}', {}, 'c'],
    ['Liquid filters work too', '{{ x | join: "/" }}', { x: [1, 2] }, '1/2'],
    ['nothing is escaped', '{{ x }}', { x: '<a> & "b"' }, '<a> & "b"'],
    ['texts with braces stay', '{a} {{ x }} }}', { x: 1 }, '{a} 1 }}'],
  ])('%s', (_, sentence, data, text) => {
    expect(loadOne(sentence).render('demo.s', data)).toBe(text);
  });

  test('a message may contain another, but no file', () => {
    const templates = loadTemplates(folderWith('a: "{{ x }}!"\nb: "{% render \'demo.a\', x: y %}"'));
    expect(templates.render('demo.b', { y: 1 })).toBe('1!');
    const dir = folderWith('b: "{% render \'format.yaml\' %}"');
    expect(startErrorOf(() => loadTemplates(dir).assertNames(['x']))).toMatch(/^templates_missing/);
    expect(() => loadTemplates(dir).render('demo.b')).toThrow(/template demo\.b/);
  });

  test.each<[string, string]>([
    ['plain sentence', '{{ x.y }}'],
    ['Liquid sentence', '{{ x.y | upcase }}'],
  ])('missing data in a %s is an error that names the message', (_, sentence) => {
    const templates = loadOne(sentence);
    for (const data of [{}, { x: {} }, { x: { y: undefined } }])
      expect(() => templates.render('demo.s', data)).toThrow(/^template demo\.s: /);
    expect(templates.render('demo.s', { x: { y: null } })).toBe('');
  });

  test('an unknown name is an error', () => {
    expect(() => loadOne('a').render('demo.other')).toThrow('no template demo.other');
  });
});

/** Keeps a sentence from being compiled: loops are left to Liquid. */
const viaLiquid = (sentence: string) => `${sentence}{% for i in (1..1) %}{% endfor %}`;

test('compiled sentences read the same as through Liquid', () => {
  const path = fc.constantFrom(
    'a',
    'b',
    'b.c',
    'b.c.size',
    'a.size',
    'd',
    'e',
    'b.none',
    'none',
    'none.x',
    'b.size',
    'n.x',
  );
  const filter = fc.constantFrom('', '', '| date', '|list', '| dateShort | list', '| percent', '| upcase');
  const text = fc.oneof(fc.constantFrom('\n', ' ', '}}', '{a}'), fc.stringMatching(/^[^{}]{0,6}$/));
  const literal = fc.constantFrom('0', '2', "''", '"x"', 'true', 'false', 'nil', 'empty', 'e', 'b.c');
  const operator = fc.constantFrom('==', '!=', '>', '<', '>=', '<=', 'contains');
  const comparison = fc.tuple(path, operator, literal).map((parts) => parts.join(' '));
  const condition = fc.oneof(
    path,
    comparison,
    fc.tuple(comparison, fc.constantFrom('and', 'or'), path).map((p) => p.join(' ')),
  );
  const { sentence } = fc.letrec<{ sentence: string; piece: string }>((tie) => ({
    sentence: fc.array(tie('piece'), { maxLength: 4 }).map((pieces) => pieces.join('')),
    piece: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.tuple(path, filter).map(([p, f]) => `{{ ${p} ${f} }}`),
      fc.tuple(condition, tie('sentence')).map(([c, s]) => `{% if ${c} %}${s}{% endif %}`),
      fc
        .tuple(condition, tie('sentence'), condition, tie('sentence'), tie('sentence'))
        .map(
          ([c1, s1, c2, s2, s3]) => `{%- if ${c1} -%}${s1}\n{% elsif ${c2} %}${s2}{% else %}${s3}{% endif %}`,
        ),
    ),
  }));
  const data = fc.record({
    a: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    b: fc.record({ c: fc.array(fc.oneof(fc.string(), fc.constant(null)), { maxLength: 3 }) }),
    d: fc.integer({ min: 0, max: 4e12 }),
    e: fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, 2, 'x', '')),
    n: fc.constant(null),
  });
  let answered = 0;
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 20, maxLength: 20 }), data, (sentences, values) => {
      const yaml = (wrap: (s: string) => string) =>
        JSON.stringify(Object.fromEntries(sentences.map((s, i) => [`s${i}`, wrap(s)])));
      const compiled = loadTemplates(folderWith(yaml((s) => s)));
      const liquid = loadTemplates(folderWith(yaml(viaLiquid)));
      for (const name of sentences.map((_, i) => `demo.s${i}`)) {
        const result = outcome(() => compiled.render(name, values));
        expect(result).toBe(outcome(() => liquid.render(name, values)));
        if (result !== 'error' && result !== '') answered += 1;
      }
    }),
    { numRuns: 40 },
  );
  expect(answered).toBeGreaterThan(200);
});

function outcome(run: () => string): string {
  try {
    return run();
  } catch {
    return 'error';
  }
}

describe('loading', () => {
  test('groups make longer names, and every scalar is a sentence', () => {
    const templates = loadTemplates(folderWith('problem:\n  no: 1\n  b: 不\n空: ""'));
    expect([...templates.names].filter((name) => name.startsWith('demo'))).toEqual([
      'demo.problem.no',
      'demo.problem.b',
      'demo.空',
    ]);
    expect(templates.render('demo.problem.no')).toBe('1');
  });

  test.each<[string, string, RegExp]>([
    ['an unknown filter', 'a: "{{ x | shout }}"', /^templates_broken: templates\/demo\.yaml a: .*shout/],
    ['an unknown tag', 'a: "{% foo %}"', /templates\/demo\.yaml a: .*foo/],
    ['an open tag', 'g:\n  a: "{% if x %}"', /templates\/demo\.yaml g\.a: /],
    ['an open output', 'a: "{{ x"', /templates\/demo\.yaml a: /],
    ['a list', 'a: [1]', /templates\/demo\.yaml: /],
    ['broken YAML', 'a: "', /templates\/demo\.yaml: /],
    ['a name given twice', 'a: 1\na: 2', /templates\/demo\.yaml: /],
    ['no date format', 'date: x', /^templates_missing: format\.date_only/],
  ])('refuses %s', (what, yaml, message) => {
    const dir = folderWith(yaml, what === 'no date format' ? 'format.yaml' : 'demo.yaml');
    expect(startErrorOf(() => loadTemplates(dir))).toMatch(message);
  });

  test('names all broken messages at once', () => {
    const dir = folderWith('a: "{{ x | p }}"\nb: fine\nc: "{{ x | q }}"');
    expect(startErrorOf(() => loadTemplates(dir)).split('\n')).toHaveLength(2);
  });

  test('asserts the names a caller uses', () => {
    const templates = loadOne('a');
    expect(() => templates.assertNames(['demo.s', 'format.date'])).not.toThrow();
    expect(startErrorOf(() => templates.assertNames(['demo.s', 'demo.x', 'y', 'y']))).toBe(
      'templates_missing: demo.x y',
    );
  });

  test("the project's own folder loads", () => {
    let problems = '';
    try {
      expect(loadTemplates(REAL).names.size).toBeGreaterThan(50);
    } catch (error) {
      problems = error instanceof StartError ? `${error.details.problems}` : String(error);
    }
    expect(problems).toBe('');
  });
});
