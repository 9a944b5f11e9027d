// Keeps the sums true in the transaction that changes what they sum: either all of it is committed, or nothing.
import { type Kysely, sql } from 'kysely';
import { DAY_MS, type Instant } from '../../domain/calendar/time.ts';
import { bulkWriter, inChunks } from '../bulk.ts';
import type { Tables } from '../tables.ts';
import {
  addToDays,
  cameAs,
  countRolls,
  dayStart,
  isSummed,
  type Part,
  settledBefore,
  UNTIL,
  writeMeetings,
} from './sums.ts';
import { addToYears } from './years.ts';

export interface Sums {
  /** the meeting or its record changed, or its roll in another way than `came` tells */
  touch(activityId: number): void;
  /** somebody is on its roll as present now (1), or no longer (-1); told with the last write of the roll */
  came(activityId: number, personId: string, by: 1 | -1): void;
  /** when a meeting begins, as this transaction reads it: most that people come to stand in no sum of days yet */
  starts(activity: { id: number; startAt: Instant }): void;
  /** writes what was touched, so that it can be asked for */
  settle(): Promise<void>;
  /** writes everything, behind the rolls; asks nothing */
  flush(): Promise<void>;
  /** as the function of this name */
  sumNextDay(now: Instant): Promise<boolean>;
}

/** @param until where sums of days end, as the transaction found it; absent: anywhere */
export function keepSums(db: Kysely<Tables>, until: Instant = Number.MAX_SAFE_INTEGER): Sums {
  let end = until;
  const startOf = new Map<number, Instant>();
  const touched = new Set<number>();
  const arrivals: Arrival[] = [];

  async function settle(): Promise<void> {
    const ids = [...touched];
    touched.clear();
    await renewMeetings(db, ids);
  }

  return {
    touch: (activityId) => void touched.add(activityId),
    came: (activity_id, person_id, n) => void arrivals.push({ activity_id, person_id, n }),
    starts: ({ id, startAt }) => void startOf.set(id, startAt),
    settle,
    sumNextDay(now) {
      end = Number.MAX_SAFE_INTEGER;
      return sumNextDay(db, now);
    },
    async flush() {
      // Whose roll is counted whole has those who came already.
      const left = arrivals.filter(({ activity_id }) => !touched.has(activity_id));
      const ids = [...new Set(left.map(({ activity_id }) => activity_id))]
        .filter((id) => (startOf.get(id) ?? 0) < end)
        .map((activity_id) => ({ activity_id }));
      await settle();
      for (const take of TAKE_OUT) await take(db, ids);
      await addArrivals(db, left);
      for (const put of PUT_IN) await put(db, ids);
    },
  };
}

/** Makes the sums of these meetings anew. */
export async function renewMeetings(db: Kysely<Tables>, activityIds: readonly number[]): Promise<void> {
  for (const ids of inChunks(activityIds)) {
    const isOne = sql`m.activity_id in (${sql.join(ids)})`;
    await putSummed(db, -1, summed(isOne));
    await writeMeetings(sql`m.id in (${sql.join(ids)})`).execute(db);
    await countRolls(isOne).execute(db);
    await putSummed(db, 1, summed(isOne));
  }
}

/** Adds the meetings `m` for which that holds to the sums of days and years (1), or takes them out (-1). */
async function putSummed(db: Kysely<Tables>, sign: 1 | -1, where: Part): Promise<void> {
  await addToDays(sign, where).execute(db);
  await addToYears(sign, where).execute(db);
}

/** The first day whose meetings are over for good and not summed yet; undefined where none waits. */
export async function unsummedDay(db: Kysely<Tables>, now: Instant): Promise<Instant | undefined> {
  const end = settledBefore(now);
  const { until } = await db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
  if (until >= end) return undefined;
  const first = await db
    .selectFrom('meeting_sum')
    .select('start_at')
    .where('start_at', '>=', until)
    .orderBy('start_at')
    .limit(1)
    .executeTakeFirst();
  // Days without a meeting are passed over.
  return Math.min(end - DAY_MS, first ? dayStart(first.start_at) : end);
}

/**
 * Puts the meetings of one more day into the sums of days: so many at a time that no check-in waits for it.
 * @returns whether more wait
 */
async function sumNextDay(db: Kysely<Tables>, now: Instant): Promise<boolean> {
  const day = await unsummedDay(db, now);
  if (day === undefined) return false;
  const until = day + DAY_MS;
  await putSummed(db, 1, sql`m.start_at >= ${UNTIL} and ${isSummed(sql`${until}`)}`);
  await db.updateTable('summed').set({ until }).execute();
  return until < settledBefore(now);
}

interface Arrival extends Record<string, unknown> {
  activity_id: number;
  person_id: string;
  n: number;
}

const summed = (where: Part): Part => sql`${where} and ${isSummed(UNTIL)}`;

const summedWriters = (sign: 1 | -1) =>
  [addToDays, addToYears].map((add) =>
    bulkWriter<{ activity_id: number }>(['activity_id'], (db, rows) => {
      const ids = sql.join(rows.map(({ activity_id }) => activity_id));
      return { compile: () => add(sign, summed(sql`m.activity_id in (${ids})`)).compile(db) };
    }),
  );
const TAKE_OUT = summedWriters(-1);
const PUT_IN = summedWriters(1);

/** A check-in costs the same in a branch of two thousand as in one of twenty: only who came is looked at. */
const addArrivals = bulkWriter<Arrival>(['activity_id', 'person_id', 'n'], (db, rows) => {
  const values = rows.map(
    ({ activity_id, person_id, n }) =>
      sql`(cast(${activity_id} as integer), cast(${person_id} as text), cast(${n} as integer))`,
  );
  return {
    compile: () =>
      sql`with arrival (activity_id, person_id, n) as (values ${sql.join(values)})
        update meeting_sum set came = meeting_sum.came + r.came, extra = meeting_sum.extra + r.extra,
          others = meeting_sum.others + r.others
        from (select v.activity_id, ${cameAs(sql`v.n`)}
          from arrival v join meeting_sum m on m.activity_id = v.activity_id
          left join person p on p.id = v.person_id group by v.activity_id) r
        where r.activity_id = meeting_sum.activity_id`.compile(db),
  };
});
