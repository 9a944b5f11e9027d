import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { figuresVerify } from '../../src/cli/figures-verify.ts';
import { DAY_MS, dateOf, instantOf } from '../../src/domain/calendar/time.ts';
import { openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import { runCommand } from '../support/cli.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhibutong-figures-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const inStore = async (work: (store: ReturnType<typeof openStore>) => Promise<unknown>) => {
  const store = openStore({ kind: 'sqlite', file: join(dir, 'zhibutong.db') });
  await store.migrate();
  await work(store);
  await store.close();
};
const verify = (...args: string[]) => runCommand(figuresVerify, args, { DATA_DIR: dir });

it('figures verify says that they are the same, where they are not, and makes them so', async () => {
  await inStore((store) =>
    store.write(async (tx) => {
      await tx.applyRoster(SMALL_ROSTER, 0);
      const unitId = [...(await tx.organisation()).units.values()].find((u) => u.name === '第一党支部')!.id;
      const startAt = instantOf('2026-03-05', 15);
      const { id } = await tx.addActivity(plannedActivity({ unitId, startAt }));
      await tx.putAttendance({
        activityId: id,
        personId: 'lisi',
        state: 'present',
        reason: null,
        at: startAt,
        by: 'lisi',
      });
    }),
  );
  expect(await verify()).toMatchObject({ code: 0, out: '一致：核对了 1 次活动、1 条按日汇总\n' });
  await inStore((store) => sql`update day_sum set present = 9`.execute(store.db));
  const differing = '不一致：城郊党委 2026-03\n';
  expect(await verify()).toMatchObject({
    code: 1,
    out: `${differing}用 figures verify --repair 按原始数据重建\n`,
  });
  expect(await verify('--repair')).toMatchObject({ code: 0, out: `${differing}已按原始数据重建\n` });
  expect(await verify()).toMatchObject({ code: 0 });
  await inStore(async ({ db }) => {
    const audited = await db.selectFrom('audit').select(['action', 'detail']).execute();
    expect(audited.map(({ action, detail }) => [action, JSON.parse(detail)])).toContainEqual([
      'figures repair',
      { places: 1 },
    ]);
    // Days are summed whole, and none that may still change by itself.
    const { until } = await db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
    expect(until).toBe(instantOf(dateOf(until)));
    expect(until).toBeLessThanOrEqual(Date.now() - 2 * DAY_MS);
  });
});
