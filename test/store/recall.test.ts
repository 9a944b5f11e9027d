import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';
import { HOUR, MINUTE, message } from '../support/sending.ts';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const ASKED = { by: 'zhangsan', about: '第一党支部党课', group: false };

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`recalls on ${database.name}`, { timeout: 20_000 }, () => {
    let made: TestDatabase;
    let store: OpenStore;
    beforeEach(async () => {
      made = await database.create();
      store = openStore(made.choice, { now: () => NOW });
      await store.migrate();
    }, 20_000);
    afterEach(async () => {
      await store.close();
      await made.remove();
    }, 20_000);
    const push = async () => (await store.read((tx) => tx.outboxOf('k')))[0]!;

    it('take one row for each message of a push, for as long as WeCom takes it back', async () => {
      await store.write((tx) => tx.addOutbox([message('k', NOW)]));
      const [row] = await store.claimDue(NOW, { kind: 'push', limit: 1, leaseMs: MINUTE });
      await store.settle(row!, { state: 'accepted', outcome: 'accepted', messageIds: ['M1', 'M2'] }, NOW);
      const sent = await push();
      expect(sent.messageIds).toEqual(['M1', 'M2']);
      const entry = { subject: 'recall:m', at: NOW + HOUR, push: sent, asked: ASKED };
      await store.write((tx) => tx.addRecalls([entry]));
      // Asked for twice in one message, it is the same.
      await store.write((tx) => tx.addRecalls([entry]));
      const rows = await store.write((tx) => tx.recallsOf('recall:m'));
      expect(rows).toMatchObject(
        ['M1', 'M2'].map((messageId) => ({
          state: 'waiting',
          to: ['zhangsan'],
          expiresAt: NOW + 24 * HOUR,
          payload: { ...ASKED, messageId, pushId: sent.id },
        })),
      );
      expect((await push()).outcome).toBe('recalling');
      await store.write((tx) => tx.markRecalled(sent.id, 'recalled'));
      expect(await push()).toMatchObject({ state: 'accepted', outcome: 'recalled' });
    });

    it('mark nothing that WeCom did not take', async () => {
      await store.write((tx) => tx.addOutbox([message('k', NOW)]));
      await store.write(async (tx) => tx.markRecalled((await tx.outboxOf('k'))[0]!.id, 'recalled'));
      expect(await push()).toMatchObject({ state: 'waiting', outcome: null });
    });

    it('know what somebody changed, newest first, undone or not', async () => {
      const said = { channel: 'app', chatId: null, intent: 'x', text: 'x', reply: null };
      const change = { of: 'settled' as const, matter: 'm' };
      await store.write(async (tx) => {
        tx.addMessage({ ...said, key: '1', userId: 'a', at: NOW - 2 * HOUR, changes: [change] });
        tx.addMessage({ ...said, key: '2', userId: 'a', at: NOW, changes: [change] });
        tx.addMessage({ ...said, key: '3', userId: 'a', at: NOW, changes: [] });
        tx.addMessage({ ...said, key: '4', userId: 'b', at: NOW, changes: [change] });
        tx.addMessage({ ...said, key: '5', userId: 'a', at: NOW, changes: [change] });
      });
      await store.write((tx) => tx.markUndone({ userId: 'a', key: '5' }, NOW));
      const keys = (since: number) =>
        store.read(async (tx) => (await tx.changesBy('a', since)).map(({ key }) => key));
      expect(await keys(NOW - HOUR)).toEqual(['5', '2']);
      expect(await keys(NOW - 3 * HOUR)).toEqual(['5', '2', '1']);
    });
  });
}
