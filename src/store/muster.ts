import { type Kysely, sql } from 'kysely';
import type { Muster, MusterCounts, MusterEntry, MusterStand } from '../domain/muster/muster.ts';
import { UNSPOKEN } from '../ports/bot-chats.ts';
import {
  MUSTER_RULES,
  type MusterBatch,
  type MusterPart,
  type MusterReadTx,
  type MusterTx,
  musterSubject,
} from '../ports/muster.ts';
import { inChunks } from './bulk.ts';
import { insertPeople, toEntry, toMuster, toPersonRow, toRow, upsertPeople } from './muster-row.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';

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
      // Thousands answer the same one.
      const open = revisions.peek<Muster[]>('muster', 'open')?.find((muster) => muster.id === id);
      if (open) return open;
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
      return toCounts(row);
    },
    async musterShares(from, to) {
      await flush();
      const rows = await db
        .selectFrom('muster')
        .innerJoin('muster_person', 'muster_id', 'muster.id')
        .leftJoin('person', 'person.id', 'person_id')
        .where('called_at', '>=', from)
        .where('called_at', '<=', to)
        .where('muster.state', '!=', 'cancelled')
        .groupBy(['muster.id', 'drill', 'muster.unit_id', 'branch_id', 'group_id'])
        .orderBy('muster.id')
        .select(['muster.id', 'drill', 'muster.unit_id', 'branch_id', 'group_id'])
        .select([
          sql<number>`count(*)`.as('called'),
          sumOf(sql`ack_at is not null`).as('acked'),
          sumOf(sql`muster_person.ack_at <= ack_by`).as('ackedInTime'),
          sumOf(sql`said = 'arrived'`).as('arrived'),
          sumOf(sql`said = 'arrived' and arrived_at <= arrive_by`).as('arrivedInTime'),
          sumOf(sql`said = 'cannot'`).as('cannot'),
        ])
        .execute();
      return rows.map((row) => ({
        musterId: row.id,
        isDrill: row.drill === 1,
        unitId: row.unit_id,
        branchId: row.branch_id,
        groupId: row.group_id,
        ...toCounts(row),
      }));
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
      const { batches } = await db
        .selectFrom('muster_batch')
        .select(sql<number>`count(*)`.as('batches'))
        .where('muster_id', '=', id)
        .where('kind', '=', 'call')
        .executeTakeFirstOrThrow();
      const { waiting } = await ofCall
        .select(sql<number>`count(*)`.as('waiting'))
        .where('state', 'in', ['waiting', 'sending'])
        .where((eb) => eb.or([eb('outcome', 'is', null), eb('outcome', '!=', UNSPOKEN)]))
        .executeTakeFirstOrThrow();
      const rows = await ofCall
        .select(['state', 'refused', 'recipients'])
        .where((eb) =>
          eb.or([
            eb('state', 'in', ['refused', 'dropped']),
            eb('refused', '!=', '[]'),
            eb.and([eb('state', 'in', ['waiting', 'sending']), eb('outcome', '=', UNSPOKEN)]),
          ]),
        )
        .orderBy('id')
        .execute();
      const refused = rows.flatMap(
        ({ state, refused: some, recipients }) =>
          JSON.parse(state === 'accepted' ? some : recipients) as string[],
      );
      return { waiting: Number(waiting) + Number(batches), refused };
    },
    async addMuster(muster) {
      const { id } = await db
        .insertInto('muster')
        .values(toRow(muster))
        .returning('id')
        .executeTakeFirstOrThrow();
      await revisions.bump('muster');
      return { ...muster, id };
    },
    addMusterPeople: (id, personIds) =>
      insertPeople(
        db,
        personIds.map((person_id) => ({ muster_id: id, person_id })),
      ),
    async mustersToTell() {
      const rows = await db.selectFrom('muster_batch').select('muster_id').distinct().execute();
      return rows.map(({ muster_id }) => muster_id);
    },
    async addMusterBatches(id, kind, batches, first = 1) {
      const rows = batches.map((people, i) => ({
        muster_id: id,
        kind,
        batch: first + i,
        people: JSON.stringify(people),
      }));
      for (const some of inChunks(rows)) await db.insertInto('muster_batch').values(some).execute();
    },
    async takeMusterBatch(id) {
      const row = await db
        .selectFrom('muster_batch')
        .selectAll()
        .where('muster_id', '=', id)
        .orderBy('kind')
        .orderBy('batch')
        .limit(1)
        .executeTakeFirst();
      if (!row) return undefined;
      const { kind, batch, people } = row;
      await db
        .deleteFrom('muster_batch')
        .where('muster_id', '=', id)
        .where('kind', '=', kind)
        .where('batch', '=', batch)
        .execute();
      return { kind: kind as MusterBatch['kind'], batch, personIds: JSON.parse(people) as string[] };
    },
    async dropMusterBatches(id, kinds) {
      const rows = await db
        .deleteFrom('muster_batch')
        .where('muster_id', '=', id)
        .where('kind', 'in', [...kinds])
        .returning('people')
        .execute();
      return rows.reduce((sum, { people }) => sum + (JSON.parse(people) as string[]).length, 0);
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

const sumOf = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;

/** PostgreSQL tells sums as text. */
const toCounts = (row: { [K in keyof MusterCounts]: number }): MusterCounts => ({
  called: Number(row.called),
  acked: Number(row.acked),
  ackedInTime: Number(row.ackedInTime),
  arrived: Number(row.arrived),
  arrivedInTime: Number(row.arrivedInTime),
  cannot: Number(row.cannot),
});

const STANDS: Readonly<Record<MusterStand, ReturnType<typeof sql<boolean>>>> = {
  silent: sql`ack_at is null and said is null`,
  ack: sql`ack_at is not null and said is null`,
  arrived: sql`said = 'arrived'`,
  cannot: sql`said = 'cannot'`,
};
