import type { Kysely } from 'kysely';
import type { Question, Tx } from '../ports/store.ts';
import type { Tables } from './tables.ts';

type QuestionStore = Pick<
  Tx,
  'preloadQuestions' | 'question' | 'putQuestion' | 'clearQuestion' | 'mark' | 'putMark'
>;

/** Open questions and durable marks. */
export function questionStore(db: Kysely<Tables>): QuestionStore {
  // Per person, all open ones: most people have none, and a batch of check-ins asks for each sender.
  const known = new Map<string, Map<string, Question>>();

  async function load(userIds: readonly string[]): Promise<void> {
    const missing = [...new Set(userIds)].filter((id) => !known.has(id));
    if (missing.length === 0) return;
    for (const id of missing) known.set(id, new Map());
    const rows = await db.selectFrom('question').selectAll().where('user_id', 'in', missing).execute();
    for (const row of rows) known.get(row.user_id)!.set(row.chat, JSON.parse(row.body) as Question);
  }

  return {
    preloadQuestions: load,
    async question(userId, chat) {
      if (!known.has(userId)) await load([userId]);
      return known.get(userId)!.get(chat);
    },
    async putQuestion(question) {
      known.get(question.userId)?.set(question.chat, question);
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
      known.get(userId)?.delete(chat);
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
  };
}
