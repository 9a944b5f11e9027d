import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Links that let somebody see the page for admins, and who sees it; of both only the SHA-256 of what opens. */
export async function up(db: Kysely<unknown>, { bigint }: Dialect): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('dashboard_key')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('expires_at', bigint, (c) => c.notNull())
    .execute();
  await schema
    .createTable('dashboard_session')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('made_at', bigint, (c) => c.notNull())
    .addColumn('seen_at', bigint, (c) => c.notNull())
    .execute();
}
