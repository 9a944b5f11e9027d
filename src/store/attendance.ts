import type { Kysely, Selectable } from 'kysely';
import type { Attendance, AttendanceState } from '../domain/attendance.ts';
import type { Tx } from '../ports-store.ts';
import type { AttendanceTable, Tables } from './tables.ts';

type AttendanceStore = Pick<Tx, 'preloadAttendance' | 'attendance' | 'putAttendance' | 'removeAttendance'> & {
  flush(): Promise<void>;
};

/** Rows per statement: SQLite takes 32,766 parameters, PostgreSQL 65,535. */
const CHUNK = 500;

/** Rolls are read once per transaction and kept; changes are written together before the commit. */
export function attendanceStore(db: Kysely<Tables>): AttendanceStore {
  const rolls = new Map<number, Map<string, Attendance>>();
  const dirty = new Map<string, Attendance>();

  async function load(activityIds: readonly number[]): Promise<void> {
    const missing = [...new Set(activityIds)].filter((id) => !rolls.has(id));
    if (missing.length === 0) return;
    for (const id of missing) rolls.set(id, new Map());
    const rows = await db.selectFrom('attendance').selectAll().where('activity_id', 'in', missing).execute();
    for (const row of rows) rolls.get(row.activity_id)!.set(row.person_id, toAttendance(row));
  }

  return {
    preloadAttendance: load,
    async attendance(activityId) {
      if (!rolls.has(activityId)) await load([activityId]);
      return [...rolls.get(activityId)!.values()];
    },
    async putAttendance(row) {
      if (!rolls.has(row.activityId)) await load([row.activityId]);
      rolls.get(row.activityId)!.set(row.personId, row);
      dirty.set(`${row.activityId}:${row.personId}`, row);
    },
    async removeAttendance(activityId, personId) {
      rolls.get(activityId)?.delete(personId);
      dirty.delete(`${activityId}:${personId}`);
      await db
        .deleteFrom('attendance')
        .where('activity_id', '=', activityId)
        .where('person_id', '=', personId)
        .execute();
    },
    async flush() {
      const rows = [...dirty.values()];
      dirty.clear();
      for (let i = 0; i < rows.length; i += CHUNK) await upsert(db, rows.slice(i, i + CHUNK));
    },
  };
}

async function upsert(db: Kysely<Tables>, rows: Attendance[]): Promise<void> {
  await db
    .insertInto('attendance')
    .values(
      rows.map((a) => ({
        activity_id: a.activityId,
        person_id: a.personId,
        state: a.state,
        reason: a.reason,
        at: a.at,
        by_person: a.by,
      })),
    )
    .onConflict((c) =>
      c.columns(['activity_id', 'person_id']).doUpdateSet((eb) => ({
        state: eb.ref('excluded.state'),
        reason: eb.ref('excluded.reason'),
        at: eb.ref('excluded.at'),
        by_person: eb.ref('excluded.by_person'),
      })),
    )
    .execute();
}

function toAttendance(row: Selectable<AttendanceTable>): Attendance {
  return {
    activityId: row.activity_id,
    personId: row.person_id,
    state: row.state as AttendanceState,
    reason: row.reason,
    at: row.at,
    by: row.by_person,
  };
}
