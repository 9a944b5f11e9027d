import type { Kysely } from 'kysely';
import type { MeetingRecord, Tx } from '../ports/store.ts';
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
          expected: row.expected ?? 0,
          present: row.present ?? 0,
          due: JSON.parse(row.due) as MeetingRecord['due'],
          guestsAway: JSON.parse(row.absent) as MeetingRecord['guestsAway'],
          content: row.content,
          votes: JSON.parse(row.votes) as MeetingRecord['votes'],
          resolutions: JSON.parse(row.resolutions) as MeetingRecord['resolutions'],
          by: row.by_person,
          at: row.at,
        }
      );
    },
    async putRecord(record) {
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
      await db.deleteFrom('meeting_record').where('activity_id', '=', activityId).execute();
    },
  };
}
