import { once } from 'node:events';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { type MinutesSheet, minutesFileName, writeMinutes } from '../../src/documents/minutes.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { readDocx } from '../support/docx.ts';
import { unzip } from '../support/zip.ts';

const words = loadTemplates('templates').render;
const AT = Date.UTC(2026, 10, 29, 1, 30, 20);

/** A meeting of which only what must be known is known. */
const BARE: MinutesSheet = {
  unit: '第一党支部',
  types: '主题党日',
  date: '2026-11-05',
  expected: 23,
  present: 20,
  presentNames: [],
  late: [],
  leave: [],
  absent: [],
  unrecorded: [],
  figuresOnly: false,
  mobile: [],
  observers: [],
  votes: [],
  resolutions: [],
  photos: [],
};
const FULL: MinutesSheet = {
  ...BARE,
  types: '主题党日暨党课',
  from: '15:00',
  to: '16:30',
  place: '三楼会议室',
  host: '张三',
  recorder: '李四',
  lecturer: '钱教授',
  presentNames: ['张三', '李四', '王芳'],
  late: ['王芳'],
  leave: [{ name: '刘洋', reason: '出差' }, { name: '赵敏' }],
  absent: [{ name: '孙强', reason: '未说明' }],
  unrecorded: ['周勇'],
  mobile: ['吴霞'],
  observers: ['周明'],
  topic: '活动室修缮',
  content: '一、传达文件。\n\n二、交流发言。',
  votes: [{ matter: '同意接收周明为预备党员', yes: 18, no: 1, abstain: 0 }],
  resolutions: [
    { text: '维修屋顶', owner: '李四', due: '2026-12-10', itemNo: 12 },
    { text: '到社区开展志愿服务' },
  ],
  photos: [{ name: '会场1.jpg', sha256: '0123456789abcdef'.repeat(4) }],
};

/** As a store gives them: some at a time. */
async function* some(sheets: readonly MinutesSheet[]) {
  for (let i = 0; i < sheets.length; i += 25) yield sheets.slice(i, i + 25);
}
const write = async (sheets: readonly MinutesSheet[]) => (await writeMinutes(some(sheets), words, AT))();

async function read(...sheets: MinutesSheet[]) {
  const file = await write(sheets);
  return { file, ...readDocx(file) };
}

describe('the printed record', () => {
  it('has a table of what is known, in the usual order', async () => {
    const { tables, paragraphs } = await read(FULL);
    expect(paragraphs[0]).toBe('第一党支部会议记录');
    expect(tables[0]).toEqual([
      ['会议名称', '主题党日暨党课'],
      ['时间', '2026年11月5日 15时00分—16时30分'],
      ['地点', '三楼会议室'],
      ['主持人', '张三', '记录人', '李四'],
      ['主讲人', '钱教授'],
      ['应到', '23人', '实到', '20人'],
      ['到会人员', '张三、李四、王芳'],
      ['迟到', '王芳'],
      ['请假', '刘洋（出差）、赵敏'],
      ['缺席', '孙强（未说明）'],
      ['未记到人', '周勇（没有签到，也没有批准的请假）'],
      ['另到流动党员', '吴霞'],
      ['列席', '周明'],
      ['议题', '活动室修缮'],
    ]);
  });

  it('tells what was said, voted and decided, the photos, and where to sign', async () => {
    const { tables, paragraphs } = await read(FULL);
    expect(paragraphs.slice(1)).toEqual([
      '会议内容',
      '一、传达文件。',
      '二、交流发言。',
      '表决',
      '同意接收周明为预备党员：赞成18票，反对1票，弃权0票。',
      '决议',
      '照片',
      '1. 会场1.jpg（SHA-256 前12位：0123456789ab）',
      '主持人签字：\t\t记录人签字：\t',
      '日期：________年____月____日',
    ]);
    expect(tables[1]).toEqual([
      ['序号', '决议内容', '责任人', '完成时限', '整改编号'],
      ['1', '维修屋顶', '李四', '2026年12月10日', '整改12'],
      ['2', '到社区开展志愿服务', '', '', ''],
    ]);
  });

  it('invents nothing: what is not known is a blank to write in', async () => {
    const { tables, paragraphs } = await read(BARE);
    expect(tables[0]).toEqual([
      ['会议名称', '主题党日'],
      ['时间', '2026年11月5日'],
      ['地点', ''],
      ['主持人', '', '记录人', ''],
      ['应到', '23人', '实到', '20人'],
      ['到会人员', ''],
      ['迟到', ''],
      ['请假', ''],
      ['缺席', ''],
      ['列席', ''],
      ['议题', ''],
    ]);
    expect(tables[1]!.slice(1)).toEqual([Array(5).fill(''), Array(5).fill('')]);
    const lines = (from: string, to: string) =>
      paragraphs.slice(paragraphs.indexOf(from) + 1, paragraphs.indexOf(to));
    expect(lines('会议内容', '表决')).toEqual(Array(5).fill('\t'));
    expect(lines('表决', '决议')).toEqual(['\t']);
    expect(paragraphs).not.toContain('照片');
  });

  it.each([
    [{ from: '15:00' }, '2026年11月5日 15时00分—____时____分'],
    [{ to: '16:30' }, '2026年11月5日 ____时____分—16时30分'],
  ])('leaves room for the clock time nobody told: %j', async (known, time) => {
    expect((await read({ ...BARE, ...known })).tables[0]![1]).toEqual(['时间', time]);
  });

  it.each([
    [[], '上报人数，姓名未记'],
    [['张三', '李四'], '张三、李四（其余上报人数，姓名未记）'],
  ])('says that names are not known where figures are, knowing %j', async (presentNames, text) => {
    const { tables } = await read({ ...BARE, figuresOnly: true, presentNames });
    expect(tables[0]!.find(([label]) => label === '到会人员')).toEqual(['到会人员', text]);
  });

  it('numbers several votes', async () => {
    const vote = { matter: '议案', yes: 1, no: 2, abstain: 3 };
    const { paragraphs } = await read({ ...BARE, votes: [vote, vote] });
    expect(paragraphs).toContain('2. 议案：赞成1票，反对2票，弃权3票。');
  });

  it('begins each meeting on a page of its own, counted and named at its foot', async () => {
    const { xml, files } = await read(FULL, { ...BARE, unit: '第二党支部' });
    const sections = xml.match(/<w:sectPr>.*?<\/w:sectPr>/g)!;
    expect(sections).toHaveLength(2);
    for (const section of sections) {
      expect(section).toContain('<w:type w:val="nextPage"/>');
      expect(section).toMatch(/<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"\/>/);
      expect(section).toContain('<w:pgNumType w:start="1"/>');
    }
    const feet = [1, 2].map((n) => files.get(`word/footer${n}.xml`)!);
    expect(feet[0]).toContain('第一党支部　2026年11月5日　主题党日暨党课');
    expect(feet[1]).toContain('第二党支部　2026年11月5日　主题党日');
    for (const foot of feet) expect(foot).toMatch(/<w:instrText[^>]*>\s*PAGE\s*</);
  });

  it('is written in fonts of every office PC', async () => {
    const { xml } = await read(FULL);
    expect(xml).not.toContain('\t');
    const fonts = new Set(
      [...xml.matchAll(/w:(?:ascii|hAnsi|eastAsia|cs)="([^"]*)"/g)].map(([, font]) => font),
    );
    expect(fonts).toEqual(new Set(['Times New Roman', '宋体', '仿宋']));
    expect(xml.match(/<w:r>/g)!.length).toBe(xml.match(/w:hint="eastAsia"/g)!.length);
  });

  it('moves a short row to the next page whole, and lets a long one go on there', async () => {
    const { xml } = await read({ ...BARE, topic: '长'.repeat(400), place: '三楼' });
    const rowWith = (text: string) => xml.match(/<w:tr>.*?<\/w:tr>/g)!.find((row) => row.includes(text))!;
    expect(rowWith('三楼')).toContain('<w:cantSplit/>');
    expect(rowWith('长长')).not.toMatch(/<w:cantSplit\/>|<w:cantSplit w:val="(1|true)"/);
    expect(rowWith('决议内容')).toContain('<w:tblHeader/>');
  });

  it('keeps the signatures on the page of what they sign', async () => {
    const keeps = (xml: string, text: string) =>
      xml
        .match(/<w:p>.*?<\/w:p>/g)!
        .find((paragraph) => paragraph.includes(text))!
        .includes('<w:keepNext/>');
    const { xml } = await read(FULL);
    expect(keeps(xml, '会场1.jpg')).toBe(true);
    expect(keeps(xml, '主持人签字')).toBe(true);
    expect(keeps(xml, '到社区开展志愿服务')).toBe(false);
    const without = await read({ ...FULL, photos: [] });
    expect(keeps(without.xml, '到社区开展志愿服务')).toBe(true);
    expect(keeps(without.xml, '维修屋顶')).toBe(false);
  });

  it('is found by its title, and keeps the lines of what was written in several', async () => {
    const { xml } = await read({ ...BARE, topic: '第一项\n第二项' });
    expect(xml.match(/<w:p>.*?<\/w:p>/)![0]).toContain('<w:outlineLvl w:val="0"/>');
    expect(xml).toMatch(/第一项<\/w:t><\/w:r><\/w:p><w:p>/);
  });

  it('carries any text: sixty names, markup, an emoji, what XML cannot hold', async () => {
    const presentNames = Array.from({ length: 60 }, (_, i) => `党员${i}`);
    const odd = 'a<&>"\'😀\u0001\u000b\ufffe\ud800z';
    const { files, tables, paragraphs } = await read({
      ...FULL,
      presentNames,
      host: odd,
      topic: `${odd}\n第二行`,
      content: odd,
      photos: [{ name: odd, sha256: 'ff' }],
    });
    for (const [name, text] of files) {
      expect(XMLValidator.validate(text), name).toBe(true);
      expect(text).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFC}\u{10000}-\u{10FFFF}]/u);
    }
    const unescaped = (text: string) =>
      text.replace(
        /&(lt|gt|quot|apos|amp);/g,
        (_, n: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[n]!,
      );
    expect(unescaped(tables[0]![3]![1]!)).toBe('a<&>"\'😀z');
    expect(paragraphs.map(unescaped)).toContain('a<&>"\'😀z');
    expect(tables[0]!.find(([label]) => label === '到会人员')![1]).toBe(presentNames.join('、'));
  });

  it('is the same file for the same data, and names nobody and no clock but the given one', async () => {
    const [one, two] = [await read(FULL, BARE), await read(FULL, BARE)];
    expect(one.file.equals(two.file)).toBe(true);
    const core = one.files.get('docProps/core.xml')!;
    expect(core.match(/>([^<]+)<\/dcterms/g)).toEqual([
      '>2026-11-29T01:30:20.000Z</dcterms',
      '>2026-11-29T01:30:20.000Z</dcterms',
    ]);
    expect(core).not.toMatch(/creator|lastModifiedBy/);
    // 2026-11-29 09:30:20 in Shanghai, as a zip writes it
    expect([...one.times]).toEqual([
      ((46 << 25) | (11 << 21) | (29 << 16) | (9 << 11) | (30 << 5) | 10) >>> 0,
    ]);
  });

  it('keeps the order of many records, which a thread builds', async () => {
    const sheets = Array.from({ length: 8 }, (_, i) => ({ ...FULL, topic: `议题${i}` }));
    const thread = once(process, 'worker');
    const { xml } = await read(...sheets);
    await thread;
    expect(xml.match(/议题\d/g)).toEqual(sheets.map(({ topic }) => topic));
  });

  it('builds very many piece by piece, and nobody sees where one ends', async () => {
    const units = Array.from({ length: 95 }, (_, i) => `第${i + 1}党支部`);
    const { files, times, xml } = await read(...units.map((unit) => ({ ...FULL, unit })));
    expect(times.size).toBe(1);
    const shown = xml.replaceAll(/第\d+党支部/g, '').replaceAll(/r:id="[^"]*"/g, '');
    const sections = shown.slice(shown.indexOf('<w:body>')).split('<w:sectPr>').slice(1, -2);
    expect(sections).toHaveLength(93);
    expect(new Set(sections).size).toBe(1);
    expect([...xml.matchAll(/第\d+党支部(?=会议记录)/g)].map(([unit]) => unit)).toEqual(units);
    const targets = new Map(
      [...files.get('word/_rels/document.xml.rels')!.matchAll(/Id="([^"]*)"[^>]*Target="([^"]*)"/g)].map(
        ([, id, target]) => [id!, target!],
      ),
    );
    const feet = [...xml.matchAll(/<w:footerReference [^>]*r:id="([^"]*)"/g)].map(
      ([, id]) => targets.get(id!)!,
    );
    expect(feet.map((name) => files.get(`word/${name}`)!.match(/第\d+党支部/)![0])).toEqual(units);
    const types = files.get('[Content_Types].xml')!;
    for (const name of feet) expect(types.split(`PartName="/word/${name}"`)).toHaveLength(2);
    for (const [name, text] of files) expect(XMLValidator.validate(text), name).toBe(true);
  });

  // Built whole, six hundred would need more than the thread is given.
  it('builds a county within the memory of its thread', async () => {
    const presentNames = Array.from({ length: 22 }, (_, i) => `党员${i}`);
    const file = await write(Array(600).fill({ ...FULL, presentNames }));
    expect(
      unzip(file)
        .files.get('word/document.xml')!
        .match(/会议名称/g),
    ).toHaveLength(600);
  }, 180_000);

  it('prints no empty file', async () => {
    await expect(read()).rejects.toThrow('no record');
  });
});

describe('the name of the file', () => {
  const at = (date: string, more: Partial<MinutesSheet> = {}) => ({ ...BARE, date, ...more });
  it.each<[string, MinutesSheet[]]>([
    ['2026-11-25-第一党支部-主题党日.docx', [at('2026-11-25')]],
    [
      '2026-09-01至2026-11-30-第一党支部-会议记录.docx',
      [at('2026-11-30'), at('2026-09-01'), at('2026-10-08')],
    ],
    ['2026-11-05-第一党支部-会议记录.docx', [at('2026-11-05'), at('2026-11-05')]],
    [
      '2026-09-01至2026-09-02-第一党支部等2个党组织-会议记录.docx',
      [at('2026-09-01'), at('2026-09-02', { unit: '第二党支部' })],
    ],
    ['2026-11-05-一_二_三__-党课.docx', [at('2026-11-05', { unit: '一/二\\三?\u0001', types: '党课. ' })]],
  ])('is %s', (name, sheets) => {
    expect(minutesFileName(sheets, words)).toBe(name);
  });

  it('is short enough for every file system', () => {
    const name = minutesFileName([at('2026-11-05', { unit: '长'.repeat(300) })], words);
    expect(Buffer.byteLength(name)).toBeLessThan(230);
  });
});
