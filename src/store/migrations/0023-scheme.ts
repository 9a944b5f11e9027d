import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** 行动计划: its works, what units report of them month by month, and the sums of that over areas. */
export async function up(db: Kysely<unknown>, { bigint, id, clustered }: Dialect): Promise<void> {
  const { schema } = db;
  await id(schema.createTable('scheme'))
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('at', bigint, (c) => c.notNull())
    .execute();
  await id(schema.createTable('scheme_work'))
    .addColumn('scheme_id', 'integer', (c) => c.notNull())
    .addColumn('no', 'integer', (c) => c.notNull())
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('lead', 'text', (c) => c.notNull())
    .addColumn('assist', 'text', (c) => c.notNull())
    .addColumn('due', 'text')
    .addColumn('goal_text', 'text', (c) => c.notNull())
    .addColumn('measure', 'text', (c) => c.notNull())
    .addColumn('nodes', 'text', (c) => c.notNull())
    .addColumn('parts', 'text', (c) => c.notNull())
    .addColumn('gone', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('scheme_work_of').on('scheme_work').columns(['scheme_id', 'no']).execute();
  await schema
    .createTable('scheme_cell')
    .addColumn('work_id', 'integer', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('amount', bigint)
    .addColumn('nodes', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('at', bigint, (c) => c.notNull())
    .addPrimaryKeyConstraint('scheme_cell_key', ['work_id', 'month', 'unit_id'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('scheme_cell_unit').on('scheme_cell').columns(['unit_id', 'month']).execute();
  await schema.createIndex('scheme_cell_month').on('scheme_cell').columns(['month', 'unit_id']).execute();
  await schema
    .createTable('scheme_sum')
    .addColumn('area_id', 'integer', (c) => c.notNull())
    .addColumn('work_id', 'integer', (c) => c.notNull())
    .addColumn('month', 'text', (c) => c.notNull())
    .addColumn('node', 'text', (c) => c.notNull())
    .addColumn('amount', bigint, (c) => c.notNull())
    .addColumn('reported', 'integer', (c) => c.notNull())
    .addColumn('zeros', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('scheme_sum_key', ['area_id', 'work_id', 'month', 'node'])
    .modifyEnd(clustered)
    .execute();
}
