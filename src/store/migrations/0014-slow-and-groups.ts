import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/**
 * Messages whose answer takes longer than WeCom waits, for whoever is asked what has become of it; groups the application
 * made, and push addresses that are no longer any.
 */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('slow_message')
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('at', dialect.bigint, (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('slow_message_pk', ['user_id', 'key'])
    .execute();
  await db.schema.alterTable('binding').addColumn('appchat_id', 'text').execute();
  await db.schema.alterTable('binding').addColumn('dead_at', dialect.bigint).execute();
  await db.schema.alterTable('binding').addColumn('dead_why', 'text').execute();
}
