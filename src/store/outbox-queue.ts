// Claiming and settling: a row belongs to whoever holds its newest fence, until the lease runs out.
import { type Kysely, sql } from 'kysely';
import type { Instant } from '../domain/calendar/time.ts';
import type { OutboxQueue, Settlement, WorkRow } from '../ports/outbox.ts';
import { fromAnyRow } from './outbox-row.ts';
import type { Tables } from './tables.ts';

/** Outcome of a row that was in hand when its lease ran out: nobody knows whether it arrived. */
const DOUBTFUL = 'doubtful';

export function outboxQueue(db: Kysely<Tables>, skipLocked: boolean): OutboxQueue {
  return {
    async claimDue(now, leaseMs, limit, kind) {
      await db
        .updateTable('outbox')
        .set((eb) => ({ state: 'waiting', outcome: DOUBTFUL, doubts: eb('doubts', '+', 1) }))
        .where('state', '=', 'sending')
        .where('kind', '=', kind)
        .where('lease_until', '<', now)
        .execute();
      const due = db
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', 'waiting')
        .where('kind', '=', kind)
        .where('at', '<=', now)
        .orderBy('at')
        .orderBy('id')
        .limit(limit)
        .$if(skipLocked, (q) => q.forUpdate().skipLocked());
      // Chosen once, by name: as a subquery PostgreSQL may choose again for each row and lock more than `limit`.
      const rows = await db
        .with('due', () => due)
        .updateTable('outbox')
        .set((eb) => ({
          state: 'sending',
          lease_until: now + leaseMs,
          fence: eb('fence', '+', 1),
          attempts: eb('attempts', '+', 1),
        }))
        .where('id', 'in', (eb) => eb.selectFrom('due').select('due.id'))
        .where('state', '=', 'waiting')
        .returningAll()
        .execute();
      return rows.sort((a, b) => a.at - b.at || a.id - b.id).map((row) => fromAnyRow<typeof kind>(row));
    },
    settle: (row, result, now) => settle(db, row, result, now),
    async nextDue() {
      const row = await db
        .selectFrom('outbox')
        .select(sql<number | null>`min(at)`.as('at'))
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return row?.at ?? undefined;
    },
  };
}

/** Records what became of a claimed row; false when its lease was lost. */
export async function settle(
  db: Kysely<Tables>,
  row: WorkRow,
  result: Settlement,
  now: Instant,
): Promise<boolean> {
  const done = await db
    .updateTable('outbox')
    .set({
      state: result.state,
      at: result.at ?? row.at,
      attempts: result.attempts ?? row.attempts,
      doubts: result.doubts ?? row.doubts,
      outcome: result.outcome ?? null,
      refused: JSON.stringify(result.refused ?? []),
      message_id: result.messageId ?? null,
      response_code: result.responseCode ?? null,
      sent_at: result.state === 'accepted' || result.state === 'unknown' ? now : null,
      lease_until: null,
    })
    .where('id', '=', row.id)
    .where('fence', '=', row.fence)
    .where('state', '=', 'sending')
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
