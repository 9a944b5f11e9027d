import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readSheets from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exportFigures } from '../../src/cli/export-figures.ts';
import { stats } from '../../src/cli/stats.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { StartError } from '../../src/domain/errors.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { startupMessage } from '../../src/wording/startup.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { runCommand } from '../support/cli.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

let dir: string;
let store: OpenStore;
beforeEach(async () => {
  vi.useFakeTimers({ now: instantOf('2026-11-29', 10), toFake: ['Date'] });
  dir = mkdtempSync(join(tmpdir(), 'cli-figures-'));
  store = openStore(toConfig({ DATA_DIR: dir, LOG_LEVEL: 'silent' }).database);
  await store.migrate();
  await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 1));
  for (const [day, present] of [
    ['2026-11-05', 5],
    ['2026-11-12', 6],
  ] as const)
    await store.write(async (tx) => {
      const startAt = instantOf(day, 15);
      const { id } = await tx.addActivity(plannedActivity({ unitId: 2, stage: 'recorded', startAt }));
      await tx.putRecord(recordOf({ activityId: id, expected: 6, present }));
    });
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  rmSync(dir, { recursive: true });
});

const file = (name: string) => join(dir, name);
const run = (...args: string[]) => runCommand(exportFigures, args, { DATA_DIR: dir });

describe('export figures', () => {
  it('writes the figures that stats prints, and is written down', async () => {
    expect((await run('到会率', '--out', file('a.xlsx'))).out).toContain('共 2 行');
    const [first] = await readSheets(readFileSync(file('a.xlsx')));
    const { out: printed } = await runCommand(stats, ['attendance_rate', '--json'], { DATA_DIR: dir });
    const { value, items } = JSON.parse(printed) as {
      value: number;
      items: { name: string; activities: number; expected: number; present: number; rate: number | null }[];
    };
    const [, ...body] = first!.data;
    expect(body).toEqual([
      ...items.map((i) => [i.name, i.activities, i.expected, i.present, i.rate]),
      ['合计', 2, 12, 11, value],
    ]);
    const audited = await store.db.selectFrom('audit').select(['action', 'detail']).execute();
    expect(
      audited.filter(({ action }) => action === 'export figures').map(({ detail }) => JSON.parse(detail)),
    ).toEqual([{ metric: 'attendance_rate', unit: null, rows: 2 }]);
  });

  it('draws the picture of them', async () => {
    await run(
      '到会率',
      '--out',
      file('a.png'),
      '--unit',
      '第一党支部',
      '--from',
      '2026-10-01',
      '--to',
      '2026-11-30',
    );
    expect(readFileSync(file('a.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  it.each([
    [['到会率', '--out', 'a.docx'], '请以 .xlsx 或 .png 结尾'],
    [['upcoming', '--out', 'a.png'], '没有可以写进'],
    [['rectify_open', '--out', 'a.xlsx'], '没有可以写进'],
  ])('refuses %j in one line', async ([metric, out, name], line) => {
    const error: unknown = await run(metric!, out!, file(name!)).catch((e: unknown) => e);
    if (!(error instanceof StartError)) throw new Error('not refused', { cause: error });
    expect(startupMessage(error.code, error.details)).toContain(line);
  });
});
