// A matter is settled, or an instance dies, while its message is in hand.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import type { PushOutcome } from '../../src/ports/channels.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';
import { queueOf } from '../support/queue.ts';
import { HOUR, MINUTE, message } from '../support/sending.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`in hand on ${database.name}`, { timeout: 20_000 }, () => {
    let made: TestDatabase;
    let store: OpenStore;
    let now: number;
    let sent: string[];
    const clock = { now: () => now };

    beforeEach(async () => {
      now = START;
      sent = [];
      made = await database.create();
      store = openStore(made.choice, clock);
      await store.migrate();
    }, 20_000);
    afterEach(async () => {
      await store.close();
      await made.remove();
    }, 20_000);

    const add = (...keys: string[]) =>
      store.write((tx) => tx.addOutbox(keys.map((key) => message(key, now, { expiresAt: now + 24 * HOUR }))));
    const settle = (subject: string) => store.write((tx) => tx.cancelOutbox(subject));
    const claim = () => store.claimDue(now, { kind: 'push', limit: 9, leaseMs: MINUTE });
    const row = async (subject: string) => (await store.write((tx) => tx.outboxOf(subject)))[0]!;
    const queueThat = (answer: (text: string) => Promise<PushOutcome>) =>
      queueOf(
        store,
        {
          push: createPushWorker({
            app: ({ text }) => {
              sent.push(text);
              return answer(text);
            },
          }),
        },
        clock,
      );
    const accepted: PushOutcome = { kind: 'accepted' };

    it.each<PushOutcome>([
      { kind: 'retry', code: 502, reason: 'http_502', afterMs: 0, isWide: true },
      { kind: 'retry', code: -1, reason: 'busy', afterMs: 0 },
      { kind: 'unknown', reason: 'timeout' },
    ])(
      'settled meanwhile, it is not tried again after $reason, and nobody waits behind it',
      async (answer) => {
        await add('a', 'b');
        const queue = queueThat(async (text) => {
          if (text === 'b') return accepted;
          await settle('a');
          return answer;
        });
        for (let i = 0; i < 4; i++, now += 20 * MINUTE) await queue.run();
        expect(sent).toEqual(['a', 'b']);
        expect(await row('a')).toMatchObject({ state: 'cancelled', outcome: 'settled' });
      },
    );

    it('settled meanwhile, what became of it is recorded all the same', async () => {
      await add('a');
      await queueThat(async () => {
        await settle('a');
        return accepted;
      }).run();
      expect(await row('a')).toMatchObject({ state: 'accepted', outcome: 'accepted' });
    });

    it('settled after its holder died, it is not sent again', async () => {
      await add('a', 'b');
      await claim();
      await settle('a');
      now += 2 * MINUTE;
      await queueThat(async () => accepted).run();
      expect(sent).toEqual(['b']);
      expect(await row('a')).toMatchObject({ state: 'cancelled', outcome: 'settled' });
    });

    it('all instances were down for longer than WeCom checks for repetitions: it is not sent again', async () => {
      await add('a', 'b');
      await claim();
      now += 5 * HOUR;
      await queueThat(async () => accepted).run();
      expect([sent, (await row('a')).state]).toEqual([['b'], 'unknown']);
    });
  });
}
