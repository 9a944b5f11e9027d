import type { Kysely } from 'kysely';

/** How the end of a term, or of a stretch between steps, was moved. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('process')
    .addColumn('shifts', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
}
