import type { Organisation, Person, Role } from './organisation.ts';
import { type NearUnit, nearUnits } from './roster-near.ts';
import { type ListedPerson, type RosterPerson, readPeople } from './roster-people.ts';
import {
  type RosterField,
  type RosterProblem,
  type RosterRow,
  TEAM_COLUMN,
  tidy,
  type UnsaidField,
} from './roster-row.ts';
import { type PlannedUnit, unitTable } from './roster-units.ts';

// What a roster file (花名册) asks for, compared with what is stored: all of it or, with any problem, nothing.

/** `change`: name, 类型, 流动 or the spelling of the userid; `move`: branch or group, whatever else changes too. */
interface PersonChange {
  what: 'add' | 'change' | 'move' | 'return' | 'deactivate';
  person: RosterPerson;
  /** as stored; absent for `add` */
  before?: RosterPerson | undefined;
}
interface OfficeChange {
  personId: string;
  name: string;
  /** path */
  unit: string;
  role: Role;
}
/** To be applied in this order, in one transaction. */
export interface RosterChanges {
  /** parents first */
  unitsToAdd: PlannedUnit[];
  people: PersonChange[];
  officesToRemove: OfficeChange[];
  officesToAdd: OfficeChange[];
}
export interface RosterPlan {
  /** in the order of rows; any of them leaves `changes` empty */
  problems: RosterProblem[];
  changes: RosterChanges;
  /** new units that may be others in another spelling */
  near: NearUnit[];
  /** in the organisation, but not in the file; kept unless pruned */
  missing: Person[];
}

/**
 * Plans an import. Planning the same file again after its changes were applied finds nothing to do.
 * @param departed people deactivated before: they return when the file lists them
 * @param options.prune deactivate who is missing from the file
 * @param options.unsaid what the file has no column for: it stays as it is
 */
export function planRoster(
  rows: readonly RosterRow[],
  org: Organisation,
  departed: readonly Person[],
  options: { prune: boolean; unsaid?: readonly UnsaidField[] },
): RosterPlan {
  const problems: RosterProblem[] = [];
  const units = unitTable(org, rows);
  const unsaid = new Set(options.unsaid);
  const holds = (id: string, unit: string) =>
    unsaid.has('role') && officesOf(id, '', org).some((office) => office.unit === unit);
  const read = readPeople(rows, units, holds, (problem) => problems.push(problem));
  const gone = new Map(departed.map((person) => [person.id, person]));
  const listed = unsaid.size > 0 ? read.map((person) => asStored(person, org, gone, unsaid)) : read;
  // An empty file with prune would send everybody away.
  if (rows.length === 0) problems.push({ row: 1, code: 'no_rows' });
  if (problems.length > 0)
    return { problems: problems.sort((a, b) => a.row - b.row), changes: none(), near: [], missing: [] };
  const present = new Set(listed.map((person) => person.id));
  const missing = [...org.people.values()].filter((person) => !present.has(person.id));
  const changes: RosterChanges = { ...none(), unitsToAdd: units.planned() };
  for (const person of listed) planPerson(person, org, gone, changes);
  if (options.prune) for (const person of missing) planDeparture(person, org, changes);
  const near = nearUnits(
    changes.unitsToAdd,
    [...org.units.values()].map((unit) => unit.path),
  );
  return { problems, changes, near, missing };
}

export function hasChanges(changes: RosterChanges): boolean {
  return Object.values(changes).some((list) => list.length > 0);
}

const none = (): RosterChanges => ({ unitsToAdd: [], people: [], officesToRemove: [], officesToAdd: [] });

/** A person with what the file has no column for. */
function asStored(
  person: ListedPerson,
  org: Organisation,
  departed: ReadonlyMap<string, Person>,
  unsaid: ReadonlySet<UnsaidField>,
): ListedPerson {
  const { id, name } = person;
  const stored = org.people.get(id) ?? departed.get(id);
  return {
    ...person,
    ...(unsaid.has('kind') && stored && { kind: stored.kind }),
    ...(unsaid.has('mobile') && stored && { mobile: stored.mobile }),
    ...(unsaid.has('role') && {
      offices: officesOf(id, name, org).map(({ unit, role }) => ({ unit, role })),
    }),
  };
}

function planPerson(
  { offices, ...person }: ListedPerson,
  org: Organisation,
  departed: ReadonlyMap<string, Person>,
  changes: RosterChanges,
): void {
  const stored = org.people.get(person.id) ?? departed.get(person.id);
  const before = stored && recordOf(stored, org);
  const what = !before ? 'add' : org.people.has(person.id) ? difference(before, person) : 'return';
  if (what) changes.people.push({ what, person, before });
  const held = officesOf(person.id, person.name, org);
  const wanted = offices.map((office) => ({ personId: person.id, name: person.name, ...office }));
  changes.officesToRemove.push(
    ...held.filter((office) => !wanted.some((other) => sameOffice(office, other))),
  );
  changes.officesToAdd.push(...wanted.filter((office) => !held.some((other) => sameOffice(office, other))));
}

/** Offices go with the person, so that nobody returns as secretary by accident. */
function planDeparture(person: Person, org: Organisation, changes: RosterChanges): void {
  const record = recordOf(person, org);
  changes.people.push({ what: 'deactivate', person: record, before: record });
  changes.officesToRemove.push(...officesOf(person.id, person.name, org));
}

function difference(before: RosterPerson, after: RosterPerson): 'move' | 'change' | undefined {
  const fields = personDifferences(before, after).map(({ field }) => field);
  return fields.includes('unit') ? 'move' : fields.length > 0 ? 'change' : undefined;
}

interface PersonDifference {
  field: RosterField | typeof TEAM_COLUMN;
  before: string;
  after: string;
}

/** Fields in which a person as the file has them differs from what is stored, as the file writes them. */
export function personDifferences(before: RosterPerson, after: RosterPerson): PersonDifference[] {
  const cells = (person: RosterPerson) =>
    [
      ['name', tidy(person.name)],
      ['userId', person.userId],
      ['unit', person.group ?? person.branch ?? ''],
      ['kind', person.kind],
      ['mobile', person.mobile ? '是' : '否'],
      // What the file does not say stays as it is.
      [TEAM_COLUMN, (person.teams ?? before.teams ?? []).join('、')],
    ] as const;
  const was = cells(before);
  return cells(after).flatMap(([field, text], i) =>
    was[i]![1] === text ? [] : [{ field, before: was[i]![1], after: text }],
  );
}

const sameOffice = (a: OfficeChange, b: OfficeChange) => a.unit === b.unit && a.role === b.role;

function officesOf(personId: string, name: string, org: Organisation): OfficeChange[] {
  return org
    .officesOf(personId)
    .map((office) => ({ personId, name, unit: org.unit(office.unitId).path, role: office.role }));
}

/** A person as a roster file would have them. */
export function recordOf(person: Person, org: Organisation): RosterPerson {
  const pathOf = (unitId: number | null) => (unitId === null ? null : (org.units.get(unitId)?.path ?? null));
  const { id, userId, name, kind, mobile } = person;
  return {
    id,
    userId,
    name,
    kind,
    mobile,
    branch: pathOf(person.branchId),
    group: pathOf(person.groupId),
    ...(person.teams && { teams: person.teams }),
  };
}
