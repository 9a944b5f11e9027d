import { sql } from 'kysely';
import { DAY_MS } from '../../src/domain/calendar/time.ts';
import type { OpenStore } from '../../src/store/store.ts';
import { rebuildSums } from '../../src/store/sums/rebuild.ts';
import { settledBefore } from '../../src/store/sums/sums.ts';
import { newItem } from '../support/item.ts';

const ITEMS_PER_BRANCH = 2;
const MEETINGS_A_YEAR = 26;
const TYPES = sql`case n.i % 4 when 0 then '["theme_day"]' when 1 then '["party_congress"]'
  when 2 then '["committee_meeting"]' else '["party_lecture"]' end`;

/** An activity a week in every branch, twelve of its members at each, and a ledger. Straight into the tables. */
export async function fillPast(store: OpenStore, weeks: number): Promise<void> {
  const { db } = store;
  const now = Date.now();
  const numbers = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(weeks)})`;
  await sql`insert into activity (unit_id, types, start_at, stage, source, created_at, revision)
    ${numbers} select unit.id, ${TYPES}, ${sql.lit(now)} - cast(n.i as bigint) * ${sql.lit(7 * DAY_MS)}, 'planned', 'person',
      ${sql.lit(now)}, 1 from unit cross join n where unit.kind = 'branch'`.execute(db);
  await sql`insert into attendance (activity_id, person_id, state, at, by_person)
    select activity.id, person.id, 'present', activity.start_at, person.id
    from activity join person on person.branch_id = activity.unit_id where person.id not like '%x1_'`.execute(
    db,
  );
  await addItems(store);
  await store.rewrite((db) => rebuildSums(db, settledBefore(now)));
  await tellSizes(store, now);
}

/** Some twenty meetings of each branch over a year, everybody's lines on them, two thirds recorded; and one ahead. */
export async function fillYear(store: OpenStore): Promise<void> {
  const now = Date.now();
  await store.rewrite((db) => writeYear(db, now));
  await addItems(store);
  process.stderr.write(`  filled in ${Math.round((Date.now() - now) / 1000)} s\n`);
  await store.rewrite((db) => rebuildSums(db, settledBefore(now)));
  if (process.env.BENCH_DATABASE_URL) await store.rewrite((db) => sql`analyze`.execute(db));
  await tellSizes(store, now);
}

async function writeYear(db: OpenStore['db'], now: number): Promise<void> {
  const numbers = sql`with recursive n(i) as (select -1 union all select i + 1 from n where i < ${sql.lit(MEETINGS_A_YEAR)})`;
  const every = sql.lit(Math.floor((365 * DAY_MS) / MEETINGS_A_YEAR));
  await sql`insert into activity (unit_id, types, start_at, stage, source, created_at, revision)
    ${numbers} select unit.id, ${TYPES}, ${sql.lit(now)} - cast(n.i as bigint) * ${every} - unit.id % 14 * ${sql.lit(DAY_MS)},
      case when n.i > 0 and (n.i + unit.id) % 3 > 0 then 'recorded' else 'planned' end,
      case when n.i % 4 = 0 then 'fixed_day' else 'person' end, ${sql.lit(now)}, 1
    from unit cross join n where unit.kind = 'branch' and n.i <> 0 and (n.i + unit.id) % 11 > 0`.execute(db);
  await sql`insert into attendance (activity_id, person_id, state, at, by_person)
    select activity.id, person.id, case when (person.changed_at + activity.id) % 9 = 0 then 'leave' else 'present' end,
      activity.start_at, person.id
    from activity join person on person.branch_id = activity.unit_id where activity.start_at < ${sql.lit(now)}`.execute(
    db,
  );
  await sql`insert into meeting_record (activity_id, state, expected, present, absent, content, due, votes, resolutions,
      by_person, at)
    select id, 'confirmed', 22, 15 + id % 8, '[]', null, '[]', '[]', '[]', 'cli', start_at
    from activity where stage = 'recorded'`.execute(db);
}

async function addItems(store: OpenStore): Promise<void> {
  const { db } = store;
  const item = await store.write((tx) => tx.addItem(newItem({ ownerId: 'u0x1', leaderId: 'u0x0' })));
  const { id: _, ...row } = await db
    .selectFrom('item')
    .selectAll()
    .where('id', '=', item.id)
    .executeTakeFirstOrThrow();
  const columns = Object.keys(row).filter((c) => c !== 'no' && c !== 'unit_id');
  const each = sql.raw(columns.map((c) => `item.${c}`).join(', '));
  await sql`insert into item (no, unit_id, ${sql.raw(columns.join(', '))})
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${sql.lit(ITEMS_PER_BRANCH)})
    select unit.id * 10 + n.i, unit.id, ${each} from item cross join unit cross join n
    where item.id = ${sql.lit(item.id)} and unit.kind = 'branch'`.execute(db);
}

async function tellSizes({ db }: OpenStore, since: number): Promise<void> {
  const count = async (table: 'activity' | 'attendance' | 'person' | 'item') =>
    Number(
      (await db.selectFrom(table).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n,
    ).toLocaleString('en');
  process.stderr.write(
    `  ${await count('person')} members, ${await count('activity')} activities, ` +
      `${await count('attendance')} lines of rolls, ${await count('item')} items, ` +
      `made in ${Math.round((Date.now() - since) / 1000)} s\n`,
  );
}
