// Tables as offices keep them: headings in steps, a row that counts the columns, a sheet for each branch, formulas that
// nobody calculated, files with something missing.
import { describe, expect, it } from 'vitest';
import { readLedger } from '../../src/documents/ledger.ts';
import { readRoster } from '../../src/documents/roster.ts';
import { placeOf } from '../../src/documents/rows.ts';
import { plainRows, type SheetParts, xlsxOf } from '../support/xlsx.ts';

const HEAD = ['姓名', '账号', '党组织', '职务'];
const ZHANG = ['张三', 'zhangsan', '甲党支部', '书记'];
const LI = ['李四', 'lisi', '甲党支部', ''];
const WANG = ['王五', 'wangwu', '乙党支部', ''];
const roster = (...sheets: SheetParts[]) => readRoster(xlsxOf({ sheets }), '花名册.xlsx');
const brief = ({ rows }: Awaited<ReturnType<typeof readRoster>>) =>
  rows.map((r) => [r.name, r.userId, r.unit, r.role].join(' ').trim());
const BOTH = ['张三 zhangsan 甲党支部 书记', '李四 lisi 甲党支部'];

describe('a heading in steps', () => {
  it('of three rows: what stands beside goes down, what stands above is divided', async () => {
    const rows = plainRows([
      ['姓名', '账号', '组织情况', ''],
      ['', '', '党组织', ''],
      ['', '', '名称', '职务'],
      ZHANG,
      LI,
    ]);
    const merges = ['A1:A3', 'B1:B3', 'C1:D1', 'C2:D2'];
    const found = await roster({ rows, merges });
    expect(brief(found)).toEqual(BOTH);
    expect(found.rows.map(({ row }) => row)).toEqual([4, 5]);
  });

  it('that is not merged', async () => {
    const rows = plainRows([['姓名', '账号', '组织情况', ''], ['', '', '党组织', '职务'], ZHANG, LI]);
    expect(brief(await roster({ rows }))).toEqual(BOTH);
  });

  it('gives a divided column to the part that says so, else to its first', async () => {
    const rows = plainRows([
      ['问题', '责任人', '', '整改时限', ''],
      ['', '姓名', '电话', '开始时间', '完成时间'],
      ['屋顶漏水', '李四', '139', '2026-11-01', '2026-12-20'],
    ]);
    const merges = ['A1:A2', 'B1:C1', 'D1:E1'];
    const {
      rows: read,
      problems,
      notes,
    } = await readLedger(xlsxOf({ sheets: [{ rows, merges }] }), 'x.xlsx');
    expect(problems).toEqual([]);
    expect(read).toMatchObject([{ row: 3, problem: '屋顶漏水', owner: '李四', due: '2026-12-20' }]);
    expect(notes!.unknown).toEqual(['电话', '开始时间']);
  });

  it('names a heading that is broken over lines in one line', async () => {
    const rows = plainRows([['姓名', '账号', '党组织', '党内\n职务', '备 \n注'], ZHANG]);
    const { notes } = await roster({ rows });
    expect(notes!.taken).toEqual([{ heading: '党内职务', as: '职务' }]);
    expect(notes!.unknown).toEqual(['备注']);
  });
});

describe('the row that counts the columns', () => {
  it.each([
    [['1', '2', '3', '4']],
    [['（1）', '（2）', '（3）', '（4）']],
    [['①', '②', '③', '④']],
    [['甲', '1', '2', '3']],
  ])('%j is no person', async (count) => {
    const found = await roster({ rows: plainRows([HEAD, count, ZHANG, LI]) });
    expect(brief(found)).toEqual(BOTH);
    expect(found.notes!.leftOut).toEqual([{ row: 2, text: count.join(' ') }]);
  });

  it('but a row of the table that looks like one further down is', async () => {
    const found = await roster({ rows: plainRows([HEAD, ZHANG, ['1', '2', '3', '4']]) });
    expect(brief(found)).toHaveLength(2);
  });
});

it('knows a heading by its word, whatever is said in brackets behind it', async () => {
  const due = '完成时限（请填写到日，格式为：2026年11月30日）';
  const rows = plainRows([
    ['问题', '责任人', due],
    ['漏水', '李四', '2026-12-10'],
  ]);
  const found = await readLedger(xlsxOf({ sheets: [{ rows }] }), 'x.xlsx');
  expect(found.rows).toMatchObject([{ due: '2026-12-10' }]);
  expect(found.notes!.taken).toEqual([{ heading: due, as: '整改时限' }]);
});

describe('a row that looks like none, and is one', () => {
  it.each([
    [
      'says of one column what its heading says',
      [...HEAD, '流动'],
      [...ZHANG, '流动'],
      '张三 zhangsan 甲党支部 书记',
    ],
    [
      'is filled in throughout',
      ['姓名', '账号', '党组织'],
      ['备注', 'beizhu', '甲党支部'],
      '备注 beizhu 甲党支部',
    ],
  ])('%s', async (_, head, row, expected) => {
    const found = await roster({ rows: plainRows([head, row]) });
    expect(brief(found)).toEqual([expected]);
    expect(found.notes!.leftOut).toEqual([]);
  });

  it('but the heading again and a note are none', async () => {
    const found = await roster({ rows: plainRows([HEAD, ZHANG, HEAD, LI, ['备注', '', '共两人']]) });
    expect(brief(found)).toEqual(BOTH);
    expect(found.notes!.leftOut).toEqual([{ row: 5, text: '备注 共两人' }]);
  });
});

describe('a sheet for each branch', () => {
  const one = { name: '甲党支部', rows: plainRows([HEAD, ZHANG, LI]) };
  // The columns may stand in another order there.
  const two = {
    name: '乙党支部',
    rows: plainRows([
      ['账号', '姓名', '党组织'],
      ['wangwu', '王五', '乙党支部'],
    ]),
  };

  it('is one table, and each row says its sheet', async () => {
    const found = await roster(one, two);
    expect(brief(found)).toEqual([...BOTH, '王五 wangwu 乙党支部']);
    expect(found.notes).toMatchObject({ parts: ['甲党支部', '乙党支部'], sheets: [] });
    expect(found.rows.map(({ row }) => placeOf(row, found.notes!.parts))).toEqual([
      { row: 2, sheet: '甲党支部' },
      { row: 3, sheet: '甲党支部' },
      { row: 2, sheet: '乙党支部' },
    ]);
  });

  it('is not read again in the whole beside its parts, nor last year’s, nor a hidden one or a sample', async () => {
    const found = await roster(
      { name: '全部', rows: plainRows([HEAD, ZHANG, LI, WANG]) },
      one,
      { ...two, name: '去年' },
      { name: '填写样例', rows: plainRows([HEAD, ['某某某', 'moumou', '丙党支部', '']]) },
      { name: '离开的', rows: plainRows([HEAD, ['赵六', 'zhaoliu', '丙党支部', '']]), state: 'hidden' },
    );
    expect(brief(found)).toHaveLength(3);
    expect(found.notes).toMatchObject({
      parts: [],
      sheet: '全部',
      sheets: ['甲党支部', '去年', '填写样例', '离开的'],
    });
  });

  it('is read once, where a copy of it stands behind it', async () => {
    const found = await roster(one, two, { ...two, name: '乙党支部 (2)' });
    expect(brief(found)).toEqual([...BOTH, '王五 wangwu 乙党支部']);
    expect(found.notes).toMatchObject({ parts: ['甲党支部', '乙党支部'], sheets: ['乙党支部 (2)'] });
  });

  it('is told of what is wrong or left out in any of them, with its sheet', async () => {
    const failed = '<row><c t="e"><v>#N/A</v></c>';
    const head = plainRows([['姓名', '账号', '党组织']]);
    const sum = plainRows([['合计', '', '1 人']]);
    const rows = `${head}${failed}${plainRows([['wangwu', '乙党支部']]).slice(5)}${sum}`;
    const { problems, notes } = await roster(one, { name: '乙党支部', rows });
    const place = ({ row }: { row: number }) => placeOf(row, notes!.parts);
    expect(problems).toMatchObject([{ code: 'not_calculated', column: 'A 姓名', value: '#N/A' }]);
    expect(problems.map(place)).toEqual([{ row: 2, sheet: '乙党支部' }]);
    expect(notes!.leftOut).toMatchObject([{ text: '合计 1 人' }]);
    expect(notes!.leftOut.map(place)).toEqual([{ row: 3, sheet: '乙党支部' }]);
  });

  it('of a ledger, too', async () => {
    const head = ['问题', '责任人', '时限'];
    const sheets = ['甲', '乙'].map((name) => ({
      name,
      rows: plainRows([head, [`${name}漏水`, '李四', '12月底']]),
    }));
    const { rows, notes } = await readLedger(xlsxOf({ sheets }), 'x.xlsx');
    expect(rows.map(({ problem }) => problem)).toEqual(['甲漏水', '乙漏水']);
    expect(notes!.parts).toEqual(['甲', '乙']);
  });
});

describe('what a formula did not give', () => {
  const row = (cell: string) =>
    `${plainRows([HEAD])}<row>${plainRows([['张三']]).slice(5, -6)}${cell}${plainRows([['甲党支部', '书记']]).slice(5, -6)}</row>`;
  it.each([
    ['<c t="e"><f>VLOOKUP(1,A:A,1)</f><v>#N/A</v></c>', '#N/A'],
    ['<c t="str"><f>A2&amp;"x"</f></c>', '=A2&"x"'],
  ])('%s is told with its column', async (cell, value) => {
    const { problems } = await roster({ rows: row(cell) });
    expect(problems).toEqual([{ row: 2, code: 'not_calculated', column: 'B 账号', value }]);
  });

  it('an empty text is what it gave, and so is a value', async () => {
    const empty = await roster({ rows: row('<c t="str"><f>A9</f><v></v></c>') });
    expect([empty.problems, empty.rows[0]!.userId]).toEqual([[], '']);
    const full = await roster({ rows: row('<c t="str"><f>A9</f><v>zhangsan</v></c>') });
    expect([full.problems, brief(full)]).toEqual([[], [BOTH[0]]]);
  });

  it('does not matter in a column that is not used', async () => {
    const rows = `${plainRows([['序号', ...HEAD]])}<row><c><f>ROW()-1</f></c>${plainRows([ZHANG]).slice(5)}`;
    expect(brief(await roster({ rows }))).toEqual([BOTH[0]]);
  });

  it('does not matter in a running number', async () => {
    const item = plainRows([['漏水', '李四', '12月底']]).slice(5);
    const rows = `${plainRows([['序号', '问题', '责任人', '时限']])}<row><c><f>ROW()-1</f></c>${item}`;
    const found = await readLedger(xlsxOf({ sheets: [{ rows }] }), 'x.xlsx');
    expect(found.problems).toEqual([]);
    expect(found.rows).toMatchObject([{ problem: '漏水', owner: '李四' }]);
  });
});

describe('a workbook with something missing is damaged, never a shorter list', () => {
  const sheets = [
    {
      rows: plainRows([HEAD, ZHANG, LI]).replace(
        /<c t="inlineStr"><is><t>书记<\/t><\/is><\/c>/,
        '<c t="s"><v>7</v></c>',
      ),
    },
  ];
  const strings = '<si><t>书记</t></si>';
  it.each([
    ['a shared text', xlsxOf({ sheets, strings })],
    ['all shared texts', xlsxOf({ sheets })],
    [
      'a sheet',
      xlsxOf({
        sheets: [{ rows: plainRows([HEAD, ZHANG]) }, { rows: plainRows([HEAD, LI]) }],
        mend: ({ 'xl/worksheets/sheet2.xml': _, ...parts }) => parts,
      }),
    ],
  ])('%s', async (_, file) => {
    expect((await readRoster(file, 'x.xlsx')).unreadable).toBe('damaged');
  });

  it('a sum that is not that of its bytes', async () => {
    const file = xlsxOf({ sheets: [{ rows: plainRows([HEAD, ZHANG, LI]) }] });
    expect((await readRoster(file, 'x.xlsx')).unreadable).toBeUndefined();
    const at = file.lastIndexOf('PK\x01\x02');
    file[at + 16]! ^= 1;
    expect((await readRoster(file, 'x.xlsx')).unreadable).toBe('damaged');
  });
});

describe('text that other programs end or leave open', () => {
  const text = '姓名,账号,党组织\n张三,zhangsan,甲党支部\n';
  it.each(['\x1a', '\x1a\x1a'])('ends at %j', async (end) => {
    expect((await readRoster(Buffer.from(text + end), 'x.csv')).rows).toHaveLength(1);
  });

  it('says from which row on a quote is open', async () => {
    const found = await readRoster(
      Buffer.from(`${text}"李四,lisi,甲党支部\n王五,wangwu,甲党支部\n`),
      'x.csv',
    );
    expect(found).toMatchObject({ unreadable: 'open_quote', unreadableFrom: 3, rows: [] });
  });

  it.each<[string, number[], string]>([
    ['gzip', [0x1f, 0x8b, 8, 0], 'packed_sheet'],
    ['a picture of a phone', [0, 0, 0, 24, ...Buffer.from('ftypheic')], 'picture'],
    ['a picture of a page', [...Buffer.from('RIFF0000WEBP')], 'picture'],
  ])('%s is told as such', async (_, bytes, reason) => {
    expect((await readRoster(Buffer.from([...bytes, ...Array(40).fill(1)]), 'x.xlsx')).unreadable).toBe(
      reason,
    );
  });
});
