import type { Kysely } from 'kysely';
import type { Absence } from '../domain/intent.ts';
import type { Tx } from '../ports/store.ts';
import type { Tables } from './tables.ts';

type RecordStore = Pick<Tx, 'record' | 'putRecord' | 'removeRecord'>;

export function recordStore(db: Kysely<Tables>): RecordStore {
  return {
    async record(activityId) {
      const row = await db
        .selectFrom('meeting_record')
        .selectAll()
        .where('activity_id', '=', activityId)
        .executeTakeFirst();
      return (
        row && {
          activityId,
          state: row.state as 'draft' | 'confirmed',
          expected: row.expected,
          present: row.present,
          absent: JSON.parse(row.absent) as Absence[],
          content: row.content,
          by: row.by_person,
          at: row.at,
        }
      );
    },
    async putRecord(record) {
      const row = {
        activity_id: record.activityId,
        state: record.state,
        expected: record.expected,
        present: record.present,
        absent: JSON.stringify(record.absent),
        content: record.content,
        by_person: record.by,
        at: record.at,
      };
      await db
        .insertInto('meeting_record')
        .values(row)
        .onConflict((c) => c.column('activity_id').doUpdateSet(row))
        .execute();
    },
    async removeRecord(activityId) {
      await db.deleteFrom('meeting_record').where('activity_id', '=', activityId).execute();
    },
  };
}
