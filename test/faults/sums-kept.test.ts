// Kept sums stay those of the rows through copies, moves, 撤销, a killed process, and a change of many people at once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backup, restore } from '../../src/cli/backup.ts';
import { moveCommand } from '../../src/cli/move.ts';
import { DAY_MS, instantOf } from '../../src/domain/calendar/time.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { toConfig } from '../../src/settings/environment.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { verifySums } from '../../src/store/sums/verify.ts';
import { plannedActivity, recordOf } from '../support/activity.ts';
import { runCommand } from '../support/cli.ts';
import { DATABASES, freshDatabase } from '../support/databases.ts';
import { openDialogue } from '../support/dialogue.ts';
import { rosterRows, SMALL_ROSTER } from '../support/roster.ts';

const NOW = instantOf('2026-11-21', 10);
const FIRST = '城郊党委/第一党支部';
const SECOND = '城郊党委/第二党支部';

const differing = async (store: OpenStore) => (await verifySums(store.db)).differing;

/** Meetings summed by day and not, with rolls and a record. */
async function furnish(store: OpenStore): Promise<void> {
  await store.migrate();
  await store.write(async (tx) => {
    await tx.applyRoster(SMALL_ROSTER, NOW);
    for (const days of [-40, -9, -1, 0]) {
      const meeting = plannedActivity({ unitId: 2, startAt: NOW + days * DAY_MS });
      const { id } = await tx.addActivity(meeting);
      for (const personId of ['zhangsan', 'lisi'])
        await tx.putAttendance({
          activityId: id,
          personId,
          state: 'present',
          reason: null,
          at: NOW,
          by: personId,
        });
      if (days === -9) await tx.putRecord(recordOf({ activityId: id, expected: 6, present: 5 }));
    }
  });
  while (await store.write((tx) => tx.sumNextDay(NOW)));
}

async function figures(store: OpenStore): Promise<unknown> {
  const span = {
    from: instantOf('2026-10-01'),
    to: instantOf('2026-12-01') - 1,
    now: NOW,
    lastsMs: 1,
    ownLastsMs: new Map(),
  };
  const sums = await store.read((tx) => tx.activitySums({ topIds: [1], ...span }));
  return sums.map((sum) => JSON.stringify(sum)).sort();
}

describe('sums of a house', { timeout: 60_000 }, () => {
  let dir: string;
  let env: { DATA_DIR: string };
  const home = () => openStore(toConfig(env).database);
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sums-kept-'));
    env = { DATA_DIR: join(dir, 'data') };
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('are in its copy, and stay true where it goes on', async () => {
    const before = home();
    await furnish(before);
    const told = await figures(before);
    await before.close();
    await runCommand(backup, [join(dir, 'copy')], env);
    rmSync(env.DATA_DIR, { recursive: true });
    await runCommand(restore, [join(dir, 'copy')], env);
    const after = home();
    expect([await differing(after), await figures(after)]).toEqual([[], told]);
    await after.write((tx) => tx.removeAttendance(1, 'lisi'));
    expect(await differing(after)).toEqual([]);
    await after.close();
  });

  it.skipIf(DATABASES[1]!.missing)('move with it to PostgreSQL, and stay true there', async () => {
    const target = (await freshDatabase())!;
    const before = home();
    await furnish(before);
    const told = await figures(before);
    await before.close();
    await runCommand(moveCommand, [target.url], env);
    const after = openStore({ kind: 'postgres', url: target.url });
    expect([await differing(after), await figures(after)]).toEqual([[], told]);
    await after.write((tx) => tx.removeAttendance(1, 'lisi'));
    expect(await differing(after)).toEqual([]);
    await after.close();
    await target.remove();
  });
});

describe('sums of a conversation', { timeout: 60_000 }, () => {
  it('follow what is taken back', async () => {
    const chat = await openDialogue();
    const { store } = chat;
    const came = async () => {
      expect(await differing(store)).toEqual([]);
      const rows = await store.db.selectFrom('meeting_sum').select(['came', 'recorded', 'stage']).execute();
      return rows.map(({ came, recorded, stage }) => [came, recorded, stage]);
    };
    await store.write((tx) => tx.addActivity(plannedActivity({ unitId: 2, startAt: NOW })));
    await chat.says('lisi', '签到');
    expect(await came()).toEqual([[1, null, 'planned']]);
    await chat.says('lisi', '撤销');
    expect(await came()).toEqual([[0, null, 'planned']]);
    await chat.says('lisi', '签到');
    await chat.says('lisi', '请假 发烧');
    await came();
    await chat.says('lisi', '撤销');
    expect(await came()).toEqual([[1, null, 'planned']]);
    await chat.says('zhangsan', '主题党日上报：11月21日上午10点，应到6人，实到4人');
    const [reported] = await came();
    expect(reported).toEqual([expect.anything(), 4, 'recorded']);
    await chat.says('zhangsan', '撤销');
    expect((await came()).every(([, recorded]) => recorded === null)).toBe(true);
    await chat.close();
  });
});

for (const database of DATABASES)
  describe.skipIf(database.missing)(`sums on ${database.name}`, { timeout: 60_000 }, () => {
    let made: Awaited<ReturnType<typeof database.create>>;
    let store: OpenStore;
    beforeEach(async () => {
      made = await database.create();
      store = openStore(made.choice);
      await furnish(store);
    });
    afterEach(async () => {
      await store.close();
      await made.remove();
    });

    it.each([1, 9, 31])(
      'are those of the rows when the process is killed after %i check-ins',
      async (commits) => {
        const script = join(import.meta.dirname, '../support/checking-in.ts');
        const child = spawn(process.execPath, [script, JSON.stringify(made.choice)], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let told = 0;
        for await (const chunk of child.stdout) {
          told += (chunk as Buffer).length;
          if (told >= commits) break;
        }
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        expect((await ended)[1]).toBe('SIGKILL');
        expect(await differing(store)).toEqual([]);
        const { at } = await store.db
          .selectFrom('attendance')
          .select('at')
          .orderBy('at', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow();
        expect(at).toBeGreaterThan(0);
      },
    );

    it('follow fifty people who move at once, some of them guests elsewhere', async () => {
      const lines = (unit: (i: number) => string) =>
        rosterRows(Array.from({ length: 50 }, (_, i) => `众${i} many${i} ${unit(i)}`).join('\n'));
      const imported = (unit: (i: number) => string) =>
        store.write(async (tx) => {
          const plan = planRoster(lines(unit), await tx.organisation(), await tx.departed(), {
            prune: false,
          });
          expect(plan.changes.people).toHaveLength(50);
          await tx.applyRoster(plan.changes, NOW);
        });
      await imported(() => FIRST);
      await store.write(async (tx) => {
        for (const activityId of [1, 2, 4])
          for (let i = 0; i < 50; i += 3)
            await tx.putAttendance({
              activityId,
              personId: `many${i}`,
              state: 'present',
              reason: null,
              at: NOW,
              by: 'lisi',
            });
      });
      const before = await store.db
        .selectFrom('meeting_sum')
        .select(['came', 'extra'])
        .orderBy('activity_id')
        .execute();
      await imported(() => SECOND);
      expect(await differing(store)).toEqual([]);
      const after = await store.db
        .selectFrom('meeting_sum')
        .select(['came', 'extra'])
        .orderBy('activity_id')
        .execute();
      expect([before[0], after[0]]).toEqual([
        { came: 19, extra: 0 },
        { came: 2, extra: 17 },
      ]);
    });

    it.each([
      ['another day that is summed', { startAt: NOW - 20 * DAY_MS }],
      ['a day that is not', { startAt: NOW + DAY_MS }],
      ['another branch', { unitId: 3 }],
      ['more than a day', { endAt: NOW + 30 * DAY_MS }],
    ])('follow a meeting to %s', async (_, patch) => {
      for (const id of [1, 2, 4])
        await store.write(async (tx) => {
          await tx.changeActivity({ ...(await tx.activity(id))!, ...patch });
          await tx.putAttendance({
            activityId: id,
            personId: 'wangwu',
            state: 'present',
            reason: null,
            at: NOW,
            by: 'lisi',
          });
        });
      expect(await differing(store)).toEqual([]);
    });
  });
