// Who waits for whom, and how many messages a recipient is sent in a span: the same for every instance.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PUSH_CHANNELS } from '../../src/ports/channels.ts';
import type { Haste, OutboxEntry } from '../../src/ports/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';

const NOW = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE = 60_000;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`lanes on ${database.name}`, { timeout: 20_000 }, () => {
    let made: TestDatabase;
    let one: OpenStore;
    let two: OpenStore;
    let now: number;

    beforeEach(async () => {
      made = await database.create();
      now = NOW;
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
      expiresAt: NOW + 24 * 60 * MINUTE,
      rule: 'changed',
      unitId: null,
      subject: key,
      channel: 'app',
      to: ['ZhangSan'],
      audience: [],
      text: '通知',
      card: null,
      ...over,
    });
    const add = (...entries: OutboxEntry[]) => one.write((tx) => tx.addOutbox(entries));
    const claim = async (from = one, limit = 100, haste: Haste = 'urgent') =>
      from.claimDue(now, { kind: 'push', haste, limit, leaseMs: MINUTE });
    const keysOf = async (from?: OpenStore, limit?: number, haste?: Haste) =>
      (await claim(from, limit, haste)).map((r) => r.key);
    /** claims and sends all that may go now, in turn; the keys in the order they went */
    const sendAll = async (from = one) => {
      const sent: string[] = [];
      for (let rows = await claim(from); rows.length > 0; rows = await claim(from))
        for (const row of rows) {
          sent.push(row.key);
          await from.settle(row, { state: 'accepted' }, now);
        }
      return sent;
    };

    it('to one recipient the second waits until the first is done, whoever claims', async () => {
      await add(push('a'), push('b'), push('c', { to: ['LiSi'] }), push('d', { to: ['lisi', 'WangWu'] }));
      const [a, c] = await claim();
      expect([a!.key, c!.key]).toEqual(['a', 'c']);
      expect(await keysOf(two)).toEqual([]);
      await one.settle(c!, { state: 'accepted' }, now);
      // One of its recipients is free, and so is the other by now.
      expect(await keysOf(two)).toEqual(['d']);
      await one.settle(a!, { state: 'refused' }, now);
      expect(await keysOf(two)).toEqual(['b']);
    });

    it('a message for several waits for what any of them is still to get', async () => {
      await add(push('a', { to: ['LiSi'] }), push('b', { to: ['ZhangSan', 'LiSi'] }), push('c'));
      const [a, ...rest] = await claim();
      expect([a!.key, rest.map((r) => r.key)]).toEqual(['a', []]);
      await one.settle(a!, { state: 'accepted' }, now);
      expect(await keysOf()).toEqual(['b']);
    });

    it('groups are told apart by channel and by letter case', async () => {
      const group = (key: string, to: string) => push(key, { channel: 'webhook', to: [to] });
      await add(group('a', 'key-A'), group('b', 'key-a'), group('c', 'key-A'), push('d', { to: ['key-A'] }));
      expect(await keysOf()).toEqual(['a', 'b', 'd']);
    });

    it('what waits for its next try keeps its place before those behind it', async () => {
      await add(push('a'), push('b'));
      const [a] = await claim();
      await one.settle(a!, { state: 'waiting', at: now + MINUTE, attempts: 1, isUnsent: true }, now);
      expect(await keysOf()).toEqual([]);
      now += MINUTE;
      expect(await keysOf()).toEqual(['a']);
    });

    it('what steps aside keeps nobody waiting, and waits for nobody', async () => {
      await add(push('a'), push('b'), push('c'));
      const [a] = await claim();
      await one.settle(
        a!,
        { state: 'waiting', at: now + MINUTE, attempts: 3, stepsAside: true, isUnsent: true },
        now,
      );
      expect(await keysOf()).toEqual(['b']);
      now += MINUTE;
      expect(await keysOf()).toEqual(['a']);
    });

    it('what is not due yet keeps nobody waiting, nor does what was cancelled or dropped', async () => {
      await add(push('later', { at: NOW + MINUTE }), push('cancelled'), push('dropped'), push('b'));
      await one.write((tx) => tx.cancelOutbox('cancelled'));
      const { id } = (await one.openOutbox()).find((r) => r.key === 'dropped')!;
      await one.dropOutbox(id);
      expect(await keysOf()).toEqual(['b']);
    });

    it('the urgent overtake what can wait, and the other way round nobody is kept', async () => {
      await add(
        push('digest', { rule: 'digest' }),
        push('opening', { rule: 'opening' }),
        push('call', { rule: 'muster' }),
      );
      expect(await keysOf(one, 9, 'muster')).toEqual(['call']);
      expect(await keysOf(one, 9, 'urgent')).toEqual(['opening']);
      expect(await keysOf(one, 9, 'leisurely')).toEqual(['digest']);
    });

    it('taken up again by hand, it stands in its lane again', async () => {
      await add(push('a'), push('b'));
      const [a] = await claim();
      await one.settle(a!, { state: 'refused' }, now);
      expect(await one.retryOutbox(now)).toBe(1);
      expect(await keysOf()).toEqual(['a']);
      expect(await keysOf()).toEqual([]);
    });

    it('taken up again by hand while it waits, it keeps its place and does not wait for itself', async () => {
      await add(push('a'), push('b'));
      const [a] = await claim();
      await one.settle(a!, { state: 'waiting', at: now + MINUTE, attempts: 1, isUnsent: true }, now);
      now += 1000;
      await add(push('c', { at: now }));
      expect(await one.retryOutbox(now)).toBe(1);
      expect(await sendAll()).toEqual(['a', 'b', 'c']);
    });

    describe('limits', () => {
      const many = (n: number, over: Partial<OutboxEntry> = {}) =>
        add(...Array.from({ length: n }, (_, i) => push(`k${String(i).padStart(3, '0')}`, over)));

      it.each([
        ['app', 25],
        ['webhook', 17],
        ['bot', 24],
      ] as const)('%s: %i a minute to one recipient, all instances together', async (channel, places) => {
        // Too long to be joined: two of them are no single message.
        await many(60, { channel, text: '长'.repeat(PUSH_CHANNELS[channel].messageBytes / 4) });
        expect((await sendAll(one)).length + (await sendAll(two)).length).toBe(places);
        now += MINUTE - 1;
        expect(await sendAll(two)).toEqual([]);
        now += 1;
        expect(await sendAll(two)).toHaveLength(places);
      });

      it('an hour is limited too', async () => {
        const use = (n: number) => ({ lane: 'app:zhangsan', at: NOW, outbox_id: -n, fence: 1, places: 1 });
        await one.db
          .insertInto('lane_use')
          .values(Array.from({ length: 890 }, (_, i) => use(i)))
          .execute();
        now += 30 * MINUTE;
        await many(20);
        expect(await sendAll()).toHaveLength(10);
        now += 30 * MINUTE;
        expect(await sendAll()).toHaveLength(10);
      });

      it('the window runs from the answer, not from when the call began', async () => {
        await many(60);
        const [slow] = await claim();
        now += 50_000;
        await one.settle(slow!, { state: 'accepted' }, now);
        expect(await sendAll()).toHaveLength(24);
        now += 10_000;
        expect(await sendAll()).toEqual([]);
        now += 50_000;
        expect(await sendAll()).toHaveLength(25);
      });

      it('what is in hand counts, and what surely did not leave does not', async () => {
        await many(30);
        await add(push('other', { rule: 'digest', to: ['zhangsan'] }));
        for (let i = 0; i < 24; i++) await one.settle((await claim(one, 1))[0]!, { state: 'accepted' }, now);
        const [inHand] = await claim(one, 1);
        expect(await keysOf(two, 1, 'leisurely')).toEqual([]);
        await one.settle(inHand!, { state: 'refused', isUnsent: true }, now);
        expect(await keysOf(two, 1, 'leisurely')).toEqual(['other']);
      });

      it('a message that may have arrived counts each time', async () => {
        await many(30);
        for (let i = 0; i < 25; i++) {
          const [row] = await claim(one, 1);
          await one.settle(row!, { state: 'waiting', at: now, attempts: 1, doubts: i + 1 }, now);
        }
        expect(await keysOf()).toEqual([]);
      });

      it('a long text takes as many places as it takes messages, and a card beside it one more', async () => {
        const text = '党'.repeat(2048);
        await add(push('long', { text, card: { title: '卡', buttons: [] } }));
        await many(30);
        expect(await sendAll()).toHaveLength(1 + 25 - 5);
      });

      it('a message larger than the whole limit goes when nothing else did', async () => {
        await add(push('huge', { text: '党'.repeat(2048 * 10) }), push('b'));
        expect(await sendAll()).toEqual(['huge']);
      });

      it('one recipient at the limit keeps back what goes to several, and nobody else', async () => {
        await many(25);
        await sendAll();
        await add(push('both', { to: ['LiSi', 'ZhangSan'] }), push('lisi', { to: ['WangWu'] }));
        expect(await sendAll()).toEqual(['lisi']);
        now += MINUTE;
        expect(await sendAll()).toEqual(['both']);
      });

      it('of what is left below the limit of WeCom, four places are for a muster and what belongs to it', async () => {
        await many(25);
        await sendAll();
        await add(push('change', { rule: 'change' }));
        for (const rule of ['muster', 'muster_off', 'muster_nudge', 'muster_report', 'muster'])
          await add(push(`${rule}:${Math.trunc(now)}:${(await one.openOutbox()).length}`, { rule }));
        expect(await sendAll()).toEqual([]);
        let calls = 0;
        for (let rows = await claim(one, 9, 'muster'); rows.length > 0; rows = await claim(one, 9, 'muster'))
          for (const row of rows) {
            calls += 1;
            await one.settle(row, { state: 'accepted' }, now);
          }
        expect(calls).toBe(4);
      });

      it('what has stepped aside is limited too, however much of it is due at once', async () => {
        await many(40);
        for (let i = 0; i < 40; i++) {
          const [row] = await claim(one, 1);
          const at = now + MINUTE;
          await one.settle(
            row!,
            { state: 'waiting', at, attempts: 3, stepsAside: true, isUnsent: true },
            now,
          );
        }
        now += MINUTE;
        const [inHand] = await claim(one, 1);
        expect(await keysOf(two)).toEqual([]);
        await one.settle(inHand!, { state: 'accepted' }, now);
        expect(await sendAll()).toHaveLength(24);
        now += MINUTE;
        expect(await sendAll()).toHaveLength(15);
      });

      it('files count as well', async () => {
        await many(25);
        await sendAll();
        const file = { key: 'f', at: now, users: ['zhangsan'], name: 'a', content: { sha256: 'aa' } };
        await one.write((tx) => tx.addFilePushes([file]));
        const files = () => one.claimDue(now, { kind: 'file', limit: 9, leaseMs: MINUTE });
        expect(await files()).toEqual([]);
        now += MINUTE;
        expect(await files()).toHaveLength(1);
      });
    });

    it('what no limit looks back to any more is forgotten', async () => {
      await add(push('a'));
      await sendAll();
      now += 61 * MINUTE;
      await one.freeLost([]);
      expect(await one.db.selectFrom('lane_use').selectAll().execute()).toEqual([]);
      expect(await one.db.selectFrom('outbox_lane').selectAll().execute()).toEqual([]);
    });

    it('more rows than a statement can name are taken', async () => {
      await add(...Array.from({ length: 4000 }, (_, i) => push(`m${i}`, { to: [`u${i}`] })));
      expect(await keysOf(one, 5000)).toHaveLength(4000);
    });
  });
}
