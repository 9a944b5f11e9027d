import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanForm } from '../../../src/parsing/spans/fields.ts';
import { scanLists } from '../../../src/parsing/spans/list.ts';
import { isLinear, repeated } from '../../support/cost.ts';

const HOSTILE = [
  '(',
  '( ',
  '（',
  '[',
  '【',
  '1.',
  '1.1',
  '1、',
  '(1)',
  '一、',
  ':',
  '：',
  ': ',
  ' ',
  '\t',
  '\n',
  '|',
  '=',
  '-',
  '——',
  '时间',
  '时间:',
  '时间 ',
  '时间\t',
  '时间|',
  '时间\n',
  '时间(',
  '【时间',
  '**时间',
  '时间 地点\n',
  '时间\t地点\n',
  '主 持 ',
  '应到1实到1',
  '应到1',
  '主持张三',
  '议题“',
  '时间地点:1 ',
  '□',
  '√□',
  '□党课 ',
  '( )党课',
  '1张三',
  '张三\n',
  '- 张三\n',
  '1.张三\n好的\n',
  '1.张三\n请假:\n',
  '接龙\n',
  '接龙 张三 ',
  '1.a\n(1)b\n一、c\n',
  'X',
  '_',
  ', ',
  ' :',
  'A.',
  '第一位:',
  '例 ',
  '请假:1人 ',
  '缺 ',
  '\n:',
  '1\t张三\t',
  '😀',
  '会议内容丰富',
];

/** One long run inside a text, of the length asked for. */
const runs: Record<string, (length: number) => string> = {
  'blanks before 销号': (n) => `同意${' '.repeat(n)}销号`,
  'line ends between labels': (n) => `时间:${'\n'.repeat(n)}地点:`,
  'blanks behind 接龙': (n) => `接龙${' '.repeat(n)}张三`,
  'a value without an end': (n) => `时间:${'X'.repeat(n)}!`,
  'blanks behind a number': (n) => `1.${' '.repeat(n)}张三\n2.`,
};
const lines = (length: number) =>
  Array.from({ length: length >> 4 }, (_, i) => `${i + 1}. 张三 请假出差`).join('\n');

describe('no text takes longer than its length says', () => {
  const texts = [...HOSTILE.map((unit) => [unit, repeated(unit)] as const), ...Object.entries(runs)];
  it.each([...texts, ['a numbered list', lines] as const])('%j', (_name, textOf) => {
    expect(
      isLinear((s) => void scanForm(s), textOf),
      'form',
    ).toBe(true);
    expect(
      isLinear((s) => void scanLists(s), textOf),
      'lists',
    ).toBe(true);
  });

  it('a numbered list of 400 lines has 400 entries', () => {
    expect(scanLists(lines(400 << 4))[0]!.entries).toHaveLength(400);
  });
});

describe('any text', () => {
  const words = [
    ...HOSTILE,
    '张三',
    '李四',
    '11月20日',
    '三楼会议室',
    '23',
    '人',
    '。',
    '，',
    '是',
    '#',
    '接龙',
    '√',
    '×',
    '】',
    ')',
    '责任人',
    '进展',
  ];
  const text = fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join(''));

  it('gives fields within it, in order, that do not run into each other', () => {
    fc.assert(
      fc.property(text, (s) => {
        let last = 0;
        for (const f of scanForm(s).fields) {
          expect(f.at).toBeLessThanOrEqual(f.labelEnd);
          expect(f.labelEnd).toBeLessThanOrEqual(f.valueAt);
          expect(s.slice(f.valueAt, f.end)).toBe(f.value);
          expect(f.value).toBe(f.value.trim());
          if (f.table !== undefined) continue;
          expect(f.end).toBeGreaterThanOrEqual(last);
          last = f.at;
        }
      }),
    );
  });

  it('gives entries within it, in order', () => {
    fc.assert(
      fc.property(text, (s) => {
        for (const list of scanLists(s)) {
          let end = 0;
          expect(list.entries.length).toBeGreaterThan(0);
          for (const e of list.entries) {
            expect(e.at).toBeGreaterThanOrEqual(end);
            expect(s.slice(e.textAt, e.textAt + e.text.length)).toBe(e.text);
            end = e.end;
          }
          expect(list.end).toBe(end);
        }
      }),
    );
  });
});
