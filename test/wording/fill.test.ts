import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFiller } from '../../src/wording/fill.ts';
import { loadTemplates } from '../../src/wording/templates.ts';

const real = loadTemplates('templates');
const format = (name: string, data: object) => (real.render as (n: string, d: object) => string)(name, data);

const plain = createFiller({}, format);

/** Fills one sentence that nothing has checked. */
const fill = (sentence: string, data: Record<string, unknown> = {}, filler = plain): string =>
  filler.compile(filler.parse(sentence))(data);

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
  expect(fill(`{{ v | ${filter} }}`, { v: value })).toBe(text);
  expect(fill(`{{ v | ${filter} | strip }}`, { v: value })).toBe(text);
});

test.each<[string, unknown]>([
  ['date', '明天'],
  ['time', Number.NaN],
  ['percent', '80%'],
])('filter %s refuses %j', (filter, value) => {
  const refused = `${errorOf(() => fill(`{{ v | ${filter} }}`, { v: value }))}`;
  expect(refused).toMatch(/no (time|fraction)/);
  // Errors are logged, and no name or text of a person may be.
  expect(refused).not.toContain(`${value}`);
});

function errorOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe('filling', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    ['blank lines inside stay', 'a\n\nb', {}, 'a\n\nb'],
    ['blanks beside an inline tag stay', 'a {% if x %}b {% endif %}c', { x: true }, 'a b c'],
    ['an absent value may be asked for', '{% if x %}b{% else %}c{% endif %}', {}, 'c'],
    ['Liquid filters work too', '{{ x | join: "/" }}', { x: [1, 2] }, '1/2'],
    ['nothing is escaped', '{{ x }}', { x: '<a> & "b"' }, '<a> & "b"'],
    ['texts with braces stay', '{a} {{ x }} }}', { x: 1 }, '{a} 1 }}'],
  ])('%s', (_, sentence, data, text) => {
    expect(fill(sentence, data)).toBe(text);
  });

  test('a sentence may contain another, but no file', () => {
    expect(
      fill("{% render 'demo.a', x: y %}", { y: 1 }, createFiller({ 'demo.a': '{{ x }}!' }, format)),
    ).toBe('1!');
    expect(() => fill("{% render 'format.yaml' %}")).toThrow();
  });

  test.each<[string, string]>([
    ['plain sentence', '{{ x.y }}'],
    ['Liquid sentence', '{{ x.y | upcase }}'],
  ])('missing data in a %s is an error', (_, sentence) => {
    for (const data of [{}, { x: {} }, { x: { y: undefined } }]) expect(() => fill(sentence, data)).toThrow();
    expect(fill(sentence, { x: { y: null } })).toBe('');
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
      for (const sentence of sentences) {
        const result = outcome(() => fill(sentence, values));
        expect(result).toBe(outcome(() => fill(viaLiquid(sentence), values)));
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
