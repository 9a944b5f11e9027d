// A transaction that was only refused for now is repeated whole; any other error is told at once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retrying } from '../../src/store/retry.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`a refused transaction on ${database.name}`, () => {
    let made: TestDatabase;
    let store: OpenStore;
    beforeEach(async () => {
      made = await database.create();
      store = openStore(made.choice);
      await store.migrate();
      await store.write((tx) => tx.applyRoster(SMALL_ROSTER, 0));
    });
    afterEach(async () => {
      await store.close();
      await made.remove();
    });

    /** Fails with this code on the first attempts, having written something each time. */
    async function attempt(code: string, failures: number): Promise<number> {
      let attempts = 0;
      await store.write(async (tx) => {
        attempts += 1;
        await tx.putSetting(2, `attempt_${attempts}`, 'x');
        if (attempts <= failures) throw Object.assign(new Error('refused'), { code });
      });
      return attempts;
    }
    const kept = () => store.write(async (tx) => [...((await tx.settings()).get(2)?.keys() ?? [])]);

    it.each([
      ['a serialisation failure', '40001'],
      ['a deadlock', '40P01'],
      ['a busy store', 'SQLITE_BUSY'],
      ['a store written meanwhile', 'SQLITE_BUSY_SNAPSHOT'],
    ])('by %s is repeated, and nothing of the first attempts is kept', async (_, code) => {
      expect(await attempt(code, 2)).toBe(3);
      expect(await kept()).toEqual(['attempt_3']);
    });

    it('for want of room is told at once as an outage of the store', async () => {
      await expect(attempt('SQLITE_FULL', 1)).rejects.toMatchObject({
        name: 'StoreUnavailable',
        cause: { code: 'SQLITE_FULL' },
      });
      expect(await kept()).toEqual([]);
    });

    it.each(['23505', 'SQLITE_CONSTRAINT'])('by %s is told at once', async (code) => {
      await expect(attempt(code, 1)).rejects.toMatchObject({ code });
      expect(await kept()).toEqual([]);
    });
  });
}

it('is given up with its own error after five seconds of waiting', { timeout: 20_000 }, async () => {
  const busy = Object.assign(new Error('refused'), { code: 'SQLITE_BUSY' });
  let attempts = 0;
  const refused = () => {
    attempts += 1;
    return Promise.reject(busy);
  };
  await expect(retrying(refused)).rejects.toBe(busy);
  // Waits of 2, 4, 8, 16, 32 and 64 ms, then of 100: the fiftieth after those reaches five seconds.
  expect(attempts).toBe(1 + 6 + 49);
});
