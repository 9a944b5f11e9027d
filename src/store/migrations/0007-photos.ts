import type { Kysely } from 'kysely';

/** Pictures of a meeting lie beside those of an item: each row belongs to one of them, or to none yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('evidence').addColumn('activity_id', 'integer').execute();
  await db.schema.createIndex('evidence_activity').on('evidence').column('activity_id').execute();
}
