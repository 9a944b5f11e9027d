import { type Kysely, sql } from 'kysely';
import { type AttendanceState, PRESENT_STATES, standingOf } from '../domain/activity/attendance.ts';
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import type { PlanTx, StoredRoll } from '../ports/plan.ts';
import { toActivity } from './activity.ts';
import { toItem } from './item.ts';
import { leaveLanes } from './outbox-lanes.ts';
import { fromRow, toRow } from './outbox-row.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';

/** What answers an act waits for the end of quiet hours at the most. */
const LONGEST_DELAY_MS = DAY_MS;
/** Rolls this old are only asked whether anybody came. */
const NAMES_MATTER_MS = 14 * DAY_MS;

/** Activities read at a time. */
const PORTION = 1000;

export function planStore(db: Kysely<Tables>, revisions: Revisions): PlanTx {
  return {
    counters: revisions.counters,
    async planState(since, now) {
      const activities = (
        await db.selectFrom('activity').selectAll().where('start_at', '>=', since).orderBy('id').execute()
      ).map(toActivity);
      const items = await db.selectFrom('item').selectAll().where('gone', 'is', null).orderBy('id').execute();
      const settled = await db.selectFrom('settled').select('matter').execute();
      const snoozes = await db.selectFrom('snooze').selectAll().execute();
      return {
        activities,
        attendance: await rolls(db, undefined, since, Math.max(since, now - NAMES_MATTER_MS)),
        items: items.map(toItem),
        settled: new Set(settled.map((s) => s.matter)),
        snoozes: snoozes.map((s) => ({ personId: s.person_id, matter: s.matter, on: s.on_date })),
      };
    },
    async planStateOf(unitIds, since, now) {
      const activities = await db
        .selectFrom('activity')
        .selectAll()
        .where('unit_id', 'in', unitIds)
        .where('start_at', '>=', since)
        .orderBy('id')
        .execute();
      return {
        activities: activities.map(toActivity),
        attendance: await rolls(db, unitIds, since, Math.max(since, now - NAMES_MATTER_MS)),
        items: [],
        settled: new Set(),
        snoozes: [],
      };
    },
    async *activitiesSince(since) {
      let after = { start_at: since, id: 0 };
      for (;;) {
        const rows = await db
          .selectFrom('activity')
          .selectAll()
          .where((eb) => eb(eb.refTuple('start_at', 'id'), '>', eb.tuple(after.start_at, after.id)))
          .orderBy('start_at')
          .orderBy('id')
          .limit(PORTION)
          .execute();
        yield rows.map(toActivity);
        if (rows.length < PORTION) return;
        after = rows.at(-1)!;
      }
    },
    async activitiesChangedSince(count) {
      const rows = await db.selectFrom('activity').selectAll().where('changed_in', '>', count).execute();
      return rows.map(toActivity);
    },
    async putSnoozes(snoozes) {
      if (snoozes.length === 0) return;
      await revisions.bump('matter');
      await db
        .insertInto('snooze')
        .values(snoozes.map((s) => ({ person_id: s.personId, matter: s.matter, on_date: s.on })))
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async settleMatter(matter, by, at) {
      await revisions.bump('matter');
      await db
        .insertInto('settled')
        .values({ matter, by_person: by, at })
        .onConflict((c) => c.doNothing())
        .execute();
    },
    async isSettled(matter) {
      const row = await db.selectFrom('settled').select('at').where('matter', '=', matter).executeTakeFirst();
      return row !== undefined;
    },
    async unsettleMatter(matter) {
      await revisions.bump('matter');
      await db.deleteFrom('settled').where('matter', '=', matter).execute();
    },
    async forgetAhead(now) {
      const freed = sql<string>`key || ':ahead:' || id`;
      const ahead = db.updateTable('outbox').where('kind', '=', 'push');
      await ahead
        .set({ key: freed })
        .where('at', '>', now)
        .where('state', 'in', ['accepted', 'unknown', 'refused', 'dropped'])
        .execute();
      const ended = await ahead
        .set({ key: freed, state: 'cancelled', outcome: 'settled' })
        .where('at', '>', now + LONGEST_DELAY_MS)
        .where('state', '=', 'waiting')
        .returning('id')
        .execute();
      await leaveLanes(
        db,
        ended.map(({ id }) => id),
      );
    },
    async addStale(entries) {
      if (entries.length === 0) return;
      await db
        .insertInto('outbox')
        .values(entries.map((e) => ({ ...toRow(e), state: 'dropped', outcome: 'stale' })))
        .onConflict((c) => c.column('key').doNothing())
        .execute();
    },
    async outboxFor(personId, rules, since) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('rule', 'in', rules)
        .where('at', '>=', since)
        .where('audience', 'like', `%"${personId.replace(/[\\%_]/g, '')}"%`)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      // LIKE found candidates; the list decides.
      return rows.map(fromRow).filter((r) => r.audience.includes(personId));
    },
    async outboxOfUnits(unitIds, since) {
      if (unitIds?.length === 0) return [];
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('kind', '=', 'push')
        .where('at', '>=', since)
        .$if(unitIds !== undefined, (q) => q.where('unit_id', 'in', unitIds!))
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(fromRow);
    },
    async waitingDigests() {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('rule', '=', 'digest')
        .where('state', '=', 'waiting')
        .execute();
      return rows.map(fromRow);
    },
    async rewordOutbox(id, text, matters) {
      const done = await db
        .updateTable('outbox')
        .set(
          text === null
            ? { state: 'cancelled', outcome: 'settled' }
            : { text, matters: JSON.stringify(matters) },
        )
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        // What may have arrived is repeated as it was, or WeCom shows it twice.
        .where('doubts', '=', 0)
        .executeTakeFirst();
      if (text === null && done.numUpdatedRows > 0n) await leaveLanes(db, [id]);
    },
  };
}

/** Rolls of activities since then, by name for those since `names`. */
async function rolls(
  db: Kysely<Tables>,
  unitIds: readonly number[] | undefined,
  since: Instant,
  names: Instant,
): Promise<Map<number, StoredRoll>> {
  const found = new Map<number, StoredRoll>();
  const roll = (id: number) => {
    const known = found.get(id) ?? { present: [], leave: [], absent: [], pendingLeave: [] };
    found.set(id, known);
    return known;
  };
  const entries = db
    .selectFrom('attendance')
    .innerJoin('activity', 'activity.id', 'attendance.activity_id')
    .$if(unitIds !== undefined, (q) => q.where('activity.unit_id', 'in', unitIds!));
  const rows = await entries
    .where('activity.start_at', '>=', names)
    .select(['attendance.activity_id', 'attendance.person_id', 'attendance.state'])
    .execute();
  for (const r of rows) {
    const state = r.state as AttendanceState;
    const standing = standingOf(state);
    if (standing === 'there') roll(r.activity_id).present.push(r.person_id);
    else if (standing !== 'open') roll(r.activity_id)[standing].push(r.person_id);
    else if (state === 'leave_pending') roll(r.activity_id).pendingLeave.push(r.person_id);
  }
  const older = await entries
    .where('activity.start_at', '>=', since)
    .where('activity.start_at', '<', names)
    .where('attendance.state', 'in', PRESENT_STATES)
    .groupBy('attendance.activity_id')
    .select(['attendance.activity_id', (eb) => eb.fn.min('attendance.person_id').as('person_id')])
    .execute();
  for (const r of older) roll(r.activity_id).present.push(r.person_id);
  return found;
}
