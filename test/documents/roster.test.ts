import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import writeXlsx, { type SheetData } from 'write-excel-file/node';
import { readRoster, writeRoster } from '../../src/documents/roster.ts';
import { hasChanges, planRoster } from '../../src/domain/organisation/roster.ts';
import { rosterRows } from '../../src/domain/organisation/roster-export.ts';
import type { RosterRow } from '../../src/domain/organisation/roster-row.ts';
import { EMPTY, importRows, rowsOf } from '../domain/organisation/apply-roster.ts';

const HEAD = '姓名,账号,党组织,职务,类型,流动';
const LINE = '张三,zhangsan,城郊党委/第一党支部,书记,正式党员,否';
const ROW: RosterRow = rowsOf(LINE.split(','))[0]!;
const csv = (...lines: string[]) => Buffer.from(lines.join('\r\n'));
const read = (file: Buffer) => readRoster(file, '花名册.csv');
const xlsx = (data: SheetData) => writeXlsx(data).toBuffer();

/** 姓名,账号,党组织 / 张三,zhangsan,第一党支部 as GBK bytes. */
const GBK = Buffer.from(
  'd0d5c3fb2cd5cbbac52cb5b3d7e9d6af0d0ad5c5c8fd2c7a68616e6773616e2cb5dad2bbb5b3d6a7b2bf0d0a',
  'hex',
);

describe('reading', () => {
  test.each<[string, Buffer]>([
    ['UTF-8', csv(HEAD, LINE)],
    ['UTF-8 with BOM', csv(`\ufeff${HEAD}`, LINE, '')],
    ['line feeds only', Buffer.from(`${HEAD}\n${LINE}\n`)],
    ['line ends of two kinds', Buffer.from(`${HEAD}\r\n${LINE}\n`)],
    ['tabs', csv(HEAD.replaceAll(',', '\t'), LINE.replaceAll(',', '\t'))],
    ['semicolons', csv(HEAD.replaceAll(',', ';'), LINE.replaceAll(',', ';'))],
    ['full-width commas', csv(HEAD.replaceAll(',', '，'), LINE.replaceAll(',', '，'))],
    ['either comma', csv(HEAD.replace(',', '，'), LINE.replace(',', '，'))],
    ['quotes', csv(HEAD, LINE.replace('张三', '"张三"').replace('书记', '" 书记 "'))],
    ['columns the other way round', csv(HEAD.split(',').reverse().join(), LINE.split(',').reverse().join())],
    ['headings as people write them', csv(' 姓　名 ,帐号（userid）,党组织*,职务：,类 型,流动(是/否)', LINE)],
    ['a column without heading', csv(`${HEAD},`, `${LINE},x`)],
    ['cells beyond the headings', csv(HEAD, `${LINE},,x`)],
  ])('CSV with %s', async (_, file) => {
    expect(await read(file)).toMatchObject({ rows: [ROW], problems: [], notes: { unknown: [] } });
  });

  test('CSV in GBK', async () => {
    expect((await read(GBK)).rows).toEqual(rowsOf(['张三', 'zhangsan', '第一党支部']));
  });

  test('columns that may be absent are empty', async () => {
    expect((await read(csv('账号,姓名,党组织', 'a,张三,甲支部'))).rows).toEqual(
      rowsOf(['张三', 'a', '甲支部']),
    );
  });

  test('a full-width comma inside a cell stays where half-width ones separate', async () => {
    const file = await read(csv(HEAD, LINE.replace('书记', '书记，组织委员')));
    expect(file.rows[0]).toMatchObject({ role: '书记，组织委员' });
  });

  test('政治面貌 is the kind of a person where no other column tells it', async () => {
    const alone = await read(csv('姓名,账号,党组织,政治面貌', '张三,a,甲支部,中共预备党员'));
    expect(alone.rows).toMatchObject([{ kind: '中共预备党员' }]);
    const beside = await read(csv('姓名,账号,党组织,政治面貌,党员类别', '张三,a,甲支部,中共党员,预备党员'));
    expect(beside).toMatchObject({
      rows: [{ kind: '预备党员' }],
      problems: [],
      notes: { unknown: ['政治面貌'] },
    });
  });

  test('a branch whose name is the end of another’s is no part of it said again', async () => {
    const head = '姓名,账号,党组织,党支部';
    const { rows } = await read(
      csv(head, '张三,a,城郊党委/大河西党支部,大河西党支部', '李四,b,大河西党支部,河西党支部'),
    );
    expect(rows.map(({ unit }) => unit)).toEqual(['城郊党委/大河西党支部', '大河西党支部/河西党支部']);
  });

  test('unknown columns are told as written', async () => {
    const file = await read(csv(`序号,${HEAD},联系 电话`, `1,${LINE},13800000000`));
    expect(file).toMatchObject({ rows: [ROW], problems: [], notes: { unknown: ['序号', '联系 电话'] } });
  });

  test('row numbers are those of the file, blank rows and rows of several lines included', async () => {
    const file = await read(csv(HEAD, '', '"张\n三",a,甲支部', ',,,,,', '李四,b,甲支部'));
    expect(file.rows.map((row) => [row.row, row.name])).toEqual([
      [3, '张\n三'],
      [5, '李四'],
    ]);
  });

  test.each<[string, Buffer | (() => Promise<Buffer>), string]>([
    ['blank lines only', csv('', ' , '), '1 no_rows undefined'],
    ['missing headings', csv('', '姓名,工号', '张三,1'), '2 columns_missing 账号、党组织'],
    ['no heading at all', csv('花名册', '张三,1'), '1 columns_missing 姓名、账号、党组织'],
    ['a heading twice', csv(`${HEAD},姓 名`, LINE), '1 column_repeated 姓名（A 姓名、G 姓 名）'],
    ['an empty sheet', () => xlsx([]), '1 no_rows undefined'],
  ])('%s is a problem, not a crash', async (_, file, expected) => {
    const result = await read(typeof file === 'function' ? await file() : file);
    expect(result.rows).toEqual([]);
    expect(result.problems.map((p) => `${p.row} ${p.code} ${p.value}`)).toEqual([expected]);
  });

  test('a workbook keeps text as text, numbers as written and blank rows counted', async () => {
    const head = HEAD.split(',');
    const file = await xlsx([
      head,
      ['张三', { value: '007', type: String }, '甲支部', null, null, '是'],
      [],
      ['李四', 13812345678901, '甲支部'],
      ['王五', { value: '=1+1', type: String }, ' 甲支部 '],
      ['赵六', { value: 7, format: '000' }, '甲支部'],
    ]);
    expect((await read(file)).rows.map((r) => [r.row, r.name, r.userId, r.unit, r.mobile].join(' '))).toEqual(
      ['2 张三 007 甲支部 是', '4 李四 13812345678901 甲支部 ', '5 王五 =1+1 甲支部 ', '6 赵六 007 甲支部 '],
    );
  });
});

describe('writing', () => {
  test('CSV begins with a BOM and holds nothing a spreadsheet would calculate', async () => {
    const rows = rowsOf(['=HYPERLINK("x")', '007', '+甲支部', '-1', '@a', "'=b"]);
    const text = (await writeRoster(rows, 'csv')).toString();
    expect(text).toBe(`\ufeff${HEAD}\r\n"'=HYPERLINK(""x"")",007,'+甲支部,'-1,'@a,''=b\r\n`);
    expect((await read(Buffer.from(text))).rows).toEqual(rows);
  });

  const cell = fc
    .oneof(
      fc.stringMatching(/^['=+\-@,;"]{0,3}[^\p{Cc}\p{Cf}\ud800-\udfff\ufffe\uffff]{0,4}$/u),
      fc.constantFrom('007', '1e5', 'TRUE', '2026-11-25', '', '_x000D_', 'a,"b"'),
    )
    .map((text) => text.trim());
  const rows = fc
    .array(fc.tuple(cell.filter(Boolean), cell, cell, cell, cell, cell), { maxLength: 4 })
    .map((lines) => rowsOf(...lines));
  test.each(['csv', 'xlsx'] as const)('%s reads back the same cells', async (format) => {
    await fc.assert(
      fc.asyncProperty(rows, async (written) => {
        const { rows: again, problems } = await read(await writeRoster(written, format));
        expect([again, problems]).toEqual([written, written.length > 0 ? [] : [expect.anything()]]);
      }),
      { numRuns: format === 'csv' ? 300 : 40 },
    );
  });
});

describe('the sample organisation', async () => {
  const { rows, problems, notes } = await read(
    readFileSync(new URL('../../templates/sample/roster.csv', import.meta.url)),
  );
  const { org } = importRows(rows);

  test('imports as it is', () => {
    expect([problems, notes?.unknown]).toEqual([[], []]);
    expect([...org.units.values()].map((u) => `${u.kind} ${u.path} ${org.membersOf(u.id).length}`)).toEqual([
      'committee 城郊党委 0',
      'branch 城郊党委/第一党支部 15',
      'group 城郊党委/第一党支部/第一党小组 7',
      'group 城郊党委/第一党支部/第二党小组 7',
      'branch 城郊党委/第二党支部 14',
      'branch 城郊党委/第三党支部 11',
    ]);
  });

  test('has the people the examples speak of', () => {
    const first = org.roots()[0]!.id;
    expect(org.holders(first, '管理员').length).toBeGreaterThan(0);
    for (const branch of org.children(first)) expect(org.holders(branch.id, '书记')).toHaveLength(1);
    for (const name of ['张三', '李四', '王五', '赵六', '李晓红']) {
      expect(org.named(name).map((p) => org.unit(p.branchId!).name)).toEqual(['第一党支部']);
    }
    const namesakes = [...org.people.values()].filter((p) => org.named(p.name).length > 1);
    expect(new Set(namesakes.map((p) => p.branchId)).size).toBe(2);
    expect(namesakes).toHaveLength(2);
    const people = [...org.people.values()];
    for (const kind of ['正式党员', '预备党员', '入党积极分子'])
      expect(people.filter((p) => p.kind === kind).length).toBeGreaterThan(2);
    expect(people.filter((p) => p.mobile).length).toBeGreaterThan(1);
  });

  test.each(['csv', 'xlsx'] as const)('survives export and import as %s', async (format) => {
    const again = await read(await writeRoster(rosterRows(org), format));
    const plan = planRoster(again.rows, org, EMPTY.departed, { prune: true });
    expect([plan.problems, plan.missing, hasChanges(plan.changes)]).toEqual([[], [], false]);
  });
});
