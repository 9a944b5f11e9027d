import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  cleanText,
  cutToBytes,
  cutToChars,
  splitToBytes,
  utf8Bytes,
} from '../../../src/channels/wecom/text.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const label = (n: number, of: number) => `第 ${n}/${of} 条`;

describe('cutToBytes', () => {
  test.each([
    ['签到', 6, '签到'],
    ['签到了', 6, '签…'],
    ['签到了', 8, '签…'],
    ['ab签到', 7, 'ab…'],
    ['a😀b', 6, 'a😀b'],
    ['a😀bc', 6, 'a…'],
    ['a😀bcd', 8, 'a😀bcd'],
    ['a😀bcde', 8, 'a😀…'],
    [`${FAMILY}${FAMILY}`, 30, `${FAMILY}…`],
    ['到会 \n 缺席', 12, '到会\n…'],
    ['到会\n请假\n缺席', 18, '到会\n请假\n…'],
    ['到会请假缺席\n迟到', 12, '到会请…'],
  ])('%j to %i bytes gives %j', (text, max, expected) => {
    expect(cutToBytes(text, max)).toBe(expected);
  });

  it('never exceeds the limit and never breaks a character', () => {
    const unit = fc.oneof(
      fc.constantFrom('党', '😀', FAMILY, 'a', '\n', 'e\u0301'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 60 }), fc.integer({ min: 3, max: 200 }), (units, max) => {
        const cut = cutToBytes(units.join(''), max);
        expect(utf8Bytes(cut)).toBeLessThanOrEqual(max);
        expect(cut.isWellFormed()).toBe(units.join('').isWellFormed());
      }),
    );
  });

  it('cuts inside a character that alone is larger than the limit', () => {
    expect(cutToBytes(`e${'\u0301'.repeat(5000)}`, 2048).length).toBeGreaterThan(1000);
  });
});

describe('splitToBytes', () => {
  it('leaves a text that fits as it is', () => {
    expect(splitToBytes('一\n二', 10, label)).toEqual(['一\n二']);
  });
  it('breaks between lines and numbers the parts', () => {
    const lines = Array.from({ length: 6 }, (_, i) => `${i}${'到'.repeat(9)}`);
    expect(splitToBytes(lines.join('\n'), 80, label)).toEqual([
      `第 1/3 条\n${lines[0]}\n${lines[1]}`,
      `第 2/3 条\n${lines[2]}\n${lines[3]}`,
      `第 3/3 条\n${lines[4]}\n${lines[5]}`,
    ]);
  });
  it('keeps room for numbers of two digits', () => {
    const parts = splitToBytes('x'.repeat(2000), 100, label);
    expect(parts.length).toBeGreaterThan(20);
    expect(Math.max(...parts.map(utf8Bytes))).toBe(100);
  });
  it('loses nothing but the line ends it breaks at, and keeps every part within the limit', () => {
    const line = fc.string({ unit: fc.constantFrom('党', '😀', 'a', ' '), maxLength: 120 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 60, max: 300 }),
        (lines, max) => {
          const parts = splitToBytes(lines.join('\n'), max, label);
          for (const part of parts) expect(utf8Bytes(part)).toBeLessThanOrEqual(max);
          const body = parts.length > 1 ? parts.map((p) => p.slice(p.indexOf('\n') + 1)) : parts;
          expect(body.join('').replaceAll('\n', '')).toBe(lines.join(''));
        },
      ),
    );
  });
});

test.each([
  ['一\u0000\u0007\u001b[0m\t二\r\n', '一[0m\t二\r\n'],
  ['a\ud83d', 'a\ufffd'],
  ['\ude00b\uffff', '\ufffdb'],
  ['😀\u2005é\u3000', '😀\u2005é\u3000'],
])('clean %j is %j', (text, expected) => {
  expect(cleanText(text)).toBe(expected);
});

it('counts characters, not code units', () => {
  expect(cutToChars('😀😀😀', 3)).toBe('😀😀😀');
  expect(cutToChars('😀😀😀😀', 3)).toBe('😀😀…');
});
