import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RosterChanges } from '../../domain/organisation/roster.ts';
import { inChunks } from '../bulk.ts';
import type { Tables } from '../tables.ts';
import { renewMeetings } from './keeping.ts';
import { rebuildSums } from './rebuild.ts';
import { PRESENT, UNIT_DUE } from './sums.ts';

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
  await apply();
  if (isMany) {
    const { until } = await db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
    await rebuildSums(db, until);
    return;
  }
  await sql`insert into unit_due (unit_id, everyone, committee) select * from (${UNIT_DUE}) d where true
    on conflict (unit_id) do update set everyone = excluded.everyone, committee = excluded.committee`.execute(
    db,
  );
  const units = new Set([...before, ...(await unitsOf(db, people))]);
  await renewMeetings(db, await meetingsOf(db, people, [...units]));
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

/** Meetings of these units, and those elsewhere that these people were guests at. */
async function meetingsOf(
  db: Kysely<Tables>,
  people: readonly string[],
  units: readonly number[],
): Promise<number[]> {
  const found = new Set<number>();
  const ask = async (where: RawBuilder<unknown>) => {
    const { rows } = await sql<{ id: number }>`
      select m.activity_id as id from meeting_sum m where ${where}`.execute(db);
    for (const { id } of rows) found.add(id);
  };
  for (const some of inChunks(units)) await ask(sql`m.unit_id in (${sql.join(some)})`);
  for (const some of inChunks(people))
    await ask(sql`m.extra + m.others > 0 and exists (select 1 from attendance t
      where t.activity_id = m.activity_id and t.person_id in (${sql.join(some)}) and t.state in ${PRESENT})`);
  return [...found];
}
