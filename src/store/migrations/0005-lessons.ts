import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** What people chose when the bot asked what a message means. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await dialect
    .id(db.schema.createTable('lesson'))
    .addColumn('at', dialect.bigint, (c) => c.notNull())
    .addColumn('read_at', dialect.bigint, (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('message_key', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('intent', 'text', (c) => c.notNull())
    .addColumn('choice', 'integer', (c) => c.notNull())
    .addColumn('choices', 'integer', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('lesson_at').on('lesson').column('at').execute();
}
