import { type Kysely, sql } from 'kysely';

/**
 * What a printed record needs: who was due then, votes, resolutions, the lecturer; and days without a clock. Drafts are
 * no longer stored: a report that contradicts itself is a question, and lies nowhere else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const record = (name: string) =>
    db.schema
      .alterTable('meeting_record')
      .addColumn(name, 'text', (c) => c.notNull().defaultTo('[]'))
      .execute();
  await db.schema.alterTable('activity').addColumn('lecturer', 'text').execute();
  await db.schema
    .alterTable('activity')
    .addColumn('has_clock', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  for (const name of ['due', 'votes', 'resolutions']) await record(name);
  await sql`delete from meeting_record where state <> 'confirmed'`.execute(db);
  await sql`update activity set stage = 'planned' where stage = 'draft' and source <> 'report'`.execute(db);
  await sql`update activity set stage = 'cancelled' where stage = 'draft'`.execute(db);
}
