import { type Kysely, type Selectable, sql } from 'kysely';
import type { Muster, MusterEntry, MusterStand } from '../domain/muster/muster.ts';
import {
  MUSTER_RULES,
  type MusterPart,
  type MusterReadTx,
  type MusterTx,
  musterSubject,
} from '../ports/muster.ts';
import { bulkWriter, inChunks } from './bulk.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';
import type { MusterPersonTable, MusterTable } from './tables-muster.ts';

const insertPeople = bulkWriter<{ muster_id: number; person_id: string }>(
  ['muster_id', 'person_id'],
  (db, rows) => db.insertInto('muster_person').values(rows as MusterPersonTable[]),
);

const upsertPeople = bulkWriter<{ [K in keyof MusterPersonTable]: MusterPersonTable[K] }>(
  ['muster_id', 'person_id', 'ack_at', 'arrived_at', 'said', 'said_at', 'reason', 'by_person'],
  (db, rows) =>
    db
      .insertInto('muster_person')
      .values(rows)
      .onConflict((c) =>
        c.columns(['muster_id', 'person_id']).doUpdateSet((eb) => ({
          ack_at: eb.ref('excluded.ack_at'),
          arrived_at: eb.ref('excluded.arrived_at'),
          said: eb.ref('excluded.said'),
          said_at: eb.ref('excluded.said_at'),
          reason: eb.ref('excluded.reason'),
          by_person: eb.ref('excluded.by_person'),
        })),
      ),
);

type MusterStore = MusterReadTx & MusterTx & { flush(): Promise<void> };

/** Answers of one transaction are seen by its later reads at once, and written together. */
export function musterStore(db: Kysely<Tables>, revisions: Revisions): MusterStore {
  const known = new Map<string, MusterEntry | undefined>();
  const dirty = new Map<string, MusterEntry>();
  const keyOf = (id: number, personId: string) => `${id} ${personId}`;

  async function flush(): Promise<void> {
    if (dirty.size === 0) return;
    const rows = [...dirty.values()].map(toPersonRow);
    dirty.clear();
    await upsertPeople(db, rows);
  }

  const partOf = (id: number, { branchIds }: MusterPart = {}) =>
    db
      .selectFrom('muster_person')
      .where('muster_id', '=', id)
      .$if(branchIds !== undefined, (q) =>
        q.where(
          'person_id',
          'in',
          db
            .selectFrom('person')
            .select('id')
            .where('branch_id', 'in', branchIds?.length ? [...branchIds] : [-1]),
        ),
      );

  return {
    openMusters: () =>
      revisions.cached('muster', 'open', async () => {
        const rows = await db
          .selectFrom('muster')
          .selectAll()
          .where('state', '=', 'open')
          .orderBy('called_at', 'desc')
          .orderBy('id', 'desc')
          .execute();
        return rows.map(toMuster);
      }),
    async muster(id) {
      const row = await db.selectFrom('muster').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toMuster(row);
    },
    async musters(from, to) {
      const rows = await db
        .selectFrom('muster')
        .selectAll()
        .where('called_at', '>=', from)
        .where('called_at', '<', to)
        .orderBy('called_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toMuster);
    },
    flush,
    async preloadMusterEntries(id, personIds) {
      const missing = personIds.filter((personId) => !known.has(keyOf(id, personId)));
      for (const some of inChunks(missing)) {
        const rows = await db
          .selectFrom('muster_person')
          .selectAll()
          .where('muster_id', '=', id)
          .where('person_id', 'in', some)
          .execute();
        for (const personId of some) known.set(keyOf(id, personId), undefined);
        for (const row of rows) known.set(keyOf(id, row.person_id), toEntry(row));
      }
    },
    async musterEntry(id, personId) {
      const key = keyOf(id, personId);
      if (known.has(key)) return known.get(key);
      const row = await db
        .selectFrom('muster_person')
        .selectAll()
        .where('muster_id', '=', id)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row && toEntry(row);
    },
    async musterEntries(id, after, most) {
      await flush();
      const rows = await db
        .selectFrom('muster_person')
        .selectAll()
        .where('muster_id', '=', id)
        .where('person_id', '>', after)
        .orderBy('person_id')
        .limit(most)
        .execute();
      return rows.map(toEntry);
    },
    async musterCounts(id, part) {
      await flush();
      const { ack_by, arrive_by } = await db
        .selectFrom('muster')
        .select(['ack_by', 'arrive_by'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const sumOf = (condition: ReturnType<typeof sql<boolean>>) =>
        sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;
      const row = await partOf(id, part)
        .select([
          sql<number>`count(*)`.as('called'),
          sumOf(sql`ack_at is not null`).as('acked'),
          sumOf(sql`ack_at <= ${ack_by}`).as('ackedInTime'),
          sumOf(sql`said = 'arrived'`).as('arrived'),
          sumOf(sql`said = 'arrived' and arrived_at <= ${arrive_by}`).as('arrivedInTime'),
          sumOf(sql`said = 'cannot'`).as('cannot'),
        ])
        .executeTakeFirstOrThrow();
      return {
        called: Number(row.called),
        acked: Number(row.acked),
        ackedInTime: Number(row.ackedInTime),
        arrived: Number(row.arrived),
        arrivedInTime: Number(row.arrivedInTime),
        cannot: Number(row.cannot),
      };
    },
    async musterPeople(id, stand, most, part) {
      await flush();
      const rows = await partOf(id, part)
        .select('person_id')
        .where(STANDS[stand])
        .orderBy('person_id')
        .limit(most)
        .execute();
      return rows.map(({ person_id }) => person_id);
    },
    async musterReach(id) {
      const ofCall = db
        .selectFrom('outbox')
        .where('subject', '=', musterSubject(id))
        .where('kind', '=', 'push')
        .where('rule', '=', MUSTER_RULES.call);
      const { waiting } = await ofCall
        .select(sql<number>`count(*)`.as('waiting'))
        .where('state', 'in', ['waiting', 'sending'])
        .executeTakeFirstOrThrow();
      const rows = await ofCall
        .select(['state', 'refused', 'recipients'])
        .where((eb) => eb.or([eb('state', 'in', ['refused', 'dropped']), eb('refused', '!=', '[]')]))
        .orderBy('id')
        .execute();
      const refused = rows.flatMap(
        ({ state, refused: some, recipients }) =>
          JSON.parse(state === 'accepted' ? some : recipients) as string[],
      );
      return { waiting: Number(waiting), refused };
    },
    async addMuster(muster, personIds) {
      const { id } = await db
        .insertInto('muster')
        .values(toRow(muster))
        .returning('id')
        .executeTakeFirstOrThrow();
      for (const some of inChunks(personIds))
        await insertPeople(
          db,
          some.map((person_id) => ({ muster_id: id, person_id })),
        );
      await revisions.bump('muster');
      return { ...muster, id };
    },
    async changeMuster({ id, ...muster }) {
      await db.updateTable('muster').set(toRow(muster)).where('id', '=', id).execute();
      await revisions.bump('muster');
    },
    async putMusterEntry(entry) {
      const key = keyOf(entry.musterId, entry.personId);
      known.set(key, entry);
      dirty.set(key, entry);
    },
  };
}

const STANDS: Readonly<Record<MusterStand, ReturnType<typeof sql<boolean>>>> = {
  silent: sql`ack_at is null and said is null`,
  ack: sql`ack_at is not null and said is null`,
  arrived: sql`said = 'arrived'`,
  cannot: sql`said = 'cannot'`,
};

const toRow = (m: Omit<Muster, 'id'>) => ({
  unit_id: m.unitId,
  target: m.target,
  place: m.place,
  reason: m.reason,
  drill: m.isDrill ? 1 : 0,
  called_by: m.calledBy,
  called_at: m.calledAt,
  ack_by: m.ackBy,
  nudge_at: m.nudgeAt,
  arrive_by: m.arriveBy,
  people: m.people,
  state: m.state,
  ended_at: m.endedAt,
  ended_by: m.endedBy,
  checked_at: m.checkedAt,
  nudged_at: m.nudgedAt,
  summed_at: m.summedAt,
});

const toMuster = (row: Selectable<MusterTable>): Muster => ({
  id: row.id,
  unitId: row.unit_id,
  target: row.target,
  place: row.place,
  reason: row.reason,
  isDrill: row.drill === 1,
  calledBy: row.called_by,
  calledAt: row.called_at,
  ackBy: row.ack_by,
  nudgeAt: row.nudge_at,
  arriveBy: row.arrive_by,
  people: row.people,
  state: row.state as Muster['state'],
  endedAt: row.ended_at,
  endedBy: row.ended_by,
  checkedAt: row.checked_at,
  nudgedAt: row.nudged_at,
  summedAt: row.summed_at,
});

const toEntry = (row: Selectable<MusterPersonTable>): MusterEntry => ({
  musterId: row.muster_id,
  personId: row.person_id,
  ackAt: row.ack_at,
  arrivedAt: row.arrived_at,
  said: row.said as MusterEntry['said'],
  saidAt: row.said_at,
  reason: row.reason,
  by: row.by_person,
});

const toPersonRow = (entry: MusterEntry): MusterPersonTable => ({
  muster_id: entry.musterId,
  person_id: entry.personId,
  ack_at: entry.ackAt,
  arrived_at: entry.arrivedAt,
  said: entry.said,
  said_at: entry.saidAt,
  reason: entry.reason,
  by_person: entry.by,
});
