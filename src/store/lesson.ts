import type { Kysely } from 'kysely';
import type { Intent } from '../domain/intent.ts';
import type { ReadTx, Tx } from '../ports/store.ts';
import type { Tables } from './tables.ts';

type LessonStore = Pick<ReadTx, 'lessons'> & Pick<Tx, 'addLesson' | 'forgetLesson' | 'forgetLessons'>;

/** What people chose when they were asked what a message means. */
export function lessonStore(db: Kysely<Tables>): LessonStore {
  return {
    async lessons(since) {
      const rows = await db.selectFrom('lesson').selectAll().where('at', '>=', since).orderBy('id').execute();
      return rows.map((row) => ({
        at: row.at,
        readAt: row.read_at,
        userId: row.user_id,
        messageKey: row.message_key,
        text: row.text,
        intent: JSON.parse(row.intent) as Intent,
        choice: row.choice,
        choices: row.choices,
      }));
    },
    async addLesson({ at, readAt, userId, messageKey, text, intent, choice, choices }) {
      await db
        .insertInto('lesson')
        .values({
          at,
          read_at: readAt,
          user_id: userId,
          message_key: messageKey,
          text,
          intent: JSON.stringify(intent),
          choice,
          choices,
        })
        .execute();
    },
    async forgetLesson({ userId, key }) {
      await db.deleteFrom('lesson').where('user_id', '=', userId).where('message_key', '=', key).execute();
    },
    async forgetLessons(before) {
      await db.deleteFrom('lesson').where('at', '<', before).execute();
    },
  };
}
