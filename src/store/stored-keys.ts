// Keys of config/ that stand in stored rows.
import { type Kysely, sql } from 'kysely';
import type { ActivityType } from '../domain/activity/types.ts';
import type { StoredKeys } from '../ports/figures.ts';
import type { Tables } from './tables.ts';

export async function storedKeys(db: Kysely<Tables>): Promise<StoredKeys> {
  const { rows } = await sql<{ types: string; activities: number | string }>`
    select types, count(*) as activities from activity group by types`.execute(db);
  const types = new Map<ActivityType, number>();
  for (const row of rows)
    for (const type of JSON.parse(row.types) as ActivityType[])
      types.set(type, (types.get(type) ?? 0) + Number(row.activities));
  const items = await db
    .selectFrom('item')
    .select(['kind', db.fn.countAll().as('items')])
    .groupBy('kind')
    .execute();
  const filings = await db
    .selectFrom('filing')
    .select(['kind', db.fn.countAll().as('filings')])
    .groupBy('kind')
    .execute();
  const processes = await db
    .selectFrom('process')
    .select(['kind', db.fn.countAll().as('processes')])
    .groupBy('kind')
    .execute();
  return {
    types,
    kinds: new Map(items.map((row) => [row.kind, Number(row.items)])),
    reports: new Map(filings.map((row) => [row.kind, Number(row.filings)])),
    processes: new Map(processes.map((row) => [row.kind, Number(row.processes)])),
  };
}
