import { XMLValidator } from 'fast-xml-parser';
import readSheets from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import type { Row, SheetHead } from '../../src/documents/book/sheet.ts';
import { writeBook } from '../../src/documents/book/writing.ts';
import { openPacker, openZip } from '../../src/documents/zip-writer.ts';
import { unzip } from '../support/zip.ts';

const AT = Date.parse('2026-11-29T09:30:20+08:00');
const SHEET: SheetHead = {
  name: '表',
  columns: [
    { width: 10 },
    { width: 12, kind: 'date' },
    { width: 8, kind: 'rate' },
    { width: 8, kind: 'count' },
  ],
  sticky: 0,
  filter: true,
};

async function bookOf(rows: readonly Row[], head = SHEET): Promise<Buffer> {
  const book = writeBook(AT);
  await book.sheet(head);
  await book.rows([{ cells: ['甲', '乙', '丙', '丁'], is: 'head' }]);
  await book.rows(rows);
  return book.finish();
}

describe('a workbook', () => {
  it('holds cells as what they are', async () => {
    const file = await bookOf([
      { cells: ['=1+1', '2026-11-29', 0.25, 7] },
      { cells: ['_x000D_ & <', '长期', null, ''] },
      {
        cells: [' 两头空 ', '2026-11-29T23:59:00+08:00', 1, { formula: 'SUM(D2:D3)', value: 7 }],
        is: 'foot',
      },
    ]);
    const [sheet] = await readSheets(file);
    expect(sheet!.data).toEqual([
      ['甲', '乙', '丙', '丁'],
      ['=1+1', new Date('2026-11-29T00:00:00Z'), 0.25, 7],
      ['_x000D_ & <', '长期', null, null],
      ['两头空', new Date('2026-11-29T00:00:00Z'), 1, 7],
    ]);
    const { files, times } = unzip(file);
    for (const [path, text] of files) expect(XMLValidator.validate(text), path).toBe(true);
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('<autoFilter ref="A1:D3"/>');
    expect(times.size).toBe(1);
  });

  it.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1'])('marks %j as text, whoever opens it', async (text) => {
    const { files } = unzip(await bookOf([{ cells: [text] }]));
    const style = /<c r="A2" s="(\d+)" t="inlineStr">/.exec(files.get('xl/worksheets/sheet1.xml')!)?.[1];
    const looks = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(files.get('xl/styles.xml')!)![1]!;
    expect([...looks.matchAll(/<xf [^>]*>/g)][Number(style)]![0]).toContain('quotePrefix="1"');
  });

  it('is printed across, bordered, with its heading on every page; a note or data for a program is not', async () => {
    const head = { ...SHEET, sticky: 2 };
    const { files } = unzip(await bookOf([{ cells: ['长'.repeat(20)] }], head));
    const sheet = files.get('xl/worksheets/sheet1.xml')!;
    expect(sheet).toContain('orientation="landscape" fitToWidth="1" fitToHeight="0"');
    expect(sheet).toContain('<oddHeader>&amp;C表</oddHeader>');
    // 40 digits in a column of 10: as many lines as are needed to read it.
    expect(sheet).toContain('<row r="2" ht="64" customHeight="1">');
    expect(files.get('xl/workbook.xml')).toContain(">'表'!$A:$B,'表'!$1:$1</definedName>");
    for (const is of ['note', 'data'] as const) {
      const other = unzip(await bookOf([], { ...head, is })).files;
      expect(other.get('xl/worksheets/sheet1.xml')).not.toMatch(/landscape|oddHeader|customHeight/);
      expect(other.get('xl/workbook.xml')).not.toContain('definedName');
    }
  });

  it('names columns beyond the twenty-sixth', async () => {
    const columns = Array.from({ length: 30 }, () => ({ width: 8 }));
    const file = await bookOf([{ cells: columns.map((_, i) => i) }], { ...SHEET, columns });
    const xml = unzip(file).files.get('xl/worksheets/sheet1.xml')!;
    expect(xml).toContain('<c r="AD2"');
    expect(xml).toContain('<autoFilter ref="A1:AD2"/>');
  });

  it('of many rows goes through a thread, and has them all in their order, the same each time', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, i): Row => ({ cells: [`第${i}行`, '2026-11-29', i / 3000, i] }),
    );
    const [file, again] = [await bookOf(rows), await bookOf(rows)];
    expect(file.equals(again)).toBe(true);
    const [sheet] = await readSheets(file);
    expect(sheet!.data.slice(1).map((row) => row[3])).toEqual(rows.map((_, i) => i));
  });

  it('given up leaves no thread behind', async () => {
    const book = writeBook(AT);
    await book.sheet(SHEET);
    await book.rows(Array.from({ length: 3000 }, (_, i): Row => ({ cells: [i, i, i, i] })));
    book.drop();
    await expect(book.finish()).rejects.toThrow('not built');
  });
});

it('a zip holds what was written in pieces, whole or deflated before', () => {
  const zip = openZip(AT);
  zip.begin('大.txt');
  for (let i = 0; i < 200; i++) zip.write(`${i} ${'字'.repeat(1000)}\n`);
  zip.file('小.txt', '小');
  zip.packed('先.txt', openPacker()(Buffer.from('先压好的')));
  zip.file('空.txt', '');
  const { files } = unzip(zip.finish());
  expect([...files.keys()]).toEqual(['大.txt', '小.txt', '先.txt', '空.txt']);
  expect(files.get('大.txt')!.split('\n')).toHaveLength(201);
  expect(files.get('大.txt')!.startsWith('0 字')).toBe(true);
  expect([files.get('小.txt'), files.get('先.txt'), files.get('空.txt')]).toEqual(['小', '先压好的', '']);
});

it('what waits deflated keeps no more in memory than itself', () => {
  const pack = openPacker();
  const kept = Array.from({ length: 2000 }, (_, i) => {
    // What comes and goes between them takes from the same pool.
    Buffer.from(`${i}`.repeat(500));
    return pack(Buffer.from(`第 ${i} 页`.repeat(20)));
  });
  const held = new Set(kept.map(({ content }) => content.buffer));
  const bytes = kept.reduce((sum, { content }) => sum + content.length, 0);
  expect([...held].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(bytes + (1 << 20));
});
