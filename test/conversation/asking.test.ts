import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import { StoreUnavailable } from '../../src/domain/errors.ts';
import type { IncomingMessage, Reply } from '../../src/ports/channels.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import type { TestDatabase } from '../support/databases.ts';
import { toolsFor } from '../support/dialogue.ts';
import { gate } from '../support/gate.ts';
import { newItem } from '../support/item.ts';
import { MIGRATED } from '../support/migrated.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const HOUR = 3600_000;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(
    `questions on ${database.name}${database.missing ? ` (${database.missing})` : ''}`,
    () => {
      let made: TestDatabase;
      let store: OpenStore;
      let second: OpenStore;
      let failures: unknown[];

      beforeEach(async () => {
        made = await database.create();
        store = openStore(made.choice);
        second = openStore(made.choice);
        failures = [];
        await store.migrate();
        await store.write(async (tx) => {
          await tx.applyRoster(SMALL_ROSTER, NOW);
          await tx.addActivity(plannedActivity({ unitId: 2, startAt: NOW + HOUR / 4, createdAt: NOW }));
        });
      });
      afterEach(async () => {
        await Promise.all([store.close(), second.close()]);
        await made.remove();
      });

      /** A server's intake; `by` is added to every answer, so that one can tell whose it is. */
      function instance(on: Store, by = '') {
        const tools = toolsFor();
        const templates: typeof tools.templates = {
          ...tools.templates,
          render: (name, ...data) => tools.templates.render(name, ...data) + by,
        };
        return createIntake(
          { ...tools, templates },
          on,
          { now: () => NOW },
          {
            answered: () => undefined,
            pushesAdded: () => undefined,
            failed: (error) => failures.push(error),
          },
        );
      }
      const message = (key: string, text: string, userId = 'wangwu'): IncomingMessage => ({
        key,
        channel: 'app',
        userId,
        at: NOW,
        content: { kind: 'text', text },
      });
      const kept = (on: Store, key: string, userId = 'wangwu') =>
        on.read(async (tx) => (await tx.answered([{ userId, key }])).get(key));

      /** The writer's lock, held by another until released. */
      async function holdWriter(by: Store): Promise<() => Promise<void>> {
        const open = gate();
        const end = gate();
        const writing = by.write(
          async () => {
            open.pass();
            await end.passed;
          },
          // Else PostgreSQL frees the lock of one who stands still.
          { patient: true },
        );
        await open.passed;
        const release = async () => {
          end.pass();
          await writing;
        };
        onTestFinished(release);
        return release;
      }

      for (const held of ['this', 'another'] as const) {
        it(`are answered while a writer of ${held} instance is held, and kept afterwards`, async () => {
          const intake = instance(store);
          const release = await holdWriter(held === 'this' ? store : second);
          const reply = await intake.submit(message('q1', '我的'));
          expect(reply?.text).toContain('王五');
          expect(await kept(second, 'q1')).toBeUndefined();
          // In flight still: the same answer.
          expect(await intake.submit(message('q1', '我的'))).toEqual(reply);
          await release();
          await intake.drain();
          expect(await kept(second, 'q1')).toEqual(reply);
        });
      }

      it('of every kind are answered while the writer is held', async () => {
        const intake = instance(store);
        const release = await holdWriter(second);
        const texts = [
          '帮助',
          '我的',
          '主题党日固定日',
          '送达情况',
          '诊断',
          '谁没签到',
          '近期安排',
          '整改1',
          '到会率',
        ];
        const answers = texts.map(
          async (text) => (await intake.submit(message(text, text, 'zhangsan')))?.text,
        );
        for (const answer of await Promise.all(answers)) expect(answer).toBeTruthy();
        await release();
        await intake.drain();
      });

      it('by the name of a matter alone are answered while the writer is held', async () => {
        const intake = instance(store);
        const release = await holdWriter(second);
        for (const text of ['三会一课', '逾期', '名册', '没上报', '流动党员名单'])
          expect((await intake.submit(message(text, text, 'zhangsan')))?.text).toBeTruthy();
        await release();
        await intake.drain();
      });

      it.each([
        ['帮助', false],
        ['我的', false],
        ['主题党日固定日', false],
        ['整改1', false],
        ['谁没签到', true],
        ['到会率', true],
        ['送达情况', true],
        ['诊断', true],
        ['三会一课', true],
        ['名册', true],
      ])('%s: reads off the event loop: %s', async (text, isHeavy) => {
        const asked: boolean[] = [];
        const read: Store['read'] = (work, options) => {
          asked.push(options?.heavy === true);
          return store.read(work, options);
        };
        await instance({ ...store, read }).submit(message('q1', text, 'zhangsan'));
        expect(asked).toEqual([isHeavy]);
      });

      it('are answered to a repeat as at first, by either instance', async () => {
        const [one, two] = [instance(store), instance(second)];
        const first = await one.submit(message('q1', '我的'));
        await one.submit(message('m1', '签到'));
        expect((await one.submit(message('q2', '我的')))?.text).not.toBe(first?.text);
        expect(await one.submit(message('q1', '我的'))).toEqual(first);
        expect(await two.submit(message('q1', '我的'))).toEqual(first);
      });

      it('have one answer when two copies are in flight at two instances', async () => {
        const [one, two] = [instance(store, '（一）'), instance(second, '（二）')];
        const replies = await Promise.all([one, two].map((i) => i.submit(message('q1', '帮助'))));
        expect(replies[0]).toEqual(replies[1]);
        expect(await kept(store, 'q1')).toEqual(replies[0]);
      });

      it('see what the same person said just before', async () => {
        const intake = instance(store);
        const [, mine] = await Promise.all([
          intake.submit(message('m1', '签到')),
          intake.submit(message('q1', '我的')),
        ]);
        expect(mine?.text).toBe((await intake.submit(message('q2', '我的')))?.text);
        expect(mine?.text).not.toBe((await intake.submit(message('q3', '我的', 'zhaoliu')))?.text);
      });

      it('overtake a question of ours, like every clear matter', async () => {
        const question = {
          userId: 'wangwu',
          chat: '',
          awaiting: 'choice' as const,
          options: [],
          intent: null,
          text: null,
          expiresAt: NOW + HOUR,
        };
        await store.write((tx) => tx.putQuestion(question));
        expect((await instance(store).submit(message('q1', '我的')))?.text).toContain('王五');
        expect(await second.read((tx) => tx.question('wangwu', ''))).toBeUndefined();
      });

      it('leave their marks: an item asked about is the one that is meant next', async () => {
        await store.write((tx) => tx.addItem(newItem({ ownerId: 'wangwu', ownerName: '王五' })));
        await instance(store).submit(message('q1', '整改1什么情况'));
        expect(await second.read((tx) => tx.mark('item_named:wangwu'))).toBe(`1:${NOW}`);
      });

      it('that change something after all are answered by the writer', async () => {
        await store.write(async (tx) => {
          await tx.addItem(newItem({ ownerId: 'wangwu', ownerName: '王五' }));
          await tx.addEvidence({
            itemId: 1,
            activityId: null,
            by: 'wangwu',
            at: NOW,
            messageKey: 'm0',
            kind: 'image',
            state: 'fetched',
            media: null,
            validUntil: NOW,
            name: null,
            size: 1,
            sha256: 'a'.repeat(64),
            reason: null,
          });
        });
        await instance(store).submit(message('q1', '整改1的材料发给我'));
        const files = await store.db.selectFrom('outbox').select(['kind', 'key']).execute();
        expect(files).toEqual([{ kind: 'file', key: 'file:evidence:1:q1' }]);
      });

      /** A store on which the work of one transaction fails in the middle. */
      function failingOnce(error: Error): Store {
        let left = 1;
        const broken = <T extends object>(tx: T): T =>
          new Proxy(tx, {
            get(target, name: keyof T & string) {
              if (name === 'bindings' || name !== 'organisation' || left-- <= 0) return target[name];
              return () => Promise.reject(error);
            },
          });
        return {
          ...store,
          write: (work) => store.write((tx) => work(broken(tx))),
          read: (work, options) => store.read((tx) => work(broken(tx)), options),
        };
      }

      it.each(['签到', '我的'])(
        '%s: a fault of ours is told and not kept, so that saying it again works',
        async (text) => {
          const fault = new TypeError('slip');
          const intake = instance(failingOnce(fault));
          const sorry = await intake.submit(message('m1', text));
          expect(sorry?.text).toBe(toolsFor().templates.render('general.failed'));
          expect(failures).toEqual([fault]);
          expect(await kept(store, 'm1')).toBeUndefined();
          const reply = await intake.submit(message('m1', text));
          expect(reply?.text).toBe((await instance(store).submit(message('m1', text)))?.text);
          expect(reply?.text).not.toBe(sorry?.text);
          expect(await kept(store, 'm1')).toEqual(reply);
        },
      );

      it.each(['签到', '我的'])(
        '%s: without a store there is no answer, so that WeCom repeats',
        async (text) => {
          const intake = instance(
            failingOnce(new StoreUnavailable('unreachable', { cause: new Error('gone') })),
          );
          await expect(intake.submit(message('m1', text))).rejects.toMatchObject({
            code: 'store_unavailable',
          });
          expect(failures).toEqual([]);
          const reply = (await intake.submit(message('m1', text))) as Reply;
          expect(await kept(store, 'm1')).toEqual(reply);
        },
      );

      it('one bad message does not take its batch with it', async () => {
        const bad = (tx: Tx): Tx =>
          new Proxy(tx, {
            get: (target, name: keyof Tx) =>
              name === 'putAttendance'
                ? (row: Parameters<Tx['putAttendance']>[0]) =>
                    row.personId === 'lisi'
                      ? Promise.reject(new TypeError('slip'))
                      : target.putAttendance(row)
                : target[name],
          });
        const intake = instance({ ...store, write: (work) => store.write((tx) => work(bad(tx))) });
        const people = ['wangwu', 'lisi', 'zhaoliu'];
        const replies = await Promise.all(people.map((p) => intake.submit(message(`m:${p}`, '签到', p))));
        expect(failures).toHaveLength(1);
        expect(replies[1]?.text).toBe(toolsFor().templates.render('general.failed'));
        expect(await Promise.all(people.map((p) => kept(store, `m:${p}`, p)))).toEqual([
          replies[0],
          undefined,
          replies[2],
        ]);
      });
    },
  );
}
