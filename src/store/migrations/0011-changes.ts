import type { Kysely } from 'kysely';

/**
 * At which count of the counter `activity` each was changed last, so that who knows an older state asks for what is new
 * alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('activity')
    .addColumn('changed_in', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('activity_changed').on('activity').column('changed_in').execute();
}
