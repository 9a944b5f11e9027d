import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** What runs through steps with days between them: 发展党员, 换届. */
export async function up(db: Kysely<unknown>, { bigint, id }: Dialect): Promise<void> {
  const { schema } = db;
  await id(schema.createTable('process'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('since_step', 'text', (c) => c.notNull())
    .addColumn('steps', 'text', (c) => c.notNull())
    .addColumn('ends_on', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('made_at', bigint, (c) => c.notNull())
    .addColumn('changed_at', bigint, (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('gone', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('process_unit').on('process').columns(['unit_id', 'state']).execute();
  await schema.createIndex('process_subject').on('process').columns(['subject', 'kind']).execute();
  await schema.createIndex('process_person').on('process').column('person_id').execute();
}
