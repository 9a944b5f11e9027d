// Rosters and ledgers as people hand them in: every producer, every encoding, whatever stands around the table.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLedger } from '../../src/documents/ledger.ts';
import { readRoster } from '../../src/documents/roster.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { compoundOf, plainRows, type SheetParts, stylesOf, xlsxOf, zipOf } from '../support/xlsx.ts';

const HEAD = ['姓名', '账号', '党组织', '职务'];
const ZHANG = ['张三', 'zhangsan', '甲党支部', '书记'];
const LI = ['李四', 'lisi', '甲党支部', ''];
const read = (file: Buffer, name = '花名册.xlsx') => readRoster(file, name);
const sheet = (rows: string, more: Partial<SheetParts> = {}) => xlsxOf({ sheets: [{ rows, ...more }] });
const brief = ({ rows }: Awaited<ReturnType<typeof readRoster>>) =>
  rows.map((r) => [r.row, r.name, r.userId, r.unit, r.role].join(' ').trim());
const TWO = ['2 张三 zhangsan 甲党支部 书记', '3 李四 lisi 甲党支部'];
const cell = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`;

describe('field files', () => {
  const folder = fileURLToPath(new URL('../fixtures/tables', import.meta.url));
  it.each(readdirSync(folder))('%s is read whole', async (name) => {
    const file = readFileSync(`${folder}/${name}`);
    const found = await (name.startsWith('roster') ? readRoster : readLedger)(file, name);
    expect([found.problems, found.unreadable]).toEqual([[], undefined]);
    const rows = /zeros/.test(name)
      ? 2
      : /plain/.test(name)
        ? 7
        : /names/.test(name)
          ? 9
          : /deadlines/.test(name)
            ? 9
            : /owner/.test(name)
              ? 3
              : 5;
    expect(found.rows).toHaveLength(rows);
    for (const row of found.rows)
      for (const field of name.startsWith('roster')
        ? ['name', 'userId', 'unit']
        : ['problem', 'owner', 'due'])
        expect(row[field as keyof typeof row]).not.toBe('');
  });
});

describe('workbooks of any producer', () => {
  const rows = plainRows([HEAD, ZHANG, LI]);
  const shared = (text: string) =>
    text.replace(/<c t="inlineStr"><is><t>([^<]*)<\/t><\/is><\/c>/g, '<c t="str"><v>$1</v></c>');
  it.each<[string, Buffer]>([
    ['no references, no styles, no strings', sheet(rows)],
    ['a prefix', xlsxOf({ sheets: [{ rows }], prefix: 'x' })],
    ['part names from the root', xlsxOf({ sheets: [{ rows }], absolute: true })],
    ['a comment behind the zip', xlsxOf({ sheets: [{ rows }], comment: 'made by a report generator' })],
    ['texts of formulas', sheet(shared(rows))],
    ['strings in CDATA', sheet(rows.replaceAll(/<t>([^<]+)<\/t>/g, '<t><![CDATA[$1]]></t>'))],
    [
      'characters by their numbers',
      sheet(rows.replaceAll(/[\u4e00-\u9fff]/g, (c) => `&#x${c.codePointAt(0)!.toString(16)};`)),
    ],
    [
      'the strict namespace and parts in capitals',
      xlsxOf({
        sheets: [{ rows }],
        mend: (parts) =>
          Object.fromEntries(
            Object.entries(parts).map(([name, xml]) => [
              name.replace('xl/worksheets', 'XL\\Worksheets'),
              xml.replaceAll(
                'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
                'http://purl.oclc.org/ooxml/spreadsheetml/main',
              ),
            ]),
          ),
      }),
    ],
    [
      'parts in UTF-16',
      xlsxOf({
        sheets: [{ rows }],
        mend: ({ 'xl/worksheets/sheet1.xml': xml = '', ...rest }) => ({
          ...rest,
          'xl/worksheets/sheet1.xml': Buffer.from(`\ufeff${xml}`, 'utf16le'),
        }),
      }),
    ],
    [
      'no relations',
      xlsxOf({
        sheets: [{ rows }],
        mend: ({ '_rels/.rels': _, 'xl/_rels/workbook.xml.rels': __, ...rest }) => rest,
      }),
    ],
  ])('%s', async (_, file) => {
    expect(brief(await read(file))).toEqual(TWO);
  });

  it('ten sheets without relations, in the order of their numbers', async () => {
    const sheets = Array.from({ length: 10 }, (_, i) => ({
      name: i === 9 ? '花名册' : `说明${i + 1}`,
      rows: plainRows(i === 9 ? [HEAD, ZHANG, LI] : [['填表说明'], [`第${i + 1}条`]]),
    }));
    const file = xlsxOf({ sheets, mend: ({ 'xl/_rels/workbook.xml.rels': _, ...rest }) => rest });
    const found = await read(file);
    expect([brief(found), found.notes!.sheet]).toEqual([TWO, '花名册']);
  });

  it('rows that do not stand in their order', async () => {
    const line = (row: number, cells: string[]) => plainRows([cells]).replace('<row>', `<row r="${row}">`);
    const file = sheet(line(3, LI) + line(2, ZHANG) + line(1, HEAD));
    expect(brief(await read(file))).toEqual(TWO);
  });

  it('joins the runs of a rich text and leaves its reading out', async () => {
    const si = (t: string) => `<si><t>${t}</t></si>`;
    const strings = `${HEAD.map(si).join('')}<si><r><rPr/><t>张</t></r><r><t xml:space="preserve">三 </t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh></si>${si('zhang_x0041_')}${si('甲党支部')}`;
    const file = xlsxOf({
      sheets: [
        {
          rows: '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row><row><c t="s"><v>4</v></c><c t="s"><v>5</v></c><c t="s"><v>6</v></c></row>',
        },
      ],
      strings,
    });
    expect(brief(await read(file))).toEqual(['2 张三 zhangA 甲党支部']);
  });

  it('holds names beyond the first plane, written by number', async () => {
    const file = sheet(plainRows([HEAD, ['王QQ', 'w', '甲党支部', '']]).replace('QQ', '&#134071;'));
    expect(brief(await read(file))).toEqual(['2 王𠮷 w 甲党支部']);
  });

  it('keeps to the row numbers of the file, and is not led astray by stray formats at the far corner', async () => {
    const file = sheet(
      `<row r="3">${cell('B3', '姓名')}${cell('C3', '账号')}${cell('D3', '党组织')}</row><row r="7">${cell('B7', '张三')}${cell('C7', 'a')}${cell('D7', '甲党支部')}${cell('XFD7', 'x')}</row><row r="1048576"><c r="XFD1048576" s="1"/></row>`,
    );
    const found = await read(file);
    expect([brief(found), found.problems]).toEqual([['7 张三 a 甲党支部'], []]);
  });
});

describe('numbers as the sheet shows them', () => {
  const FORMATS: [string | number, string, string][] = [
    ['000000', '12', '000012'],
    ['000000', '1234567', '1234567'],
    ['"P"0000', '7', 'P0007'],
    ['\\A000', '7', 'A007'],
    ['000\\-0000', '1234567', '123-4567'],
    ['0_ ', '12', '12'],
    ['0;\\-0;;@', '12', '12'],
    ['General', '12.0', '12'],
    [0, '1.3812345678E10', '13812345678'],
    [0, '0.30000000000000004', '0.3'],
    [0, '1.23456789012346E+17', '1.23456789012346E+17'],
    ['#,##0', '1234567', '1,234,567'],
    ['0.00', '1.005', '1.01'],
    ['0.##', '1.5', '1.5'],
    ['0%', '0.6', '60%'],
    ['[$-804]General', '12', '12'],
    ['[DBNum1][$-804]0000', '12', '0012'],
    [14, '46387', '2026/12/31'],
    [31, '46387', '2026年12月31日'],
    ['yyyy\\-mm\\-dd', '46387', '2026-12-31'],
    ['yyyy"年"m"月"', '46357', '2026年12月'],
    ['m"月"d"日"', '46387', '2026-12-31'],
    ['d-mmm-yy', '46387', '2026-12-31'],
    ['yyyy/m/d h:mm', '46387.75', '2026/12/31 18:00'],
    ['h:mm', '0.75', '18:00'],
    ['yyyy"年"m"月"d"日";@', '46387', '2026年12月31日'],
  ];
  it.each(FORMATS)('%s of %s is %s', async (format, raw, shown) => {
    const file = xlsxOf({
      styles: stylesOf(format),
      sheets: [
        {
          rows: `${plainRows([HEAD])}<row>${plainRows([['张三']]).replace(/<\/?row>/g, '')}<c s="1"><v>${raw}</v></c><c t="inlineStr"><is><t>甲党支部</t></is></c></row>`,
        },
      ],
    });
    expect((await read(file)).rows[0]!.userId).toBe(shown);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const file = xlsxOf({
      styles: stylesOf(14),
      workbookPr: '<workbookPr date1904="1"/>',
      sheets: [
        {
          rows: `${plainRows([HEAD])}<row><c t="inlineStr"><is><t>张三</t></is></c><c s="1"><v>44925</v></c></row>`,
        },
      ],
    });
    expect((await read(file)).rows[0]!.userId).toBe('2026/12/31');
  });

  it('shows truth and errors as a sheet does', async () => {
    const file = sheet(
      `${plainRows([HEAD])}<row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026-12-31T00:00:00</v></c></row>`,
    );
    expect(brief(await read(file))).toEqual(['2 TRUE #N/A 2026-12-31']);
  });
});

describe('where the table is', () => {
  const title = [['甲党支部党员花名册'], ['填报单位：甲党支部', '', '填报时间：2026年11月']];
  const rows = plainRows([HEAD, ZHANG, LI]);

  it.each(['hidden', 'veryHidden'] as const)(
    'lies below titles, on a later sheet, beside notes and one that is %s',
    async (state) => {
      const file = xlsxOf({
        sheets: [
          { name: '填表说明', rows: plainRows([['填表说明'], ['一、姓名按身份证填写']]) },
          { name: '旧表', rows, state },
          { name: '花名册', rows: plainRows([...title, HEAD, ZHANG, LI]) },
        ],
      });
      const found = await read(file);
      expect(brief(found)).toEqual(TWO.map((line) => line.replace(/^\d/, (n) => `${Number(n) + 2}`)));
      expect(found.notes).toMatchObject({ sheet: '花名册', header: 3, sheets: ['旧表'] });
    },
  );

  it('has a heading of two rows', async () => {
    const two = `<row r="1">${cell('A1', '姓名')}${cell('B1', '账号')}${cell('C1', '组织情况')}</row><row r="2">${cell('C2', '党组织')}${cell('D2', '职务')}</row><row r="3">${cell('A3', '张三')}${cell('B3', 'zhangsan')}${cell('C3', '甲党支部')}${cell('D3', '书记')}</row>`;
    expect(brief(await read(sheet(two, { merges: ['A1:A2', 'B1:B2', 'C1:D1'] })))).toEqual([
      '3 张三 zhangsan 甲党支部 书记',
    ]);
  });

  it('a merged cell holds for every row it covers, and makes no row of an empty one', async () => {
    const merged = `${plainRows([HEAD, ZHANG, ['李四', 'lisi', '', ''], ['', '', '', ''], ['王五', 'w', '', '']])}<row r="9">${cell('E9', 'x')}</row>`;
    expect(brief(await read(sheet(merged, { merges: ['C2:C9', 'A1:B1'] })))).toEqual([
      ...TWO,
      '5 王五 w 甲党支部',
    ]);
  });

  it('leaves out sums, signatures, titles between rows and headings that come again, and names what was text', async () => {
    const file = sheet(
      plainRows([
        HEAD,
        ['一、机关党员'],
        ZHANG,
        HEAD,
        LI,
        ['合计', '2人'],
        ['填表人：王五', '', '审核人：赵六'],
      ]),
      { merges: ['A2:D2'] },
    );
    const found = await read(file);
    expect(brief(found)).toEqual(['3 张三 zhangsan 甲党支部 书记', '5 李四 lisi 甲党支部']);
    expect(found.notes!.leftOut).toEqual([
      { row: 2, text: '一、机关党员' },
      { row: 6, text: '合计 2人' },
      { row: 7, text: '填表人：王五 审核人：赵六' },
    ]);
  });

  it('takes synonyms, and says which; of two columns for one heading the clear one, else none', async () => {
    const taken = await read(
      Buffer.from('序号,党员姓名,企业微信账号,所在党支部,党内职务\n1,张三,zhangsan,甲党支部,书记\n2,,,,\n'),
    );
    expect(brief(taken)).toEqual(['2 张三 zhangsan 甲党支部 书记']);
    expect(taken.notes).toMatchObject({
      unknown: ['序号'],
      taken: [
        { heading: '党员姓名', as: '姓名' },
        { heading: '企业微信账号', as: '账号' },
        { heading: '所在党支部', as: '党支部' },
        { heading: '党内职务', as: '职务' },
      ],
    });
    const second = await read(
      Buffer.from('姓名,账号,党组织,职务,党内职务\n张三,zhangsan,甲党支部,书记,委员\n'),
    );
    expect(brief(second)).toEqual(['2 张三 zhangsan 甲党支部 书记']);
    expect(second.notes!.second).toEqual([{ heading: '党内职务', column: 'E', as: '职务' }]);
    const two = await read(
      Buffer.from('姓名,账号,党组织,党内职务,支部职务\n张三,zhangsan,甲党支部,书记,委员\n'),
    );
    expect(two.problems).toEqual([
      { row: 1, code: 'column_repeated', value: '职务（D 党内职务、E 支部职务）' },
    ]);
  });

  it('makes one path of a column for each level', async () => {
    const found = await read(
      Buffer.from(
        '姓名,账号,所属党委,所在党支部,党小组\n张三,a,城郊党委,第一党支部,第一党小组\n李四,b,城郊党委,城郊党委/第一党支部,无\n',
      ),
    );
    expect(found.rows.map((r) => r.unit)).toEqual(['城郊党委/第一党支部/第一党小组', '城郊党委/第一党支部']);
  });
});

describe('text', () => {
  const LINES =
    '填报单位：甲党支部;2026,11,x,y\n姓名,账号,党组织,职务\n张三,zhangsan,甲党支部,书记\n李四,="0012",甲党支部,\n';
  const WANTED = ['3 张三 zhangsan 甲党支部 书记', '4 李四 0012 甲党支部'];
  const swap = (buffer: Buffer) => Buffer.from(buffer).swap16();
  const separated = (separator: string) => LINES.replace(/(?<=\n.*),/g, separator);
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(LINES)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${LINES}`)],
    ['UTF-16 LE', Buffer.from(`\ufeff${LINES}`, 'utf16le')],
    ['UTF-16 BE', swap(Buffer.from(`\ufeff${LINES}`, 'utf16le'))],
    ['UTF-16 LE without BOM', Buffer.from(LINES, 'utf16le')],
    ['UTF-16 BE without BOM', swap(Buffer.from(LINES, 'utf16le'))],
    ['tabs', Buffer.from(separated('\t'))],
    ['semicolons', Buffer.from(separated(';'))],
  ])('%s', async (_, file) => {
    expect(brief(await read(file, 'x.csv'))).toEqual(WANTED);
  });
});

describe('what is no table', () => {
  const templates = loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)));
  const whole = sheet(plainRows([HEAD, ZHANG]));
  const bomb = xlsxOf({
    sheets: [{ rows: '' }],
    mend: (parts) => ({ ...parts, 'xl/worksheets/sheet1.xml': Buffer.alloc(330_000_000, ' ') }),
  });
  it.each<[string, Buffer, string, string]>([
    ['nothing', Buffer.alloc(0), 'x.xlsx', 'empty'],
    ['blank text', Buffer.from('\ufeff \r\n '), 'x.csv', 'empty'],
    ['a password', compoundOf('EncryptionInfo', 'EncryptedPackage'), 'x.xlsx', 'locked'],
    ['an old .xls', compoundOf('Workbook'), 'x.xls', 'xls'],
    ['an older .xls', compoundOf('Book'), 'x.xlsx', 'xls'],
    ['WPS', compoundOf('Workbook'), '花名册.et', 'et'],
    ['an old Word file', compoundOf('WordDocument'), 'x.doc', 'word'],
    ['WPS writer', compoundOf('WordDocument'), 'x.wps', 'word'],
    ['a Word file', zipOf({ '[Content_Types].xml': '', 'word/document.xml': '' }), 'x.docx', 'word'],
    ['a presentation', zipOf({ 'ppt/presentation.xml': '' }), 'x.pptx', 'slides'],
    ['a binary workbook', zipOf({ '[Content_Types].xml': '', 'xl/workbook.bin': '' }), 'x.xlsb', 'xlsb'],
    ['OpenDocument', zipOf({ mimetype: '', 'content.xml': '' }), 'x.ods', 'ods'],
    ['a web page', Buffer.from('<html><body><table><tr><td>姓名</td></tr></table>'), 'x.xls', 'web'],
    ['a web page in UTF-16', Buffer.from('\ufeff<table>', 'utf16le'), 'x.xls', 'web'],
    [
      'XML of Excel 2003',
      Buffer.from('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>'),
      'x.xls',
      'xml',
    ],
    ['a zip of pictures', zipOf({ 'a.jpg': '' }), 'x.zip', 'packed'],
    ['a zip around the workbook', zipOf({ '花名册.xlsx': whole }), 'x.zip', 'packed_sheet'],
    ['half a workbook', whole.subarray(0, whole.length / 2), 'x.xlsx', 'damaged'],
    ['a zip of nothing but its sign', Buffer.from('PK\x03\x04garbage'), 'x.xlsx', 'damaged'],
    ['XML that breaks off', xlsxOf({ sheets: [{ rows: '<row><c' }] }), 'x.xlsx', 'damaged'],
    ['a part of gigabytes', bomb, 'x.xlsx', 'too_large'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'x.pdf', 'pdf'],
    ['a picture', Buffer.from('89504e470d0a1a0aff80ff', 'hex'), 'x.png', 'picture'],
    ['an open quote', Buffer.from('姓名,账号,党组织\n"张三'), 'x.csv', 'open_quote'],
    ['some bytes', Buffer.from([1, 2, 3, 255, 254, 7]), 'x', 'no_text'],
  ])('%s is told as such, in one line with a remedy', async (_, file, name, reason) => {
    const { rows, problems, unreadable } = await read(file, name);
    expect([rows, problems, unreadable]).toEqual([[], [], reason]);
    const line = templates.render(`table.unreadable.${unreadable!}`, { file: name, row: 2 });
    expect(line).toMatch(/^“.+”.*请[^\n]+$/);
  });
});

describe('files that are damaged anywhere', () => {
  const rows = plainRows([HEAD, ZHANG, LI]);
  const files = [
    xlsxOf({ sheets: [{ rows, merges: ['C2:C3'] }], strings: '<si><t>x</t></si>', styles: stylesOf('000') }),
    compoundOf('Workbook', 'EncryptedPackage'),
    Buffer.from('姓名,账号,党组织\n张三,a,甲党支部\n'),
    Buffer.from('\ufeff姓名\t账号\t党组织\n张三\ta\t甲党支部\n', 'utf16le'),
  ];
  it.each(files.map((file, i) => [i, file] as const))(
    'are answered, whatever byte it is: %i',
    async (_, file) => {
      const byte = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
      await fc.assert(
        fc.asyncProperty(
          fc.array(byte, { minLength: 1, maxLength: 4 }),
          fc.nat(file.length),
          async (bytes, length) => {
            const copy = Buffer.from(length % 3 === 0 ? file.subarray(0, length) : file);
            for (const [at, value] of bytes) if (at < copy.length) copy[at] = value;
            const { rows: found, problems, unreadable } = await read(copy);
            expect(found.length > 0 || problems.length > 0 || unreadable !== undefined).toBe(true);
          },
        ),
        { numRuns: 150 },
      );
    },
  );
});
