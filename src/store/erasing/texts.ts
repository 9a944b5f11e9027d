import type { Kysely } from 'kysely';
import type { Instant } from '../../domain/calendar/time.ts';
import { lastBefore } from '../message.ts';
import type { Tables } from '../tables.ts';

/** What people wrote and were told before a day, by the ids of the rows; what it changed stays. */
interface OldTexts {
  messages: number[];
  pushes: number[];
}

/** Rows a transaction: nobody who checks in waits for years of texts. */
const PAGE = 2000;

/** Looks for them beside the writer, a page at a time. */
export async function* oldTexts(db: Kysely<Tables>, before: Instant): AsyncGenerator<OldTexts> {
  const last = await lastBefore(db, before);
  for (let from = 0; ; ) {
    const messages = await db
      .selectFrom('message')
      .select('id')
      .where('id', '>', from)
      .where('id', '<=', last)
      .where((eb) => eb.or([eb('text', 'is not', null), eb('reply', 'is not', null)]))
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (messages.length === 0) break;
    from = messages.at(-1)!.id;
    yield { messages: idsOf(messages), pushes: [] };
  }
  for (let from = 0; ; ) {
    const pushes = await db
      .selectFrom('outbox')
      .select('id')
      .where('id', '>', from)
      .where('at', '<', before)
      .where('text', '!=', '')
      // What still waits says what it says.
      .where('state', 'not in', ['waiting', 'sending'])
      .orderBy('id')
      .limit(PAGE)
      .execute();
    if (pushes.length === 0) break;
    from = pushes.at(-1)!.id;
    yield { messages: [], pushes: idsOf(pushes) };
  }
}

export async function forgetTexts(db: Kysely<Tables>, { messages, pushes }: OldTexts): Promise<void> {
  if (messages.length > 0)
    await db.updateTable('message').set({ text: null, reply: null }).where('id', 'in', messages).execute();
  if (pushes.length > 0)
    await db
      .updateTable('outbox')
      .set({ text: '', card: null, payload: null })
      .where('id', 'in', pushes)
      .execute();
}

/** A question nobody answered in time means nothing, and holds words. */
export async function forgetQuestions(db: Kysely<Tables>, before: Instant): Promise<void> {
  await db.deleteFrom('question').where('expires_at', '<', before).execute();
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);
