// What leaves together with the beginning or the commit of a transaction is as whole as what waited for its answer.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../src/ports/store.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { DATABASES, type TestDatabase } from '../support/databases.ts';
import { gate } from '../support/gate.ts';

const message = (key: string): StoredMessage => ({
  key,
  channel: 'app',
  chatId: null,
  userId: 'zhaoliu',
  at: 1,
  reply: { text: `to ${key}` },
  intent: null,
  text: null,
  changes: [],
});

for (const database of DATABASES) {
  describe.skipIf(database.missing)(
    `a transaction on ${database.name}${database.missing ? ` (${database.missing})` : ''}`,
    () => {
      let made: TestDatabase;
      let store: OpenStore;
      let other: OpenStore;
      beforeEach(async () => {
        made = await database.create();
        store = openStore(made.choice);
        other = openStore(made.choice);
        await store.migrate();
      });
      afterEach(async () => {
        await Promise.all([store.close(), other.close()]);
        await made.remove();
      });
      const kept = () =>
        other.read(async (tx) => [await tx.mark('a'), (await tx.answered([message('m')])).size]);

      it('keeps nothing when the last writes of it are refused, and tells why', async () => {
        const twice = store.write(async (tx) => {
          await tx.putMark('a', 'x');
          tx.addMessage(message('m'));
          tx.addMessage(message('m'));
        });
        await expect(twice).rejects.toMatchObject({
          code: expect.stringMatching(/^(23505|SQLITE_CONSTRAINT)/),
        });
        expect(await kept()).toEqual([undefined, 0]);
        await store.write(async (tx) => {
          await tx.putMark('a', 'x');
          tx.addMessage(message('m'));
        });
        expect(await kept()).toEqual(['x', 1]);
      });

      it('keeps nothing of several questions asked at once when one of them breaks', async () => {
        const broken = store.write(async (tx) => {
          await Promise.all([tx.putMark('a', 'x'), tx.activities([Number.NaN], 0, 1), tx.mark('a')]);
          throw new Error('left');
        });
        await expect(broken).rejects.toThrow();
        expect(await kept()).toEqual([undefined, 0]);
      });

      it('sees with its first questions what another wrote before it had its turn', async () => {
        const inside = gate();
        const end = gate();
        const first = other.write(async (tx) => {
          inside.pass();
          await end.passed;
          tx.addMessage(message('m'));
        });
        await inside.passed;
        let seen: ReadonlyMap<string, unknown> | undefined;
        const second = store.write(async () => undefined, {
          async ahead(tx) {
            seen = await tx.answered([message('m')]);
          },
        });
        await new Promise((resolve) => setTimeout(resolve, 50));
        end.pass();
        await Promise.all([first, second]);
        expect(seen?.get('m')).toEqual({ text: 'to m' });
      });
    },
  );
}

const [, postgres] = DATABASES;
describe.skipIf(postgres!.missing)('a transaction on PostgreSQL', () => {
  it('is refused when somebody made nothing of what failed in it', async () => {
    const made = await postgres!.create();
    const store = openStore(made.choice);
    try {
      await store.migrate();
      const swallowed = store.write(async (tx) => {
        await tx.putMark('a', 'x');
        await tx.putMark('a', null as unknown as string).catch(() => undefined);
      });
      await expect(swallowed).rejects.toThrow('commit of a failed transaction');
      expect(await store.read((tx) => tx.mark('a'))).toBeUndefined();
      expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }]);
    } finally {
      await store.close();
      await made.remove();
    }
  });
});
