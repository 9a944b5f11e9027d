// What waits for one group goes out as one message: which rows go along, and whose they are meanwhile.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PUSH_CHANNELS, type PushChannel } from '../../src/ports/channels.ts';
import { JOINT, type OutboxEntry } from '../../src/ports/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE = 60_000;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`rows that go along on ${database.name}`, { timeout: 20_000 }, () => {
    let made: TestDatabase;
    let one: OpenStore;
    let two: OpenStore;
    let now: number;

    beforeEach(async () => {
      now = NOW;
      made = await database.create();
      one = openStore(made.choice, { now: () => now });
      await one.migrate();
      two = openStore(made.choice, { now: () => now });
    }, 20_000);
    afterEach(async () => {
      await two.close();
      await one.close();
      await made.remove();
    }, 20_000);

    const push = (key: string, over: Partial<OutboxEntry> = {}): OutboxEntry => ({
      key,
      at: NOW,
      expiresAt: NOW + 60 * MINUTE,
      rule: 'changed',
      unitId: null,
      subject: key,
      channel: 'webhook',
      to: ['key-of-one-group'],
      audience: [],
      text: '通知',
      card: null,
      ...over,
    });
    const add = (...entries: OutboxEntry[]) => one.write((tx) => tx.addOutbox(entries));
    const claim = (from = one) =>
      from.claimDue(now, { kind: 'push', haste: 'urgent', limit: 100, leaseMs: MINUTE });
    /** what leaves together, group by group */
    const together = async () =>
      (await claim()).map((row) => [row, ...(row.along ?? [])].map(({ key }) => key));

    it('all that is due there, in its order, and what is for others by itself', async () => {
      await add(push('a'), push('b', { at: NOW - MINUTE }), push('c'), push('d', { to: ['another-group'] }));
      expect(await together()).toEqual([['b', 'a', 'c'], ['d']]);
      expect(await claim(two)).toEqual([]);
    });

    it.each<[string, Partial<OutboxEntry>]>([
      ['is not due', { at: NOW + 1 }],
      ['has buttons', { card: { title: '', buttons: [] } }],
      ['is too late', { expiresAt: NOW - 1 }],
      ['is too long for one message', { text: '长'.repeat(PUSH_CHANNELS.webhook.messageBytes / 3) }],
    ])('not what %s, nor what stands behind it', async (_, over) => {
      await add(push('a'), push('b', over), push('c', { at: over.at ?? NOW }));
      expect(await together()).toEqual([['a']]);
    });

    it('as much as one message holds, to the byte', async () => {
      const half = (PUSH_CHANNELS.webhook.messageBytes - JOINT.length) / 2;
      await add(push('a', { text: 'a'.repeat(half) }), push('b', { text: 'b'.repeat(half) }));
      await add(
        push('c', { to: ['x'], text: 'c'.repeat(half) }),
        push('d', { to: ['x'], text: 'd'.repeat(half + 1) }),
      );
      expect(await together()).toEqual([['a', 'b'], ['c']]);
    });

    it.each<[PushChannel, string[][]]>([
      ['webhook', [['a', 'b']]],
      ['appchat', [['a', 'b']]],
      ['bot', [['a', 'b']]],
      // The bytes of a message to persons must be the same when it is repeated.
      ['app', [['a']]],
      ['later', [['a']]],
    ])('by %s: %j', async (channel, expected) => {
      await add(push('a', { channel }), push('b', { channel }));
      expect(await together()).toEqual(expected);
    });

    it('what may have arrived before goes alone', async () => {
      await add(push('a'), push('b'));
      const [a] = await claim();
      now += MINUTE;
      await one.settle(a!, { state: 'waiting', at: now, doubts: 1, doubtedAt: now, outcome: 'timeout' }, now);
      await one.settle(a!.along![0]!, { state: 'waiting', at: now, outcome: 'timeout' }, now);
      expect(await together()).toEqual([['a']]);
    });

    it('each ends as it was settled, and all of them take one place of the limit', async () => {
      const places = PUSH_CHANNELS.webhook.limits[0]!.places;
      for (let i = 0; i < places; i++) {
        await add(push(`a${i}`), push(`b${i}`));
        const [head] = await claim();
        for (const row of [head!, ...head!.along!])
          expect(await one.settle(row, { state: 'accepted', outcome: 'accepted' }, now)).toBe(true);
      }
      await add(push('more'));
      expect(await claim()).toEqual([]);
      expect(await one.openOutbox()).toMatchObject([{ key: 'more', state: 'waiting' }]);
    });
  });
}
