import { type Kysely, sql } from 'kysely';
import { DAY_MS } from '../domain/calendar/time.ts';
import type { OutboxState } from '../ports/outbox.ts';
import type { OutboxByHand } from '../ports/outbox-by-hand.ts';
import { joinLanes, leaveLanes, withoutPlace } from './outbox-lanes.ts';
import { fromAnyRow } from './outbox-row.ts';
import type { Tables } from './tables.ts';

/** Given back to the queue for at least this long, whatever the old deadline. */
const RETRY_LIFE_MS = DAY_MS;

const OPEN: OutboxState[] = ['waiting', 'sending', 'refused', 'unknown', 'dropped'];

/** What an operator sees and does by hand. */
export function outboxByHand(db: Kysely<Tables>): OutboxByHand {
  return {
    async openOutbox() {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where((eb) => eb.or([eb('state', 'in', OPEN), eb('refused', '!=', '[]')]))
        .orderBy('id')
        .execute();
      return rows.map((row) => fromAnyRow(row));
    },
    async outboxRow(id) {
      const row = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
      return row && fromAnyRow(row);
    },
    retryOutbox: (now, id) =>
      db.transaction().execute(async (trx) => {
        // What was given up comes back only by its number: nobody wants last month's reminders all at once.
        const ended: OutboxState[] =
          id === undefined ? ['refused', 'unknown'] : ['refused', 'unknown', 'dropped'];
        const again = await trx
          .updateTable('outbox')
          .set((eb) => ({
            state: 'waiting',
            at: now,
            attempts: 0,
            // That it may have arrived stays true; what waits has no more tries for it than it had.
            doubts: sql<number>`case when state = 'waiting' then doubts when doubts > 0 then 1 else 0 end`,
            doubted_at: sql<number | null>`case when state = 'waiting' then doubted_at end`,
            outcome: null,
            // The life of an address is WeCom's to decide.
            expires_at: eb
              .case()
              .when(eb.and([eb('expires_at', '<', now + RETRY_LIFE_MS), eb('kind', '!=', 'evidence')]))
              .then(now + RETRY_LIFE_MS)
              .else(eb.ref('expires_at'))
              .end(),
          }))
          .where((eb) =>
            eb.or([
              eb.and([eb('state', 'in', ended), eb('kind', '!=', 'evidence')]),
              eb.and([eb('state', '=', 'waiting'), eb('attempts', '>', 0)]),
            ]),
          )
          .$if(id !== undefined, (q) => q.where('id', '=', id!))
          .returning(['id', 'at', 'kind', 'channel', 'urgent', 'recipients', 'text', 'card'])
          .execute();
        await joinLanes(trx, await withoutPlace(trx, again));
        return again.length;
      }),
    dropOutbox: (id) =>
      db.transaction().execute(async (trx) => {
        const dropped = await trx
          .updateTable('outbox')
          .set({ state: 'dropped', outcome: 'by_hand' })
          .where('state', 'in', ['waiting', 'refused', 'unknown'])
          .$if(id !== undefined, (q) => q.where('id', '=', id!))
          .returning(['id', 'kind', 'payload'])
          .execute();
        await leaveLanes(
          trx,
          dropped.map(({ id }) => id),
        );
        const evidence = dropped
          .filter((row) => row.kind === 'evidence')
          .map((row) => (JSON.parse(row.payload!) as { id: number }).id);
        if (evidence.length > 0)
          await trx
            .updateTable('evidence')
            .set({ state: 'failed', reason: 'dropped', media: null })
            .where('id', 'in', evidence)
            .where('state', '=', 'pending')
            .execute();
        return dropped.length;
      }),
  };
}
