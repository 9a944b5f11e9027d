import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPushWorker, type Senders, taskIdOf } from '../../src/delivery/pushes.ts';
import type { Push, PushOutcome, Sender } from '../../src/ports/channels.ts';
import type { OutboxEntry } from '../../src/ports/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';
import { queueOf } from '../support/queue.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE = 60_000;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`delivery on ${database.name}`, () => {
    let made: TestDatabase;
    let store: OpenStore;
    let now: number;
    let sent: Push[];
    let answers: PushOutcome[];

    beforeEach(async () => {
      made = await database.create();
      store = openStore(made.choice, { now: () => now });
      await store.migrate();
      now = START;
      sent = [];
      answers = [];
    });
    afterEach(async () => {
      await store.close();
      await made.remove();
    });

    const accepted: PushOutcome = { kind: 'accepted', messageIds: ['m1'] };
    const sender: Sender = async (push) => {
      sent.push(push);
      return answers.shift() ?? accepted;
    };
    const deliver = (senders: Senders = { app: sender, webhook: sender }) =>
      queueOf(store, { push: createPushWorker(senders) }, { now: () => now }).run();
    const add = (over: Partial<OutboxEntry> = {}) =>
      store.write((tx) =>
        tx.addOutbox([
          {
            key: 'k1',
            at: START,
            expiresAt: START + 24 * 60 * MINUTE,
            rule: 'invitation',
            unitId: null,
            subject: 's',
            channel: 'app',
            to: ['ZhangSan'],
            audience: ['zhangsan'],
            text: '通知',
            card: null,
            ...over,
          },
        ]),
      );
    const row = async () => (await store.write((tx) => tx.outboxOf('s')))[0]!;

    it('sends what is due once, and records what WeCom said', async () => {
      answers = [{ kind: 'accepted', messageIds: ['m9'], responseCode: 'rc', refusedUsers: ['zhangsan'] }];
      await add({ card: { title: '请假', buttons: [{ text: '同意', key: 'ok' }] } });
      await Promise.all([deliver(), deliver()]);
      expect(sent).toEqual([
        {
          channel: 'app',
          to: { users: ['ZhangSan'] },
          text: '通知',
          serial: 1,
          isRepeat: false,
          card: { title: '请假', buttons: [{ text: '同意', key: 'ok' }], taskId: taskIdOf('k1') },
        },
      ]);
      expect(await row()).toMatchObject({
        state: 'accepted',
        messageIds: ['m9'],
        responseCode: 'rc',
        refused: ['zhangsan'],
        sentAt: START,
      });
    });

    it('leaves what is not due, and drops what is stale with a reason', async () => {
      await add({ at: START + MINUTE, expiresAt: START + 5 * MINUTE });
      await deliver();
      expect(sent).toEqual([]);
      now = START + 6 * MINUTE;
      await deliver();
      expect([sent, (await row()).state, (await row()).outcome]).toEqual([[], 'dropped', 'stale']);
    });

    it('waits as long as WeCom wants after a frequency limit, then sends', async () => {
      answers = [{ kind: 'retry', code: 45009, reason: 'frequency', afterMs: MINUTE }];
      await add();
      await deliver();
      now = START + MINUTE - 1;
      await deliver();
      expect(sent).toHaveLength(1);
      now = START + MINUTE;
      await deliver();
      expect([sent.length, (await row()).state]).toEqual([2, 'accepted']);
    });

    it('keeps a refusal as it is and does not try again', async () => {
      answers = [{ kind: 'refused', code: 81013, reason: 'recipients', scope: 'recipient' }];
      await add();
      await deliver();
      now += 60 * MINUTE;
      await deliver();
      expect([sent.length, await row()]).toEqual([
        1,
        expect.objectContaining({ state: 'refused', outcome: 'recipients', refused: ['ZhangSan'] }),
      ]);
    });

    it('repeats to a group once when no answer comes, then leaves it unknown', async () => {
      answers = Array.from({ length: 9 }, () => ({ kind: 'unknown', reason: 'timeout' }) as const);
      await add({ channel: 'webhook', to: ['key-12345678'] });
      for (let i = 0; i < 9; i++) {
        await deliver();
        now += 5 * MINUTE;
      }
      expect([sent.map((p) => p.isRepeat), (await row()).state]).toEqual([[false, true], 'unknown']);
    });

    it('repeats to persons as long as WeCom itself checks for repetitions, byte by byte the same', async () => {
      answers = Array.from({ length: 99 }, () => ({ kind: 'unknown', reason: 'timeout' }) as const);
      await add();
      let lastAt = 0;
      for (let i = 0; i < 300; i++) {
        const before = sent.length;
        await deliver();
        if (sent.length > before) lastAt = now;
        now += MINUTE;
      }
      expect(sent.length).toBeGreaterThan(15);
      expect(new Set(sent.map(({ isRepeat: _, ...rest }) => JSON.stringify(rest))).size).toBe(1);
      expect(lastAt - START).toBeGreaterThan(3.5 * 60 * MINUTE);
      expect(lastAt - START).toBeLessThan(4 * 60 * MINUTE);
      expect((await row()).state).toBe('unknown');
    });

    it('taken up again by hand, it is repeated for as long as a fresh one', async () => {
      answers = Array.from({ length: 99 }, () => ({ kind: 'unknown', reason: 'timeout' }) as const);
      await add();
      for (; (await row()).state !== 'unknown'; now += 10 * MINUTE) await deliver();
      await store.retryOutbox(now, (await row()).id);
      await deliver();
      expect(await row()).toMatchObject({ state: 'waiting', doubts: 2, doubtedAt: now });
    });

    it('forgets by no hand that it may have arrived', async () => {
      const lost = { kind: 'unknown', reason: 'timeout' } as const;
      const card = { title: '卡', buttons: [{ text: '签到', key: 'checkin' }] };
      await add({ card });
      answers = [lost];
      await deliver();
      const { doubtedAt } = await row();
      now += MINUTE;
      await store.retryOutbox(now);
      expect(await row()).toMatchObject({ doubts: 1, doubtedAt });
      answers = Array.from({ length: 99 }, () => lost);
      for (let i = 0; i < 30; i++, now += 10 * MINUTE) await deliver();
      expect((await row()).state).toBe('unknown');
      await store.retryOutbox(now);
      answers = [{ kind: 'refused', code: 42014, reason: 'bad_task_id', scope: 'message' }];
      await deliver();
      expect(await row()).toMatchObject({ state: 'accepted' });
    });

    it('repeats to a group once more by hand, and only once', async () => {
      answers = Array.from({ length: 9 }, () => ({ kind: 'unknown', reason: 'timeout' }) as const);
      await add({ channel: 'webhook', to: ['key-12345678'] });
      const goOn = async () => {
        for (let i = 0; i < 4; i++, now += 10 * MINUTE) await deliver();
      };
      await goOn();
      expect(sent).toHaveLength(2);
      await store.retryOutbox(now);
      await goOn();
      expect(sent.map((p) => p.isRepeat)).toEqual([false, true, true]);
    });

    it('takes a card for arrived whose number was taken by a send that nobody heard of', async () => {
      answers = [
        { kind: 'unknown', reason: 'timeout' },
        { kind: 'refused', code: 42014, reason: 'bad_task_id', scope: 'message' },
      ];
      await add({ card: { title: '请假', buttons: [{ text: '同意', key: 'ok' }] } });
      await deliver();
      now += MINUTE;
      await deliver();
      expect((await row()).state).toBe('accepted');
      // And in words it would be said a second time.
      expect(sent).toHaveLength(2);
    });

    it('sends a message again whose process died between sending and recording, webhooks once only', async () => {
      await add({ channel: 'webhook', to: ['key-12345678'] });
      for (let crash = 0; crash < 4; crash++) {
        // The claim is written; the process that sent it never records.
        if ((await store.claimDue(now, { kind: 'push', limit: 5, leaseMs: MINUTE })).length === 0) break;
        now += 2 * MINUTE;
        await store.freeLost([]);
      }
      await deliver();
      expect([sent, (await row()).state]).toEqual([[], 'unknown']);
    });

    it('refuses what no set-up channel can carry, visibly', async () => {
      await add({ channel: 'app' });
      await deliver({ webhook: sender });
      expect(await row()).toMatchObject({ state: 'refused', outcome: 'channel_not_set_up' });
    });

    it('sends nothing that was settled before its time', async () => {
      await add({ at: START + MINUTE });
      await store.write((tx) => tx.cancelOutbox('s'));
      now += 2 * MINUTE;
      await deliver();
      expect(sent).toEqual([]);
    });

    it('lists what is open, and sends it again or drops it by hand', async () => {
      answers = [{ kind: 'refused', code: 48002, reason: 'setup', scope: 'setup' }];
      await add();
      await deliver();
      expect((await store.openOutbox()).map((r) => [r.key, r.state])).toEqual([['k1', 'refused']]);
      expect(await store.retryOutbox(now, (await row()).id)).toBe(1);
      await deliver();
      expect((await row()).state).toBe('accepted');
      expect(await store.dropOutbox()).toBe(0);
    });
  });
}
