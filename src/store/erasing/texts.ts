import type { Kysely } from 'kysely';
import type { Instant } from '../../domain/calendar/time.ts';
import { lastBefore } from '../message.ts';
import type { Tables } from '../tables.ts';

/** What people wrote and were told before a day; what it changed stays. */
interface OldTexts {
  messages: number;
  pushes: number;
}

/** Rows a transaction: nobody who checks in waits for years of texts. */
const PAGE = 2000;

export async function countOldTexts(db: Kysely<Tables>, before: Instant): Promise<OldTexts> {
  const last = await lastBefore(db, before);
  const messages = await oldMessages(db, last)
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  const pushes = await oldPushes(db, before)
    .select((eb) => eb.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return { messages: Number(messages.n), pushes: Number(pushes.n) };
}

/** A page of them; how many there were, 0 where none is left. */
export async function forgetOldTexts(db: Kysely<Tables>, before: Instant): Promise<number> {
  const messages = await oldMessages(db, await lastBefore(db, before))
    .select('id')
    .limit(PAGE)
    .execute();
  if (messages.length > 0)
    await db
      .updateTable('message')
      .set({ text: null, reply: null })
      .where('id', 'in', idsOf(messages))
      .execute();
  const pushes = await oldPushes(db, before).select('id').limit(PAGE).execute();
  if (pushes.length > 0)
    await db.updateTable('outbox').set({ text: '', card: null }).where('id', 'in', idsOf(pushes)).execute();
  const gone = await db.deleteFrom('question').where('expires_at', '<', before).executeTakeFirst();
  return messages.length + pushes.length + Number(gone.numDeletedRows);
}

const idsOf = (rows: readonly { id: number }[]): number[] => rows.map(({ id }) => id);

const oldMessages = (db: Kysely<Tables>, last: number) =>
  db
    .selectFrom('message')
    .where('id', '<=', last)
    .where((eb) => eb.or([eb('text', 'is not', null), eb('reply', 'is not', null)]));

/** What still waits says what it says. */
const oldPushes = (db: Kysely<Tables>, before: Instant) =>
  db
    .selectFrom('outbox')
    .where('at', '<', before)
    .where('text', '!=', '')
    .where('state', 'not in', ['waiting', 'sending']);
