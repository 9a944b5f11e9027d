import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/**
 * Order and limits per recipient: who waits for whom, and how many messages a recipient was sent lately. The version
 * before leaves the new columns as they are; what it writes waits for nobody.
 */
export async function up(db: Kysely<unknown>, { bigint, clustered }: Dialect): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('outbox')
    .addColumn('urgent', 'integer', (c) => c.notNull().defaultTo(1))
    .execute();
  await schema.alterTable('outbox').addColumn('doubted_at', bigint).execute();
  await schema.dropIndex('outbox_due').execute();
  await schema
    .createIndex('outbox_due')
    .on('outbox')
    .columns(['state', 'kind', 'urgent', 'at', 'id'])
    .execute();
  await schema
    .createTable('outbox_lane')
    .addColumn('lane', 'text', (c) => c.notNull())
    .addColumn('rank', 'integer', (c) => c.notNull())
    .addColumn('due', bigint, (c) => c.notNull())
    .addColumn('outbox_id', 'integer', (c) => c.notNull())
    .addColumn('places', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('outbox_lane_pk', ['lane', 'rank', 'due', 'outbox_id'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('outbox_lane_row').on('outbox_lane').column('outbox_id').execute();
  await schema
    .createTable('lane_use')
    .addColumn('lane', 'text', (c) => c.notNull())
    .addColumn('at', bigint, (c) => c.notNull())
    .addColumn('outbox_id', 'integer', (c) => c.notNull())
    .addColumn('fence', 'integer', (c) => c.notNull())
    .addColumn('places', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('lane_use_pk', ['lane', 'at', 'outbox_id', 'fence'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('lane_use_row').on('lane_use').column('outbox_id').execute();
}
