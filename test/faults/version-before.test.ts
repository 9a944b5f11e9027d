// The version before runs beside this one during an update: what it writes is seen, although its rows do not say when
// they were changed, and what this one writes it can read.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Item, ownersOf } from '../../src/domain/ledger/item.ts';
import { createPermissions } from '../../src/domain/organisation/permissions.ts';
import { createRunner } from '../../src/reminders/runner.ts';
import { loadSettings } from '../../src/settings/settings.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { plannedActivity } from '../support/activity.ts';
import { DATABASES, type TestDatabase } from '../support/databases.ts';
import { newItem } from '../support/item.ts';
import { SMALL_ROSTER } from '../support/roster.ts';
import { TEST_CONFIG } from '../support/settings.ts';

/** Past the hour in which all are planned for. */
const NOW = Date.parse('2026-11-25T13:00:00+08:00');
const MINUTE = 60_000;

for (const database of DATABASES) {
  describe.skipIf(database.missing)(`beside the version before, on ${database.name}`, () => {
    let made: TestDatabase;
    let store: OpenStore;
    let activityId: number;

    beforeEach(async () => {
      made = await database.create();
      store = openStore(made.choice);
      await store.migrate();
      activityId = await store.write(async (tx) => {
        await tx.applyRoster(SMALL_ROSTER, NOW);
        const { id } = await tx.addActivity(
          plannedActivity({ unitId: 2, startAt: NOW + 3 * 60 * MINUTE, createdAt: NOW }),
        );
        return id;
      });
    });
    afterEach(async () => {
      await store.close();
      await made.remove();
    });

    /** As the version before writes: it knows neither marks nor lanes. */
    const before = async (counter: string, statement: ReturnType<typeof sql>) => {
      await statement.execute(store.db);
      await sql`update revision set value = value + 1 where name = ${counter}`.execute(store.db);
    };
    const mark = (personId: string, state: string) =>
      store.write((tx) =>
        tx.putAttendance({
          activityId,
          personId,
          state: state as 'present',
          reason: null,
          at: NOW,
          by: personId,
        }),
      );
    const roll = () =>
      store.read(async (tx) =>
        [...(await tx.attendance(activityId))].map((a) => `${a.personId} ${a.state}`).sort(),
      );

    it('entries that it wrote, changed and took out are seen', async () => {
      for (const person of ['lisi', 'wangwu']) await mark(person, 'present');
      expect(await roll()).toEqual(['lisi present', 'wangwu present']);
      await before(
        'attendance',
        sql`insert into attendance (activity_id, person_id, state, reason, at, by_person)
            values (${activityId}, 'zhaoliu', 'leave', '出差', ${NOW}, 'zhaoliu')`,
      );
      expect(await roll()).toEqual(['lisi present', 'wangwu present', 'zhaoliu leave']);
      await before('attendance', sql`update attendance set state = 'late' where person_id = 'lisi'`);
      await before('attendance', sql`delete from attendance where person_id = 'wangwu'`);
      expect(await roll()).toEqual(['lisi late', 'zhaoliu leave']);
      // And after it all is told from what has changed again.
      await mark('zhangsan', 'present');
      expect(await roll()).toEqual(['lisi late', 'zhangsan present', 'zhaoliu leave']);
    });

    it('a meeting that it moved is announced at its new time', async () => {
      let now = NOW;
      const runner = createRunner(
        store,
        {
          settings: loadSettings(TEST_CONFIG),
          permissions: createPermissions(new Set()),
          privateChannel: 'app',
          groupsBy: 'webhook',
          botName: null,
          render: loadTemplates('templates').render,
        },
        { now: () => now },
      );
      for (; now < NOW + 10 * MINUTE; now += MINUTE) await runner.tick();
      const startAt = NOW + 60 * MINUTE;
      await before(
        'activity',
        sql`update activity set start_at = ${startAt}, revision = revision + 1 where id = ${activityId}`,
      );
      for (; now < NOW + 3 * 60 * MINUTE; now += MINUTE) await runner.tick();
      const rows = await store.read((tx) => tx.outboxOf(`activity:${activityId}`));
      expect(rows.filter((r) => r.rule === 'opening').every((r) => r.at <= startAt)).toBe(true);
      expect(rows.some((r) => r.rule === 'opening' || r.rule === 'two_hours_before')).toBe(true);
    });

    it('an item that it opened, handed over or took back has those responsible that it knows of', async () => {
      const owners = () =>
        store.read(async (tx) => (await tx.items({})).map((i) => ownersOf(i).join('、')).join('；'));
      const found = (person: string) =>
        store.read(async (tx) => (await tx.items({ person })).map((i) => i.no));
      const shared = { ownerName: '李四、王五', otherOwnerIds: ['wangwu'], leaderId: null };
      const first = await store.write((tx) => tx.addItem(newItem({ unitId: 2, ...shared })));
      await before(
        'item',
        sql`insert into item (no, kind, unit_id, problem, state, progress, opened_by, opened_at,
        moved_at, related, revision, owner_id, owner_name)
        values (2, 'rectification', 2, '台账不全', '待整改', 0, 'zhangsan', ${NOW}, ${NOW}, '[]', 1, 'zhaoliu', '赵六')`,
      );
      expect(await owners()).toBe('lisi、wangwu；zhaoliu');
      expect(await found('zhaoliu')).toEqual([2]);
      const write = (set: ReturnType<typeof sql>) =>
        before('item', sql`update item set ${set}, revision = revision + 1 where no = 1`);
      // What it does not know of stays through everything that is no matter of who does it.
      await write(sql`progress = 50`);
      expect(await owners()).toBe('lisi、wangwu；zhaoliu');
      await write(sql`owner_id = 'zhaoliu', owner_name = '赵六'`);
      expect(await owners()).toBe('zhaoliu；zhaoliu');
      expect([await found('wangwu'), await found('lisi')]).toEqual([[], []]);
      await store.write(async (tx) =>
        tx.changeItem({ ...(await tx.item(first.id))!, ...shared, ownerId: 'lisi' }),
      );
      await write(sql`owner_id = 'lisi', owner_name = '李四'`);
      expect(await owners()).toBe('lisi；zhaoliu');
      expect(await found('wangwu')).toEqual([]);
    });

    it('a change that it kept brings back who it knew, and leaves the others', async () => {
      const given = newItem({ unitId: 2, ownerName: '李四、王五', otherOwnerIds: ['wangwu'] });
      const item = await store.write((tx) => tx.addItem(given));
      const { otherOwnerIds: _unknown, ...kept } = item;
      await store.write((tx) => tx.changeItem({ ...kept, progress: 70 } as Item));
      expect(await store.read((tx) => tx.item(item.id))).toMatchObject({
        progress: 70,
        otherOwnerIds: ['wangwu'],
      });
    });

    it('a message that it left to be sent is claimed, and waits for nobody', async () => {
      await before(
        'binding',
        sql`insert into outbox (kind, key, at, expires_at, rule, subject, channel, recipients, audience, text,
              state, attempts, doubts, fence, refused, matters)
            values ('push', 'old', ${NOW}, ${NOW + 60 * MINUTE}, 'changed', 's', 'app', '["lisi"]', '["lisi"]', 'x',
              'waiting', 0, 0, 0, '[]', '[]')`,
      );
      const rows = await store.claimDue(NOW, { kind: 'push', haste: 'urgent', limit: 5, leaseMs: MINUTE });
      expect(rows.map((r) => r.key)).toEqual(['old']);
      expect(await store.settle(rows[0]!, { state: 'accepted' }, NOW)).toBe(true);
    });
  });
}
