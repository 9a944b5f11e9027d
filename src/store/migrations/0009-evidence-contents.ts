import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Contents of evidence by their SHA-256, in parts: where several servers share a database, all of them find them. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await db.schema
    .createTable('evidence_content')
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('part', 'integer', (c) => c.notNull())
    .addColumn('content', dialect.kind === 'postgres' ? 'bytea' : 'blob', (c) => c.notNull())
    .addPrimaryKeyConstraint('evidence_content_pk', ['sha256', 'part'])
    .execute();
}
