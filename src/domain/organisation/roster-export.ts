import {
  KIND_WORDS,
  type Office,
  type Organisation,
  type Person,
  ROLES,
  unitKindOf,
} from './organisation.ts';
import type { RosterRow } from './roster-row.ts';

// The organisation as a roster file that can be imported again without any change.

/** Rows down the unit tree: the officers of a unit first, then its other people; all rows of a person together. */
export function rosterRows(org: Organisation): RosterRow[] {
  const peopleAt = new Map<number, Person[]>();
  for (const person of org.people.values()) {
    const home = homeOf(person, org);
    if (home !== undefined) peopleAt.set(home, [...(peopleAt.get(home) ?? []), person]);
  }
  const rows: RosterRow[] = [];
  const visit = (unitId: number) => {
    const rank = (person: Person) => Math.min(ROLES.length, ...officesAt(person, unitId, org).map(rankOf));
    const people = (peopleAt.get(unitId) ?? []).sort((a, b) => rank(a) - rank(b));
    for (const cells of people.flatMap((person) => rowsOf(person, unitId, org)))
      rows.push({ row: rows.length + 2, ...cells });
    for (const child of org.children(unitId)) visit(child.id);
  };
  for (const root of org.roots()) visit(root.id);
  return rows;
}

/** Where a person's first row stands; without branch and office there is no row a file could have. */
function homeOf(person: Person, org: Organisation): number | undefined {
  return person.groupId ?? person.branchId ?? org.officesOf(person.id)[0]?.unitId;
}

/** The kinds of a unit and those above it, where a name among them does not tell. */
function levelOf(unitId: number, org: Organisation): { level?: string } {
  const chain = org.ancestry(unitId).reverse();
  if (chain.every(({ name, kind }) => unitKindOf(name) === kind)) return {};
  return { level: chain.map(({ kind }) => KIND_WORDS[kind]).join('/') };
}

const rankOf = (office: Office) => ROLES.indexOf(office.role);
const officesAt = (person: Person, unitId: number, org: Organisation) =>
  org.officesOf(person.id).filter((office) => office.unitId === unitId);

function rowsOf(person: Person, home: number, org: Organisation): Omit<RosterRow, 'row'>[] {
  const cells = (unitId: number, role: string) => ({
    name: person.name,
    userId: person.userId,
    unit: org.unit(unitId).path,
    ...levelOf(unitId, org),
    role,
    kind: person.kind,
    mobile: person.mobile ? '是' : '否',
    ...(person.teams && person.teams.length > 0 && { team: person.teams.join('、') }),
  });
  const atHome = officesAt(person, home, org).sort((a, b) => rankOf(a) - rankOf(b));
  const elsewhere = org.officesOf(person.id).filter((office) => office.unitId !== home);
  const offices = [...atHome, ...elsewhere].map((office) => cells(office.unitId, office.role));
  return atHome.length > 0 ? offices : [cells(home, ''), ...offices];
}
