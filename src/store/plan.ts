import { type Kysely, sql } from 'kysely';
import type { Activity } from '../domain/activity/activity.ts';
import { type AttendanceState, PRESENT_STATES, standingOf } from '../domain/activity/attendance.ts';
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import { filingMatter } from '../domain/filing/filing.ts';
import type { Item } from '../domain/ledger/item.ts';
import type { FiledSince, PlanTx, StoredRoll } from '../ports/plan.ts';
import { toActivity } from './activity.ts';
import { itemRows, toItem } from './item.ts';
import { leaveLanes } from './outbox-lanes.ts';
import { fromRow, toRow } from './outbox-row.ts';
import { PORTION, portions } from './portions.ts';
import { currentProcesses } from './process.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';

/** What answers an act waits for the end of quiet hours at the most. */
const LONGEST_DELAY_MS = DAY_MS;
/** Rolls this old are only asked whether anybody came. */
const NAMES_MATTER_MS = 14 * DAY_MS;

/** Activities whose rolls are read at a time: some thousand names. */
const ROLLS_AT_ONCE = 200;

export function planStore(db: Kysely<Tables>, revisions: Revisions): PlanTx {
  return {
    counters: revisions.counters,
    async planState(since, now, filed = []) {
      const activities: Activity[] = [];
      const attendance = new Map<number, StoredRoll>();
      for await (const rows of portions(
        (after: number) => startingSince(db, since, after),
        0,
        (r) => r.id,
      )) {
        for (const row of rows) activities.push(toActivity(row));
        await addRolls(db, rows, Math.max(since, now - NAMES_MATTER_MS), attendance);
      }
      const items: Item[] = [];
      for await (const rows of portions(
        (after: number) => itemsAfter(db, after),
        0,
        (r) => r.id,
      ))
        for (const row of rows) items.push(toItem(row));
      const settled = new Set<string>();
      for (const { matter } of await db.selectFrom('settled').select('matter').execute()) settled.add(matter);
      await addFiled(db, filed, settled);
      const snoozes = await db.selectFrom('snooze').selectAll().execute();
      return {
        activities,
        attendance,
        items,
        processes: await currentProcesses(db, since),
        settled,
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
      const attendance = new Map<number, StoredRoll>();
      await addRolls(db, activities, Math.max(since, now - NAMES_MATTER_MS), attendance);
      return {
        activities: activities.map(toActivity),
        attendance,
        items: [],
        processes: [],
        settled: new Set(),
        snoozes: [],
      };
    },
    async *activitiesSince(since) {
      const read = (after: { start_at: number; id: number }) =>
        db
          .selectFrom('activity')
          .selectAll()
          .where((eb) => eb(eb.refTuple('start_at', 'id'), '>', eb.tuple(after.start_at, after.id)))
          .orderBy('start_at')
          .orderBy('id')
          .limit(PORTION)
          .execute();
      for await (const rows of portions(read, { start_at: since, id: 0 }, (r) => r))
        yield rows.map(toActivity);
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
            : { text, matters: JSON.stringify(matters), payload: null },
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

const startingSince = (db: Kysely<Tables>, since: Instant, after: number) =>
  db
    .selectFrom('activity')
    .selectAll()
    .where('start_at', '>=', since)
    .where('id', '>', after)
    .orderBy('id')
    .limit(PORTION)
    .execute();

const itemsAfter = (db: Kysely<Tables>, after: number) =>
  itemRows(db).where('gone', 'is', null).where('id', '>', after).orderBy('id').limit(PORTION).execute();

/** What branches registered for their periods is done like what was said to be. */
async function addFiled(
  db: Kysely<Tables>,
  open: readonly FiledSince[],
  settled: Set<string>,
): Promise<void> {
  for (const { kind, from } of open) {
    // By kind and day, as the index has them.
    const after = (last: { day: string; id: number }) =>
      db
        .selectFrom('filing')
        .select(['id', 'day', 'unit_id', 'period'])
        .where('kind', '=', kind)
        .where((eb) => eb(eb.refTuple('day', 'id'), '>', eb.tuple(last.day, last.id)))
        .where('gone', '=', 0)
        .where('person_id', 'is', null)
        .where('period', '<>', '')
        .orderBy('day')
        .orderBy('id')
        .limit(PORTION)
        .execute();
    for await (const rows of portions(after, { day: from, id: 0 }, (r) => r))
      for (const { unit_id, period } of rows) settled.add(filingMatter(kind, unit_id, period));
  }
}

/** Rolls of these activities, by name for those that start at or after `names`. */
async function addRolls(
  db: Kysely<Tables>,
  activities: readonly { id: number; start_at: number }[],
  names: Instant,
  found: Map<number, StoredRoll>,
): Promise<void> {
  const roll = (id: number) => {
    const known = found.get(id) ?? { present: [], leave: [], absent: [], pendingLeave: [] };
    found.set(id, known);
    return known;
  };
  const entriesOf = (ids: readonly number[]) =>
    db.selectFrom('attendance').where('activity_id', 'in', ids).select('activity_id');
  for (const ids of parts(activities.filter((a) => a.start_at >= names))) {
    const rows = await entriesOf(ids).select(['person_id', 'state']).execute();
    for (const r of rows) {
      const state = r.state as AttendanceState;
      const standing = standingOf(state);
      if (standing === 'there') roll(r.activity_id).present.push(r.person_id);
      else if (standing !== 'open') roll(r.activity_id)[standing].push(r.person_id);
      else if (state === 'leave_pending') roll(r.activity_id).pendingLeave.push(r.person_id);
    }
    await new Promise(setImmediate);
  }
  for (const ids of parts(activities.filter((a) => a.start_at < names))) {
    const rows = await entriesOf(ids)
      .where('state', 'in', PRESENT_STATES)
      .groupBy('activity_id')
      .select((eb) => eb.fn.min('person_id').as('person_id'))
      .execute();
    for (const r of rows) roll(r.activity_id).present.push(r.person_id);
  }
}

function* parts(activities: readonly { id: number }[]): Iterable<number[]> {
  for (let i = 0; i < activities.length; i += ROLLS_AT_ONCE)
    yield activities.slice(i, i + ROLLS_AT_ONCE).map(({ id }) => id);
}
