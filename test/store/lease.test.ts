// A task that one instance does for all, and the chats in which the bot may speak.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/domain/calendar/time.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';

const TTL_MS = 60_000;
const NOW = Date.parse('2026-11-29T10:00:00+08:00');

describe.each(MIGRATED)('on $name', ({ missing, create }) => {
  describe.skipIf(missing !== null)(missing ?? 'stored', () => {
    let database: TestDatabase;
    let one: OpenStore;
    let two: OpenStore;
    beforeEach(async () => {
      database = await create();
      one = openStore(database.choice);
      two = openStore(database.choice);
      await one.migrate();
    });
    afterEach(async () => {
      await one.close();
      await two.close();
      await database.remove();
    });
    /** time passes for the lease: neither database's clock can be moved */
    const age = (ms: number) =>
      one.db
        .updateTable('lease')
        .set((eb) => ({ until: eb('until', '-', ms), noted_at: eb('noted_at', '-', ms) }))
        .execute();

    describe('a lease', () => {
      it('is of one at a time, and each name has its own', async () => {
        expect(await one.holdLease('a', 'me', TTL_MS, 'n')).toBe(true);
        expect(await two.holdLease('a', 'you', TTL_MS, 'x')).toBe(false);
        expect(await one.lease('a')).toMatchObject({ holder: 'me', note: 'n' });
        expect(await two.holdLease('b', 'you', TTL_MS, 'x')).toBe(true);
        expect(await one.lease('c')).toBeUndefined();
      });

      it('of several that ask at once goes to one', async () => {
        for (let round = 0; round < 5; round++) {
          const all = await Promise.all(
            Array.from({ length: 8 }, (_, i) =>
              [one, two][i % 2]!.holdLease(`r${round}`, `h${i}`, TTL_MS, ''),
            ),
          );
          expect(all.filter(Boolean)).toHaveLength(1);
        }
      });

      it('is prolonged by who has it, and free once it has run out', async () => {
        await one.holdLease('a', 'me', TTL_MS, 'n');
        await age(TTL_MS - 5000);
        expect(await two.holdLease('a', 'you', TTL_MS, 'x')).toBe(false);
        expect(await one.holdLease('a', 'me', TTL_MS, 'n')).toBe(true);
        expect((await one.lease('a'))!.leftMs).toBeGreaterThan(TTL_MS - 5000);
        await age(TTL_MS);
        expect((await one.lease('a'))!.leftMs).toBeLessThanOrEqual(0);
        expect(await two.holdLease('a', 'you', TTL_MS, 'x')).toBe(true);
        // Whoever comes back late has lost it, and takes nothing away by ending.
        expect(await one.holdLease('a', 'me', TTL_MS, 'n')).toBe(false);
        await one.releaseLease('a', 'me', 'gone');
        expect(await one.lease('a')).toMatchObject({ holder: 'you', note: 'x' });
        expect((await one.lease('a'))!.leftMs).toBeGreaterThan(TTL_MS - 5000);
      });

      it('is free at once where it is given up, with the last note', async () => {
        await one.holdLease('a', 'me', TTL_MS, 'n');
        await one.releaseLease('a', 'me', 'last');
        const { note, leftMs } = (await two.lease('a'))!;
        expect(note).toBe('last');
        expect(leftMs).toBeLessThanOrEqual(0);
        expect(await two.holdLease('a', 'you', TTL_MS, 'x')).toBe(true);
      });

      it('tells since when its note holds', async () => {
        await one.holdLease('a', 'me', TTL_MS, 'connected');
        await age(30_000);
        await one.holdLease('a', 'me', TTL_MS, 'connected');
        expect((await one.lease('a'))!.ageMs).toBeGreaterThanOrEqual(30_000);
        await one.holdLease('a', 'me', TTL_MS, 'lost');
        expect((await one.lease('a'))!.ageMs).toBeLessThan(20_000);
        // The same words of another holder are news.
        await age(TTL_MS);
        await two.holdLease('a', 'you', TTL_MS, 'lost');
        expect((await one.lease('a'))!.ageMs).toBeLessThan(20_000);
      });
    });

    describe('a chat of the bot', () => {
      it('is found as it was received, else by whose it is, the newest first', async () => {
        await one.noteBotChat({ chat: 'woOld', userId: 'zhangsan' }, NOW);
        await one.noteBotChat({ chat: 'woNew', userId: 'zhangsan' }, NOW + 1000);
        await one.noteBotChat({ chat: 'wrGroup', userId: null }, NOW);
        expect(await two.botChat('ZhangSan')).toMatchObject({ chat: 'woNew', userId: 'zhangsan' });
        expect(await two.botChat('woOld')).toMatchObject({ chat: 'woOld' });
        expect(await two.botChat('wrGroup')).toMatchObject({ userId: null });
        expect(await two.botChat('wrgroup')).toBeUndefined();
        expect(await two.botChat('lisi')).toBeUndefined();
      });

      it('is lost alone, and found by a word there, its first time kept', async () => {
        await one.noteBotChat({ chat: 'wr1', userId: null }, NOW);
        await one.noteBotChat({ chat: 'wr2', userId: null }, NOW);
        await one.loseBotChat('wr1', 'not_in_group');
        expect(await one.botChat('wr1')).toMatchObject({ dead: 'not_in_group' });
        expect(await one.botChat('wr2')).toMatchObject({ dead: null });
        await one.noteBotChat({ chat: 'wr1', userId: null }, NOW + 5000);
        expect(await one.botChat('wr1')).toEqual({
          chat: 'wr1',
          userId: null,
          firstAt: NOW,
          lastAt: NOW + 5000,
          dead: null,
        });
        expect((await two.botChats()).map(({ chat }) => chat)).toEqual(['wr1', 'wr2']);
      });

      it('makes due what waited for a word there, and nothing else', async () => {
        const waits = (key: string, to: string, outcome: string) => ({ key, to, outcome });
        const all = [
          waits('hers', 'ZhangSan', 'not_activated'),
          waits('busy', 'ZhangSan', 'too_frequent'),
          waits('his', 'LiSi', 'not_activated'),
          waits('group', 'wr1', 'not_activated'),
        ];
        await one.write((tx) =>
          tx.addOutbox(
            all.map(({ key, to }) => ({
              ...{ key, at: NOW, expiresAt: NOW + DAY_MS, rule: 'changed', unitId: null, subject: key },
              ...{ channel: 'bot' as const, to: [to], audience: [], text: '通知', card: null },
            })),
          ),
        );
        for (const { key, outcome } of all)
          await one.db
            .updateTable('outbox')
            .set({ at: NOW + HOUR_MS, attempts: 1, outcome })
            .where('key', '=', key)
            .execute();
        const due = async () => {
          const rows = await one.db
            .selectFrom('outbox')
            .select('key')
            .where('at', '<=', NOW + 1000)
            .execute();
          return rows.map(({ key }) => key).sort();
        };
        await one.noteBotChat({ chat: 'woZhang', userId: 'zhangsan' }, NOW + 1000);
        expect(await due()).toEqual(['hers']);
        await one.noteBotChat({ chat: 'wr1', userId: null }, NOW + 1000);
        expect(await due()).toEqual(['group', 'hers']);
        // Where somebody speaks anyway nothing waits for a word; what does may be of a chat that was lost.
        await one.db
          .updateTable('outbox')
          .set({ at: NOW + HOUR_MS })
          .execute();
        await one.noteBotChat({ chat: 'wr1', userId: null }, NOW + 1000);
        expect(await due()).toEqual([]);
        await one.loseBotChat('wr1', 'not_in_group');
        await one.noteBotChat({ chat: 'wr1', userId: null }, NOW + 1000);
        expect(await due()).toEqual(['group']);
      });

      it('knows who is behind an encrypted id', async () => {
        await one.noteBotUser('woEnc', 'lisi');
        await one.noteBotUser('woEnc', 'zhangsan');
        expect(await two.botUser('woEnc')).toBe('zhangsan');
        expect(await two.botUser('woenc')).toBeUndefined();
      });
    });

    it('a message by a channel that is away is left to others, until its time is over', async () => {
      const entry = (key: string, expiresAt: number) => ({
        key,
        at: NOW,
        expiresAt,
        rule: 'opening',
        unitId: null,
        subject: key,
        channel: 'bot' as const,
        to: [key],
        audience: [],
        text: key,
        card: null,
      });
      await one.write((tx) => tx.addOutbox([entry('old', NOW + 1000), entry('new', NOW + 100_000)]));
      const claim = (now: number, notBy: string[]) =>
        one.claimDue(now, { kind: 'push', limit: 10, leaseMs: 60_000, notBy });
      expect(await claim(NOW, ['bot'])).toEqual([]);
      expect(await claim(NOW + 1000, ['bot'])).toEqual([]);
      // Whoever looks ends it: it is not kept for ever because nobody is connected.
      expect((await claim(NOW + 1001, ['bot'])).map(({ key }) => key)).toEqual(['old']);
      expect((await claim(NOW + 1001, [])).map(({ key }) => key)).toEqual(['new']);
    });
  });
});
