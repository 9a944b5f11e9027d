import type { Kysely } from 'kysely';

/** What an item of a kind with grades was given when it was closed: 评诺 较好. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('item').addColumn('grade', 'text').execute();
}
