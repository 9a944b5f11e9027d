import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Nodes of an item, and the day of the first one that is not done. */
export async function up(db: Kysely<unknown>, { bigint }: Dialect): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('item')
    .addColumn('nodes', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
  await schema.alterTable('item').addColumn('node_due_at', bigint).execute();
}
