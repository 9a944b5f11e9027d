// `org import` and `org export`: what they change, what they only show, and the trace they leave.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportRoster, importRoster } from '../../src/cli/org.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { plainRows, xlsxOf } from '../support/xlsx.ts';

const HEAD = '姓名,账号,党组织,职务,类型,流动';
const ZHANG = '张三,zhangsan,城郊党委/第一党支部,书记,正式党员,否';
const ZHAO = '赵六,zhaoliu,城郊党委/第一党支部,,正式党员,否';

let dir: string;
let file: string;
let env: Record<string, string>;
let store: OpenStore;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-org-'));
  file = join(dir, 'roster.csv');
  env = { DATA_DIR: dir };
  store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true, force: true });
});

const bring = (lines: string[], ...flags: string[]) => {
  writeFileSync(file, `${lines.join('\n')}\n`);
  return runCommand(importRoster, [file, ...flags], env);
};
const people = () =>
  store.write(async (tx) => [...(await tx.organisation()).people.values()].map((p) => p.name).sort());
const traces = async () =>
  (await store.db.selectFrom('audit').select(['action', 'detail']).orderBy('id').execute()).map(
    (row) => `${row.action} ${row.detail}`,
  );

describe('org import', () => {
  it('leaves alone what the file has no column for, and says so', async () => {
    await bring([HEAD, ZHANG, ZHAO.replace('正式', '预备')]);
    const { code, out } = await bring([
      '姓名,账号,党组织',
      ...[ZHANG, ZHAO].map((l) => l.split(',').slice(0, 3).join(',')),
    ]);
    expect(code).toBe(0);
    expect(out).toContain('文件里没有这些列，已在名册里的人这几项不改动：职务、类型、流动');
    expect(out).toContain('更新 0 人，移出 0 人，任职变动 0 项');
  });

  it('tells tens of thousands of different faults of one kind in a few lines', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `党员${i},坏${i},城郊党委/第一党支部,,,`);
    const { code, out } = await bring([HEAD, ...lines], '--dry-run');
    expect(code).toBe(1);
    expect(out.split('\n')).toHaveLength(23);
    expect(out).toContain('还有 59980 处同类问题，在第 22、23、24、25、26 行等 59980 行');
  }, 20_000);

  it('says of each account with which row of its own it does not agree', async () => {
    const other = (line: string) => line.replace('第一党支部,书记', '第二党支部,').replace('第一', '第二');
    const { code, out } = await bring([HEAD, ZHANG, other(ZHANG), ZHAO, other(ZHAO)]);
    expect(code).toBe(1);
    const lines = out.split('\n').filter((line) => line.includes('已属于另一个党支部'));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/第 3 行.*第 2 行/);
    expect(lines[1]).toMatch(/第 5 行.*第 4 行/);
  });

  it.each([
    [10, '第 12 行“备注 10”'],
    [12, '第 12 行“备注 10” 等 12 行'],
  ])('names of %i rows that it leaves out the first ten', async (count, end) => {
    const notes = Array.from({ length: count }, (_, i) => `备注 ${i + 1},,,,,`);
    const { code, out } = await bring([HEAD, ZHANG, ...notes], '--dry-run');
    expect(code).toBe(0);
    const line = out.split('\n').find((l) => l.includes('没有导入'))!;
    expect(line.endsWith(end)).toBe(true);
  });

  it('writes nothing where the file shows that a formula failed', async () => {
    const { code, out } = await bring([HEAD, ZHANG, ZHAO.replace('赵六', '#N/A')]);
    expect(code).toBe(1);
    expect(out).toContain('#N/A');
    expect(await people()).toEqual([]);
    expect(await traces()).toEqual([]);
  });

  it('names the sheet of a row where it reads several', async () => {
    const head = HEAD.split(',');
    const row = (line: string) => line.split(',');
    const sheets = [
      { name: '第一党支部', rows: plainRows([head, row(ZHANG), row(ZHAO)]) },
      {
        name: '第二党支部',
        rows: plainRows([
          head,
          row(ZHANG.replace('第一', '第二')),
          row('钱七,,城郊党委/第二党支部,,,'),
          row('孙八,sunba,城郊党委/第二党支部,,,'),
        ]),
      },
    ];
    writeFileSync(join(dir, 'x.xlsx'), xlsxOf({ sheets }));
    const { code, out } = await runCommand(importRoster, [join(dir, 'x.xlsx')], env);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      '这些工作表都读了：第一党支部、第二党支部',
      '“第二党支部”第 2 行（张三）：同一账号在“第一党支部”第 2 行已属于另一个党支部，一个人只能在一个党支部',
      '“第二党支部”第 3 行（钱七）：没有填账号（企业微信通讯录里的账号）',
      '共 2 处问题，没有导入任何内容。请改好后再导入。',
      '',
    ]);
  });

  it('with --dry-run shows what would change, and changes nothing', async () => {
    const { code, out } = await bring([HEAD, ZHANG, ZHAO], '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('新增人员 2 人');
    expect(await people()).toEqual([]);
    expect(await traces()).toEqual([]);
  });

  it('keeps and names who is missing in a later file, and removes them only with --prune', async () => {
    await bring([HEAD, ZHANG, ZHAO]);
    const kept = await bring([HEAD, ZHANG]);
    expect(kept.code).toBe(0);
    expect(kept.out).toContain('赵六(zhaoliu)');
    expect(await people()).toEqual(['张三', '赵六'].sort());
    const shown = await bring([HEAD, ZHANG], '--prune', '--dry-run');
    expect(shown.out).toContain('赵六');
    expect(await people()).toHaveLength(2);
    const pruned = await bring([HEAD, ZHANG], '--prune');
    expect(pruned.code).toBe(0);
    expect(pruned.out).toContain('移出 赵六');
    expect(pruned.out).not.toContain('仍然保留');
    expect(await people()).toEqual(['张三']);
  });

  it('leaves a trace of what it changed, and none where nothing changed', async () => {
    await bring([HEAD, ZHANG, ZHAO]);
    await bring([HEAD, ZHANG, ZHAO]);
    expect(await traces()).toEqual(['org import {"people":2}']);
  });

  it('is all or nothing: one bad row keeps the good ones out too', async () => {
    const { code, out } = await bring([HEAD, ZHANG, '王五,wangwu,城郊党委/第一党支部,班长,正式党员,否']);
    expect(code).toBe(1);
    expect(out).toContain('第 3 行');
    expect(await people()).toEqual([]);
    expect(await traces()).toEqual([]);
  });

  it('names the person of a refused row', async () => {
    const { code, out } = await bring([
      HEAD,
      '丁一,,城郊党委/第一党支部,,,',
      '万里,w,城郊党委/第一党支部,班长,,',
    ]);
    expect(code).toBe(1);
    expect(out).toContain('第 2 行（丁一）：没有填账号');
    expect(out).toContain('第 3 行（万里）：职务“班长”不认识');
  });

  it('says of the same fault once in how many rows it is, and of many of one kind how many more', async () => {
    const same = Array.from({ length: 3000 }, (_, i) => `甲,m${i},江川机关/第一党支部,,,`);
    const { code, out } = await bring([HEAD, ...same]);
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toEqual([
      expect.stringMatching(/^第 2、3、4、5、6 行等 3000 行：看不出“江川机关”是哪一级党组织/),
      '共 3000 处问题，没有导入任何内容。请改好后再导入。',
    ]);
    const each = await bring([HEAD, ...same.map((line, i) => line.replace('机关', `机关${i}`))]);
    const lines = each.out.trim().split('\n');
    expect(lines).toHaveLength(22);
    expect(lines[20]).toBe('还有 2980 处同类问题，在第 22、23、24、25、26 行等 2980 行');
  });

  it('says of each change what was and what will be', async () => {
    await bring([HEAD, ZHANG, ZHAO]);
    const line = '赵六,zhaoliu,城郊党委/第二党支部/第一党小组,,预备党员,是';
    const { out } = await bring([HEAD, ZHANG.replace('张三', '张山'), line], '--dry-run');
    expect(out).toContain('更新 张山（zhangsan）：姓名 张三 → 张山');
    expect(out).toContain(
      '调动 赵六（zhaoliu）：党组织 城郊党委/第一党支部 → 城郊党委/第二党支部/第一党小组、类型 正式党员 → 预备党员、流动 否 → 是',
    );
  });

  it('with --dry-run --prune shows exactly who and what would go, and the import then says the same', async () => {
    await bring([HEAD, ZHANG, ZHAO.replace(',,', ',组织委员,')]);
    const shown = (await bring([HEAD, ZHANG], '--prune', '--dry-run')).out;
    expect(shown).toContain('将移出 赵六（zhaoliu）城郊党委/第一党支部');
    expect(shown).toContain('免职 赵六：城郊党委/第一党支部 组织委员');
    expect(shown).toContain('只是预览，没有写入');
    expect(shown).not.toContain('仍然保留');
    expect(await people()).toHaveLength(2);
    const done = (await bring([HEAD, ZHANG], '--prune')).out;
    const plain = (out: string) => out.replace('将移出', '移出').replace('只是预览，没有写入', '已导入');
    expect(plain(done)).toBe(plain(shown));
  });

  it('names what it took, left out and did not read of the file', async () => {
    const { out } = await bring([
      '甲党支部花名册',
      '党员姓名,账号,党组织,职务,类型,流动,民族',
      ZHANG,
      '填表人：王五',
    ]);
    expect(out).toContain('表头在第 2 行\n列名对应：“党员姓名”当作“姓名”\n这些列没有用到：民族\n');
    expect(out).toContain('这些行不是表里的内容，没有导入：第 4 行“填表人：王五”\n');
  });

  it('names columns it does not know', async () => {
    const { code, out } = await bring([`${HEAD},星座`, `${ZHANG},双鱼`]);
    expect(code).toBe(0);
    expect(out).toContain('星座');
  });

  it.each([
    [[], 'file_needed'],
    [['nowhere.csv'], 'no_such_file'],
    [['nowhere.csv', '--force'], 'unknown_option'],
    [['nowhere.csv', 'another.csv'], 'bad_argument'],
  ])('%j is refused as %s', async (args, code) => {
    await expect(runCommand(importRoster, args, env)).rejects.toMatchObject({ code });
  });
});

describe('org export', () => {
  it.each(['out.csv', 'out.xlsx'])(
    'gives back in %s what imports without a change, and leaves a trace',
    async (name) => {
      await bring([HEAD, ZHANG, ZHAO]);
      const copy = join(dir, name);
      expect((await runCommand(exportRoster, [copy], env)).code).toBe(0);
      const again = await runCommand(importRoster, [copy, '--prune'], env);
      expect(again.code).toBe(0);
      expect(again.out).toContain('新增人员 0 人');
      expect(await people()).toHaveLength(2);
      expect((await traces()).slice(1)).toEqual(['org export {"rows":2}']);
      if (name.endsWith('.csv')) expect(readFileSync(copy, 'utf8')).toContain(ZHANG.split(',')[0]);
    },
  );
});

describe('a large roster', () => {
  const members = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `党员${'甲乙丙丁'[i % 4]},m${i},城郊党委/第${1 + Math.floor(i / 50)}党支部,,正式党员,否`,
    );
  const progressOf = async (lines: string[], ...flags: string[]) => {
    const said: string[] = [];
    const stderr = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => said.push(String(text)) > 0);
    try {
      const { code, out } = await bring([HEAD, ...lines], ...flags);
      return { code, out, said: said.map((line) => line.trim()) };
    } finally {
      stderr.mockRestore();
    }
  };

  it('says beside its answer how far it has come', async () => {
    const { code, said, out } = await progressOf(members(40_100));
    expect(code).toBe(0);
    expect(said).toEqual([
      '正在读“roster.csv”',
      '读到 40100 行，正在核对',
      '核对完毕，正在写入 40100 人的变动',
      '已写入 20000 人',
      '已写入 40000 人',
    ]);
    expect(out).not.toContain('正在');
    expect((await people()).length).toBe(40_100);
  });

  it('is through at once where it is small, and says so once', async () => {
    expect((await progressOf(members(100))).said).toEqual([]);
  });

  it('takes many offices away at once, and none beside them', async () => {
    const officers = members(900).map((line) => line.replace(',,', ',组织委员,'));
    await bring([HEAD, ...officers]);
    await bring([HEAD, ...officers.map((line, i) => (i < 800 ? line.replace(',组织委员,', ',,') : line))]);
    const { offices } = await store.read((tx) => tx.organisation());
    expect(offices.map((o) => o.personId).sort()).toEqual(
      Array.from({ length: 100 }, (_, i) => `m${800 + i}`).sort(),
    );
  });
});
