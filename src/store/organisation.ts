import type { Kysely } from 'kysely';
import {
  type MemberKind,
  type Office,
  Organisation,
  type Person,
  type Role,
  type Unit,
  type UnitKind,
} from '../domain/organisation/organisation.ts';
import type { RosterChanges } from '../domain/organisation/roster.ts';
import type { Tx } from '../ports/store.ts';
import { PORTION, portions } from './portions.ts';
import type { Revisions } from './revisions.ts';
import { aroundRoster } from './sums/roster.ts';
import type { OfficeTable, PersonTable, Tables } from './tables.ts';

type OrganisationStore = Pick<Tx, 'organisation' | 'departed' | 'applyRoster' | 'putTeams'>;

export function organisationStore(db: Kysely<Tables>, revisions: Revisions): OrganisationStore {
  return {
    organisation: () => revisions.cached('organisation', 'all', () => load(db)),
    async departed() {
      return (await db.selectFrom('person').selectAll().where('active', '=', 0).execute()).map(toPerson);
    },
    async applyRoster(changes, at, written) {
      await aroundRoster(db, changes, async () => {
        const ids = await addUnits(db, changes);
        await putPeople(db, changes, ids, at, written);
        await changeOffices(db, changes, ids);
      });
      await revisions.bump('organisation');
    },
    async putTeams(personId, teams) {
      await db
        .updateTable('person')
        .set({ teams: JSON.stringify(teams) })
        .where('id', '=', personId)
        .execute();
      await revisions.bump('organisation');
    },
  };
}

async function load(db: Kysely<Tables>): Promise<Organisation> {
  const units: Unit[] = [];
  for await (const portion of portions(
    (after: number) => unitsAfter(db, after),
    0,
    (u) => u.id,
  ))
    for (const u of portion)
      units.push({ id: u.id, parentId: u.parent_id, kind: u.kind as UnitKind, name: u.name, path: u.path });
  const departed = await db.selectFrom('person').select('id').where('active', '=', 0).execute();
  const gone = new Set(departed.map(({ id }) => id));
  const offices: Office[] = [];
  for await (const portion of portions(
    (after: OfficeTable) => officesAfter(db, after),
    NO_OFFICE,
    (o) => o,
  ))
    for (const o of portion)
      if (!gone.has(o.person_id))
        offices.push({ personId: o.person_id, unitId: o.unit_id, role: o.role as Role });
  offices.sort((a, b) => a.unitId - b.unitId || (a.personId < b.personId ? -1 : 1));
  return Organisation.ofPortions(units, people(db), offices);
}

async function* people(db: Kysely<Tables>): AsyncGenerator<Person[]> {
  const read = portions(
    (after: string) => peopleAfter(db, after),
    '',
    (p) => p.id,
  );
  for await (const rows of read) yield rows.filter((row) => row.active === 1).map(toPerson);
}

const unitsAfter = (db: Kysely<Tables>, id: number) =>
  db.selectFrom('unit').selectAll().where('id', '>', id).orderBy('id').limit(PORTION).execute();

const NO_TEAMS = '[]';

const NO_OFFICE: OfficeTable = { person_id: '', unit_id: 0, role: '' };

const officesAfter = (db: Kysely<Tables>, { person_id, unit_id, role }: OfficeTable) =>
  db
    .selectFrom('office')
    .selectAll()
    .where((eb) => eb(eb.refTuple('person_id', 'unit_id', 'role'), '>', eb.tuple(person_id, unit_id, role)))
    .orderBy('person_id')
    .orderBy('unit_id')
    .orderBy('role')
    .limit(PORTION)
    .execute();

/** Those who left as well: a condition that PostgreSQL has no figures for has it read and sort everybody each time. */
const peopleAfter = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('person').selectAll().where('id', '>', id).orderBy('id').limit(PORTION).execute();

function toPerson(row: PersonTable): Person {
  return {
    id: row.id,
    userId: row.user_id,
    name: row.name,
    kind: row.kind as MemberKind,
    mobile: row.mobile === 1,
    branchId: row.branch_id,
    groupId: row.group_id,
    active: row.active === 1,
    ...(row.teams !== null && { teams: JSON.parse(row.teams) as string[] }),
  };
}

/** In the order of the list, which puts parents first; who lies below whom is written once all have a number. */
async function addUnits(
  db: Kysely<Tables>,
  { unitsToAdd }: RosterChanges,
): Promise<ReadonlyMap<string, number>> {
  for (const part of chunks(unitsToAdd)) {
    const rows = part.map(({ kind, name, path }) => ({ parent_id: null, kind, name, path }));
    await db.insertInto('unit').values(rows).execute();
  }
  const ids = new Map(
    (await db.selectFrom('unit').select(['id', 'path']).execute()).map((u) => [u.path, u.id] as const),
  );
  for (const part of chunks(unitsToAdd.filter((unit) => unit.parentPath !== null))) {
    const rows = part.map(({ kind, name, path, parentPath }) => ({
      id: ids.get(path)!,
      parent_id: ids.get(parentPath!)!,
      kind,
      name,
      path,
    }));
    await db
      .insertInto('unit')
      .values(rows)
      .onConflict((c) => c.column('id').doUpdateSet((eb) => ({ parent_id: eb.ref('excluded.parent_id') })))
      .execute();
  }
  return ids;
}

async function putPeople(
  db: Kysely<Tables>,
  changes: RosterChanges,
  ids: ReadonlyMap<string, number>,
  at: number,
  written: (people: number) => void = () => undefined,
): Promise<void> {
  let count = 0;
  for (const part of chunks(changes.people)) {
    const rows = part.map(({ what, person }) => ({
      id: person.id,
      user_id: person.userId,
      name: person.name,
      kind: person.kind,
      mobile: person.mobile ? 1 : 0,
      branch_id: person.branch === null ? null : ids.get(person.branch)!,
      group_id: person.group === null ? null : ids.get(person.group)!,
      active: what === 'deactivate' ? 0 : 1,
      changed_at: at,
      // Who leaves is called no more; what a file does not say stays as it is.
      teams: what === 'deactivate' ? NO_TEAMS : person.teams ? JSON.stringify(person.teams) : null,
    }));
    await db
      .insertInto('person')
      .values(rows)
      .onConflict((c) =>
        c.column('id').doUpdateSet((eb) => ({
          user_id: eb.ref('excluded.user_id'),
          name: eb.ref('excluded.name'),
          kind: eb.ref('excluded.kind'),
          mobile: eb.ref('excluded.mobile'),
          branch_id: eb.ref('excluded.branch_id'),
          group_id: eb.ref('excluded.group_id'),
          active: eb.ref('excluded.active'),
          changed_at: eb.ref('excluded.changed_at'),
          teams: eb.fn.coalesce('excluded.teams', 'person.teams'),
        })),
      )
      .execute();
    count += part.length;
    written(count);
  }
}

async function changeOffices(
  db: Kysely<Tables>,
  changes: RosterChanges,
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  // As deep as SQLite reads a condition.
  for (const part of chunks(changes.officesToRemove, 200)) {
    await db
      .deleteFrom('office')
      .where((eb) =>
        eb.or(part.map((o) => eb.and({ person_id: o.personId, unit_id: ids.get(o.unit)!, role: o.role }))),
      )
      .execute();
  }
  for (const part of chunks(changes.officesToAdd)) {
    await db
      .insertInto('office')
      .values(part.map((o) => ({ person_id: o.personId, unit_id: ids.get(o.unit)!, role: o.role })))
      .onConflict((c) => c.doNothing())
      .execute();
  }
}

function* chunks<T>(list: readonly T[], size = 500): Iterable<T[]> {
  for (let i = 0; i < list.length; i += size) yield list.slice(i, i + size);
}
