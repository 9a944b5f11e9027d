import type { Kysely } from 'kysely';
import { MINUTE_MS } from '../domain/calendar/time.ts';
import type { IncomingMessage } from '../ports/channels.ts';
import type { ReadTx, Tx } from '../ports/store.ts';
import type { Tables } from './tables.ts';

type SlowStore = Pick<ReadTx, 'slowMessages'> & Pick<Tx, 'keepSlow'>;

/** Nobody is asked for an older one. */
const LIFE_MS = 10 * MINUTE_MS;

/** Messages whose answer takes longer than WeCom waits. */
export function slowStore(db: Kysely<Tables>): SlowStore {
  return {
    async slowMessages(userId) {
      const rows = await db
        .selectFrom('slow_message')
        .select(['body', 'at'])
        .where('user_id', '=', userId)
        .execute();
      return rows.map(({ body, at }) => ({ at, message: JSON.parse(body) as IncomingMessage }));
    },
    async keepSlow(message, at) {
      await db
        .deleteFrom('slow_message')
        .where('at', '<', at - LIFE_MS)
        .execute();
      await db
        .insertInto('slow_message')
        .values({
          user_id: message.userId.toLowerCase(),
          key: message.key,
          at,
          body: JSON.stringify(message),
        })
        .onConflict((c) => c.columns(['user_id', 'key']).doNothing())
        .execute();
    },
  };
}
