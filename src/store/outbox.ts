import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OutboxState, OutboxTx, Recalled } from '../ports/outbox.ts';
import type { Tx } from '../ports/store.ts';
import { inChunks } from './bulk.ts';
import { joinLanes, leaveLanes } from './outbox-lanes.ts';
import { SETTLED, settle } from './outbox-queue.ts';
import {
  fromAnyRow,
  fromRow,
  type NewWork,
  toCardRow,
  toFileRow,
  toGroupRow,
  toRecallRows,
  toRow,
} from './outbox-row.ts';
import type { Tables } from './tables.ts';

type OutboxStore = OutboxTx & Pick<Tx, 'addOutbox' | 'cancelOutbox' | 'outboxOf'>;

/** Whether this transaction left something to be done at WeCom, so that it need not wait for the next tick. */
export interface Errands {
  waiting: boolean;
}

/** What a transaction leaves to be done at WeCom. */
export function outboxStore(
  db: Kysely<Tables>,
  errands: Errands,
  time: () => RawBuilder<number>,
): OutboxStore {
  const add = (rows: NewWork[]) => addWork(db, errands, rows);
  return {
    addOutbox: (entries) => add(entries.map(toRow)),
    addCardUpdates: (entries) => add(entries.map(toCardRow)),
    addFilePushes: (entries) => add(entries.map(toFileRow)),
    addGroups: (entries) => add(entries.map(toGroupRow)),
    async addRecalls(entries) {
      for (const { push } of entries) await markRecalled(db, push.id, 'recalling');
      await add(entries.flatMap(toRecallRows));
    },
    async recallsOf(subject) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('kind', '=', 'recall')
        .where('subject', '=', subject)
        .orderBy('id')
        .execute();
      return rows.map((row) => fromAnyRow<'recall'>(row));
    },
    markRecalled: (pushId, as) => markRecalled(db, pushId, as),
    settle: (row, result, now) => settle(db, row, result, now, time),
    async cancelOutbox(subject, rules) {
      // What is in hand just now cannot be called back, but it is not tried again.
      const settled = await db
        .updateTable('outbox')
        .set({
          state: sql<OutboxState>`case state when 'waiting' then 'cancelled' else state end`,
          outcome: SETTLED,
        })
        .where('subject', '=', subject)
        .where('state', 'in', ['waiting', 'sending'])
        .$if(rules !== undefined, (q) => q.where('rule', 'in', rules!))
        .returning(['id', 'state'])
        .execute();
      const cancelled = settled.filter(({ state }) => state === 'cancelled').map(({ id }) => id);
      await leaveLanes(db, cancelled);
      return cancelled.length;
    },
    async outboxOf(subject) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('kind', '=', 'push')
        .where('subject', '=', subject)
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },
  };
}

/** Only of what WeCom took. */
async function markRecalled(db: Kysely<Tables>, pushId: number, as: Recalled): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ outcome: as })
    .where('id', '=', pushId)
    .where('state', '=', 'accepted')
    .execute();
}

/** Rows whose key stands already are left as they are. */
export async function addWork(db: Kysely<Tables>, errands: Errands, rows: NewWork[]): Promise<void> {
  if (rows.length === 0) return;
  errands.waiting = true;
  for (const some of inChunks(rows)) {
    const added = await db
      .insertInto('outbox')
      .values(some)
      .onConflict((c) => c.column('key').doNothing())
      .returning(['id', 'at', 'kind', 'channel', 'urgent', 'recipients', 'text', 'card'])
      .execute();
    await joinLanes(db, added);
  }
}
