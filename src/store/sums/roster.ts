import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RosterChanges } from '../../domain/organisation/roster.ts';
import { inChunks } from '../bulk.ts';
import type { Tables } from '../tables.ts';
import { renewMeetings } from './keeping.ts';
import { rebuildSums } from './rebuild.ts';
import { PRESENT, unitDue } from './sums.ts';

/** Where more than one of so many units changes, every meeting is counted anew: that is quicker than looking for theirs. */
const MOST_SHARE = 2;
/** Below so many units theirs are looked for all the same. */
const FEW_UNITS = 200;

/** Carries out a change of the roster, and what it changes of 应到 and 实到. */
export async function aroundRoster(
  db: Kysely<Tables>,
  changes: RosterChanges,
  apply: () => Promise<void>,
): Promise<void> {
  const inOffice = new Set(
    [...changes.officesToRemove, ...changes.officesToAdd].map(({ personId }) => personId),
  );
  const people = [...new Set([...changes.people.map(({ person }) => person.id), ...inOffice])];
  const before = await standingsOf(db, people);
  const officesBefore = await officesOf(db, [...inOffice]);
  await apply();
  const after = await standingsOf(db, people);
  // A new telephone number, or another name, moves no figure: a whole city's are brought in again and again.
  const units = new Set([...officesBefore, ...(await officesOf(db, [...inOffice]))]);
  const moved: string[] = [];
  for (const [id, now] of after) {
    const was = before.get(id);
    if (was?.counts === now.counts && was.units.join() === now.units.join()) continue;
    moved.push(id);
    for (const unit of [...(was?.units ?? []), ...now.units]) units.add(unit);
  }
  // Who counts or no longer does takes it along to the committee.
  for (const unit of await officesOf(db, moved)) units.add(unit);
  if (units.size > FEW_UNITS && units.size * MOST_SHARE > (await countUnits(db))) {
    const { until } = await db.selectFrom('summed').select('until').executeTakeFirstOrThrow();
    await rebuildSums(db, until);
    return;
  }
  await renewDue(db, [...units]);
  // A guest elsewhere counts there by one thing alone: whether the roster has him.
  const guests = moved.filter((id) => {
    const was = before.get(id);
    return was !== undefined && was.isHere !== after.get(id)!.isHere;
  });
  await renewMeetings(db, await meetingsOf(db, guests, [...units]));
}

const countUnits = async (db: Kysely<Tables>) =>
  Number((await db.selectFrom('unit').select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);

/** 应到 of these units anew; only what differs is written. */
async function renewDue(db: Kysely<Tables>, units: readonly number[]): Promise<void> {
  for (const some of inChunks(units))
    await sql`insert into unit_due (unit_id, everyone, committee)
      select * from (${unitDue((id) => sql`${id} in (${sql.join(some)})`)}) d where true
      on conflict (unit_id) do update set everyone = excluded.everyone, committee = excluded.committee
      where unit_due.everyone <> excluded.everyone or unit_due.committee <> excluded.committee`.execute(db);
}

/** What figures take of somebody. */
interface Standing {
  isHere: boolean;
  counts: string;
  units: number[];
}

/** Who never was in the roster is left out. */
async function standingsOf(db: Kysely<Tables>, people: readonly string[]): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const some of inChunks(people))
    for (const { id, active, mobile, kind, branch_id, group_id } of await db
      .selectFrom('person')
      .select(['id', 'active', 'mobile', 'kind', 'branch_id', 'group_id'])
      .where('id', 'in', some)
      .execute())
      found.set(id, {
        isHere: active === 1,
        counts: `${active} ${mobile} ${kind}`,
        units: [branch_id, group_id].filter((unit) => unit !== null),
      });
  return found;
}

/** Where they hold an office. */
async function officesOf(db: Kysely<Tables>, people: readonly string[]): Promise<Set<number>> {
  const found = new Set<number>();
  for (const some of inChunks(people))
    for (const { unit_id } of await db
      .selectFrom('office')
      .select('unit_id')
      .distinct()
      .where('person_id', 'in', some)
      .execute())
      found.add(unit_id);
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
