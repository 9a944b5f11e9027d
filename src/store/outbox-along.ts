// What has piled up for one group leaves as one message: after an outage nobody wants five in a row, and WeCom takes
// twenty a minute (doc 99110).
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Instant } from '../domain/calendar/time.ts';
import { PUSH_CHANNELS } from '../ports/channels.ts';
import { JOINT, type OutboxRow } from '../ports/outbox.ts';
import { fromRow } from './outbox-row.ts';
import type { Tables } from './tables.ts';

/** No outage leaves a group with more. */
const MOST = 200;

/** A card is a message of its own, and what may have arrived once must not arrive again with another beside it. */
const isJoinable = ({ channel, card, doubts, said }: OutboxRow): boolean =>
  PUSH_CHANNELS[channel].joins && card === null && doubts === 0 && said === null;

/**
 * Claims, in their order, the rows that stand right behind these in their lanes and fit into the same message; each row
 * then holds its own as `along`. A row that is due no more is left to end by itself.
 */
export async function claimAlong(
  trx: Kysely<Tables>,
  heads: readonly OutboxRow[],
  now: Instant,
  until: RawBuilder<number>,
): Promise<void> {
  const able = new Map(heads.filter(isJoinable).map((row) => [row.id, row]));
  if (able.size === 0) return;
  const followers = await trx
    .selectFrom('outbox_lane as l')
    .innerJoin('outbox_lane as f', (j) => j.onRef('f.lane', '=', 'l.lane').onRef('f.rank', '=', 'l.rank'))
    .innerJoin('outbox as o', 'o.id', 'f.outbox_id')
    .where('l.outbox_id', 'in', [...able.keys()])
    .where(sql<boolean>`(f.due, f.outbox_id) > (l.due, l.outbox_id)`)
    .selectAll('o')
    .select('l.outbox_id as head')
    .orderBy('f.due')
    .orderBy('f.outbox_id')
    .limit(MOST)
    .execute();
  const taken: OutboxRow[] = [];
  for (const [id, own] of Map.groupBy(followers, ({ head }) => head)) {
    const head = able.get(id)!;
    const along = fitting(head, own.map(fromRow), now);
    if (along.length === 0) continue;
    head.along = along;
    taken.push(...along);
  }
  if (taken.length === 0) return;
  await trx
    .updateTable('outbox')
    .set((eb) => ({
      state: 'sending',
      lease_until: until,
      fence: eb('fence', '+', 1),
      attempts: eb('attempts', '+', 1),
    }))
    .where(
      'id',
      'in',
      taken.map(({ id }) => id),
    )
    .execute();
  for (const row of taken) {
    row.fence += 1;
    row.attempts += 1;
  }
}

/** Up to the first that cannot go along: nobody is overtaken. */
function fitting(head: OutboxRow, followers: readonly OutboxRow[], now: Instant): OutboxRow[] {
  let left = PUSH_CHANNELS[head.channel].messageBytes - Buffer.byteLength(head.text);
  const end = followers.findIndex((row) => {
    left -= Buffer.byteLength(JOINT + row.text);
    return left < 0 || row.state !== 'waiting' || row.at > now || row.expiresAt < now || !isJoinable(row);
  });
  return end === -1 ? [...followers] : followers.slice(0, end);
}
