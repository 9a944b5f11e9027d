import { type Kysely, type Selectable, sql } from 'kysely';
import { DAY_MS } from '../domain/calendar/time.ts';
import type { OutboxEntry, OutboxRow, OutboxState } from '../ports/outbox.ts';
import type { Store, Tx } from '../ports/store.ts';
import type { OutboxTable, Tables } from './tables.ts';

type OutboxStore = Pick<Tx, 'addOutbox' | 'cancelOutbox' | 'outboxOf'>;

/** Outcome of a row that was being sent when its lease ran out: nobody knows whether it arrived. */
const DOUBTFUL = 'doubtful';

/** Whether this transaction left something to be done at WeCom, so that it need not wait for the next tick. */
export interface Errands {
  waiting: boolean;
}

export function outboxStore(db: Kysely<Tables>, errands: Errands): OutboxStore {
  return {
    async addOutbox(entries) {
      if (entries.length === 0) return;
      errands.waiting = true;
      await db
        .insertInto('outbox')
        .values(entries.map(toRow))
        .onConflict((c) => c.column('key').doNothing())
        .execute();
    },
    async cancelOutbox(subject, rules) {
      let query = db
        .updateTable('outbox')
        .set({ state: 'cancelled', outcome: 'settled' })
        .where('subject', '=', subject)
        .where('state', '=', 'waiting');
      if (rules) query = query.where('rule', 'in', rules);
      return Number((await query.executeTakeFirst()).numUpdatedRows);
    },
    async outboxOf(subject) {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where('subject', '=', subject)
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },
  };
}

/** Given back to the queue for at least this long, whatever the old deadline. */
const RETRY_LIFE_MS = DAY_MS;

type Desk = Pick<Store, 'openOutbox' | 'retryOutbox' | 'dropOutbox'>;

/** What an operator sees and does by hand. */
export function outboxDesk(db: Kysely<Tables>): Desk {
  return {
    async openOutbox() {
      const rows = await db
        .selectFrom('outbox')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb('state', 'in', ['waiting', 'sending', 'refused', 'unknown', 'dropped']),
            eb('refused', '!=', '[]'),
          ]),
        )
        .orderBy('id')
        .execute();
      return rows.map(fromRow);
    },
    async retryOutbox(now, ids) {
      const done = await db
        .updateTable('outbox')
        .set((eb) => ({
          state: 'waiting',
          at: now,
          attempts: 0,
          outcome: null,
          expires_at: eb
            .case()
            .when('expires_at', '<', now + RETRY_LIFE_MS)
            .then(now + RETRY_LIFE_MS)
            .else(eb.ref('expires_at'))
            .end(),
        }))
        .where('state', 'in', ['refused', 'unknown', 'dropped'])
        .$if(ids !== undefined, (q) => q.where('id', 'in', ids!))
        .executeTakeFirst();
      return Number(done.numUpdatedRows);
    },
    async dropOutbox(ids) {
      const done = await db
        .updateTable('outbox')
        .set({ state: 'dropped', outcome: 'by_hand' })
        .where('state', 'in', ['waiting', 'refused', 'unknown'])
        .$if(ids !== undefined, (q) => q.where('id', 'in', ids!))
        .executeTakeFirst();
      return Number(done.numUpdatedRows);
    },
  };
}

type Delivery = Pick<Store, 'claimDue' | 'settle' | 'nextDue'>;

/** Claiming and settling: a row belongs to whoever holds its newest fence, until the lease runs out. */
export function outboxDelivery(db: Kysely<Tables>, skipLocked: boolean): Delivery {
  return {
    async claimDue(now, leaseMs, limit) {
      await db
        .updateTable('outbox')
        .set({ state: 'waiting', outcome: DOUBTFUL })
        .where('state', '=', 'sending')
        .where('lease_until', '<', now)
        .execute();
      const due = db
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', 'waiting')
        .where('at', '<=', now)
        .orderBy('at')
        .orderBy('id')
        .limit(limit)
        .$if(skipLocked, (q) => q.forUpdate().skipLocked());
      const rows = await db
        .updateTable('outbox')
        .set((eb) => ({
          state: 'sending',
          lease_until: now + leaseMs,
          fence: eb('fence', '+', 1),
          attempts: eb('attempts', '+', 1),
        }))
        .where('id', 'in', due)
        .where('state', '=', 'waiting')
        .returningAll()
        .execute();
      return rows.map(fromRow).sort((a, b) => a.at - b.at || a.id - b.id);
    },
    async settle(row, result, now) {
      const done = await db
        .updateTable('outbox')
        .set({
          state: result.state,
          at: result.at ?? row.at,
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
    },
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

export function toRow(entry: OutboxEntry) {
  return {
    key: entry.key,
    at: entry.at,
    expires_at: entry.expiresAt,
    rule: entry.rule,
    unit_id: entry.unitId,
    subject: entry.subject,
    channel: entry.channel,
    recipients: JSON.stringify(entry.to),
    audience: JSON.stringify(entry.audience),
    text: entry.text,
    card: entry.card && JSON.stringify(entry.card),
    state: 'waiting',
    attempts: 0,
    fence: 0,
    refused: '[]',
    matters: JSON.stringify(entry.matters ?? []),
  };
}

export function fromRow(row: Selectable<OutboxTable>): OutboxRow {
  return {
    id: row.id,
    key: row.key,
    at: row.at,
    expiresAt: row.expires_at,
    rule: row.rule,
    unitId: row.unit_id,
    subject: row.subject,
    channel: row.channel as OutboxRow['channel'],
    to: JSON.parse(row.recipients) as string[],
    audience: JSON.parse(row.audience) as string[],
    text: row.text,
    card: row.card === null ? null : (JSON.parse(row.card) as OutboxRow['card']),
    state: row.state as OutboxState,
    attempts: row.attempts,
    fence: row.fence,
    outcome: row.outcome,
    refused: JSON.parse(row.refused) as string[],
    sentAt: row.sent_at,
    messageId: row.message_id,
    responseCode: row.response_code,
    matters: JSON.parse(row.matters) as string[],
  };
}
