import type { Kysely } from 'kysely';
import { BEGINNING, digestOf, hashOf } from '../audit-chain.ts';
import type { Tables } from '../tables.ts';

const PAGE = 1000;

/** Each audit entry carries a hash over itself and the one before; those that stand already are chained as they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['salt', 'digest', 'hash'])
    await db.schema.alterTable('audit').addColumn(column, 'text').execute();
  const tables = db as unknown as Kysely<Pick<Tables, 'audit'>>;
  let before = BEGINNING;
  for (let last = 0; ; ) {
    const rows = await tables
      .selectFrom('audit')
      .select(['id', 'at', 'by_person', 'action', 'detail'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (rows.length === 0) return;
    for (const { id, at, by_person, action, detail } of rows) {
      const digest = digestOf('', by_person, detail);
      before = hashOf(before, at, action, digest);
      await tables
        .updateTable('audit')
        .set({ salt: '', digest, hash: before })
        .where('id', '=', id)
        .execute();
      last = id;
    }
  }
}
