import type { Kysely, Selectable } from 'kysely';
import type { CardUpdateRow, FilePush, LedgerTx } from '../ports/ledger.ts';
import type { Errands } from './outbox.ts';
import type { Tables } from './tables.ts';
import type { CardUpdateTable, FilePushTable } from './tables-ledger.ts';
import { postpone } from './wait.ts';

type ErrandStore = Pick<
  LedgerTx,
  | 'addCardUpdates'
  | 'claimCardUpdates'
  | 'removeCardUpdate'
  | 'addFilePushes'
  | 'claimFilePushes'
  | 'removeFilePush'
>;

/** What is to be done at WeCom beside messages: cards that still show buttons, files to be sent. */
export function errandStore(db: Kysely<Tables>, errands: Errands): ErrandStore {
  return {
    async addCardUpdates(rows) {
      if (rows.length === 0) return;
      errands.waiting = true;
      await db
        .insertInto('card_update')
        .values(
          rows.map((r) => ({
            response_code: r.responseCode,
            users: JSON.stringify(r.users),
            card_state: r.cardState,
            next_at: 0,
            attempts: 0,
          })),
        )
        .onConflict((c) => c.column('response_code').doNothing())
        .execute();
    },
    async claimCardUpdates(now, leaseMs, limit) {
      const due = await db
        .selectFrom('card_update')
        .selectAll()
        .where('next_at', '<=', now)
        .orderBy('id')
        .limit(limit)
        .execute();
      await postpone(db, 'card_update', due, now, leaseMs);
      return due.map(toCardUpdate);
    },
    async removeCardUpdate(id) {
      await db.deleteFrom('card_update').where('id', '=', id).execute();
    },

    async addFilePushes(rows) {
      if (rows.length === 0) return;
      errands.waiting = true;
      await db
        .insertInto('file_push')
        .values(
          rows.map((r) => ({
            key: r.key,
            users: JSON.stringify(r.users),
            name: r.name,
            content: JSON.stringify(r.content),
            next_at: 0,
            attempts: 0,
          })),
        )
        .onConflict((c) => c.column('key').doNothing())
        .execute();
    },
    async claimFilePushes(now, leaseMs, limit) {
      const due = await db
        .selectFrom('file_push')
        .selectAll()
        .where('next_at', '<=', now)
        .orderBy('id')
        .limit(limit)
        .execute();
      await postpone(db, 'file_push', due, now, leaseMs);
      return due.map(toFilePush);
    },
    async removeFilePush(id) {
      await db.deleteFrom('file_push').where('id', '=', id).execute();
    },
  };
}

const toCardUpdate = (row: Selectable<CardUpdateTable>): CardUpdateRow => ({
  id: row.id,
  responseCode: row.response_code,
  users: JSON.parse(row.users) as string[],
  cardState: row.card_state,
  attempts: row.attempts + 1,
});

const toFilePush = (row: Selectable<FilePushTable>): FilePush => ({
  id: row.id,
  key: row.key,
  users: JSON.parse(row.users) as string[],
  name: row.name,
  content: JSON.parse(row.content) as FilePush['content'],
  attempts: row.attempts + 1,
});
