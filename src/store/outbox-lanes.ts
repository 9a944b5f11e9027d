// Who waits for whom, and who may be sent to: a lane is one recipient on one channel.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Instant } from '../domain/calendar/time.ts';
import { PUSH_CHANNELS, type PushChannel, type RateLimit } from '../ports/channels.ts';
import { HASTES } from '../ports/outbox.ts';
import { bulkWriter, inChunks } from './bulk.ts';
import type { Tables } from './tables.ts';

/** Within a lane each rank keeps its order; who has stepped aside waits for nobody who is not due. */
const RANK = { muster: -1, urgent: 0, leisurely: 1, aside: 2, file: 3 } as const;

/** A card beside its text is a message of its own; the line that numbers the parts of a long text takes some bytes. */
const PART_LABEL_BYTES = 64;

interface Laned {
  id: number;
  at: number;
  kind: string;
  channel: string;
  urgent: number;
  recipients: string;
  text: string;
  card: string | null;
}

/** Lets these rows take their places behind those that came before them. */
export async function joinLanes(db: Kysely<Tables>, rows: readonly Laned[]): Promise<void> {
  await insertLanes(
    db,
    rows.flatMap((row) =>
      lanesOf(row).map((lane) => ({
        lane,
        rank: rankOf(row),
        due: row.at,
        outbox_id: row.id,
        places: placesOf(row),
      })),
    ),
  );
}

/** Those that stand in no lane: what was only waiting for its next try keeps its place. */
export async function withoutPlace<R extends { id: number }>(
  db: Kysely<Tables>,
  rows: readonly R[],
): Promise<R[]> {
  const ids = new Set<number>();
  for (const some of inChunks(rows.map(({ id }) => id)))
    for (const { outbox_id } of await db
      .selectFrom('outbox_lane')
      .select('outbox_id')
      .where('outbox_id', 'in', some)
      .execute())
      ids.add(outbox_id);
  return rows.filter(({ id }) => !ids.has(id));
}

type LaneRow = { [K in keyof Tables['outbox_lane']]: Tables['outbox_lane'][K] };

const insertLanes = bulkWriter<LaneRow>(['lane', 'rank', 'due', 'outbox_id', 'places'], (db, rows) =>
  db.insertInto('outbox_lane').values(rows),
);

function rankOf({ kind, urgent }: Laned): number {
  if (kind === 'file') return RANK.file;
  return RANK[HASTES[urgent] ?? 'urgent'];
}

/** Only messages and files reach anybody. */
function lanesOf({ kind, channel, recipients }: Laned): string[] {
  if (kind !== 'push' && kind !== 'file') return [];
  const isPerson = PUSH_CHANNELS[channel as PushChannel].address === 'users';
  const to = JSON.parse(recipients) as string[];
  return [...new Set(to.map((id) => `${channel}:${isPerson ? id.toLowerCase() : id}`))];
}

function placesOf({ channel, text, card }: Laned): number {
  const { messageBytes } = PUSH_CHANNELS[channel as PushChannel];
  const bytes = Buffer.byteLength(text);
  const parts = bytes <= messageBytes ? 1 : Math.ceil(bytes / (messageBytes - PART_LABEL_BYTES));
  return card === null ? parts : parts + 1;
}

/** Of rows that have ended: from here on nobody waits for them. */
export async function leaveLanes(db: Kysely<Tables>, outboxIds: readonly number[]): Promise<void> {
  for (const ids of inChunks(outboxIds))
    await db.deleteFrom('outbox_lane').where('outbox_id', 'in', ids).execute();
}

export async function stepAside(db: Kysely<Tables>, outboxId: number): Promise<void> {
  await db.updateTable('outbox_lane').set({ rank: RANK.aside }).where('outbox_id', '=', outboxId).execute();
}

/**
 * True where somebody before it in a lane has not ended. Of those who stepped aside only who is due or in hand counts: one
 * leaves at a time, so that the limits see it. Asked row by row, by index: where rows are joined to lanes as a whole, a
 * long queue takes seconds (PostgreSQL does that to `exists`, not to a value).
 */
export const waitsForAnother = (now: Instant): RawBuilder<boolean> => sql<boolean>`(
  select 1 from outbox_lane l where l.outbox_id = outbox.id and case l.rank
    when ${sql.lit(RANK.aside)} then (
      select 1 from outbox_lane e join outbox o on o.id = e.outbox_id
      where e.lane = l.lane and e.rank = l.rank and o.id <> outbox.id and (
        o.state = 'sending' or o.state = 'waiting' and o.at <= ${now} and (o.at, o.id) < (outbox.at, outbox.id)
      ) limit 1
    ) else (
      select 1 from outbox_lane e
      where e.lane = l.lane and e.rank = l.rank and (e.due, e.outbox_id) < (l.due, l.outbox_id) limit 1
    ) end is not null limit 1
) is not null`;

const LIMITED = Object.entries(PUSH_CHANNELS).filter(([, { limits }]) => limits.length > 0);

/** True where a recipient was sent as much as WeCom takes; a row larger than the whole limit goes when nothing else did. */
export const isOverLimit = (time: () => RawBuilder<number>): RawBuilder<boolean> => sql<boolean>`(
  select 1 from outbox_lane l where l.outbox_id = outbox.id and case outbox.channel ${sql.join(
    LIMITED.map(
      ([channel, { limits }]) =>
        sql`when ${sql.lit(channel)} then ${sql.join(
          limits.map((limit) => isFull(limit, time)),
          sql` or `,
        )}`,
    ),
    sql` `,
  )} else false end limit 1
) is not null`;

/** Of what is left below WeCom's own limits so much is for 集结: for one person's sake a thousand others must not wait. */
const SPARE = 4;

/** The sum of nothing is null, and so is not too much. */
const isFull = ({ places, perMs }: RateLimit, time: () => RawBuilder<number>) => sql`(
  select sum(u.places) from lane_use u where u.lane = l.lane and u.at > ${time()} - ${sql.lit(perMs)}
) > ${sql.lit(places)} + case l.rank when ${sql.lit(RANK.muster)} then ${sql.lit(SPARE)} else 0 end - l.places`;

/** Takes the places of rows just claimed: until they are settled, whenever that is, they count. */
export async function takePlaces(
  db: Kysely<Tables>,
  ids: readonly number[],
  until: RawBuilder<number>,
): Promise<void> {
  await db
    .insertInto('lane_use')
    .columns(['lane', 'at', 'outbox_id', 'fence', 'places'])
    .expression((eb) =>
      eb
        .selectFrom('outbox_lane as l')
        .innerJoin('outbox as o', 'o.id', 'l.outbox_id')
        .where('o.id', 'in', [...ids])
        .select(['l.lane', until.as('at'), 'l.outbox_id', 'o.fence', 'l.places']),
    )
    .execute();
}

/** From now on the window runs: WeCom has counted the message no later than when it answered. */
export async function countPlaces(
  db: Kysely<Tables>,
  row: { id: number; fence: number },
  isUnsent: boolean,
  time: () => RawBuilder<number>,
): Promise<void> {
  if (isUnsent)
    await db.deleteFrom('lane_use').where('outbox_id', '=', row.id).where('fence', '=', row.fence).execute();
  else
    await db
      .updateTable('lane_use')
      .set({ at: time() })
      .where('outbox_id', '=', row.id)
      .where('fence', '=', row.fence)
      .execute();
}

/** What no limit looks back to any more, and lanes of rows that ended without having been in hand. */
export async function sweepLanes(db: Kysely<Tables>, time: () => RawBuilder<number>): Promise<void> {
  const longest = Math.max(...LIMITED.flatMap(([, { limits }]) => limits.map(({ perMs }) => perMs)));
  await db
    .deleteFrom('lane_use')
    .where('at', '<', sql<number>`${time()} - ${sql.lit(longest)}`)
    .execute();
  await db
    .deleteFrom('outbox_lane')
    .where(
      sql<boolean>`not exists (select 1 from outbox where id = outbox_id and state in ('waiting', 'sending'))`,
    )
    .execute();
}
