import type { Kysely } from 'kysely';

/**
 * At which count of its counter each activity and each entry of a roll was changed last, and which entries are gone, so
 * that who knows an older state asks for what is new alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('activity')
    .addColumn('changed_in', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex('activity_changed').on('activity').column('changed_in').execute();
  await db.schema
    .alterTable('attendance')
    .addColumn('changed_in', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createTable('attendance_gone')
    .addColumn('activity_id', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('changed_in', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('attendance_gone_pk', ['activity_id', 'person_id'])
    .execute();
}
