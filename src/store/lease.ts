import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Leases } from '../ports/lease.ts';
import type { Tables } from './tables.ts';

/** One statement each: whoever comes second sees what the first has done. `time`: the database's clock, ms. */
export function leaseStore(db: Kysely<Tables>, time: () => RawBuilder<number>): Leases {
  return {
    async holdLease(name, holder, ttlMs, note) {
      const until = sql<number>`${time()} + ${sql.lit(ttlMs)}`;
      const held = await db
        .insertInto('lease')
        .values({ name, holder, until, note, noted_at: time() })
        .onConflict((c) =>
          c
            .column('name')
            .doUpdateSet({
              holder,
              until,
              note,
              noted_at: sql`case when lease.note = ${note} and lease.holder = ${holder}
                then lease.noted_at else ${time()} end`,
            })
            .where((eb) => eb.or([eb('lease.holder', '=', holder), eb('lease.until', '<=', time())])),
        )
        .returning('name')
        .executeTakeFirst();
      return held !== undefined;
    },
    async releaseLease(name, holder, note) {
      await db
        .updateTable('lease')
        .set({ until: time(), note, noted_at: time() })
        .where('name', '=', name)
        .where('holder', '=', holder)
        .execute();
    },
    lease: (name) =>
      db
        .selectFrom('lease')
        .select([
          'holder',
          'note',
          sql<number>`until - ${time()}`.as('leftMs'),
          sql<number>`${time()} - noted_at`.as('ageMs'),
        ])
        .where('name', '=', name)
        .executeTakeFirst(),
  };
}
