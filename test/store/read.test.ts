import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadTx, Tx } from '../../src/ports/store.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import type { TestDatabase } from '../support/databases.ts';
import { gate } from '../support/gate.ts';
import { MIGRATED } from '../support/migrated.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const HOUR = 3600_000;
const BRANCH = 2;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(
    `reads on ${database.name}${database.missing ? ` (${database.missing})` : ''}`,
    () => {
      let made: TestDatabase;
      let store: OpenStore;
      let second: OpenStore;

      beforeEach(async () => {
        made = await database.create();
        store = openStore(made.choice);
        second = openStore(made.choice);
        await store.migrate();
        await store.write((tx) => tx.applyRoster(SMALL_ROSTER, NOW));
      });
      afterEach(async () => {
        await Promise.all([store.close(), second.close()]);
        await made.remove();
      });

      const plan = (tx: Tx, startAt = NOW + HOUR) =>
        tx.addActivity(plannedActivity({ unitId: BRANCH, startAt, createdAt: NOW }));
      const planned = (tx: ReadTx) => tx.activities([BRANCH], NOW, NOW + 9 * HOUR);
      const checkIn = (tx: Tx, activityId: number, personId: string) =>
        tx.putAttendance({ activityId, personId, state: 'present', reason: null, at: NOW, by: personId });
      const present = async (tx: ReadTx, activityId: number) =>
        [...(await tx.attendance(activityId))].map((a) => a.personId).sort();

      for (const heavy of [false, true]) {
        describe(heavy ? 'heavy' : 'light', () => {
          const read = <T>(work: (tx: ReadTx) => Promise<T>, from = store) => from.read(work, { heavy });

          it('answers what is asked together each with its own rows, in however many portions', async () => {
            await store.write(async (tx) => {
              for (let i = 0; i < 1100; i++) await plan(tx, NOW + i);
            });
            const counts = await read((tx) => {
              const span = { unitIds: [BRANCH], now: NOW, lastsMs: HOUR, ownLastsMs: new Map() };
              const until = async (ms: number) =>
                (await tx.activityFacts({ ...span, from: NOW, to: NOW + ms })).map(
                  (f) => f.activity.startAt - NOW,
                );
              return Promise.all([1099, 4, 1050, 0].map(until));
            });
            const upTo = (n: number) => Array.from({ length: n + 1 }, (_, i) => i);
            expect(counts).toEqual([1099, 4, 1050, 0].map(upTo));
          });

          it('delays no write: one is done while the read is still open', async () => {
            const open = gate();
            const end = gate();
            const events: string[] = [];
            const reading = read(async (tx) => {
              await tx.organisation();
              open.pass();
              await end.passed;
              events.push('read');
            });
            await open.passed;
            await store.write((tx) => plan(tx));
            await second.write((tx) => plan(tx));
            events.push('written');
            end.pass();
            await reading;
            expect(events).toEqual(['written', 'read']);
          });

          it('waits for no writer, and sees nothing of what is not committed', async () => {
            const open = gate();
            const end = gate();
            const writing = store.write(async (tx) => {
              await plan(tx);
              open.pass();
              await end.passed;
              throw new Error('stop');
            });
            await open.passed;
            expect(await read(planned)).toEqual([]);
            end.pass();
            await expect(writing).rejects.toThrow('stop');
            expect(await store.write(planned)).toEqual([]);
          });

          it('sees one moment, also of what this instance keeps in memory', async () => {
            const [a, b] = await store.write(async (tx) => [(await plan(tx)).id, (await plan(tx)).id]);
            await store.write(async (tx) => {
              await checkIn(tx, a!, 'wangwu');
              await checkIn(tx, b!, 'wangwu');
            });
            const rolls = await read(async (tx) => {
              const before = await present(tx, a!);
              await store.write(async (w) => {
                await checkIn(w, a!, 'lisi');
                await checkIn(w, b!, 'lisi');
                await plan(w);
              });
              return [before, await present(tx, a!), await present(tx, b!), (await planned(tx)).length];
            });
            expect(rolls).toEqual([['wangwu'], ['wangwu'], ['wangwu'], 2]);
            expect(await store.write((tx) => present(tx, b!))).toEqual(['lisi', 'wangwu']);
          });

          it('gives nobody what it loaded of a state that has passed', async () => {
            const { id } = await store.write((tx) => plan(tx));
            await store.write((tx) => checkIn(tx, id, 'wangwu'));
            const late = openStore(made.choice);
            try {
              const old = await read(async (tx) => {
                await tx.organisation();
                await late.write((w) => checkIn(w, id, 'lisi'));
                return present(tx, id);
              }, late);
              expect(old).toEqual(['wangwu']);
              expect(await late.read((tx) => present(tx, id))).toEqual(['lisi', 'wangwu']);
              expect(await late.write((tx) => present(tx, id))).toEqual(['lisi', 'wangwu']);
            } finally {
              await late.close();
            }
          });

          it('sees at once what another instance has committed', async () => {
            await read(planned);
            const { id } = await second.write((tx) => plan(tx));
            expect((await read(planned)).map((a) => a.id)).toEqual([id]);
            await second.write((tx) => checkIn(tx, id, 'wangwu'));
            expect(await read((tx) => present(tx, id))).toEqual(['wangwu']);
            await second.write((tx) => tx.removeAttendance(id, 'wangwu'));
            expect(await read((tx) => present(tx, id))).toEqual([]);
          });

          it('cannot change anything', async () => {
            await expect(read((tx) => (tx as Tx).putMark('a', 'b'))).rejects.toThrow();
            expect(await read((tx) => tx.mark('a'))).toBeUndefined();
          });

          it('brings as many rows as there are', async () => {
            const count = 2345;
            const made = await store.write((tx) => plan(tx, NOW));
            const { id: _, ...row } = await store.db
              .selectFrom('activity')
              .selectAll()
              .where('id', '=', made.id)
              .executeTakeFirstOrThrow();
            for (let from = 1; from < count; from += 1000) {
              const some = Array.from({ length: Math.min(1000, count - from) }, (_, i) => from + i);
              await store.db
                .insertInto('activity')
                .values(some.map((i) => ({ ...row, start_at: NOW + i })))
                .execute();
            }
            const found = await read((tx) => tx.planState(NOW, NOW));
            expect(found.activities.map((a) => a.startAt)).toEqual(
              Array.from({ length: count }, (_, i) => NOW + i),
            );
            expect(found).toEqual(await store.write((tx) => tx.planState(NOW, NOW)));
          });

          it('lets what the work throws through, and goes on', async () => {
            await expect(
              read(async () => {
                throw new TypeError('handler');
              }),
            ).rejects.toThrow(TypeError);
            expect((await read((tx) => tx.organisation())).people.size).toBeGreaterThan(0);
          });

          it('says that the store is away when it is', async () => {
            const gone = openStore(made.choice);
            await read((tx) => tx.organisation(), gone);
            await gone.write((tx) => tx.organisation());
            await gone.close();
            const code = { code: 'store_unavailable' };
            await expect(read((tx) => tx.organisation(), gone)).rejects.toMatchObject(code);
            await expect(gone.write((tx) => tx.organisation())).rejects.toMatchObject(code);
          });
        });
      }

      it('leaves the event loop free while a heavy one is under way', async () => {
        await store.read((tx) => tx.organisation(), { heavy: true });
        let hasTurned = false;
        setImmediate(() => {
          hasTurned = true;
        });
        await store.read((tx) => tx.organisation(), { heavy: true });
        expect(hasTurned).toBe(true);
      });

      it('keeps rolls in memory true while reads and writes run through each other', async () => {
        const ids = await store.write(async (tx) => [(await plan(tx)).id, (await plan(tx)).id]);
        const people = ['wangwu', 'lisi', 'zhangsan', 'qianqi'];
        const seen: string[] = [];
        const steps = people.flatMap((person) => [
          (person === 'lisi' ? second : store).write(async (tx) => {
            for (const id of ids) await checkIn(tx, id, person);
          }),
          ...[false, true].map((heavy) =>
            store.read(
              async (tx) => {
                const first = await present(tx, ids[0]!);
                await new Promise(setImmediate);
                seen.push(JSON.stringify([first, await present(tx, ids[1]!)]));
              },
              { heavy },
            ),
          ),
        ]);
        await Promise.all(steps);
        for (const pair of seen.map((text) => JSON.parse(text) as string[][]))
          expect(pair[0]).toEqual(pair[1]);
        for (const each of [store, second])
          expect(await each.read((tx) => present(tx, ids[1]!))).toEqual([...people].sort());
      });

      it('migrates without a lock when nothing is missing', async () => {
        const end = gate();
        const open = gate();
        const writing = store.write(async () => {
          open.pass();
          await end.passed;
        });
        await open.passed;
        expect(await second.migrate()).toEqual([]);
        expect(await second.trouble()).toBe('busy');
        expect(await second.openOutbox()).toEqual([]);
        expect(await second.nextDue()).toBeUndefined();
        end.pass();
        await writing;
      });

      it('ends its threads with the store: a process is over when its store is closed', async () => {
        const file = join(import.meta.dirname, '../../src/store/store.ts');
        const script = `const { openStore } = await import(${JSON.stringify(file)});
          const store = openStore(${JSON.stringify(made.choice)});
          const read = () => store.read((tx) => tx.organisation(), { heavy: true });
          await Promise.all([read(), read(), read()]);
          await store.close();`;
        const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
        const [code] = await once(child, 'exit');
        expect(code).toBe(0);
      });
    },
  );
}

describe('reads of a database in memory', () => {
  it('take turns with the writer, whose connection alone sees it', async () => {
    const store = openStore({ kind: 'sqlite', file: ':memory:' });
    await store.migrate();
    await store.write((tx) => tx.applyRoster(SMALL_ROSTER, NOW));
    for (const heavy of [false, true])
      expect((await store.read((tx) => tx.organisation(), { heavy })).people.size).toBeGreaterThan(0);
    await store.close();
  });
});
