import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readSheets from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLedger, writeLedger } from '../../src/documents/ledger.ts';
import { createShelf, onDisk } from '../../src/documents/shelf.ts';
import { readTables } from '../../src/documents/table.ts';
import type { LedgerFigure } from '../../src/domain/ledger/export.ts';
import { LEDGER_COLUMNS, LEDGER_FIELDS, type LedgerRow } from '../../src/domain/ledger/row.ts';
import { unzip } from '../support/zip.ts';

const blank = Object.fromEntries(LEDGER_FIELDS.map((f) => [f, ''])) as Omit<LedgerRow, 'row'>;
const csv = (text: string) => Buffer.from(text);

const BOOK = {
  files: [],
  figures: [],
  names: { ledger: '整改台账', files: '佐证材料', figures: '汇总' },
  title: '整改台账（截至11月29日）',
  at: Date.parse('2026-11-29T10:00:00+08:00'),
};

describe('the ledger file', () => {
  it('is one to reckon with: days as days, sizes as numbers, what can be counted in it a formula', async () => {
    const rows = [
      { ...blank, no: '整改1', problem: '漏水', due: '2026-12-10', closed: '2026-11-20', state: '已销号' },
      { ...blank, no: '整改2', problem: '发霉', due: '长期', state: '整改中' },
    ];
    const figures: LedgerFigure[] = [
      { name: '总数', value: 2, counts: 'all' },
      { name: '已销号', value: 1, counts: '已销号' },
      // as of an earlier day it stood otherwise
      { name: '等审核', value: 1, counts: '提交销号' },
      { name: '销号率', value: 0.5, of: ['已销号', '总数'], isRate: true },
      { name: '按期率', value: null, isRate: true },
    ];
    const files = [
      ['编号', '文件', '原文件名', '字节'],
      ['整改1', '整改1-1.png', '=cmd.png', 5],
    ];
    const file = await writeLedger({ ...BOOK, rows, figures, files });
    const [ledger, evidence, sums] = await readSheets(file);
    expect(ledger!.data[1]!.filter((cell) => cell !== null)).toEqual([
      '整改1',
      '漏水',
      new Date('2026-12-10T00:00:00Z'),
      new Date('2026-11-20T00:00:00Z'),
      '已销号',
    ]);
    expect(ledger!.data[2]).toContain('长期');
    expect(evidence!.data[1]).toEqual(['整改1', '整改1-1.png', '=cmd.png', 5]);
    expect(sums!.data.slice(1)).toEqual([
      ['总数', 2],
      ['已销号', 1],
      ['等审核', 1],
      ['销号率', 0.5],
      ['按期率', null],
    ]);
    const { files: parts } = unzip(file);
    expect([...parts.get('xl/worksheets/sheet3.xml')!.matchAll(/<f>(.*?)<\/f>/g)].map(([, f]) => f)).toEqual([
      "COUNTA('整改台账'!T2:T3)",
      "COUNTIF('整改台账'!T2:T3,&quot;已销号&quot;)",
      'B3/B2',
    ]);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<autoFilter ref="A1:U3"/>');
    expect(parts.get('xl/worksheets/sheet1.xml')).toMatch(/<pane ySplit="1" xSplit="1"/);
    expect(parts.get('xl/worksheets/sheet2.xml')).not.toContain('<f>');
    const headers = [1, 2, 3].map(
      (n) => /<oddHeader>&amp;C(.*?)</.exec(parts.get(`xl/worksheets/sheet${n}.xml`)!)?.[1],
    );
    expect(headers).toEqual(['整改台账（截至11月29日）', '佐证材料', '汇总']);
  });

  it('has the usual columns, in the usual order', async () => {
    const file = await writeLedger({ ...BOOK, rows: [] });
    const [sheet] = await readTables(file, 'x.xlsx', () => false);
    expect(sheet!.rows[0]!.cells.slice(0, 17)).toEqual(
      '编号 问题 来源 责任领导 责任部门 责任人 整改措施 整改时限 整改类型 进展 佐证材料 督办人 销号申请 审核人 审核意见 销号日期 防反弹措施'.split(
        ' ',
      ),
    );
  });

  it('reads back what it wrote, formula-like and long texts too', async () => {
    const row = {
      ...blank,
      no: '整改12（WT-2026-003）',
      problem: '=1+1 漏水\n第二行',
      owner: '李四',
      due: '2026-12-10',
      progress: '60% 正在施工（2026-11-20）',
      prevention: '长'.repeat(2000),
    };
    const file = await writeLedger({ ...BOOK, rows: [row], files: [['编号'], ['整改12']] });
    const read = await readLedger(file, 'x.xlsx');
    expect(read).toMatchObject({ rows: [{ row: 2, ...row }], problems: [], notes: { unknown: [] } });
  });

  it('takes columns in any order, other headings in use, and a title above them', async () => {
    const file = csv(
      '2026年整改台账,,,\n序号,整改责任人,完成时限,存在的问题,备注\n1,李四,2026-12-10,漏水,急\n,,,,\n2,王五,2026-12-11,发霉,\n',
    );
    const read = await readLedger(file, 'x.csv');
    expect(read.notes?.unknown).toEqual(['备注']);
    expect(read.rows.map((r) => [r.row, r.no, r.problem, r.owner, r.due])).toEqual([
      [3, '1', '漏水', '李四', '2026-12-10'],
      [5, '2', '发霉', '王五', '2026-12-11'],
    ]);
  });

  it.each<[string, string, string]>([
    ['问题,责任人\n漏水,李四', 'columns_missing', '整改时限'],
    ['a,b\n1,2', 'columns_missing', '问题、责任人、整改时限'],
    ['问题,责任人,时限,整改时限\n漏水,李四,,', 'column_repeated', '整改时限（C 时限、D 整改时限）'],
    ['编号,问题,责任人,整改时限\n1,,,', 'no_rows', ''],
  ])('refuses %j as %s', async (text, code, value) => {
    const { problems, rows } = await readLedger(csv(text), 'x.csv');
    expect(rows).toEqual([]);
    expect(problems).toEqual([expect.objectContaining({ code, ...(value ? { value } : {}) })]);
  });

  it('says so when the file is no table', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.alloc(100)]);
    expect(await readLedger(old, '台账.xls')).toEqual({ rows: [], problems: [], unreadable: 'xls' });
  });

  it('has a heading for every field', () => {
    expect(new Set(Object.values(LEDGER_COLUMNS)).size).toBe(LEDGER_FIELDS.length);
  });
});

describe('the shelf', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'shelf-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));
  const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

  it('keeps a content under its SHA-256, once however often it comes', async () => {
    const shelf = createShelf(onDisk(dir));
    const hashes = await Promise.all([1, 2, 3].map(() => shelf.put(Buffer.from('hello'))));
    expect(new Set(hashes)).toEqual(new Set([HELLO]));
    expect(readdirSync(join(dir, '2c'))).toEqual([HELLO]);
    expect((await shelf.get(HELLO))?.toString()).toBe('hello');
  });

  it('gives out nothing that was changed, is gone, or was never a hash', async () => {
    const shelf = createShelf(onDisk(dir));
    await shelf.put(Buffer.from('hello'));
    writeFileSync(join(dir, '2c', HELLO), 'hullo');
    expect(await shelf.get(HELLO)).toBeUndefined();
    await shelf.remove(HELLO);
    expect(await shelf.get(HELLO)).toBeUndefined();
    await shelf.remove(HELLO);
    await expect(shelf.get('../../etc/passwd')).rejects.toThrow('not a SHA-256');
  });
});
