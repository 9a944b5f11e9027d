import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import {
  type AttendanceUnit,
  attendanceFileName,
  spanOf,
  writeAttendance,
} from '../../src/documents/attendance.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { unzip } from '../support/zip.ts';

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });
const words = loadTemplates('templates').render;

const UNIT: AttendanceUnit = {
  unit: '第一党支部',
  meetings: [
    { date: '2025-12-25', types: '主题党日' },
    { date: '2026-01-09', types: '支部党员大会' },
    { date: '2026-02-25', types: '主题党日' },
  ],
  people: [
    { name: '张三', group: '第一党小组', kind: '正式党员', states: ['present', 'late', 'makeup'] },
    { name: '李四', kind: '预备党员', states: ['leave', 'absent', 'unrecorded'] },
    { name: '王五', kind: '正式党员', states: [null, 'exempt', 'present'] },
    { name: '赵六', kind: '流动党员', states: [null, 'extra', null] },
  ],
  totals: [
    { expected: 2, present: 1 },
    { expected: 2, present: 1 },
    { expected: 3, present: 2 },
  ],
};

const AT = Date.parse('2026-11-29T09:30:20+08:00');
interface AttendanceTable {
  units: AttendanceUnit[];
}
const unitsOf = (count: number): AttendanceTable => ({
  units: Array.from({ length: count }, (_, i) => ({
    ...UNIT,
    unit: `第${i + 1}党支部`,
    meetings: UNIT.meetings.slice(i % 3),
  })),
});

/** As a store gives them: some at a time. */
async function* some(units: readonly AttendanceUnit[]) {
  for (let i = 0; i < units.length; i += 25) yield units.slice(i, i + 25);
}
async function fileOf({ units }: AttendanceTable, wording = words): Promise<Buffer> {
  const days = units.flatMap(({ meetings }) => meetings.map(({ date }) => date));
  const most = Math.max(...units.map(({ meetings }) => meetings.length));
  const head = { units: units.length, most, ...spanOf(days), at: AT };
  return (await writeAttendance(head, some(units), wording))();
}

async function write(table: AttendanceTable) {
  const file = await fileOf(table);
  const { files } = unzip(file);
  const names = [...files.get('xl/workbook.xml')!.matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, n]) => n!);
  const rows = async (sheet: number) =>
    (await readSheet(file, sheet)).map((row) => row.map((cell) => (cell === null ? '' : cell)));
  const sheetXml = (sheet: number) => files.get(`xl/worksheets/sheet${sheet}.xml`)!;
  return { files, names, rows, sheetXml };
}

const heightsIn = (sheet: string) =>
  [...sheet.matchAll(/<row r="\d+" ht="(\d+)"/g)].map(([, height]) => Number(height));

describe('the attendance table', () => {
  it('has people down, meetings across, sums at the right and figures at the foot', async () => {
    const { names, rows } = await write({ units: [UNIT] });
    expect(names).toEqual(['第一党支部', '各次会', '说明']);
    const sums = ['应到次数', '到会', '请假', '缺席', '未记'];
    const meetings = ['2025年\n12月25日\n主题党日', '2026年\n1月9日\n支部党员大会', '2月25日\n主题党日'];
    expect(await rows(1)).toEqual([
      ['姓名', '党小组', '类型', ...meetings, ...sums],
      ['张三', '第一党小组', '正式党员', '到', '迟到', '补签', 3, 3, 0, 0, 0],
      ['李四', '', '预备党员', '请假', '缺席', '未记', 3, 0, 1, 1, 1],
      ['王五', '', '正式党员', '—', '免', '到', 2, 1, 1, 0, 0],
      ['赵六', '', '流动党员', '—', '另到', '—', 0, 0, 0, 0, 0],
      ['应到', '', '', 2, 2, 3, '', '', '', '', ''],
      ['实到', '', '', 1, 1, 2, '', '', '', '', ''],
      ['合计', '', '', '', '', '', 8, 4, 2, 1, 1],
    ]);
  });

  it('filters its lines, and sums the people’s figures by formulas that say what they come to', async () => {
    const { sheetXml } = await write({ units: [UNIT] });
    expect(sheetXml(1)).toContain('<autoFilter ref="A1:K5"/>');
    expect(sheetXml(1)).toMatch(/<c r="G8" s="\d+"><f>SUM\(G2:G5\)<\/f><v>8<\/v><\/c>/);
  });

  it('lists every meeting to be reckoned with: days as days, numbers as numbers, sums as formulas', async () => {
    const { rows, sheetXml } = await write({ units: [UNIT] });
    expect(await rows(2)).toEqual([
      ['党组织', '日期', '类型', '应到', '实到', '到会率'],
      ['第一党支部', new Date('2025-12-25T00:00:00Z'), '主题党日', 2, 1, 0.5],
      ['第一党支部', new Date('2026-01-09T00:00:00Z'), '支部党员大会', 2, 1, 0.5],
      ['第一党支部', new Date('2026-02-25T00:00:00Z'), '主题党日', 3, 2, 2 / 3],
      ['合计', '', '', 7, 4, 4 / 7],
    ]);
    expect(sheetXml(2)).toContain('<autoFilter ref="A1:F4"/>');
    expect(sheetXml(2)).toContain('<f>E2/D2</f><v>0.5</v>');
    expect(sheetXml(2)).toContain('<f>SUM(E2:E4)/SUM(D2:D4)</f>');
    expect(sheetXml(2)).toMatch(/<pane ySplit="1" [^>]*state="frozen"/);
  });

  it('explains every sign it uses', async () => {
    const { rows } = await write({ units: [UNIT] });
    const explained = (await rows(3)).map(([sign]) => sign);
    const used = (await rows(1)).slice(1, -3).flatMap((row) => row.slice(3, 6));
    expect(explained).toEqual(expect.arrayContaining([...new Set(used)]));
    expect((await rows(3)).flat().join()).not.toContain('写在一张表里');
  });

  it('keeps heading and names in sight and on each page, across the page, on as few as can be read', async () => {
    const { files, sheetXml } = await write({ units: [UNIT] });
    expect(sheetXml(1)).toMatch(/<pane ySplit="1" xSplit="1" [^>]*state="frozen"/);
    expect(sheetXml(1)).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
    expect(sheetXml(1)).toMatch(/<pageSetup [^>]*orientation="landscape" fitToWidth="1" fitToHeight="0"/);
    expect(sheetXml(1)).toContain('第一党支部签到表（2025-12-25至2026-02-25）');
    expect(files.get('xl/workbook.xml')).toContain("'第一党支部'!$A:$A,'第一党支部'!$1:$1");
    const meetings = Array.from({ length: 40 }, () => UNIT.meetings[0]!);
    const totals = meetings.map(() => ({ expected: 2, present: 1 }));
    const wide = await write({ units: [{ ...UNIT, meetings, totals }] });
    expect(wide.sheetXml(1)).toContain('fitToWidth="2"');
  });

  it('is drawn whole: bordered cells, heading and figures bold, each row as high as its text', async () => {
    const { files, sheetXml } = await write({ units: [UNIT] });
    const styles = parser.parse(files.get('xl/styles.xml')!).styleSheet;
    const lookOf = (cell: string) => {
      const [, style] = sheetXml(1).match(new RegExp(`r="${cell}" s="(\\d+)"`))!;
      const { fontId = 0, borderId = 0, alignment } = styles.cellXfs.xf[Number(style)];
      const font = [styles.fonts.font].flat()[fontId];
      return {
        bold: 'b' in font,
        border: styles.borders.border[borderId].left.style,
        wrapped: alignment.wrapText === '1',
        across: alignment.horizontal,
      };
    };
    const plain = { bold: false, border: 'thin', wrapped: true, across: 'center' };
    expect(lookOf('A1')).toEqual({ ...plain, bold: true, across: 'left' });
    expect(lookOf('D1')).toEqual({ ...plain, bold: true });
    expect(lookOf('A2')).toEqual({ ...plain, across: 'left' });
    expect(lookOf('B3')).toEqual(plain);
    expect(lookOf('D6')).toEqual({ ...plain, bold: true });
    expect(lookOf('D7')).toEqual({ ...plain, bold: true });
    expect(heightsIn(sheetXml(1))).toEqual([64, 19, 19, 19, 19, 19, 19, 19]);
  });

  it('words so much at a time that a check-in need not wait for it', async () => {
    let [atOnce, most] = [0, 0];
    const counted = new Proxy(words, {
      apply(target, self, asked) {
        most = Math.max(most, ++atOnce);
        return Reflect.apply(target, self, asked);
      },
    });
    let turn = setImmediate(function next() {
      atOnce = 0;
      turn = setImmediate(next);
    });
    await fileOf(unitsOf(300), counted).finally(() => clearImmediate(turn));
    expect(most).toBeGreaterThan(25);
    expect(most).toBeLessThan(250);
  });

  it('has no row higher than Excel takes', async () => {
    const meetings = [{ date: '2026-01-09', types: '主题党日'.repeat(40) }];
    const { sheetXml } = await write({ units: [{ ...UNIT, meetings }] });
    expect(heightsIn(sheetXml(1))[0]).toBe(409);
  });

  it('gives each of fifty units a sheet, and writes more below each other, saying so', async () => {
    expect((await write(unitsOf(50))).names).toHaveLength(52);
    const { names, rows, sheetXml } = await write(unitsOf(51));
    expect(names).toEqual(['签到表', '各次会', '说明']);
    const all = await rows(1);
    expect(all).toHaveLength(1 + 51 * 7);
    expect(all[0]!.slice(0, 8)).toEqual([
      '党组织',
      '姓名',
      '党小组',
      '类型',
      '第1次会',
      '第2次会',
      '第3次会',
      '应到次数',
    ]);
    expect(all.slice(8, 15).map((row) => row.slice(0, 8))).toEqual([
      ['第2党支部', '', '', '', '2026年\n1月9日\n支部党员大会', '2月25日\n主题党日', '', ''],
      ['第2党支部', '张三', '第一党小组', '正式党员', '到', '迟到', '', 3],
      ['第2党支部', '李四', '', '预备党员', '请假', '缺席', '', 3],
      ['第2党支部', '王五', '', '正式党员', '—', '免', '', 2],
      ['第2党支部', '赵六', '', '流动党员', '—', '另到', '', 0],
      ['第2党支部', '应到', '', '', 2, 2, '', ''],
      ['第2党支部', '实到', '', '', 1, 1, '', ''],
    ]);
    expect(sheetXml(1)).toMatch(/<pane ySplit="1" xSplit="2"/);
    expect((await rows(3)).flat().join()).toContain('党组织有 51 个，多于 50 个，所以全部写在一张表里');
  });

  it('names sheets so that a spreadsheet takes them, each once', async () => {
    const units = ['说明', '各次会', '同名', '同名', "a[b]/c\\d:e*f?g'<&>", '长'.repeat(40), '长'.repeat(40)];
    const { names } = await write({ units: units.map((unit) => ({ ...UNIT, unit })) });
    expect(names).toEqual([
      '说明(2)',
      '各次会(2)',
      '同名',
      '同名(2)',
      'a_b__c_d_e_f_g____',
      '长'.repeat(31),
      `${'长'.repeat(28)}(2)`,
      '各次会',
      '说明',
    ]);
  });

  it('carries any text, and no formula', async () => {
    const name = '=1+1<&>😀\u0001\ufffe';
    const unit = 'A&B<\u0001😀';
    const { files, rows } = await write({
      units: [{ ...UNIT, unit, people: [{ ...UNIT.people[0]!, name }] }],
    });
    for (const [path, text] of files) {
      expect(XMLValidator.validate(text), path).toBe(true);
      expect(text).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
    }
    expect((await rows(1))[1]![0]).toBe('=1+1<&>😀');
    expect(files.get('xl/worksheets/sheet1.xml')).not.toMatch(/<f>(?!SUM\([GHIJK]2:[GHIJK]2\)<)/);
    // Somebody who edits it does not make it one either.
    expect(files.get('xl/styles.xml')).toContain('quotePrefix="1"');
    // In the head of a printed page & is doubled.
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('A&amp;&amp;B&lt;😀签到表');
  });

  it('prints no longer a title than Excel takes', async () => {
    const { sheetXml } = await write({ units: [{ ...UNIT, unit: '&'.repeat(300) }] });
    const [, title] = sheetXml(1).match(/<oddHeader>(.*)<\/oddHeader>/)!;
    expect(title!.replaceAll('&amp;', '&').length).toBeLessThan(256);
  });

  it('has a name for its file', () => {
    expect(attendanceFileName({ units: [UNIT] }, words)).toBe(
      '2025-12-25至2026-02-25-第一党支部-签到表.xlsx',
    );
    expect(attendanceFileName(unitsOf(3), words)).toBe(
      '2025-12-25至2026-02-25-第1党支部等3个党组织-签到表.xlsx',
    );
  });
});
