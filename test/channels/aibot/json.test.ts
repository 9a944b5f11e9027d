import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseAuthenticJson } from '../../../src/channels/aibot/json.ts';
import { CallbackRefused } from '../../../src/domain/errors.ts';
import { isLinear, repeated } from '../../support/cost.ts';

it('reads raw control characters inside strings', () => {
  expect(parseAuthenticJson('{\n"a":"一\n二\t三\u0001","b":"\\"\\\\"}')).toEqual({
    a: '一\n二\t三\u0001',
    b: '"\\',
  });
});

it('reads behind a byte order mark, and ids that are numbers as they are written', () => {
  expect(parseAuthenticJson('\ufeff{"a":1}')).toEqual({ a: 1 });
  expect(
    parseAuthenticJson(
      '{"msgid":90071992547409931234,"chatid" : 9007199254740993,"n":9007199254740993,"id":7,"a":"\n"}',
    ),
  ).toEqual({
    msgid: '90071992547409931234',
    chatid: '9007199254740993',
    n: 9007199254740992,
    id: 7,
    a: '\n',
  });
});

it('reads any value as it was, however many of its control characters came raw', () => {
  const strings = fc.string({
    unit: fc.constantFrom('\n', '\t', '\u0000', '\u001f', '\u007f', '"', '\\', 'u', 'n', '{', '签', '😀'),
  });
  const values = fc
    .jsonValue()
    .chain((rest) => fc.record({ a: strings, b: fc.array(strings), c: fc.constant(rest) }));
  const raw = (text: string, every: number) => {
    let n = 0;
    return text.replace(/\\\\|\\(?:u00([01][0-9a-f])|([bfnrt]))/g, (whole, code?: string) =>
      whole === '\\\\' || n++ % every !== 0
        ? whole
        : code
          ? String.fromCharCode(Number.parseInt(code, 16))
          : String(JSON.parse(`"${whole}"`)),
    );
  };
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 3 }), (value, every) => {
      const text = JSON.stringify(value);
      // JSON knows no -0, the property tester does.
      expect(parseAuthenticJson(raw(text, every))).toEqual(JSON.parse(text));
    }),
  );
});

it('takes nothing that is no JSON but for such characters', () => {
  const texts = fc.string({ unit: fc.constantFrom('"', '\\', '\n', '{', '}', '[', ']', ':', ',', '1', 'a') });
  fc.assert(
    fc.property(texts, (text) => {
      let expected: unknown;
      try {
        expected = JSON.parse(text.replaceAll('\n', ' '));
      } catch {
        expect(() => parseAuthenticJson(text)).toThrow(CallbackRefused);
        return;
      }
      const blank = (value: unknown) => JSON.stringify(value).replaceAll('\\n', ' ');
      expect(blank(parseAuthenticJson(text))).toBe(blank(expected));
    }),
    { numRuns: 2000 },
  );
});

it.each(['"', '\\', '"\\', '\n', '"\n', '"\\"', '{"a":"', '[', '{"a":', 'a"\u0001', '\\u'])(
  'refuses a long body of %j in time linear in its length',
  (unit) => {
    const refuse = (text: string) => {
      expect(() => parseAuthenticJson(text)).toThrow(CallbackRefused);
    };
    // Of a longer one the engine's own memory is what is measured.
    expect(isLinear(refuse, repeated(unit), 4096)).toBe(true);
  },
);

it('refuses what is no JSON without quoting it', () => {
  expect.assertions(2);
  try {
    parseAuthenticJson('{"text":"张三请假"');
  } catch (error) {
    expect(error).toBeInstanceOf(CallbackRefused);
    expect(JSON.stringify([(error as Error).message, (error as Error).cause ?? ''])).not.toContain('张三');
  }
});
