import type { Kysely, Selectable } from 'kysely';
import type { MeetingRecord, Tx } from '../ports/store.ts';
import type { Sums } from './sums/keeping.ts';
import type { RecordTable, Tables } from './tables.ts';

type RecordStore = Pick<Tx, 'record' | 'records' | 'putRecord' | 'removeRecord'>;

export function recordStore(db: Kysely<Tables>, sums?: Pick<Sums, 'touch'>): RecordStore {
  return {
    async record(activityId) {
      const row = await db
        .selectFrom('meeting_record')
        .selectAll()
        .where('activity_id', '=', activityId)
        .executeTakeFirst();
      return row && toRecord(row);
    },
    async records(activityIds) {
      if (activityIds.length === 0) return new Map();
      const rows = await db
        .selectFrom('meeting_record')
        .selectAll()
        .where('activity_id', 'in', activityIds)
        .execute();
      return new Map(rows.map((row) => [row.activity_id, toRecord(row)]));
    },
    async putRecord(record) {
      sums?.touch(record.activityId);
      const row = {
        activity_id: record.activityId,
        state: 'confirmed',
        expected: record.expected,
        present: record.present,
        due: JSON.stringify(record.due),
        absent: JSON.stringify(record.guestsAway),
        content: record.content,
        votes: JSON.stringify(record.votes),
        resolutions: JSON.stringify(record.resolutions),
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
      sums?.touch(activityId);
      await db.deleteFrom('meeting_record').where('activity_id', '=', activityId).execute();
    },
  };
}

const toRecord = (row: Selectable<RecordTable>): MeetingRecord => ({
  activityId: row.activity_id,
  expected: row.expected ?? 0,
  present: row.present ?? 0,
  due: JSON.parse(row.due) as MeetingRecord['due'],
  guestsAway: JSON.parse(row.absent) as MeetingRecord['guestsAway'],
  content: row.content,
  votes: JSON.parse(row.votes) as MeetingRecord['votes'],
  resolutions: JSON.parse(row.resolutions) as MeetingRecord['resolutions'],
  by: row.by_person,
  at: row.at,
});
