import type { Insertable, Kysely, Selectable } from 'kysely';
import { type Attendance, type AttendanceState, isPresent } from '../domain/activity/attendance.ts';
import { Entries } from '../domain/activity/entries.ts';
import type { Tx } from '../ports/store.ts';
import { bulkWriter } from './bulk.ts';
import type { Revisions } from './revisions.ts';
import type { Sums } from './sums/keeping.ts';
import type { AttendanceTable, Tables } from './tables.ts';

type AttendanceStore = Pick<
  Tx,
  'preloadAttendance' | 'attendance' | 'rolls' | 'putAttendance' | 'removeAttendance'
> & {
  flush(): Promise<void>;
};

/**
 * Entries of activities in use stay in memory under a counter; what a transaction changes stands beside them, is seen by
 * its later reads at once, and is written together before the commit.
 */
export function attendanceStore(
  db: Kysely<Tables>,
  revisions: Revisions,
  sums?: Pick<Sums, 'touch' | 'came'>,
): AttendanceStore {
  const changed = new Map<string, Entries>();
  const dirty = new Map<string, Attendance>();
  /** whether the row as it is stored says that somebody was there */
  const wasPresent = new Map<string, boolean>();
  /** the count at which others will see the changes of this transaction */
  const changedIn = revisions.counters.attendance + 1;

  async function load(activityIds: readonly number[]): Promise<void> {
    const missing = [...new Set(activityIds)].filter((id) => !known(id));
    if (missing.length === 0) return;
    const older = missing.flatMap((id) => {
      const last = revisions.lastKnown<Entries>('attendance', String(id));
      return last ? [{ id, ...last }] : [];
    });
    const isOlder = new Set(older.map(({ id }) => id));
    await loadWhole(missing.filter((id) => !isOlder.has(id)));
    await loadChanges(older);
  }

  async function loadWhole(activityIds: readonly number[]): Promise<void> {
    if (activityIds.length === 0) return;
    const found = new Map(activityIds.map((id) => [id, [] as Attendance[]]));
    const rows = await db
      .selectFrom('attendance')
      .selectAll()
      .where('activity_id', 'in', activityIds)
      .execute();
    for (const row of rows) found.get(row.activity_id)!.push(toAttendance(row));
    for (const [id, own] of found) revisions.keep('attendance', String(id), Entries.of(own));
  }

  /** Another instance wrote: of a roll that was known only what has changed since is read. */
  async function loadChanges(older: readonly { id: number; at: number; value: Entries }[]): Promise<void> {
    if (older.length === 0) return;
    const entriesOf = new Map(older.map(({ id, value }) => [id, value]));
    const ids = [...entriesOf.keys()];
    const since = Math.min(...older.map(({ at }) => at));
    const gone = await db
      .selectFrom('attendance_gone')
      .select(['activity_id', 'person_id'])
      .where('activity_id', 'in', ids)
      .where('changed_in', '>', since)
      .execute();
    const rows = await db
      .selectFrom('attendance')
      .selectAll()
      .where('activity_id', 'in', ids)
      .where('changed_in', '>', since)
      .execute();
    const change = (id: number, by: (entries: Entries) => Entries) =>
      void entriesOf.set(id, by(entriesOf.get(id)!));
    for (const { activity_id, person_id } of gone) change(activity_id, (e) => e.without(person_id));
    // Who is gone may have come again since.
    for (const row of rows) change(row.activity_id, (e) => e.with(toAttendance(row)));
    for (const [id, entries] of entriesOf) revisions.keep('attendance', String(id), entries);
  }

  const known = (activityId: number): Entries | undefined =>
    changed.get(String(activityId)) ?? revisions.peek<Entries>('attendance', String(activityId));

  async function entries(activityId: number): Promise<Entries> {
    if (!known(activityId)) await load([activityId]);
    return known(activityId)!;
  }

  return {
    preloadAttendance: load,
    attendance: entries,
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
      for (const [id, own] of changed) if (found.has(Number(id))) found.set(Number(id), [...own]);
      return found;
    },
    async putAttendance(row) {
      const before = await entries(row.activityId);
      const key = `${row.activityId}:${row.personId}`;
      if (!wasPresent.has(key)) wasPresent.set(key, isPresent(before.of(row.personId)?.state));
      changed.set(String(row.activityId), before.with(row));
      dirty.set(key, row);
    },
    async removeAttendance(activityId, personId) {
      changed.set(String(activityId), (await entries(activityId)).without(personId));
      dirty.delete(`${activityId}:${personId}`);
      wasPresent.set(`${activityId}:${personId}`, false);
      sums?.touch(activityId);
      await db
        .deleteFrom('attendance')
        .where('activity_id', '=', activityId)
        .where('person_id', '=', personId)
        .execute();
      const row = { activity_id: activityId, person_id: personId, changed_in: changedIn };
      await db
        .insertInto('attendance_gone')
        .values(row)
        .onConflict((c) => c.columns(['activity_id', 'person_id']).doUpdateSet(row))
        .execute();
    },
    async flush() {
      if (changed.size === 0) return;
      await upsert(
        db,
        [...dirty.values()].map((row) => toRow(row, changedIn)),
      );
      for (const [key, { activityId, personId, state }] of dirty)
        if (isPresent(state) !== wasPresent.get(key))
          sums?.came(activityId, personId, isPresent(state) ? 1 : -1);
      await revisions.renew('attendance', changed);
    },
  };
}

const upsert = bulkWriter<Insertable<AttendanceTable>>(
  ['activity_id', 'person_id', 'state', 'reason', 'at', 'by_person', 'changed_in'],
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
          changed_in: eb.ref('excluded.changed_in'),
        })),
      ),
);

const toRow = (a: Attendance, changedIn: number): Insertable<AttendanceTable> => ({
  activity_id: a.activityId,
  person_id: a.personId,
  state: a.state,
  reason: a.reason,
  at: a.at,
  by_person: a.by,
  changed_in: changedIn,
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
