import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** What is registered in a sentence: 民情日记, 党费收齐情况. */
export async function up(db: Kysely<unknown>, { bigint, id }: Dialect): Promise<void> {
  const { schema } = db;
  await id(schema.createTable('filing'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text')
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('period', 'text', (c) => c.notNull())
    .addColumn('fields', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('made_at', bigint, (c) => c.notNull())
    .addColumn('changed_at', bigint, (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('gone', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('filing_kind_day').on('filing').columns(['kind', 'day']).execute();
  await schema.createIndex('filing_unit_day').on('filing').columns(['unit_id', 'day']).execute();
  await schema.createIndex('filing_by').on('filing').columns(['by_person', 'changed_at']).execute();
}
