import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { rebuildYears } from '../sums/rebuild.ts';
import { MONTH_COLUMNS } from '../sums/years.ts';
import type { Tables } from '../tables.ts';

/** How often a unit held what in each month, so that what a city lacks of a year is not counted from its meetings. */
export async function up(db: Kysely<unknown>, { clustered }: Dialect): Promise<void> {
  let table = db.schema
    .createTable('unit_year')
    .ifNotExists()
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull());
  for (const month of MONTH_COLUMNS) table = table.addColumn(month, 'integer', (c) => c.notNull());
  await table
    // By year and kind: so they are read.
    .addPrimaryKeyConstraint('unit_year_pk', ['year', 'types', 'unit_id'])
    .modifyEnd(clustered)
    .execute();
  await rebuildYears(db as Kysely<Tables>);
}
