import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportLedger } from '../../src/cli/export.ts';
import { importLedger } from '../../src/cli/ledger.ts';
import { readLedger } from '../../src/documents/ledger.ts';
import { createShelf, onDisk } from '../../src/documents/shelf.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { type Config, toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { rosterRows, SMALL_ROSTER, SMALL_ROSTER_ROWS } from '../support/roster.ts';
import { TEST_CONFIG } from '../support/settings.ts';

let dir: string;
let config: Config;
let store: OpenStore;
let printed: string;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cli-ledger-'));
  config = toConfig({ DATA_DIR: dir, CONFIG_DIR: TEST_CONFIG, LOG_LEVEL: 'silent' });
  store = openStore(config.database);
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 1));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  rmSync(dir, { recursive: true });
});

const file = (name: string) => join(dir, name);
const ledger = (args: string[]) => importLedger({ args, config });
const items = () => store.write((tx) => tx.items({}));

const CSV = `编号,问题,来源,责任人,整改时限,整改措施,进展
WT-1,活动室漏水,巡察反馈,李四,2026-12-10,修屋顶,60% 正在施工
2,台账不全,自查,孙八,2026年12月底,补齐,
`;

describe('ledger import', () => {
  it('shows what it would do, does it, and does it only once', async () => {
    writeFileSync(file('a.csv'), CSV);
    expect(await ledger([file('a.csv'), '--dry-run'])).toBe(0);
    expect(printed).toContain('只是预览，没有写入：新登记 2 项');
    expect(await items()).toEqual([]);
    expect(await ledger([file('a.csv')])).toBe(0);
    expect((await items()).map((i) => [i.no, i.code, i.ownerId, i.state])).toEqual([
      [1, 'WT-1', 'lisi', '整改中'],
      [2, null, 'sunba', '待整改'],
    ]);
    expect(await ledger([file('a.csv')])).toBe(0);
    expect(printed).toContain('新登记 0 项，更新 0 项，没有变化 2 项');
    expect(await items()).toHaveLength(2);
    const events = await store.write((tx) => tx.itemEvents(1));
    expect(events).toMatchObject([{ what: 'import', by: 'cli', messageKey: null }]);
    // What a later file says otherwise is on record, too.
    writeFileSync(file('b.csv'), CSV.replace('修屋顶', '换屋顶'));
    expect(await ledger([file('b.csv')])).toBe(0);
    const later = await store.write((tx) => tx.itemEvents(1));
    expect(later.slice(1)).toMatchObject([
      { what: 'import', by: 'cli', before: { measure: '修屋顶' }, after: { measure: '换屋顶' } },
    ]);
  });

  it('imports nothing when one row is bad, and names every bad row', async () => {
    writeFileSync(file('a.csv'), `${CSV},没人管,自查,李思,尽快,,\n,,自查,李四,2026-12-10,,\n`);
    expect(await ledger([file('a.csv')])).toBe(1);
    expect(printed).toContain('第 4 行：责任人“李思”不在名册里');
    expect(printed).toContain('第 4 行：整改时限“尽快”看不出是哪一天');
    expect(printed).toContain('第 5 行：没有填问题');
    expect(printed).toContain('共 3 处问题，没有导入任何内容');
    expect(await items()).toEqual([]);
  });

  it('imports nothing where the file shows that a formula failed', async () => {
    writeFileSync(file('a.csv'), `${CSV}WT-3,#REF!,自查,李四,2026-12-10,,\n`);
    expect(await ledger([file('a.csv')])).toBe(1);
    expect(printed).toContain('#REF!');
    expect(await items()).toEqual([]);
  });

  it('puts rows under the unit of --unit, and refuses a name that fits several', async () => {
    writeFileSync(file('a.csv'), '问题,责任人,整改时限\n漏水,郑管理,2026-12-10\n');
    const group = '城郊党委/第二党支部/第一党小组';
    await store.write(async (tx) => {
      const rows = [...SMALL_ROSTER_ROWS, ...rosterRows(`吴十 wushi ${group}`)];
      const { changes } = planRoster(rows, await tx.organisation(), [], { prune: false });
      await tx.applyRoster(changes, 2);
    });
    const several = ledger([file('a.csv'), '--unit', '第一党小组']);
    await expect(several).rejects.toMatchObject({
      code: 'which_unit',
      details: { units: expect.stringContaining(group) },
    });
    const none = ledger([file('a.csv'), '--unit', '第九支部']);
    await expect(none).rejects.toMatchObject({ code: 'no_such_unit' });
    expect(await items()).toEqual([]);
    expect(await ledger([file('a.csv'), '--unit', '城郊党委/第二党支部'])).toBe(0);
    const org = await store.write((tx) => tx.organisation());
    expect(org.unit((await items())[0]!.unitId).name).toBe('第二党支部');
  });
});

describe('what ledger import says', () => {
  it('names days it inferred and what changes', async () => {
    writeFileSync(
      file('a.csv'),
      '问题,责任人,时限,措施\n漏水,李四、孙八,2027年3月底,修\n发霉,李四,十二月底,刷\n',
    );
    expect(await ledger([file('a.csv')])).toBe(0);
    expect(printed).toContain('列名对应：“时限”当作“整改时限”、“措施”当作“整改措施”');
    expect(printed).toMatch(/第 3 行：整改时限“十二月底”按 20\d\d-12-31 记/);
    expect(printed).not.toContain('第 2 行');
    expect(await items()).toMatchObject([
      { ownerId: 'lisi', otherOwnerIds: ['sunba'] },
      { otherOwnerIds: [] },
    ]);
    expect(printed).toContain('登记 整改1 漏水（李四、孙八，2027-03-31）');
    printed = '';
    writeFileSync(file('a.csv'), '问题,责任人,时限,措施\n漏水,李四、孙八,2027-04-30,换瓦\n');
    expect(await ledger([file('a.csv')])).toBe(0);
    expect(printed).toContain('更新 整改1：整改措施 修 → 换瓦、整改时限 2027-03-31 → 2027-04-30');
  });

  it('names everybody responsible who is not in the roster, with the row', async () => {
    writeFileSync(
      file('a.csv'),
      '问题,责任人,时限\n漏水,李四、孙巴,2027-03-31\n发霉,李四和钱妻,2027-03-31\n',
    );
    expect(await ledger([file('a.csv')])).toBe(1);
    expect(printed).toContain('第 2 行：责任人“孙巴”不在名册里');
    expect(printed).toContain('第 3 行：责任人“钱妻”不在名册里');
    expect(await items()).toEqual([]);
  });

  it('makes everybody responsible who was a mere name so far, when the file comes again', async () => {
    writeFileSync(file('a.csv'), '问题,责任人,时限\n漏水,李四、孙八,2027-03-31\n');
    await ledger([file('a.csv')]);
    await store.write(async (tx) => tx.changeItem({ ...(await tx.item(1))!, otherOwnerIds: [] }));
    printed = '';
    expect(await ledger([file('a.csv')])).toBe(0);
    expect(printed).toContain('更新 整改1：责任人 李四、孙八 都会收到提醒');
    expect(await items()).toMatchObject([{ ownerId: 'lisi', otherOwnerIds: ['sunba'] }]);
  });

  it('opens what the file calls finished as closed, and says so', async () => {
    writeFileSync(file('a.csv'), '问题,责任人,时限,完成情况\n漏水,李四,立行立改,已完成（2026-11-20）\n');
    expect(await ledger([file('a.csv')])).toBe(0);
    expect(printed).toContain('登记 整改1 漏水（李四，已销号）');
    expect(await items()).toMatchObject([
      { state: '已销号', progress: 100, closedAt: Date.parse('2026-11-20T23:59:59+08:00') },
    ]);
  });

  it('tells a file that is no table in one line', async () => {
    writeFileSync(file('台账.xls'), '<html><table></table></html>');
    expect(await ledger([file('台账.xls')])).toBe(1);
    expect(printed).toBe(
      '“台账.xls”是网页，不是真正的 Excel 文件，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入\n',
    );
  });
});

describe('export ledger', () => {
  it('writes the ledger that can be imported again, with its files and figures', async () => {
    writeFileSync(file('a.csv'), CSV);
    await ledger([file('a.csv')]);
    const shelf = createShelf(onDisk(join(config.dataDir, 'evidence')));
    const sha256 = await shelf.put(Buffer.from('hello'));
    const evidence = {
      itemId: 1,
      activityId: null,
      by: 'lisi',
      at: Date.parse('2026-11-21T10:00:00+08:00'),
      messageKey: 'app:1',
      kind: 'image' as const,
      media: null,
      validUntil: 0,
      name: 'photo.png',
      size: 5,
      reason: null,
    };
    await store.write(async (tx) => {
      await tx.addEvidence({ ...evidence, state: 'fetched', sha256 });
      await tx.addEvidence({ ...evidence, state: 'fetched', sha256: 'ab'.repeat(32) });
      await tx.addEvidence({ ...evidence, state: 'failed', sha256: null });
    });
    expect(await exportLedger({ args: ['--out', file('out.xlsx')], config })).toBe(0);
    expect(printed).toContain('已导出 2 项');
    expect(printed).toContain('已找不到或已损坏：整改1-2.png');
    expect(readdirSync(file('out-佐证材料'))).toEqual(['整改1-1.png']);
    expect(readFileSync(join(file('out-佐证材料'), '整改1-1.png'), 'utf8')).toBe('hello');
    const { rows } = await readLedger(readFileSync(file('out.xlsx')), 'out.xlsx');
    expect(rows.map((r) => [r.no, r.evidence, r.unit])).toEqual([
      ['整改1（WT-1）', '整改1-1.png、整改1-2.png', '城郊党委/第一党支部'],
      ['整改2', '', '城郊党委/第二党支部'],
    ]);
    expect(await ledger([file('out.xlsx')])).toBe(0);
    expect(printed).toContain('新登记 0 项，更新 0 项，没有变化 2 项');
  });

  it('keeps to unit and span, and leaves an audit entry', async () => {
    writeFileSync(file('a.csv'), CSV);
    await ledger([file('a.csv')]);
    await exportLedger({ args: ['--out', file('out.xlsx'), '--unit', '第二支部'], config });
    const { rows } = await readLedger(readFileSync(file('out.xlsx')), 'out.xlsx');
    expect(rows.map((r) => r.problem)).toEqual(['台账不全']);
    await exportLedger({ args: ['--out', file('old.xlsx'), '--to', '2020-12-31'], config });
    expect((await readLedger(readFileSync(file('old.xlsx')), 'x')).problems[0]!.code).toBe('no_rows');
    const audit = await store.db.selectFrom('audit').select('action').execute();
    expect(audit.map((a) => a.action)).toEqual(['ledger import', 'export ledger', 'export ledger']);
  });

  it('writes that of another kind under its own name', async () => {
    writeFileSync(file('a.csv'), CSV);
    await ledger([file('a.csv')]);
    await exportLedger({ args: ['--out', file('out.xlsx'), '--kind', '交办'], config });
    expect(printed).toContain('已导出 0 项');
    await exportLedger({ args: ['--out', file('out.xlsx'), '--kind', '整改'], config });
    expect(printed).toContain('已导出 2 项');
    await expect(
      exportLedger({ args: ['--out', file('out.xlsx'), '--kind', '信访'], config }),
    ).rejects.toMatchObject({
      code: 'unknown_kind',
      details: { value: '信访', known: expect.stringContaining('整改、承诺、任务、交办') },
    });
  });

  it.each([
    [['--from', '2026-13-01', '--out', 'x.xlsx'], 'bad_option'],
    [[], 'out_needed'],
  ])('refuses %j', async (args, code) => {
    await expect(exportLedger({ args, config })).rejects.toMatchObject({ code });
    expect(existsSync('x.xlsx')).toBe(false);
  });
});
