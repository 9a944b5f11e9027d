import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** What one instance does for all, the chats in which the bot may speak, and whose encrypted ids are known. */
export async function up(db: Kysely<unknown>, { bigint }: Dialect): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('lease')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('until', bigint, (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('noted_at', bigint, (c) => c.notNull())
    .execute();
  await schema
    .createTable('bot_chat')
    .addColumn('chat', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text')
    .addColumn('first_at', bigint, (c) => c.notNull())
    .addColumn('last_at', bigint, (c) => c.notNull())
    .addColumn('dead', 'text')
    .execute();
  await schema.createIndex('bot_chat_user').on('bot_chat').column('user_id').execute();
  await schema
    .createTable('bot_user')
    .addColumn('open_id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .execute();
}
