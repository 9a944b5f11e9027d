import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

/** Whom processes tell of by name, those taken back too: many of them never were on the roster. */
export async function applicants(
  db: Kysely<Tables>,
): Promise<{ name: string; unitId: number; personId: string | null }[]> {
  const rows = await db
    .selectFrom('process')
    .select(['subject', 'unit_id', 'person_id'])
    .distinct()
    .where('subject', '!=', '')
    .orderBy('unit_id')
    .execute();
  return rows.map((row) => ({ name: row.subject, unitId: row.unit_id, personId: row.person_id }));
}
