import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanForm } from '../../../src/parsing/spans/fields.ts';
import { scanLists } from '../../../src/parsing/spans/list.ts';

const SIZE = 8192;
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

/** The shortest of several runs, in milliseconds. */
function best(run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5; i++) {
    const from = performance.now();
    run();
    least = Math.min(least, performance.now() - from);
  }
  return least;
}

describe('no text takes long', () => {
  const texts = HOSTILE.map((unit) => unit.repeat(SIZE).slice(0, SIZE)).concat(
    `同意${' '.repeat(4000)}销号`,
    `时间:${'\n'.repeat(4000)}地点:`,
    `接龙${' '.repeat(4000)}张三`,
    `时间:${'X'.repeat(40)}!`,
    `1.${' '.repeat(4000)}张三\n2.`,
  );
  it.each(texts.map((text) => [JSON.stringify(text.slice(0, 16)), text] as const))('%s…', (_name, text) => {
    expect(best(() => void scanForm(text))).toBeLessThan(40);
    expect(best(() => void scanLists(text))).toBeLessThan(40);
  });

  it('eight times the length stays within bounds that a square would break', () => {
    for (const scan of [scanForm, scanLists])
      for (const unit of HOSTILE) {
        const text = unit.repeat(SIZE * 8).slice(0, SIZE * 8);
        const from = performance.now();
        scan(text);
        expect([unit, performance.now() - from < 400]).toEqual([unit, true]);
      }
  });

  it('a numbered list of 400 lines', () => {
    const text = Array.from({ length: 400 }, (_, i) => `${i + 1}. 张三 请假出差`).join('\n');
    expect(best(() => void scanLists(text))).toBeLessThan(10);
    expect(scanLists(text)[0]!.entries).toHaveLength(400);
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
