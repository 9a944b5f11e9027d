import { type Kysely, sql } from 'kysely';
import { STRONG } from '../../domain/strong.ts';

/** What waits was worded when stress was still written with the stars of markdown, which are nothing but stars now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update outbox set text = replace(text, '**', ${STRONG})
    where state in ('waiting', 'sending') and text like '%**%'`.execute(db);
}
