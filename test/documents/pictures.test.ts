// Pictures as they are drawn: every word of theirs stands in the SVG, and the PNG is what a phone shows.
import { describe, expect, it } from 'vitest';
import { createDrawer } from '../../src/documents/pictures/drawer.ts';
import { named, widthOf, wrapped } from '../../src/documents/pictures/frame.ts';
import type { MatrixState, Picture } from '../../src/ports/pictures.ts';
import { loadTemplates } from '../../src/wording/templates.ts';

const drawer = createDrawer(loadTemplates('templates').render);
const head = { title: '城郊党委 2026年11月到会率', note: '到会率＝实到÷应到。' };
const textsOf = async (picture: Picture) => {
  const svg = await drawer.svg(picture);
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!.trim());
};
/** Where the middle of a text stands, of the first that says so. */
async function placesIn(picture: Picture): Promise<(text: string) => { x: number; y: number }> {
  const svg = await drawer.svg(picture);
  const found = [...svg.matchAll(/<text[^>]*translate\(([\d.]+) ([\d.]+)\)[^>]*>([^<]*)</g)];
  return (text) => {
    const [, x, y] = found.find(([, , , told]) => told === text)!;
    return { x: Number(x), y: Number(y) };
  };
}
const LONG = '中共某某市城郊街道工作委员会下属非公有制经济组织综合联合第一党支部委员会临时支部';

describe('a picture of bars', () => {
  it('names each unit beside its figure; what cannot be counted is 无 and no 0', async () => {
    const texts = await textsOf({
      kind: 'bars',
      measure: 'rate',
      ...head,
      rows: [
        { name: '第一党支部', value: 18 / 23, detail: '18/23' },
        { name: '第二党支部', value: 0, detail: '0/5' },
        { name: '第三党支部', value: null },
      ],
    });
    expect(texts).toEqual(
      expect.arrayContaining([
        head.title,
        head.note,
        '第一党支部',
        '78.3%（18/23）',
        '第二党支部',
        '0%（0/5）',
        '第三党支部',
        '无',
      ]),
    );
  });

  it('begins with the first unit at the top, each figure on its line', async () => {
    const place = await placesIn({
      kind: 'bars',
      measure: 'count',
      ...head,
      rows: [
        { name: '甲', value: 3 },
        { name: '乙', value: 7 },
        { name: '丙', value: null },
      ],
    });
    expect(place('甲').y).toBeLessThan(place('乙').y);
    expect(place('乙').y).toBeLessThan(place('丙').y);
    for (const [name, figure] of [
      ['甲', '3'],
      ['乙', '7'],
      ['丙', '无'],
    ] as const)
      expect(place(figure).y).toBe(place(name).y);
  });

  it('draws twenty of two hundred and says that the others are not there', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ name: `第${i + 1}党支部`, value: i }));
    const texts = await textsOf({ kind: 'bars', measure: 'count', ...head, rows });
    expect(texts.filter((text) => text.endsWith('党支部'))).toHaveLength(20);
    expect(texts.join('')).toContain('另有 180 个没有画出');
  });
});

it('lines break off where there is nothing to count, and say so at the month', async () => {
  const points = [{ value: 0.5 }, { value: null }, { value: 1 }];
  const picture: Picture = {
    kind: 'lines',
    measure: 'rate',
    ...head,
    periods: ['9月', '10月', '11月'],
    lines: [{ name: '第一党支部', points }],
  };
  const texts = await textsOf(picture);
  expect(texts).toEqual(expect.arrayContaining(['9月', '10月', '11月', '无', '50%', '100%']));
  // A mark at each point, and none where there is none: no 0 is drawn, nor a stroke across.
  const svg = await drawer.svg(picture);
  const marks = [...svg.matchAll(/ecmeta_data_index="(\d+)" ecmeta_ssr_type="chart"/g)];
  expect(marks.map(([, point]) => point)).toEqual(['0', '2']);
  expect(svg).toMatch(/<path d="M[\d. ]+M[\d. ]+" fill="none"[^>]*stroke-width="5"/);
});

it('what stands at the bottom of a hollow has its words below it, out of the stroke', async () => {
  const points = [0.9, 0.8, 1].map((value) => ({ value }));
  const lines = [{ name: '第一党支部', points }];
  const periods = ['10月', '11月', '12月'];
  const placeOf = await placesIn({ kind: 'lines', measure: 'rate', ...head, periods, lines });
  const yOf = (text: string) => placeOf(text).y;
  // Downwards: 90 % stands above its point, and 80 % below its own, deeper than a tenth of the frame tells.
  expect(yOf('80%') - yOf('90%')).toBeGreaterThan(yOf('90%') - yOf('100%') + 40);
});

it.each([
  [37, ['0', '10', '20', '30', '40', '50']],
  [1, ['0', '1', '2']],
  [130, ['0', '50', '100', '150']],
  [4213, ['0', '1,000', '2,000', '3,000', '4,000', '5,000']],
])('the strokes beside %d stand at round numbers', async (most, strokes) => {
  const points = [{ value: 0 }, { value: most }];
  const lines = [{ name: '第一党支部', points }];
  const picture: Picture = { kind: 'lines', measure: 'count', ...head, periods: ['10月', '11月'], lines };
  const texts = (await textsOf(picture)).filter((text) => /^[\d,]+$/.test(text));
  expect(texts.slice(0, strokes.length).map((text) => text.replace(',', ''))).toEqual(
    strokes.map((text) => text.replace(',', '')),
  );
});

it('a ring tells every part with its number, share and the whole', async () => {
  const texts = await textsOf({
    kind: 'ring',
    ...head,
    parts: [
      { name: '已销号', count: 3 },
      { name: '逾期', count: 1 },
    ],
  });
  expect(texts).toEqual(
    expect.arrayContaining(['共 4', '已销号', '已销号 3（75%）', '逾期', '逾期 1（25%）']),
  );
});

it('a matrix shows each state by a sign of its own, and what the signs mean', async () => {
  const cells: MatrixState[] = ['held', 'planned', 'due', 'missed', 'none'];
  const texts = await textsOf({
    kind: 'matrix',
    ...head,
    columns: ['大会', '支委会', '小组会', '党课', '主题党日'],
    rows: [{ name: '第一党支部', cells }],
  });
  // once in its cell and once in the key
  for (const sign of ['✓', '○', '!', '×', '—']) expect(texts.filter((text) => text === sign)).toHaveLength(2);
  expect(texts).toEqual(expect.arrayContaining(['已开', '已安排', '待开、待报', '过期没开', '不要求']));
});

it('a matrix has each sign in the line of its unit and under its kind, the first unit at the top', async () => {
  const place = await placesIn({
    kind: 'matrix',
    ...head,
    columns: ['大会', '党课'],
    rows: [
      { name: '甲', cells: ['held', 'missed'] },
      { name: '乙', cells: ['due', 'none'] },
    ],
  });
  expect(place('甲').y).toBeLessThan(place('乙').y);
  for (const [sign, column, row] of [
    ['✓', '大会', '甲'],
    ['×', '党课', '甲'],
    ['!', '大会', '乙'],
    ['—', '党课', '乙'],
  ] as const)
    expect([sign, place(sign)]).toEqual([sign, { x: place(column).x, y: place(row).y }]);
});

describe('on a phone', () => {
  /** Letters as drawn on 810 px, of which a phone shows less than half. */
  const sizesOf = async (picture: Picture) => {
    const svg = await drawer.svg(picture);
    const found = [...svg.matchAll(/<text[^>]*style="([^"]*)"[^>]*>([^<]*)</g)];
    return found.map(([, style, text]) => ({
      text: text!.trim(),
      size: Number(/font-size:([\d.]+)px/.exec(style!)?.[1] ?? 0),
    }));
  };

  it('a narrow cell has how many of how many below its sign, to be read', async () => {
    const columns = ['党员大会', '支委会', '党小组会', '党课', '主题党日', '组织生活会', '民主评议党员'];
    const cells = columns.map((): MatrixState => 'missed');
    const parts = columns.map(() => '2/3');
    const sizes = await sizesOf({
      kind: 'matrix',
      ...head,
      columns,
      rows: [{ name: LONG, cells, parts }],
    });
    expect(sizes.filter(({ text }) => text === '2/3').map(({ size }) => size >= 24)).toEqual(
      columns.map(() => true),
    );
  });

  it('the name of a part stands whole beside the ring', async () => {
    const parts = ['已销号', '其他长期整改', '其他整改中'].map((name) => ({ name, count: 1 }));
    const texts = await textsOf({ kind: 'ring', ...head, parts });
    expect(texts).toEqual(expect.arrayContaining(['已销号', '其他长期整改', '其他整改中']));
  });

  it('names of months do not stand upon each other', async () => {
    const periods = Array.from({ length: 24 }, (_, i) => `${2025 + Math.floor(i / 12)}年${(i % 12) + 1}月`);
    const points = periods.map((_, value) => ({ value }));
    const texts = await textsOf({
      kind: 'lines',
      measure: 'count',
      ...head,
      periods,
      lines: [{ name: '第一党支部', points }],
    });
    // Five of 60 letters' width each, in two lines; the last month is one of them.
    expect(texts.filter((text) => /^\d+月$/.test(text))).toEqual(['4月', '9月', '2月', '7月', '12月']);
  });
});

it('is a PNG 1080 wide, and the same bytes each time', async () => {
  const picture: Picture = { kind: 'bars', measure: 'rate', ...head, rows: [{ name: LONG, value: 1 }] };
  const [first, second] = [await drawer.png(picture), await drawer.png(picture)];
  expect(first.subarray(1, 4).toString()).toBe('PNG');
  expect(first.readUInt32BE(16)).toBe(1080);
  expect(second.equals(first)).toBe(true);
});

describe('names', () => {
  it('lose their middle where two lines do not hold them', () => {
    const lines = named(LONG, 11, 2);
    expect(lines).toHaveLength(2);
    expect(lines.join('')).toMatch(/^中共某某市.*….*临时支部$/);
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(11);
  });

  it('are left whole where they fit, and no line begins with a stop', () => {
    expect(named('第一党支部', 11, 2)).toEqual(['第一党支部']);
    expect(wrapped('一二三，四五', 3)).toEqual(['一二三，', '四五']);
  });
});
