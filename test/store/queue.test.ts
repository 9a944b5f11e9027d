// Claim, lease, fence and settle are one mechanism: every kind of waiting work on every database.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OutboxRow, WORK_KINDS, type WorkKind } from '../../src/ports/outbox.ts';
import type { Tx } from '../../src/ports/store.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { gate } from '../support/gate.ts';
import { MIGRATED } from '../support/migrated.ts';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Writes the n-th row of a kind, due at the moment given. */
const ADD = {
  push: (tx, n, at) =>
    tx.addOutbox([
      {
        key: `p${n}`,
        at,
        expiresAt: at + DAY,
        rule: 'opening',
        unitId: null,
        subject: 's',
        channel: 'app',
        to: [`U${n}`],
        audience: [`u${n}`],
        text: '通知',
        card: null,
      },
    ]),
  card: (tx, n, at) =>
    tx.addCardUpdates([{ at, responseCode: `RC${n}`, users: [`U${n}`], cardState: '已销号' }]),
  file: (tx, n, at) =>
    tx.addFilePushes([{ key: `f${n}`, at, users: [`U${n}`], name: `${n}.jpg`, content: { sha256: 'aa' } }]),
  evidence: (tx, n, at) =>
    tx.addEvidence({
      itemId: null,
      activityId: null,
      by: `U${n}`,
      at,
      messageKey: `m${n}`,
      kind: 'image',
      state: 'pending',
      media: { kind: 'image', source: { mediaId: `M${n}` } },
      validUntil: at + DAY,
      name: null,
      size: null,
      sha256: null,
      reason: null,
    }),
  group: (tx, n, at) =>
    tx.addGroups([
      {
        key: `g${n}`,
        at,
        by: `U${n}`,
        unitId: n,
        unit: '第一党支部',
        seed: `${n}`,
        chatId: null,
        owner: `U${n}`,
        members: [`U${n}`, 'other'],
      },
    ]),
  recall: (tx, n, at) =>
    tx.addRecalls([
      {
        subject: 'recall:m',
        at,
        push: { id: n, messageIds: [`M${n}`], to: [`U${n}`], sentAt: at } as OutboxRow,
        asked: { by: 'zhangsan', about: '党课', group: false },
      },
    ]),
} satisfies Record<WorkKind, (tx: Tx, n: number, at: number) => Promise<unknown>>;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`waiting work on ${database.name}`, { timeout: 20_000 }, () => {
    let made: TestDatabase;
    let store: OpenStore;
    let second: OpenStore;
    let now: number;

    beforeEach(async () => {
      made = await database.create();
      now = NOW;
      store = openStore(made.choice, { now: () => now });
      await store.migrate();
      second = openStore(made.choice, { now: () => now });
    }, 20_000);
    afterEach(async () => {
      await second.close();
      await store.close();
      await made.remove();
    }, 20_000);

    describe.each(WORK_KINDS)('%s', (kind) => {
      const add = (n: number, at = NOW) => store.write(async (tx) => void (await ADD[kind](tx, n, at)));
      const claim = (from: OpenStore, at = NOW, limit = 10) =>
        from.claimDue(at, { kind: kind, limit: limit, leaseMs: MINUTE });

      it('is given out when due, oldest first, to one claimant and to no other kind', async () => {
        await add(2, NOW - MINUTE);
        await add(1, NOW - 2 * MINUTE);
        await add(3, NOW + MINUTE);
        for (const other of WORK_KINDS.filter((k) => k !== kind))
          expect(await store.claimDue(NOW, { kind: other, limit: 10, leaseMs: MINUTE })).toEqual([]);
        const [first] = await claim(store, NOW, 1);
        expect(first).toMatchObject({ kind, at: NOW - 2 * MINUTE, to: ['U1'], attempts: 1, fence: 1 });
        const rest = await claim(second);
        expect(rest.map((r) => r.at)).toEqual([NOW - MINUTE]);
        expect(await claim(store)).toEqual([]);
        expect(await store.nextDue()).toBe(NOW + MINUTE);
      });

      it('is given out in the order it is due, and in the order it was asked for where that is the same', async () => {
        for (const [n, at] of [NOW - MINUTE, NOW - 2 * MINUTE, NOW - 2 * MINUTE, NOW - 3 * MINUTE].entries())
          await add(n, at);
        // Numbered as they were added; which fall into the first portion is settled by the same order.
        const first = await claim(store, NOW, 2);
        const all = [...first, ...(await claim(second))].map((r) => r.id);
        const [a, b, c, d] = [...all].sort((x, y) => x - y);
        expect(all).toEqual([d, b, c, a]);
        expect(first).toHaveLength(2);
      });

      it('is given out in that order within one portion too', async () => {
        for (const [n, at] of [NOW - MINUTE, NOW - 2 * MINUTE, NOW - 2 * MINUTE, NOW - 3 * MINUTE].entries())
          await add(n, at);
        const all = (await claim(store)).map((r) => r.id);
        const [a, b, c, d] = [...all].sort((x, y) => x - y);
        expect(all).toEqual([d, b, c, a]);
      });

      it('is never in two hands, however many claim at once', async () => {
        await store.write(async (tx) => {
          for (let n = 0; n < 12; n++) await ADD[kind](tx, n, NOW);
        });
        const claims = await Promise.all(
          [store, second, store, second, store, second].map((s) => claim(s, NOW, 3)),
        );
        const ids = claims.flat().map((r) => r.id);
        expect(new Set(ids).size).toBe(ids.length);
        const rest = await claim(store, NOW, 12);
        expect(new Set([...ids, ...rest.map((r) => r.id)]).size).toBe(12);
      });

      it('comes back when the lease is over, as doubtful, and refuses the old claimant', async () => {
        await add(1);
        const [lost] = await claim(store);
        now = NOW + MINUTE;
        await second.freeLost([]);
        expect(await claim(second, now)).toEqual([]);
        now += 1;
        // Whoever has it in hand does not take it from itself.
        await store.freeLost([lost!]);
        expect(await claim(store, now)).toEqual([]);
        await second.freeLost([]);
        const [taken] = await claim(second, now);
        expect(taken).toMatchObject({ outcome: 'doubtful', fence: 2, attempts: 2, doubts: 1 });
        expect(await store.settle(lost!, { state: 'refused' }, NOW)).toBe(false);
        expect(await store.write((tx) => tx.settle(lost!, { state: 'refused' }, NOW))).toBe(false);
        expect(await second.settle(taken!, { state: 'accepted' }, NOW)).toBe(true);
        expect(await store.outboxRow(lost!.id)).toMatchObject({ state: 'accepted' });
        expect(await second.settle(taken!, { state: 'accepted' }, NOW)).toBe(false);
      });

      it('is still settled by whom it was taken from, as long as nobody else has it in hand', async () => {
        await add(1);
        const [lost] = await claim(store);
        now = NOW + 2 * MINUTE;
        await second.freeLost([]);
        expect(await store.settle(lost!, { state: 'accepted', outcome: 'accepted' }, now)).toBe(true);
        expect(await store.outboxRow(lost!.id)).toMatchObject({ state: 'accepted', doubts: 0 });
        expect(await claim(second, now)).toEqual([]);
        expect(await store.settle(lost!, { state: 'refused' }, now)).toBe(false);
      });

      it('waits for its next try, and keeps what was counted', async () => {
        await add(1);
        const [row] = await claim(store);
        const again = {
          state: 'waiting',
          at: NOW + MINUTE,
          outcome: 'busy',
          doubts: 1,
          attempts: 1,
        } as const;
        expect(await store.settle(row!, again, NOW)).toBe(true);
        expect(await claim(second, NOW + MINUTE - 1)).toEqual([]);
        expect(await claim(second, NOW + MINUTE)).toMatchObject([
          { id: row!.id, outcome: 'busy', attempts: 2, doubts: 1 },
        ]);
      });

      it.each([
        ['accepted', NOW + 5],
        ['unknown', NOW + 5],
        ['refused', null],
        ['dropped', null],
      ] as const)('%s keeps when it may have arrived: %s', async (state, sentAt) => {
        await add(1);
        const [row] = await claim(store);
        await store.settle(row!, { state }, NOW + 5);
        const kept = await store.db.selectFrom('outbox').select('sent_at').executeTakeFirstOrThrow();
        expect(kept.sent_at === null ? null : Number(kept.sent_at)).toBe(sentAt);
      });

      it('taken up again by hand has a day, however late that is, but for an address that has died', async () => {
        await add(1);
        const [row] = await claim(store);
        await store.settle(row!, { state: 'refused' }, NOW);
        const later = NOW + 30 * DAY;
        const expected = kind === 'evidence' ? [] : [{ id: row!.id, expiresAt: later + DAY }];
        expect(await store.retryOutbox(later, row!.id)).toBe(expected.length);
        expect(await claim(store, later)).toMatchObject(expected);
      });

      it('is settled with what follows, or not at all', async () => {
        await add(1);
        const [row] = await claim(store);
        const work = store.write(async (tx) => {
          await tx.settle(row!, { state: 'refused' }, NOW);
          throw new Error('what follows fails');
        });
        await expect(work).rejects.toThrow('what follows fails');
        expect(await store.outboxRow(row!.id)).toMatchObject({ state: 'sending' });
      });

      it('is dropped and taken up again by hand', async () => {
        await add(1);
        await add(2);
        const [row] = await claim(store, NOW, 1);
        await store.settle(row!, { state: 'waiting', at: NOW + DAY, outcome: 'busy', attempts: 3 }, NOW);
        expect(await store.retryOutbox(NOW + 1)).toBe(1);
        expect(await store.outboxRow(row!.id)).toMatchObject({ state: 'waiting', at: NOW + 1, attempts: 0 });
        expect(await store.dropOutbox(row!.id)).toBe(1);
        expect(await store.outboxRow(row!.id)).toMatchObject({ state: 'dropped', outcome: 'by_hand' });
        expect(await claim(store, NOW + MINUTE)).toHaveLength(1);
        expect(await store.retryOutbox(NOW + 1)).toBe(0);
        // The address of a picture is forgotten with it.
        expect(await store.retryOutbox(NOW + 1, row!.id)).toBe(kind === 'evidence' ? 0 : 1);
      });
    });

    it('is looked at while the writer is held', async () => {
      const opened = gate();
      const end = gate();
      const writing = store.write(async () => {
        opened.pass();
        await end.passed;
      });
      await opened.passed;
      const looks = Promise.all([store.nextDue(), store.openOutbox(), store.outboxRow(1)]);
      const first = await Promise.race([looks, new Promise((resolve) => setTimeout(resolve, 3000, 'waits'))]);
      end.pass();
      await writing;
      await looks;
      expect(first).toEqual([undefined, [], undefined]);
    });

    it('forgets the address of a picture that is dropped, and cancels what is taken back', async () => {
      const [dropped, withdrawn] = await store.write(async (tx) => [
        await ADD.evidence(tx, 1, NOW),
        await ADD.evidence(tx, 2, NOW),
      ]);
      const rows = await store.openOutbox();
      await store.dropOutbox(rows[0]!.id);
      await store.write((tx) => tx.withdrawEvidence(withdrawn!.id));
      expect(await store.write((tx) => tx.evidence(dropped!.id))).toMatchObject({
        state: 'failed',
        media: null,
      });
      expect(await store.outboxRow(rows[1]!.id)).toMatchObject({ state: 'cancelled' });
    });
  });
}
