import type { Kysely, Selectable } from 'kysely';
import type { Activity, ActivityStage } from '../domain/activity/activity.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import type { Tx } from '../ports/store.ts';
import { inChunks } from './bulk.ts';
import type { Revisions } from './revisions.ts';
import type { Sums } from './sums/keeping.ts';
import type { ActivityTable, Tables } from './tables.ts';

type ActivityStore = Pick<Tx, 'activity' | 'activities' | 'addActivity' | 'changeActivity'>;

/** How far back the per-unit cache reaches before the start of a question; older ones ask the database. */
const CACHE_BACK_MS = 40 * DAY_MS;

export function activityStore(
  db: Kysely<Tables>,
  revisions: Revisions,
  sums?: Pick<Sums, 'touch' | 'starts'>,
): ActivityStore {
  /** In few queries what would be asked unit by unit: every new meeting anywhere has all of it asked again. */
  async function loadTogether(unitIds: readonly number[], since: Instant): Promise<void> {
    const unknown = unitIds.filter((id) => revisions.peek('activity', `unit:${id}`) === undefined);
    if (unknown.length < 2) return;
    const lists = new Map(unknown.map((id) => [id, [] as Activity[]]));
    for (const some of inChunks(unknown))
      for (const activity of await startingSince(db, some, since)) lists.get(activity.unitId)!.push(activity);
    for (const [id, list] of lists) revisions.keep('activity', `unit:${id}`, { since, list });
  }

  return {
    async activity(id) {
      const row = await db.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();
      if (row) sums?.starts({ id, startAt: row.start_at });
      return row && toActivity(row);
    },

    async activities(unitIds, from, to) {
      const found: Activity[] = [];
      await loadTogether(unitIds, from - CACHE_BACK_MS);
      for (const unitId of unitIds) {
        const known = await revisions.cached('activity', `unit:${unitId}`, async () => ({
          since: from - CACHE_BACK_MS,
          list: await startingSince(db, [unitId], from - CACHE_BACK_MS),
        }));
        const list = known.since <= from ? known.list : await startingSince(db, [unitId], from);
        for (const a of list) if (a.startAt >= from && a.startAt <= to) found.push(a);
      }
      for (const activity of found) sums?.starts(activity);
      return found.sort((a, b) => a.startAt - b.startAt || a.id - b.id);
    },

    async addActivity(activity) {
      const changedIn = await revisions.bump('activity');
      const row = await db
        .insertInto('activity')
        .values({ ...toRow(activity), revision: 1, changed_in: changedIn })
        .returningAll()
        .executeTakeFirstOrThrow();
      sums?.touch(row.id);
      return toActivity(row);
    },

    async changeActivity(activity) {
      const changedIn = await revisions.bump('activity');
      const row = await db
        .updateTable('activity')
        .set((eb) => ({ ...toRow(activity), revision: eb('revision', '+', 1), changed_in: changedIn }))
        .where('id', '=', activity.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      sums?.touch(row.id);
      return toActivity(row);
    },
  };
}

async function startingSince(
  db: Kysely<Tables>,
  unitIds: readonly number[],
  since: Instant,
): Promise<Activity[]> {
  const rows = await db
    .selectFrom('activity')
    .selectAll()
    .where('unit_id', 'in', unitIds)
    .where('start_at', '>=', since)
    .where('stage', '!=', 'cancelled')
    .execute();
  return rows.map(toActivity);
}

function toRow(a: Omit<Activity, 'id' | 'revision'>) {
  return {
    unit_id: a.unitId,
    types: JSON.stringify(a.types),
    topic: a.topic,
    place: a.place,
    start_at: a.startAt,
    has_clock: a.hasClock ? 1 : 0,
    end_at: a.endAt,
    host: a.host,
    recorder: a.recorder,
    lecturer: a.lecturer,
    stage: a.stage,
    source: a.source,
    created_by: a.createdBy,
    created_at: a.createdAt,
    fixed_for: a.fixedFor ?? null,
  };
}

export function toActivity(row: Selectable<ActivityTable>): Activity {
  return {
    id: row.id,
    unitId: row.unit_id,
    types: JSON.parse(row.types) as ActivityType[],
    topic: row.topic,
    place: row.place,
    startAt: row.start_at,
    hasClock: row.has_clock === 1,
    endAt: row.end_at,
    host: row.host,
    recorder: row.recorder,
    lecturer: row.lecturer,
    stage: row.stage as ActivityStage,
    source: row.source as Activity['source'],
    createdBy: row.created_by,
    createdAt: row.created_at,
    fixedFor: row.fixed_for,
    revision: row.revision,
  };
}
