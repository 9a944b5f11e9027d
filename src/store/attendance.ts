import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Attendance, AttendanceState } from '../domain/activity/attendance.ts';
import type { Tx } from '../ports/store.ts';
import { bulkWriter } from './bulk.ts';
import type { Revisions } from './revisions.ts';
import type { AttendanceTable, Tables } from './tables.ts';

type AttendanceStore = Pick<
  Tx,
  'preloadAttendance' | 'attendance' | 'rolls' | 'putAttendance' | 'removeAttendance'
> & {
  flush(): Promise<void>;
};

type Lines = ReadonlyMap<string, Attendance>;

/**
 * Rolls of activities in use stay in memory under a counter; changes of a transaction lie over them, are seen by its
 * later reads at once, and are written together before the commit.
 */
export function attendanceStore(db: Kysely<Tables>, revisions: Revisions): AttendanceStore {
  const changed = new Map<string, Map<string, Attendance>>();
  const dirty = new Map<string, Attendance>();

  async function load(activityIds: readonly number[]): Promise<ReadonlyMap<number, Lines>> {
    const missing = [...new Set(activityIds)].filter((id) => !known(id));
    const rolls = new Map(missing.map((id) => [id, new Map<string, Attendance>()]));
    if (missing.length === 0) return rolls;
    const rows = await db.selectFrom('attendance').selectAll().where('activity_id', 'in', missing).execute();
    for (const row of rows) rolls.get(row.activity_id)!.set(row.person_id, toAttendance(row));
    for (const [id, roll] of rolls) revisions.keep('attendance', String(id), roll);
    return rolls;
  }
  const known = (activityId: number): Lines | undefined =>
    changed.get(String(activityId)) ?? revisions.peek<Lines>('attendance', String(activityId));

  async function roll(activityId: number): Promise<Lines> {
    return known(activityId) ?? (await load([activityId])).get(activityId)!;
  }
  /** What is shared stays as committed until publish: changes go into a copy. */
  async function ownRoll(activityId: number): Promise<Map<string, Attendance>> {
    const key = String(activityId);
    const own = changed.get(key) ?? new Map(await roll(activityId));
    changed.set(key, own);
    return own;
  }

  return {
    preloadAttendance: async (activityIds) => void (await load(activityIds)),
    async attendance(activityId) {
      return [...(await roll(activityId)).values()];
    },
    async rolls(activityIds) {
      const found = new Map<number, Attendance[]>(activityIds.map((id) => [id, []]));
      if (found.size === 0) return found;
      const rows = await db
        .selectFrom('attendance')
        .selectAll()
        .where('activity_id', 'in', activityIds)
        .orderBy('at')
        .orderBy('person_id')
        .execute();
      for (const row of rows) found.get(row.activity_id)!.push(toAttendance(row));
      for (const [id, own] of changed) if (found.has(Number(id))) found.set(Number(id), [...own.values()]);
      return found;
    },
    async putAttendance(row) {
      (await ownRoll(row.activityId)).set(row.personId, row);
      dirty.set(`${row.activityId}:${row.personId}`, row);
    },
    async removeAttendance(activityId, personId) {
      (await ownRoll(activityId)).delete(personId);
      dirty.delete(`${activityId}:${personId}`);
      await db
        .deleteFrom('attendance')
        .where('activity_id', '=', activityId)
        .where('person_id', '=', personId)
        .execute();
    },
    async flush() {
      if (changed.size === 0) return;
      await upsert(db, [...dirty.values()].map(toRow));
      await revisions.renew('attendance', changed);
    },
  };
}

const upsert = bulkWriter<Insertable<AttendanceTable>>(
  ['activity_id', 'person_id', 'state', 'reason', 'at', 'by_person'],
  (db, rows) =>
    db
      .insertInto('attendance')
      .values(rows)
      .onConflict((c) =>
        c.columns(['activity_id', 'person_id']).doUpdateSet((eb) => ({
          state: eb.ref('excluded.state'),
          reason: eb.ref('excluded.reason'),
          at: eb.ref('excluded.at'),
          by_person: eb.ref('excluded.by_person'),
        })),
      ),
);

const toRow = (a: Attendance): Insertable<AttendanceTable> => ({
  activity_id: a.activityId,
  person_id: a.personId,
  state: a.state,
  reason: a.reason,
  at: a.at,
  by_person: a.by,
});

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
