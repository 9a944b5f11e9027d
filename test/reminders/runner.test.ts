import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { cardTextChars } from '../../src/ports/channels.ts';
import type { OutboxRow } from '../../src/ports/outbox.ts';
import type { PlanRules } from '../../src/reminders/plan-input.ts';
import { createRunner } from '../../src/reminders/runner.ts';
import { putWatermark, serve } from '../../src/reminders/serve.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { rebuildSums } from '../../src/store/sums/rebuild.ts';
import { verifySums } from '../../src/store/sums/verify.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { plannedActivity } from '../support/activity.ts';
import type { TestDatabase } from '../support/databases.ts';
import { newItem } from '../support/item.ts';
import { MIGRATED } from '../support/migrated.ts';
import { rosterRows, SMALL_ROSTER, without } from '../support/roster.ts';
import { TEST_CONFIG } from '../support/settings.ts';

const templates = loadTemplates('templates');
const rules: PlanRules = {
  settings: loadSettings(TEST_CONFIG),
  permissions: createPermissions(new Set()),
  privateChannel: 'app',
  groupsBy: 'webhook',
  botName: '支部通',
  render: templates.render,
};
const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const BRANCH = 2;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`ticks on ${database.name}`, () => {
    let made: TestDatabase;
    let one: OpenStore;
    let two: OpenStore;
    let now: number;
    beforeEach(async () => {
      made = await database.create();
      one = openStore(made.choice);
      two = openStore(made.choice);
      await one.migrate();
      now = at('2026-11-23 08:00');
      await one.write((tx) => tx.applyRoster(SMALL_ROSTER, now));
    });
    afterEach(async () => {
      await one.close();
      await two.close();
      await made.remove();
    });

    const tick = (store = one) => createRunner(store, rules, { now: () => now }).tick();
    const rows = () => one.write((tx) => tx.outboxOfUnits(undefined, 0));
    const of = (list: OutboxRow[], rule: string, person?: string) =>
      list.filter((r) => r.rule === rule && (!person || r.audience.includes(person)));

    it('plan a moment once, whoever ticks and however often', async () => {
      await tick();
      now = at('2026-11-25 10:00');
      await Promise.all([tick(one), tick(two), tick(one)]);
      await tick(two);
      const list = await rows();
      expect(of(list, 'digest', 'zhangsan')).toHaveLength(1);
      expect(new Set(list.map((r) => r.key)).size).toBe(list.length);
    });

    it('give a digest buttons only where text and buttons are one message', async () => {
      now = at('2026-11-30 08:00');
      await tick();
      now = at('2026-12-01 10:00');
      await tick();
      const digests = of(await rows(), 'digest');
      const isLong = (r: OutboxRow) => [...r.text].length > cardTextChars('app');
      expect(digests.some(isLong)).toBe(true);
      expect(digests.some((r) => !isLong(r))).toBe(true);
      for (const row of digests) expect(row.card === null).toBe(isLong(row));
    });

    it.each([
      [cardTextChars('app'), true],
      [cardTextChars('app') + 1, false],
    ])('give buttons to a digest of %i signs: %s, whatever signs they are', async (length, hasCard) => {
      await one.write((tx) =>
        tx.addItem(newItem({ unitId: BRANCH, ownerId: 'zhaoliu', dueAt: at('2026-11-26 23:59') })),
      );
      /** What the digest of the day says when its foot has signs added, each of two code units. */
      const padded = async (by: number) => {
        const render: PlanRules['render'] = (name, ...data) =>
          templates.render(name, ...data) + (name === 'reminders.digest.foot' ? '𠮷'.repeat(by) : '');
        await createRunner(one, { ...rules, render }, { now: () => now }).tick();
        return of(await rows(), 'digest', 'zhaoliu').at(-1)!;
      };
      await tick();
      now = at('2026-11-25 10:00');
      const plain = [...(await padded(0)).text].length;
      await one.write((tx) => tx.putMark('planned_until', String(at('2026-11-25 08:00'))));
      await one.db.deleteFrom('outbox').execute();
      const row = await padded(length - plain);
      expect([...row.text]).toHaveLength(length);
      expect(row.card !== null).toBe(hasCard);
    });

    it('plan nothing again when the clock is set back, and go on when it is right', async () => {
      await tick();
      now = at('2026-11-25 10:00');
      await tick();
      const before = (await rows()).length;
      now = at('2026-11-20 10:00');
      await tick();
      expect(await rows()).toHaveLength(before);
      now = at('2026-11-25 10:01');
      await tick();
      expect(await rows()).toHaveLength(before);
    });

    describe('after a clock that was a month ahead', () => {
      const opening = async () => of(await rows(), 'opening').filter((r) => r.key.startsWith('opening'));
      beforeEach(async () => {
        await one.write(async (tx) => {
          await tx.putBinding({
            unitId: BRANCH,
            chatId: 'c',
            webhookKey: 'k',
            boundBy: 'zhangsan',
            boundAt: 0,
          });
          await tx.addActivity(
            plannedActivity({ unitId: BRANCH, startAt: at('2026-11-26 15:00'), createdAt: now }),
          );
        });
        await tick();
        const right = now;
        now = at('2026-12-23 10:00');
        await tick();
        // What was sent in that hour is out.
        await one.db
          .updateTable('outbox')
          .set({ state: 'accepted' })
          .where('state', '=', 'waiting')
          .execute();
        now = right + 60_000;
      });
      /** Every half hour but at night, when nothing is due. */
      const until = async (day: string) => {
        for (; now <= at(`${day} 23:50`); now += 30 * 60_000)
          if (new Date(now).getUTCHours() < 14)
            await createRunner(one, rules, { now: () => now }, async () => true).tick();
      };

      it('all comes when its day comes', async () => {
        await until('2026-11-26');
        expect((await opening()).map((r) => [r.state, r.at])).toContainEqual([
          'waiting',
          at('2026-11-26 14:31'),
        ]);
        expect(of(await rows(), 'digest', 'zhangsan').some((r) => r.key.endsWith('2026-11-25'))).toBe(true);
      });

      it('also what was sent from the future, once its day has come', async () => {
        const early = of(await rows(), 'digest').filter(
          (r) => r.state === 'accepted' && r.at > now + 86_400_000,
        );
        expect(early.length).toBeGreaterThan(0);
        await until('2026-11-23');
        now = at('2026-12-23 08:00');
        await tick();
        now = at('2026-12-23 10:00');
        await tick();
        const again = of(await rows(), 'digest').filter((r) => early.some(({ key }) => key === r.key));
        expect(again.map((r) => r.state)).toEqual(early.map(() => 'waiting'));
      });

      it('nothing is planned anew while nobody else says that the clock is right now', async () => {
        const before = (await rows()).map((r) => r.key).sort();
        await tick();
        expect((await rows()).map((r) => r.key).sort()).toEqual(before);
      });
    });

    it('serve no moment again after the clock was set back, whatever has changed meanwhile', async () => {
      await tick();
      now = at('2026-11-25 10:00');
      await tick();
      const before = (await rows()).map((r) => r.key).sort();
      // An item handed over now, whose reminders of three days and of one day before were on the 24th and 26th.
      const due = at('2026-11-27 23:59');
      await one.write((tx) => tx.addItem(newItem({ unitId: BRANCH, ownerId: 'zhaoliu', dueAt: due })));
      now = at('2026-11-20 10:00');
      await tick();
      now = at('2026-11-25 10:01');
      await tick();
      await tick(two);
      expect((await rows()).map((r) => r.key).sort()).toEqual(before);
      now = at('2026-11-26 10:00');
      await tick();
      expect(of(await rows(), 'digest', 'zhaoliu').map((r) => r.key)).toEqual(['digest:zhaoliu:2026-11-26']);
    });

    /** The same store, which says what the work asks it under the writer's lock. */
    function watched(asked: string[]): OpenStore {
      const write: OpenStore['write'] = (work) =>
        one.write((tx) =>
          work(
            new Proxy(tx, {
              get(target, name: keyof typeof tx & string) {
                asked.push(name);
                return target[name];
              },
            }),
          ),
        );
      return { ...one, write };
    }

    it('keep the writer for the watermark alone when nothing is due', async () => {
      await tick();
      now = at('2026-11-23 08:01');
      const asked: string[] = [];
      await tick(watched(asked));
      expect(asked).toEqual(['mark', 'putMark']);
      expect(await one.read((tx) => tx.mark('planned_until'))).toBe(String(now + 1));
    });

    it('sum every day whose meetings are over for good, also after days without a tick', async () => {
      await tick();
      for (const day of ['2026-11-10', '2026-11-12', '2026-11-20', '2026-11-22'])
        await one.write((tx) =>
          tx.addActivity(plannedActivity({ unitId: BRANCH, startAt: at(`${day} 15:00`) })),
        );
      await one.rewrite((db) => rebuildSums(db, at('2026-11-01 00:00')));
      now = at('2026-11-23 08:01');
      await tick();
      expect(await one.read((tx) => tx.hasUnsummed(now))).toBe(false);
      const { days, differing } = await verifySums(one.db);
      expect([days, differing]).toEqual([3, []]);
    });

    it('write to nobody who left after they looked', async () => {
      await tick();
      now = at('2026-11-25 10:00');
      const late: OpenStore = {
        ...one,
        async write(work) {
          await two.write(async (tx) =>
            tx.applyRoster(without('zhangsan', await tx.organisation()).changes, now),
          );
          return one.write(work);
        },
      };
      await tick(late);
      const digests = of(await rows(), 'digest');
      expect(digests.length).toBeGreaterThan(0);
      expect(of(digests, 'digest', 'zhangsan')).toEqual([]);
    });

    it('write more at once than the database takes in one statement', async () => {
      const lines = Array.from({ length: 2000 }, (_, i) => `张${i} s${i} 大市党委/第${i + 1}党支部 书记`);
      const rows2000 = rosterRows(lines.join('\n'));
      await one.write(async (tx) => {
        const { changes } = planRoster(rows2000, await tx.organisation(), [], { prune: false });
        await tx.applyRoster(changes, now);
      });
      now = at('2026-11-25 08:00');
      await tick();
      now = at('2026-11-25 10:00');
      await tick();
      const digests = of(await rows(), 'digest').filter((r) => /^s\d+$/.test(r.audience[0]!));
      expect(digests).toHaveLength(2000);
    });

    it('plan again when something changes while they plan, and under the lock when it always does', async () => {
      await tick();
      now = at('2026-11-25 10:00');
      let tries = 0;
      const busy: OpenStore = {
        ...one,
        async write(work) {
          // Somebody else writes between their look and their turn, each time something that settles a matter.
          tries += 1;
          await two.write((tx) => tx.settleMatter(`matter${tries}`, 'zhangsan', now));
          return one.write(work);
        },
      };
      await tick(busy);
      const digests = of(await rows(), 'digest', 'zhangsan');
      expect(digests).toHaveLength(1);
      expect(await one.read((tx) => tx.mark('planned_until'))).toBe(String(now + 1));
      // Three looks, and the watermark.
      expect(tries).toBe(4);
    });

    it('leave to the other instance what it has served meanwhile', async () => {
      await tick();
      now = at('2026-11-25 10:00');
      let isServed = false;
      const late: OpenStore = {
        ...one,
        async write(work) {
          if (!isServed) {
            isServed = true;
            await tick(two);
          }
          return one.write(work);
        },
      };
      await tick(late);
      const list = await rows();
      expect(of(list, 'digest', 'zhangsan')).toHaveLength(1);
      expect(await one.read((tx) => tx.mark('planned_until'))).toBe(String(now + 1));
    });

    it('write nothing for a span that somebody else has served', async () => {
      await tick();
      now = at('2026-11-25 10:00');
      const from = Number(await one.read((tx) => tx.mark('planned_until')));
      const errand = { rules, now, span: { from, to: now + 1 }, units: undefined, heavy: false };
      const write: OpenStore['write'] = async (work) => {
        await one.write((tx) => putWatermark(tx, now));
        return one.write(work);
      };
      expect(await serve({ ...one, write }, errand)).toBe(false);
      expect(await rows()).toEqual([]);
    });

    it('begin with the first tick and make nothing up for the time before', async () => {
      now = at('2026-11-25 12:00');
      await tick();
      expect(await rows()).toEqual([]);
    });

    it.each([
      ['an hour', '2026-11-25 10:30'],
      ['a day', '2026-11-26 10:30'],
      ['a month', '2026-12-25 10:30'],
    ])(
      'after %s of downtime send each person one digest at most, and record what is stale',
      async (_, back) => {
        now = at('2026-11-25 08:00');
        await tick();
        now = at(back);
        await tick();
        const list = await rows();
        const waiting = of(list, 'digest', 'zhangsan').filter((r) => r.state === 'waiting');
        expect(waiting.length).toBeLessThanOrEqual(1);
        for (const row of list.filter((r) => r.state === 'dropped')) expect(row.outcome).toBe('stale');
        // What is still open is told now, or with the next digest: 党小组会 of November has passed after a month.
        const later = at('2026-12-31 12:00');
        const carried = (await one.write((tx) => tx.planState(0, later))).snoozes;
        expect(waiting.length + carried.length).toBeGreaterThan(0);
      },
    );

    it('make the 主题党日 of a fixed day once, a month ahead', async () => {
      const fixed = { rule: { kind: 'day', day: 25 }, clock: '15:00', place: '党员活动室' };
      await one.write((tx) => tx.putSetting(BRANCH, 'fixed_day', JSON.stringify(fixed)));
      await tick();
      now = at('2026-11-24 09:00');
      await Promise.all([tick(one), tick(two)]);
      const list = await one.write((tx) => tx.activities([BRANCH], now, at('2027-03-01 00:00')));
      expect(list.map((a) => [a.fixedFor, new Date(a.startAt).toISOString()])).toEqual([
        ['2026-11', '2026-11-25T07:00:00.000Z'],
      ]);
      now = at('2026-11-26 09:00');
      await tick();
      const more = await one.write((tx) => tx.activities([BRANCH], now, at('2027-03-01 00:00')));
      expect(more.map((a) => a.fixedFor)).toEqual(['2026-12']);
    });

    it('send for a 主题党日 made by itself what was due by then, under its own number', async () => {
      const fixed = { rule: { kind: 'day', day: 25 }, clock: '15:00', place: '党员活动室' };
      await tick();
      await one.write((tx) => tx.putSetting(BRANCH, 'fixed_day', JSON.stringify(fixed)));
      now = at('2026-11-24 20:00');
      await tick();
      const [made] = await one.write((tx) => tx.activities([BRANCH], now, at('2026-11-26 00:00')));
      const told = (await rows()).filter((r) => r.subject.startsWith('activity:'));
      expect(told.length).toBeGreaterThan(0);
      for (const row of told) expect(row.subject).toBe(`activity:${made!.id}`);
    });

    it('know the next moment: after now, and up to the one asked for', async () => {
      const runner = createRunner(one, rules, { now: () => now });
      await runner.tick();
      const far = at('2026-12-31 00:00');
      const next = (await runner.next(far))!;
      expect(next).toBeGreaterThan(now);
      expect(await runner.next(next)).toBe(next);
      expect(await runner.next(next - 1)).toBeUndefined();
      now = next;
      expect(await runner.next(far)).toBeGreaterThan(next);
    });

    it.each([
      [1999, false],
      [2000, true],
    ])('of %i people read off the event loop: %s', async (size, isHeavy) => {
      const asked: boolean[] = [];
      const read: OpenStore['read'] = (work, options) => {
        asked.push(options?.heavy === true);
        const isFirst = asked.length === 1;
        return one.read(async (tx) => {
          const org = await tx.organisation();
          const city = Object.create(org, { people: { value: { size } } });
          return work(Object.assign(Object.create(tx), { organisation: async () => (isFirst ? city : org) }));
        }, options);
      };
      now = at('2026-11-25 09:00');
      await tick({ ...one, read });
      expect(asked).toEqual([false, isHeavy]);
    });

    it.each(['was tried in vain', 'was kept back with its channel'])(
      'reword a digest that %s when one of its lines is settled, and drop it when all are',
      async (why) => {
        await tick();
        now = at('2026-11-25 09:40');
        await tick();
        const [digest] = of(await rows(), 'digest', 'zhangsan');
        expect(digest?.matters?.length).toBeGreaterThan(1);
        if (why === 'was tried in vain') {
          const claimed = (await one.claimDue(now, { kind: 'push', limit: 50, leaseMs: 60_000 })).find(
            (r) => r.key === digest!.key,
          )!;
          await one.settle(claimed, { state: 'waiting', at: now + 60_000, outcome: 'busy' }, now);
        } else now += 2 * 60_000;
        await one.write(async (tx) => {
          for (const [i, types] of (
            ['committee_meeting', 'theme_day', 'party_congress', 'party_lecture'] as const
          ).entries()) {
            const a = await tx.addActivity(
              plannedActivity({
                unitId: BRANCH,
                types: [types],
                startAt: at('2026-11-26 15:00') + i * 3600_000,
                createdBy: 'zhangsan',
                createdAt: now,
              }),
            );
            expect(a.id).toBeGreaterThan(0);
          }
        });
        now += 60_000;
        await tick();
        const [after] = of(await rows(), 'digest', 'zhangsan');
        expect(after!.state === 'cancelled' || after!.text !== digest!.text).toBe(true);
      },
    );
  });
}
