// Several instances send at once: limits, order and leases hold over all of them, and what became of a send is never
// thrown away.
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../src/domain/errors.ts';
import { setLogLevel } from '../../src/observe/log.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import type { TestDatabase } from '../support/databases.ts';
import { MIGRATED } from '../support/migrated.ts';
import { HOUR, instanceThatSends, MINUTE, message, toGroup } from '../support/sending.ts';
import { type WecomStandIn, wecomStandIn } from '../support/wecom-stand-in.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`on ${database.name}`, { timeout: 60_000 }, () => {
    let made: TestDatabase;
    const open: OpenStore[] = [];
    let now: number;
    let wecom: WecomStandIn;
    const clock = { now: () => now };

    const another = (own = true) => {
      const store = openStore(made.choice, own ? clock : undefined);
      open.push(store);
      return store;
    };
    beforeEach(async () => {
      setLogLevel('silent');
      made = await database.create();
      now = START;
      wecom = await wecomStandIn(clock);
      await another().migrate();
    }, 20_000);
    afterEach(async () => {
      await Promise.all(open.splice(0).map((store) => store.close()));
      await made.remove();
    }, 20_000);

    it('120 messages to one member from two instances: none is dropped, none is refused', async () => {
      const [one, two] = [another(), another()];
      await one.write((tx) =>
        tx.addOutbox(Array.from({ length: 120 }, (_, i) => message(`m${String(i).padStart(3, '0')}`, now))),
      );
      wecom.slowness = 2;
      const both = [one, two].map((store) => instanceThatSends(store, wecom.base, clock));
      for (; now < START + 5 * MINUTE; now += 4000) await Promise.all(both.map((queue) => queue.run()));
      expect(wecom.dropped).toEqual([]);
      const texts = wecom.delivered.map((d) => d.text);
      expect(texts).toEqual([...texts].sort());
      expect(texts).toHaveLength(120);
    });

    it('28 groups get invitation and change in order, with two instances and answers that fail', async () => {
      const [one, two] = [another(), another()];
      const keys = Array.from({ length: 28 }, (_, i) => `group-key-${String(i).padStart(2, '0')}`);
      const both = [one, two].map((store) => instanceThatSends(store, wecom.base, clock));
      await one.write((tx) =>
        tx.addOutbox([
          ...keys.map((key) => message(`1 ${key}`, now, { ...toGroup(key), rule: 'invitation' })),
          ...keys.map((key) => message(`2 ${key}`, now, { ...toGroup(key), rule: 'changed' })),
        ]),
      );
      for (let i = 0; now < START + 10 * MINUTE; i++, now += 3000) {
        if (i === 3) wecom.suffers('ok');
        else if (i === 0) wecom.suffers({ status: 502 }, '/cgi-bin/webhook/send');
        await Promise.all(both.map((queue) => queue.run()));
      }
      // Together in one message where both waited, or one after the other.
      for (const key of keys)
        expect(wecom.delivered.filter((d) => d.to === key).flatMap((d) => d.text.split('\n\n'))).toEqual([
          `1 ${key}`,
          `2 ${key}`,
        ]);
    });

    it('the store is cut between sending and recording: nothing is sent again', async () => {
      const [one, two] = [another(), another()];
      const keys = Array.from({ length: 24 }, (_, i) => `group-key-${i}`);
      await one.write((tx) => tx.addOutbox(keys.map((key) => message(`to ${key}`, now, toGroup(key)))));
      let isCut = false;
      const away = async (): Promise<never> => {
        throw new StoreUnavailable('unreachable', { cause: new Error('cut') });
      };
      const cut: OpenStore = {
        ...one,
        claimDue: (...args) => (isCut ? away() : one.claimDue(...args)),
        settle: (...args) => (isCut ? away() : one.settle(...args)),
        write: (work) => (isCut ? away() : one.write(work)),
        freeLost: (...args) => (isCut ? away() : one.freeLost(...args)),
      };
      wecom.slowness = 100;
      const running = instanceThatSends(cut, wecom.base, clock).run();
      await sleep(60);
      isCut = true;
      while (wecom.delivered.length < 24) await sleep(10);
      await sleep(300);
      isCut = false;
      await running;
      now += 10 * MINUTE;
      await instanceThatSends(two, wecom.base, clock).run();
      expect(wecom.delivered).toHaveLength(24);
      expect(await two.openOutbox()).toEqual([]);
    });

    it('clocks two minutes apart and slow answers: nobody takes what another has in hand', async () => {
      const keys = Array.from({ length: 15 }, (_, i) => `group-key-${i}`);
      // Leases go by the database's clock here, as they do where time passes by itself.
      const [one, two] = [another(false), another(false)];
      const real = Date.now();
      await one.write((tx) =>
        tx.addOutbox(
          keys.map((key) =>
            message(`to ${key}`, real - 5 * MINUTE, { ...toGroup(key), expiresAt: real + HOUR }),
          ),
        ),
      );
      wecom.slowness = 400;
      const slow = instanceThatSends(one, wecom.base, { now: () => Date.now() - 2 * MINUTE }).run();
      await sleep(150);
      const fast = instanceThatSends(two, wecom.base, { now: () => Date.now() + 2 * MINUTE });
      for (let i = 0; i < 5; i++) {
        await fast.run();
        await sleep(50);
      }
      await slow;
      await fast.run();
      expect(wecom.delivered).toHaveLength(15);
    });

    it('hundreds wait and answers are slow: what is urgent overtakes', async () => {
      const store = another();
      await store.write((tx) =>
        tx.addOutbox(
          Array.from({ length: 800 }, (_, i) =>
            message(`digest ${i}`, now - MINUTE, { rule: 'digest', to: [`u${i}`] }),
          ),
        ),
      );
      wecom.slowness = 20;
      const running = instanceThatSends(store, wecom.base, clock).run();
      while (wecom.delivered.length < 60) await sleep(5);
      await store.write((tx) =>
        tx.addOutbox([
          message('nudge', now, { ...toGroup('group-key-1'), rule: 'nudge' }),
          message('approval', now, { rule: 'leave_request', to: ['lisi'] }),
        ]),
      );
      const before = wecom.delivered.length;
      const again = instanceThatSends(store, wecom.base, clock).run();
      while (!['nudge', 'approval'].every((text) => wecom.delivered.some((d) => d.text === text)))
        await sleep(5);
      // Of the hundreds that were there before, few left meanwhile.
      expect(wecom.delivered.length - before).toBeLessThan(250);
      await Promise.all([running, again]);
      expect(wecom.delivered).toHaveLength(802);
    });

    it('a thousand for one person on whom the limit lies: they are left alone until there is room', async () => {
      const store = another();
      await store.write((tx) =>
        tx.addOutbox(
          Array.from({ length: 1000 }, (_, i) => message(`m${i}`, now, { expiresAt: now + 48 * HOUR })),
        ),
      );
      let [claimed, settled] = [0, 0];
      const counted: OpenStore = {
        ...store,
        async claimDue(at, claim) {
          const rows = await store.claimDue(at, claim);
          claimed += rows.length;
          return rows;
        },
        settle(...args) {
          settled += 1;
          return store.settle(...args);
        },
      };
      const queue = instanceThatSends(counted, wecom.base, clock);
      for (; now < START + 3 * MINUTE; now += 10_000) await queue.run();
      expect([claimed, settled, wecom.delivered.length]).toEqual([75, 75, 75]);
    });
  });
}
