// Claiming and settling: a row belongs to whoever holds its newest fence, until the lease runs out. Leases and limits go
// by the database's clock, which is the same for every instance.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import {
  type ClaimOf,
  type Depth,
  HASTES,
  type OutboxQueue,
  type Settlement,
  type WorkKind,
  type WorkRow,
} from '../ports/outbox.ts';
import { inChunks } from './bulk.ts';
import { claimAlong } from './outbox-along.ts';
import {
  countPlaces,
  isOverLimit,
  leaveLanes,
  stepAside,
  sweepLanes,
  takePlaces,
  waitsForAnother,
} from './outbox-lanes.ts';
import { fromAnyRow } from './outbox-row.ts';
import type { Tables } from './tables.ts';

/** Outcome of a row that was in hand when its lease ran out: nobody knows whether it arrived. */
const DOUBTFUL = 'doubtful';

const SWEEP_EVERY_MS = 10 * MINUTE_MS;

/** Outcome of a row whose matter was settled; where it was in hand just then, it is not tried again. */
export const SETTLED = 'settled';
const againUnlessSettled = sql<
  'waiting' | 'cancelled'
>`case outcome when ${sql.lit(SETTLED)} then 'cancelled' else 'waiting' end`;
const settledOr = (outcome: string | null) =>
  sql<string | null>`case outcome when ${sql.lit(SETTLED)} then outcome else ${outcome} end`;

/** `time`: the database's clock, ms */
interface QueueDialect {
  skipLocked: boolean;
  time: () => RawBuilder<number>;
}

export function outboxQueue(db: Kysely<Tables>, { skipLocked, time }: QueueDialect): OutboxQueue {
  let sweptAt = Number.NEGATIVE_INFINITY;
  const later = (ms: number) => sql<number>`${time()} + ${sql.lit(ms)}`;
  const dueOf = (from: Kysely<Tables>, now: Instant, claim: ClaimOf<WorkKind>) =>
    from
      .selectFrom('outbox')
      .select('id')
      .where('state', '=', 'waiting')
      .where('kind', '=', claim.kind)
      .$if(claim.haste !== undefined, (q) => q.where('urgent', '=', HASTES.indexOf(claim.haste!)))
      .$if((claim.notBy?.length ?? 0) > 0, (q) =>
        q.where((eb) => eb.or([eb('channel', 'not in', [...claim.notBy!]), eb('expires_at', '<', now)])),
      )
      .$if(claim.onlyBy !== undefined, (q) => q.where('channel', '=', claim.onlyBy!))
      .where('at', '<=', now)
      .where((eb) => eb.not(waitsForAnother(now)))
      .where((eb) => eb.not(isOverLimit(time)))
      .orderBy('at')
      .orderBy('id')
      .limit(claim.limit);

  return {
    async claimDue(now, claim) {
      // Most looks find nothing: they ask for no lock.
      if ((await dueOf(db, now, claim).execute()).length === 0) return [];
      return db.transaction().execute(async (trx) => {
        const due = await dueOf(trx, now, claim)
          .$if(skipLocked, (q) => q.forUpdate().skipLocked())
          .execute();
        const ids = due.map(({ id }) => id);
        if (ids.length === 0) return [];
        const rows = await trx
          .updateTable('outbox')
          .set((eb) => ({
            state: 'sending',
            lease_until: later(claim.leaseMs),
            fence: eb('fence', '+', 1),
            attempts: eb('attempts', '+', 1),
          }))
          .where('id', 'in', ids)
          .where('state', '=', 'waiting')
          .returningAll()
          .execute();
        await takePlaces(trx, ids, later(claim.leaseMs));
        const claimed = rows
          .sort((a, b) => a.at - b.at || a.id - b.id)
          .map((row) => fromAnyRow<typeof claim.kind>(row));
        const pushes = (claimed as WorkRow[]).filter((row) => row.kind === 'push');
        await claimAlong(trx, pushes, now, later(claim.leaseMs));
        return claimed;
      });
    },
    async extendLeases(rows, leaseMs) {
      // Of a row that somebody else has in hand by now, that lease is a little longer: no harm.
      for (const some of inChunks(rows))
        await db
          .updateTable('outbox')
          .set({ lease_until: later(leaseMs) })
          .where(
            'id',
            'in',
            some.map(({ id }) => id),
          )
          .where('state', '=', 'sending')
          .execute();
    },
    async freeLost(mine) {
      const freed = await db
        .updateTable('outbox')
        .set((eb) => ({
          state: againUnlessSettled,
          outcome: settledOr(DOUBTFUL),
          doubts: eb('doubts', '+', 1),
          // It left before the lease ran out, however much later that is noticed.
          doubted_at: eb.fn.coalesce('doubted_at', 'lease_until'),
        }))
        .where('state', '=', 'sending')
        .where('lease_until', '<', time())
        .$if(mine.length > 0, (q) =>
          q.where(
            'id',
            'not in',
            mine.map(({ id }) => id),
          ),
        )
        .executeTakeFirst();
      // It goes through all that waits.
      if (performance.now() - sweptAt > SWEEP_EVERY_MS) {
        sweptAt = performance.now();
        await sweepLanes(db, time);
      }
      return Number(freed.numUpdatedRows);
    },
    async keepWith(row, kept) {
      const done = await db
        .updateTable('outbox')
        .set({ payload: JSON.stringify(kept) })
        .where('id', '=', row.id)
        .where('fence', '=', row.fence)
        .where('state', '=', 'sending')
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
    settle: (row, result, now) => settle(db, row, result, now, time),
    async nextDue() {
      const row = await db
        .selectFrom('outbox')
        .select(sql<number | null>`min(at)`.as('at'))
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return row?.at ?? undefined;
    },
    async depth() {
      const rows = await db
        .selectFrom('outbox')
        .select(['kind', 'state', sql<number>`count(*)`.as('count'), sql<number>`min(at)`.as('oldestAt')])
        .where('state', 'in', ['waiting', 'sending'])
        .groupBy(['kind', 'state'])
        .execute();
      return rows as Depth[];
    },
  };
}

/** Records what became of a claimed row; false when its lease was lost. */
export async function settle(
  db: Kysely<Tables>,
  row: WorkRow,
  result: Settlement,
  now: Instant,
  time: () => RawBuilder<number>,
): Promise<boolean> {
  const done = await db
    .updateTable('outbox')
    .set({
      state: result.state === 'waiting' ? againUnlessSettled : result.state,
      at: result.at ?? row.at,
      attempts: result.attempts ?? row.attempts,
      doubts: result.doubts ?? row.doubts,
      doubted_at: result.doubtedAt ?? row.doubtedAt,
      outcome: result.state === 'waiting' ? settledOr(result.outcome ?? null) : (result.outcome ?? null),
      refused: JSON.stringify(result.refused ?? []),
      message_id: result.messageIds?.join('\n') || null,
      response_code: result.responseCode ?? null,
      sent_at: result.state === 'accepted' || result.state === 'unknown' ? now : null,
      lease_until: null,
    })
    .where('id', '=', row.id)
    .where('fence', '=', row.fence)
    // Whose lease ran out may still tell, until somebody else has the row in hand.
    .where((eb) =>
      eb.or([
        eb('state', '=', 'sending'),
        eb.and([eb('state', '=', 'waiting'), eb('outcome', '=', DOUBTFUL)]),
      ]),
    )
    .returning('state')
    .executeTakeFirst();
  if (!done) return false;
  if (row.kind !== 'push' && row.kind !== 'file') return true;
  await countPlaces(db, row, result.isUnsent ?? false, time);
  if (done.state !== 'waiting') await leaveLanes(db, [row.id]);
  else if (result.stepsAside) await stepAside(db, row.id);
  return true;
}
