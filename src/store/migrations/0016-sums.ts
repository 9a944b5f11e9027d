import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { rebuildDays } from '../sums/rebuild.ts';
import { LONGEST_MS, settledBefore } from '../sums/sums.ts';
import type { Tables } from '../tables.ts';

/** Figures of each meeting and of each day, kept beside what they sum, so that a city's need no counting of rolls. */
export async function up(db: Kysely<unknown>, { bigint, clustered, time }: Dialect): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('meeting_sum')
    .addColumn('activity_id', 'integer', (c) => c.primaryKey())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull())
    .addColumn('committee_only', 'integer', (c) => c.notNull())
    .addColumn('start_at', bigint, (c) => c.notNull())
    .addColumn('end_at', bigint)
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('expected', 'integer', (c) => c.notNull())
    .addColumn('recorded', 'integer')
    .addColumn('came', 'integer', (c) => c.notNull())
    .addColumn('extra', 'integer', (c) => c.notNull())
    .addColumn('others', 'integer', (c) => c.notNull())
    .execute();
  for (const column of ['unit_id', 'types'])
    await schema
      .createIndex(`meeting_sum_${column}`)
      .on('meeting_sum')
      .columns([column, 'start_at'])
      .execute();
  await schema.createIndex('meeting_sum_start').on('meeting_sum').column('start_at').execute();
  // Few last for days; they are counted whenever figures are read.
  await sql`create index meeting_sum_long on meeting_sum (start_at)
    where end_at > start_at + ${sql.lit(LONGEST_MS)}`.execute(db);
  const key = ['unit_id', 'day', 'types', 'stage', 'source', 'by_record', 'attended'] as const;
  await schema
    .createTable('day_sum')
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('by_record', 'integer', (c) => c.notNull())
    .addColumn('attended', 'integer', (c) => c.notNull())
    .addColumn('activities', 'integer', (c) => c.notNull())
    .addColumn('expected', 'integer', (c) => c.notNull())
    .addColumn('present', 'integer', (c) => c.notNull())
    .addColumn('extra', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('day_sum_pk', [...key])
    .modifyEnd(clustered)
    .execute();
  await schema
    .createTable('summed')
    .addColumn('until', bigint, (c) => c.notNull())
    .execute();
  await schema
    .createTable('unit_due')
    .addColumn('unit_id', 'integer', (c) => c.primaryKey())
    .addColumn('everyone', 'integer', (c) => c.notNull())
    .addColumn('committee', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('unit_parent').on('unit').column('parent_id').execute();
  const { now } = await db.selectNoFrom(time().as('now')).executeTakeFirstOrThrow();
  await rebuildDays(db as Kysely<Tables>, settledBefore(Number(now)));
}
