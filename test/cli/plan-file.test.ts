import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Core } from '../../src/app/core.ts';
import { planTaker } from '../../src/app/files.ts';
import { unitsLike } from '../../src/conversation/handlers/scheme/file.ts';
import { createEvidenceWorker } from '../../src/delivery/evidence.ts';
import { writeBook } from '../../src/documents/book/writing.ts';
import { createShelf, onDisk } from '../../src/documents/shelf.ts';
import { importScheme } from '../../src/reports/scheme-import.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { queueOf } from '../support/queue.ts';

// A plan file as people keep it, taken in by the command and by a file sent in a chat: both call importScheme.

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const TITLE = '城郊党委党建三年行动计划（2026—2028年）2026年度任务分解表';
const HEAD = '序号,主要任务,重点工作,具体措施,责任单位,牵头单位,完成时限,年度目标,1月,2月,3月';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

type More = Partial<Parameters<typeof importScheme>[1]>;
const taken = async (file: string | Buffer, more: More = {}) => {
  const { lines } = await importScheme(
    chat.store,
    {
      ...{ file: Buffer.from(file), fileName: '计划.csv', by: 'admin', now: NOW },
      topOf: (org) => org.roots()[0]!,
      unitsNamed: unitsLike,
      ...{ isDry: false, isPruning: false },
      ...more,
    },
    chat.tools.templates.render,
  );
  return lines.map((line) => line.trim()).join('\n');
};
const csv = (...rows: string[]) => [TITLE, HEAD, ...rows].join('\n');
const works = () => chat.store.read(async (tx) => (await tx.schemes()).flatMap((scheme) => scheme.works));

const GOOD = [
  '1,组织提升,党员联户,联系群众,各支部,组织办,12月底,每个支部15户,5,5,5',
  '2,组织提升,初心讲坛,,第一支部、第二支部,,长期,合计6场,2,2,2',
  '3,阵地提升,阵地改造,,"一支部、镇党建办",,2026.6.30,,摸底,,2月15日：整治；验收',
];

describe('a plan file', () => {
  it('is read with units, months and nodes, and twice changes nothing', async () => {
    const said = await taken(csv(...GOOD));
    expectSays(
      said,
      '读到《城郊党委党建三年行动计划》3 行（城郊党委，2026年），各月的数按当月数读',
      '“镇党建办”不在名册里，只作文字保留',
      '几个单位共用一个数，按合计算',
      '已导入：2 项主要任务，新增重点工作 3 项',
    );
    const [first, second, third] = await works();
    const targets = { '2026-01': 500, '2026-02': 500, '2026-03': 500 };
    expect(first).toMatchObject({ no: 1, measure: '户', due: '2026-12-31', lead: '组织办' });
    expect(first!.parts).toEqual([
      { unitIds: [], every: { topId: chat.unitId('城郊党委'), noun: '' }, each: true, goal: 1500, targets },
    ]);
    expect(second!.parts).toMatchObject([
      { unitIds: [chat.unitId('第一党支部'), chat.unitId('第二党支部')], each: false, goal: 600 },
    ]);
    expect(third).toMatchObject({
      due: '2026-06-30',
      nodes: [
        { name: '摸底', due: '2026-01-31' },
        { name: '整治', due: '2026-02-15' },
        { name: '验收', due: '2026-03-31' },
      ],
    });
    expectSays(await taken(csv(...GOOD)), '新增重点工作 0 项，更新 0 项，没有变化 3 项');
    expect(await works()).toHaveLength(3);
  });

  it('takes a node once, from whichever column it stands in', async () => {
    await taken(
      `计划\n${HEAD},节点,节点1\n1,组织提升,联户,,各支部,,,,,,,2月5日前完成摸底,3月5日前完成整治\n`,
    );
    expect((await works())[0]!.nodes).toEqual([
      { name: '摸底', due: '2026-02-05' },
      { name: '整治', due: '2026-03-05' },
    ]);
  });

  it('has years above its months, quarters and halves, and sums in whatever column', async () => {
    const said = await taken(
      [
        '序号,重点任务,责任单位,2026年,,,,2027年,,',
        ',,,1月,2月,二季度,下半年,1月,2月,三季度',
        '1,初心讲坛,第一支部,1场,约2场,3场,4场,5场,6场,7场',
        '小计,,,1,2,3,4,5,6,7',
      ]
        .join('\n')
        .replace(/^/, '三年行动计划（2026—2028年）\n'),
    );
    expectSays(said, '新增重点工作 1 项', '2026年2月“约2场”按 2 算');
    expect((await works())[0]!.parts[0]!.targets).toEqual({
      '2026-01': 100,
      '2026-02': 200,
      '2026-06': 300,
      '2026-12': 400,
      '2027-01': 500,
      '2027-02': 600,
      '2027-09': 700,
    });
    // A quarter beside its months is their sum.
    await taken(['序号,重点任务,责任单位,1月,2月,3月,一季度', '9,党员夜校,第一支部,1,1,1,3'].join('\n'));
    const school = (await works()).find(({ name }) => name === '党员夜校');
    expect(Object.values(school!.parts[0]!.targets)).toEqual([100, 100, 100]);
  });

  it('takes 合计 of 各支部 for all of them together', async () => {
    await taken(csv('1,组织提升,初心讲坛,,各支部,,12月底,合计24场,2,2,2'));
    expect((await works())[0]!.parts).toMatchObject([{ every: { noun: '' }, each: false, goal: 2400 }]);
  });

  it('changes what differs, by name of column and month; keeps what is gone, or ends it', async () => {
    await taken(csv(...GOOD));
    const later = csv(
      GOOD[0]!.replace('15户,5,5,5', '16户,5,5,6').replace('党员联户', '党员联户行动'),
      GOOD[2]!,
    );
    expectSays(
      await taken(later, { isDry: true }),
      '更新 第1项 党员联户：重点工作 党员联户 → 党员联户行动、年度目标 每个支部15户 → 每个支部16户、2026-03 5 → 6',
      '1 项不在文件里，照旧保留（要停用请加 --prune）：2 初心讲坛',
      '只是预览，没有写入',
    );
    expect((await works())[0]!.name).toBe('党员联户');
    expectSays(await taken(later, { isPruning: true }), '已停用');
    expect((await works()).map(({ name, gone }) => [name, gone])).toEqual([
      ['党员联户行动', false],
      ['初心讲坛', true],
      ['阵地改造', false],
    ]);
  });

  it('of next year adds its months to the same plan', async () => {
    await taken(csv(GOOD[0]!));
    await taken(csv(GOOD[0]!.replaceAll(',5', ',6').replace('15户', '18户')).replace('2026年度', '2027年度'));
    const [only, ...more] = await works();
    expect(more).toEqual([]);
    expect(Object.keys(only!.parts[0]!.targets)).toHaveLength(6);
  });

  it.each([
    ['1,组织提升,党员联户,,西山村支部,,12月底,15户,5,5,5', '责任单位“西山村支部”不在名册里'],
    ['1,组织提升,党员联户,,,,12月底,15户,5,5,5', '没有写责任单位'],
    ['1,组织提升,党员联户,,各支部,,尽快,15户,5,5,5', '完成时限“尽快”看不出是哪一天'],
    ['1,组织提升,党员联户,,各支部,,12月底,15户,5场,5,5', '1月“5场”和这一行别的数不是同一个单位'],
    ['1,组织提升,党员联户,,各支部,,12月底,15户,5,10,15', '像是累计数'],
    ['1,组织提升,党员联户,,各支部,,12月底,15户,5户或6户,5,5', '不止一个数'],
  ])('is refused whole for %s', async (row, fault) => {
    expectSays(await taken(csv(GOOD[1]!, row)), fault, '没有导入任何内容');
    expect(await works()).toEqual([]);
  });

  it('with cumulative months says so, by its heading or by whoever imports', async () => {
    const row = '1,组织提升,党员联户,,各支部,,12月底,15户,5,10,15';
    expectSays(await taken(csv(row).replace('1月,2月', '1月（累计）,2月')), '按累计数读');
    expect((await works())[0]!.parts[0]!.targets).toEqual({ '2026-01': 500, '2026-02': 500, '2026-03': 500 });
    expectSays(await taken(csv(row), { sums: 'cumulative' }), '没有变化 1 项');
  });

  it('as a workbook: merged tasks, one number merged over the rows of several units', async () => {
    const book = writeBook(NOW);
    await book.sheet({
      name: '分解表',
      columns: Array.from({ length: 6 }, () => ({ width: 12 })),
      sticky: 0,
      filter: false,
    });
    await book.rows([
      { cells: ['主要任务', '重点工作', '责任单位', '年度目标', '11月', '12月'], is: 'head' },
      { cells: ['组织提升', '党员联户', '第一党支部', '12户', 6, 6] },
      { cells: ['组织提升', '党员联户', '第二党支部', '8户', 4, 4] },
    ]);
    const file = await book.finish();
    expectSays(
      await taken(file, { fileName: '2026年党建任务.xlsx' }),
      '《党建任务》2 行（城郊党委，2026年）',
      '新增重点工作 1 项',
    );
    const [work] = await works();
    expect(work!.parts.map(({ goal, targets }) => [goal, targets['2026-11']])).toEqual([
      [1200, 600],
      [800, 400],
    ]);
    await chat.says('zhangsan', '第1项 完成3户');
    expectSays(await chat.says('admin', '计划进度'), '3/10户，今年 3/20户，15%');
  });
});

describe('a file sent in a chat', () => {
  const sends = (userId: string) =>
    chat.send({
      userId,
      content: { kind: 'media', media: [{ kind: 'file', source: { mediaId: 'm' } }] },
    });

  /** What the worker does with the file that waits, and what the sender is told. */
  const fetches = async (content: string): Promise<string> => {
    const dir = mkdtempSync(join(tmpdir(), 'plan-'));
    const clock = { now: () => NOW };
    const worker = createEvidenceWorker({
      ...{ store: chat.store, clock, pushAt: (at) => at, templates: chat.tools.templates },
      fetch: async () => ({ content: Buffer.from(content), name: '计划.csv' }),
      shelf: createShelf(onDisk(dir)),
      takePlan: planTaker({ store: chat.store, templates: chat.tools.templates } as Core, clock),
    });
    await queueOf(chat.store, { evidence: worker }, clock).run();
    rmSync(dir, { recursive: true });
    const told = await chat.store.db.selectFrom('outbox').select('text').orderBy('id', 'desc').execute();
    return told[0]?.text ?? '';
  };

  it('is a plan only right after an admin has said so', async () => {
    expectSays((await sends('admin'))?.text ?? '', '');
    expectSays(await chat.says('admin', '导入计划'), '请把计划表');
    expectSays((await sends('admin'))?.text ?? '', '正在读计划表');
    const { db } = chat.store;
    const marks = await db.selectFrom('mark').selectAll().where('key', 'like', 'plan_file:%').execute();
    expect(marks.map(({ value }) => value)).toEqual([String(chat.unitId('城郊党委'))]);
    expect((await sends('admin'))?.text ?? '').not.toContain('正在读计划表');
    const told = await fetches(csv(...GOOD));
    expectSays(told, '读到《城郊党委党建三年行动计划》3 行', '已导入：2 项主要任务，新增重点工作 3 项');
    expect(await works()).toHaveLength(3);
    await chat.says('admin', '导入计划');
    await sends('admin');
    expectSays(
      await fetches(csv(GOOD[0]!.replace('各支部', '第九支部'))),
      '“第九支部”不在名册里',
      '没有导入任何内容',
    );
    expect(await works()).toHaveLength(3);
    expectSays(await chat.says('zhangsan', '导入计划'), '郑管理');
  });
});
