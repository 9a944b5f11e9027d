// What a city makes large is read in portions, and others have their turn between.
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { plannedActivity } from '../support/activity.ts';
import type { TestDatabase } from '../support/databases.ts';
import { newItem } from '../support/item.ts';
import { MIGRATED } from '../support/migrated.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const DAY = 86_400_000;
const MANY = 4500;
const PORTIONS = 5;

for (const database of MIGRATED) {
  describe.skipIf(database.missing)(`a large store on ${database.name}`, () => {
    let made: TestDatabase;
    let store: OpenStore;

    beforeEach(async () => {
      made = await database.create();
      store = openStore(made.choice);
      await store.migrate();
      await store.write((tx) => tx.applyRoster(SMALL_ROSTER, NOW));
    });
    afterEach(async () => {
      await store.close();
      await made.remove();
    });

    it('reads what planning needs in portions, whole and in order', async () => {
      await fill();
      const { value, turns } = await turnsDuring(() => store.read((tx) => tx.planState(0, NOW)));
      expect(turns).toBeGreaterThanOrEqual(PORTIONS - 1);
      const ids = value.activities.map((a) => a.id);
      expect(ids).toHaveLength(MANY);
      expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
      expect([...value.attendance.keys()].sort((a, b) => a - b)).toEqual(ids);
      expect(value.attendance.get(ids.at(-1)!)).toEqual({
        present: ['zhangsan'],
        leave: [],
        absent: [],
        pendingLeave: [],
      });
      const items = value.items.map((i) => i.no);
      expect(items).toEqual(Array.from({ length: MANY }, (_, i) => i + 1));
    });

    it('reads what is set and where groups hear in portions', async () => {
      await sql`insert into unit (id, parent_id, kind, name, path)
        ${numbers} select 1000 + n.i, null, 'branch', 'u' || n.i, 'u' || n.i from n`.execute(store.db);
      await sql`insert into setting (unit_id, key, value)
        ${numbers} select 1000 + n.i, 'fixed_day', '{}' from n`.execute(store.db);
      await sql`insert into binding (unit_id, webhook_key, bound_by, bound_at)
        ${numbers} select 1000 + n.i, 'key', 'x', 0 from n`.execute(store.db);
      const settings = await turnsDuring(() => store.read((tx) => tx.settings()));
      const bindings = await turnsDuring(() => store.read((tx) => tx.bindings()));
      expect([settings.value.size, bindings.value.length]).toEqual([MANY, MANY]);
      expect(settings.turns).toBeGreaterThanOrEqual(PORTIONS - 1);
      expect(bindings.turns).toBeGreaterThanOrEqual(PORTIONS - 1);
    });

    it('leaves out who left, with their offices', async () => {
      await sql`update person set active = 0 where id = 'zhangsan'`.execute(store.db);
      const org = await store.read((tx) => tx.organisation());
      expect(org.person('lisi')).toBeDefined();
      expect(org.person('zhangsan')).toBeUndefined();
      expect(org.offices.length).toBeGreaterThan(0);
      expect(org.offices.filter((o) => o.personId === 'zhangsan')).toEqual([]);
    });

    const numbers = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(MANY)})`;

    async function fill(): Promise<void> {
      const activity = await store.write(async (tx) => {
        await tx.addItem(newItem({}));
        return tx.addActivity(plannedActivity({ unitId: 2, startAt: NOW }));
      });
      const { db } = store;
      await sql`insert into activity (unit_id, types, start_at, stage, source, created_at, revision)
        ${numbers} select unit_id, types, start_at - cast(n.i as bigint) * ${sql.lit(DAY / 24)}, stage, source, created_at, revision
        from activity cross join n where activity.id = ${sql.lit(activity.id)} and n.i < ${sql.lit(MANY)}`.execute(
        db,
      );
      await sql`insert into attendance (activity_id, person_id, state, at, by_person)
        select id, 'zhangsan', 'present', 0, 'zhangsan' from activity`.execute(db);
      const { id, ...row } = await db.selectFrom('item').selectAll().executeTakeFirstOrThrow();
      const columns = Object.keys(row).filter((name) => name !== 'no');
      await sql`insert into item (no, ${sql.raw(columns.join(', '))})
        ${numbers} select n.i, ${sql.raw(columns.map((name) => `item.${name}`).join(', '))}
        from item cross join n where n.i > 1 and item.id = ${sql.lit(id)}`.execute(db);
    }
  });
}

/** How often others had their turn meanwhile. */
async function turnsDuring<T>(work: () => Promise<T>): Promise<{ value: T; turns: number }> {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const value = await work();
  isOver = true;
  return { value, turns };
}
