import type { Kysely } from 'kysely';
import type { Question, Tx } from '../ports-store.ts';
import type { Tables } from './tables.ts';

type QuestionStore = Pick<Tx, 'question' | 'putQuestion' | 'clearQuestion' | 'mark' | 'putMark' | 'audit'>;

/** Open questions, durable marks and the audit trail of what no message caused. */
export function questionStore(db: Kysely<Tables>): QuestionStore {
  return {
    async question(userId, chat) {
      const row = await db
        .selectFrom('question')
        .select('body')
        .where('user_id', '=', userId)
        .where('chat', '=', chat)
        .executeTakeFirst();
      return row && (JSON.parse(row.body) as Question);
    },
    async putQuestion(question) {
      const row = {
        user_id: question.userId,
        chat: question.chat,
        body: JSON.stringify(question),
        expires_at: question.expiresAt,
      };
      await db
        .insertInto('question')
        .values(row)
        .onConflict((c) => c.columns(['user_id', 'chat']).doUpdateSet(row))
        .execute();
    },
    async clearQuestion(userId, chat) {
      await db.deleteFrom('question').where('user_id', '=', userId).where('chat', '=', chat).execute();
    },
    async mark(key) {
      return (await db.selectFrom('mark').select('value').where('key', '=', key).executeTakeFirst())?.value;
    },
    async putMark(key, value) {
      await db
        .insertInto('mark')
        .values({ key, value })
        .onConflict((c) => c.column('key').doUpdateSet({ value }))
        .execute();
    },
    async audit(entry) {
      await db
        .insertInto('audit')
        .values({
          at: entry.at,
          by_person: entry.by,
          action: entry.action,
          detail: JSON.stringify(entry.detail),
        })
        .execute();
    },
  };
}
