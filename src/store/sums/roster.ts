import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RosterChanges } from '../../domain/organisation/roster.ts';
import { inChunks } from '../bulk.ts';
import type { Tables } from '../tables.ts';
import { renewMeetings } from './keeping.ts';
import { rebuildSums } from './rebuild.ts';
import { PRESENT, unitDue } from './sums.ts';

/** Of so many people at once every meeting is counted anew: that is quicker than looking for theirs. */
const MANY_PEOPLE = 1000;

/** Carries out a change of the roster, and what it changes of 应到 and 实到. */
export async function aroundRoster(
  db: Kysely<Tables>,
  changes: RosterChanges,
  apply: () => Promise<void>,
): Promise<void> {
  const people = [
    ...new Set([
      ...changes.people.map(({ person }) => person.id),
      ...[...changes.officesToRemove, ...changes.officesToAdd].map(({ personId }) => personId),
    ]),
  ];
  const isMany = people.length > MANY_PEOPLE;
  const before = isMany ? [] : await unitsOf(db, people);
  const wasHere = isMany ? undefined : await hereOf(db, people);
  await apply();
  if (isMany) {
    const { until } = await db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
    await rebuildSums(db, until);
    return;
  }
  const units = new Set([...before, ...(await unitsOf(db, people))]);
  await renewDue(db, [...units]);
  // A guest elsewhere counts there by one thing alone: whether the roster has him.
  const moved = [...(await hereOf(db, people))].filter(
    ([id, isHere]) => (wasHere!.get(id) ?? isHere) !== isHere,
  );
  const guests = moved.map(([id]) => id);
  await renewMeetings(db, await meetingsOf(db, guests, [...units]));
}

/** 应到 of these units anew; only what differs is written. */
async function renewDue(db: Kysely<Tables>, units: readonly number[]): Promise<void> {
  for (const some of inChunks(units))
    await sql`insert into unit_due (unit_id, everyone, committee)
      select * from (${unitDue((id) => sql`${id} in (${sql.join(some)})`)}) d where true
      on conflict (unit_id) do update set everyone = excluded.everyone, committee = excluded.committee
      where unit_due.everyone <> excluded.everyone or unit_due.committee <> excluded.committee`.execute(db);
}

/** Whether the roster has them; who never was in it is left out. */
async function hereOf(db: Kysely<Tables>, people: readonly string[]): Promise<Map<string, boolean>> {
  const found = new Map<string, boolean>();
  for (const some of inChunks(people))
    for (const { id, active } of await db
      .selectFrom('person')
      .select(['id', 'active'])
      .where('id', 'in', some)
      .execute())
      found.set(id, active === 1);
  return found;
}

/** Where they belong or hold an office. */
async function unitsOf(db: Kysely<Tables>, people: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (const some of inChunks(people)) {
    const { rows } = await sql<{ id: number | null }>`
      select branch_id as id from person where id in (${sql.join(some)})
      union select group_id from person where id in (${sql.join(some)})
      union select unit_id from office where person_id in (${sql.join(some)})`.execute(db);
    for (const { id } of rows) if (id !== null) found.push(id);
  }
  return found;
}

/** Meetings of these units, and those that these people were guests at. */
async function meetingsOf(
  db: Kysely<Tables>,
  guests: readonly string[],
  units: readonly number[],
): Promise<number[]> {
  const found = new Set<number>();
  const ask = async (where: RawBuilder<unknown>) => {
    const { rows } = await sql<{ id: number }>`
      select m.activity_id as id from meeting_sum m where ${where}`.execute(db);
    for (const { id } of rows) found.add(id);
  };
  for (const some of inChunks(units)) await ask(sql`m.unit_id in (${sql.join(some)})`);
  for (const some of inChunks(guests))
    await ask(sql`m.extra + m.others > 0 and exists (select 1 from attendance t
      where t.activity_id = m.activity_id and t.person_id in (${sql.join(some)}) and t.state in ${PRESENT})`);
  return [...found];
}
