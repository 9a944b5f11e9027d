import {
  type Office,
  Organisation,
  type Person,
  type Unit,
} from '../../../src/domain/organisation/organisation.ts';
import { planRoster, type RosterChanges } from '../../../src/domain/organisation/roster.ts';
import type { RosterRow } from '../../../src/domain/organisation/roster-row.ts';

// What a store does with planned changes, in memory.

export interface Stored {
  org: Organisation;
  departed: Person[];
}

export const EMPTY: Stored = { org: new Organisation([], [], []), departed: [] };

/** @throws Error when the changes contradict what is stored */
export function applyRoster({ org, departed }: Stored, changes: RosterChanges): Stored {
  const units = new Map<string, Unit>([...org.units.values()].map((unit) => [unit.path, unit]));
  const unitId = (path: string) => {
    const unit = units.get(path);
    if (!unit) throw new Error(`no unit ${path}`);
    return unit.id;
  };
  for (const { path, parentPath, name, kind } of changes.unitsToAdd) {
    if (units.has(path)) throw new Error(`unit ${path} twice`);
    const parentId = parentPath === null ? null : unitId(parentPath);
    units.set(path, { id: units.size + 1, parentId, kind, name, path });
  }
  const all = new Map([...departed, ...org.people.values()].map((person) => [person.id, person]));
  for (const { what, person } of changes.people) {
    if ((what === 'add') === all.has(person.id)) throw new Error(`${what} ${person.id}`);
    const { branch, group, ...rest } = person;
    const place = {
      branchId: branch === null ? null : unitId(branch),
      groupId: group === null ? null : unitId(group),
    };
    all.set(person.id, { ...rest, ...place, active: what !== 'deactivate' });
  }
  const key = (office: Office) => `${office.personId} ${office.unitId} ${office.role}`;
  const offices = new Map(org.offices.map((office) => [key(office), office]));
  for (const { personId, unit, role } of changes.officesToRemove) {
    if (!offices.delete(key({ personId, unitId: unitId(unit), role })))
      throw new Error(`no office ${personId} ${role}`);
  }
  for (const { personId, unit, role } of changes.officesToAdd) {
    const office = { personId, unitId: unitId(unit), role };
    if (offices.has(key(office))) throw new Error(`office ${personId} ${role} twice`);
    offices.set(key(office), office);
  }
  const people = [...all.values()];
  return {
    org: new Organisation(
      units.values(),
      people.filter((p) => p.active),
      offices.values(),
    ),
    departed: people.filter((p) => !p.active),
  };
}

/** Plans and applies rows that are expected to be without problems. */
export function importRows(rows: readonly RosterRow[], stored: Stored = EMPTY, prune = false): Stored {
  const plan = planRoster(rows, stored.org, stored.departed, { prune });
  if (plan.problems.length > 0) throw new Error(JSON.stringify(plan.problems));
  return applyRoster(stored, plan.changes);
}

/** Rows from lines of cells in the order 姓名 账号 党组织 职务 类型 流动; the first line is row 2. */
export function rowsOf(...lines: string[][]): RosterRow[] {
  return lines.map(([name = '', userId = '', unit = '', role = '', kind = '', mobile = ''], i) => ({
    row: i + 2,
    name,
    userId,
    unit,
    role,
    kind,
    mobile,
  }));
}
