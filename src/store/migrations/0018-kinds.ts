import type { Kysely } from 'kysely';

/** Whether a unit held a meeting of a kind is found by its first one, however many follow. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('meeting_sum_kind')
    .ifNotExists()
    .on('meeting_sum')
    .columns(['types', 'unit_id', 'start_at'])
    .execute();
}
