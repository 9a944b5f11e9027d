import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import type { Instant } from '../domain/calendar/time.ts';
import type { Reply } from '../ports/channels.ts';
import type { Change, StoredMessage, Tx } from '../ports/store.ts';
import type { auditStore } from './audit.ts';
import { bulkWriter } from './bulk.ts';
import type { MessageTable, Tables } from './tables.ts';

type MessageStore = Pick<
  Tx,
  | 'answered'
  | 'answeredSince'
  | 'said'
  | 'addMessage'
  | 'lastSaid'
  | 'lastChanged'
  | 'changesBy'
  | 'changesOf'
  | 'markUndone'
> & {
  flush(): Promise<void>;
};

/** More nobody says in the minutes for which an answer is asked for. */
const LATELY = 200;

/** @param audited hears of every message that changed something, and of what is undone */
export function messageStore(
  db: Kysely<Tables>,
  audited: Pick<ReturnType<typeof auditStore>, 'audit' | 'changed'>,
): MessageStore {
  const added: StoredMessage[] = [];
  return {
    async answered(messages) {
      const rows = await db
        .selectFrom('message')
        .select(['key', 'reply'])
        .where('user_id', 'in', [...new Set(messages.map((m) => m.userId.toLowerCase()))])
        .where('key', 'in', [...new Set(messages.map((m) => m.key))])
        .execute();
      return new Map(rows.map((r) => [r.key, r.reply === null ? null : (JSON.parse(r.reply) as Reply)]));
    },
    async answeredSince(userId, since) {
      const rows = await db
        .selectFrom('message')
        .select(['key', 'reply'])
        .where('user_id', '=', userId)
        .where('at', '>=', since)
        .orderBy('id', 'desc')
        .limit(LATELY)
        .execute();
      return rows.map((r) => ({
        key: r.key,
        reply: r.reply === null ? null : (JSON.parse(r.reply) as Reply),
      }));
    },
    said: ({ userId, key }) =>
      db
        .selectFrom('message')
        .select(['text', 'at'])
        .where('user_id', '=', userId)
        .where('key', '=', key)
        .executeTakeFirst(),
    addMessage: (message) => void added.push(message),
    async lastSaid(userId, chat) {
      const row = await db
        .selectFrom('message')
        .select(['key', sql<string>`intent`.as('intent')])
        .where('user_id', '=', userId)
        .where('chat_id', chat === '' ? 'is' : '=', chat === '' ? null : chat)
        .where('intent', 'is not', null)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row;
    },
    async lastChanged(userId, since) {
      const row = await db
        .selectFrom('message')
        .selectAll()
        .where('user_id', '=', userId)
        .where('at', '>=', since)
        .where('changes', 'is not', null)
        .where('undone_at', 'is', null)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toStored(row);
    },
    async changesBy(userId, since) {
      const rows = await db
        .selectFrom('message')
        .selectAll()
        .where('user_id', '=', userId)
        .where('at', '>=', since)
        .where('changes', 'is not', null)
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toStored);
    },
    async changesOf(activityId, since) {
      const rows = await db
        .selectFrom('message')
        .selectAll()
        .where('id', '>', await lastBefore(db, since))
        .where('at', '>=', since)
        .where('changes', 'is not', null)
        .where((eb) =>
          eb.or([
            eb('changes', 'like', `%"activityId":${activityId},%`),
            eb('changes', 'like', `%"of":"activity","id":${activityId},%`),
          ]),
        )
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...toStored(row), undoneAt: row.undone_at }));
    },
    async markUndone({ userId, key }, at) {
      await db
        .updateTable('message')
        .set({ undone_at: at })
        .where('user_id', '=', userId)
        .where('key', '=', key)
        .execute();
      await audited.audit({ at, by: userId, action: 'undo', detail: { key } });
    },
    async flush() {
      const rows = added.splice(0).map((m) => ({
        user_id: m.userId,
        key: m.key,
        channel: m.channel,
        chat_id: m.chatId,
        at: m.at,
        intent: m.intent,
        text: m.text,
        reply: m.reply && JSON.stringify(m.reply),
        changes: m.changes.length > 0 ? JSON.stringify(m.changes) : null,
      }));
      for (const { user_id: userId, changes, ...m } of rows)
        if (changes) audited.changed({ ...m, userId }, changes);
      await insertMessages(db, rows);
    },
  };
}

/**
 * Messages are appended in the order of time, and no index of it is kept: where those since then begin is found by
 * halving, so that a question about this week does not read the years before it.
 */
export async function lastBefore(db: Kysely<Tables>, since: Instant): Promise<number> {
  const { last } = await db
    .selectFrom('message')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow();
  let [before, from] = [0, last ?? 0];
  while (before < from) {
    const middle = Math.floor((before + from) / 2);
    const next = await db
      .selectFrom('message')
      .select(['id', 'at'])
      .where('id', '>', middle)
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    if (next.at >= since) from = middle;
    else before = next.id;
  }
  return before;
}

const toStored = (row: Selectable<MessageTable>): StoredMessage => ({
  key: row.key,
  channel: row.channel,
  chatId: row.chat_id,
  userId: row.user_id,
  at: row.at,
  intent: row.intent,
  text: row.text,
  reply: row.reply === null ? null : (JSON.parse(row.reply) as Reply),
  changes: JSON.parse(row.changes!) as Change[],
});

const insertMessages = bulkWriter<Omit<Insertable<MessageTable>, 'id' | 'undone_at'>>(
  ['user_id', 'key', 'channel', 'chat_id', 'at', 'intent', 'text', 'reply', 'changes'],
  (db, rows) => db.insertInto('message').values(rows),
);
