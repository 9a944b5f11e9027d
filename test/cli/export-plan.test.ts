import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exportPlan } from '../../src/cli/export-plan.ts';
import { stats } from '../../src/cli/stats.ts';
import { readTables } from '../../src/documents/table.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { schemeFile } from '../../src/reports/scheme-file.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { runCommand } from '../support/cli.ts';
import { toolsFor } from '../support/dialogue.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { putScheme } from '../support/scheme.ts';

const NOW = instantOf('2026-11-29', 10);
let dir: string;
let store: OpenStore;
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  dir = mkdtempSync(join(tmpdir(), 'cli-plan-'));
  store = openStore(toConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' }).database);
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 1));
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(dir, { recursive: true });
});

const out = () => join(dir, 'plan.xlsx');
const run = (...args: string[]) => runCommand(exportPlan, ['--out', out(), ...args], { DATA_DIR: dir });
const rowsOf = async (content: Buffer) =>
  (await readTables(content, 'x.xlsx', () => true)).map(({ rows }) => rows.map(({ cells }) => cells));

it('writes the very workbook that a chat sends, and is written down', async () => {
  const scheme = await putScheme(store);
  const { code, out: said } = await run('--unit', '第一党支部');
  expect([code, said]).toEqual([0, expect.stringContaining('plan.xlsx')]);
  const { render } = toolsFor().templates;
  const settings = toolsFor().settings;
  const sent = await store.read(async (tx) => {
    const org = await tx.organisation();
    const tops = [...org.units.values()].filter(({ name }) => name === '第一党支部').map(({ id }) => id);
    const request = { as: 'scheme', by: 'x', schemeIds: [scheme.id], tops, month: '2026-11' } as const;
    return schemeFile({ tx, org, now: NOW, settings }, request, render);
  });
  const [mine, theirs] = [await rowsOf(readFileSync(out())), await rowsOf(await sent!.write())];
  // The last sheet says who made it.
  expect(mine.slice(0, -1)).toEqual(theirs.slice(0, -1));
  const audit = await store.db.selectFrom('audit').select('action').execute();
  expect(audit.map(({ action }) => action)).toEqual(['export plan progress']);
});

it('says what is wrong, and writes nothing', async () => {
  await expect(run()).rejects.toMatchObject({ code: 'no_plan' });
  await putScheme(store);
  await expect(run('--month', '2026-13')).rejects.toMatchObject({ code: 'bad_option' });
  await expect(run('--month', '2027-01')).rejects.toMatchObject({ code: 'bad_option' });
  await expect(run('--unit', '第九党支部')).rejects.toThrow();
  expect(() => readFileSync(out())).toThrow();
});

it('figures of it are told by stats', async () => {
  await putScheme(store);
  const told = async (...args: string[]) => (await runCommand(stats, args, { DATA_DIR: dir })).out;
  const { value, items } = JSON.parse(await told('scheme_still', '--json')) as {
    value: number;
    items: unknown[];
  };
  expect([value, items.length]).toEqual([3, 3]);
  expect(JSON.parse(await told('计划进展率', '--json'))).toMatchObject({
    value: 0,
    period: { to: '2026-11-30' },
  });
  expect(await told('零进展')).toContain('1 党员联户');
  expect(await told('零进展', '--unit', '第二党支部')).toContain('：1\n');
});
