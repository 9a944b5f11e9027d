import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** 集结, who was called and what each answered, whom is still to be told; and which teams people are in. */
export async function up(db: Kysely<unknown>, { bigint, clustered, id }: Dialect): Promise<void> {
  const { schema } = db;
  await schema.alterTable('person').addColumn('teams', 'text').execute();
  await id(schema.createTable('muster'))
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('place', 'text')
    .addColumn('reason', 'text')
    .addColumn('drill', 'integer', (c) => c.notNull())
    .addColumn('called_by', 'text', (c) => c.notNull())
    .addColumn('called_at', bigint, (c) => c.notNull())
    .addColumn('ack_by', bigint, (c) => c.notNull())
    .addColumn('nudge_at', bigint, (c) => c.notNull())
    .addColumn('arrive_by', bigint, (c) => c.notNull())
    .addColumn('people', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('ended_at', bigint)
    .addColumn('ended_by', 'text')
    .addColumn('checked_at', bigint)
    .addColumn('nudged_at', bigint)
    .addColumn('summed_at', bigint)
    .execute();
  await schema.createIndex('muster_called').on('muster').column('called_at').execute();
  await schema
    .createTable('muster_person')
    .addColumn('muster_id', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('ack_at', bigint)
    .addColumn('arrived_at', bigint)
    .addColumn('said', 'text')
    .addColumn('said_at', bigint)
    .addColumn('reason', 'text')
    .addColumn('by_person', 'text')
    .addPrimaryKeyConstraint('muster_person_pk', ['muster_id', 'person_id'])
    .modifyEnd(clustered)
    .execute();
  await schema
    .createTable('muster_batch')
    .addColumn('muster_id', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('batch', 'integer', (c) => c.notNull())
    .addColumn('people', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('muster_batch_pk', ['muster_id', 'kind', 'batch'])
    .execute();
}
