import { Organisation } from '../../src/domain/organisation/organisation.ts';
import type { RosterChanges } from '../../src/domain/organisation/roster.ts';

/** The organisation a first import would make, without a store; ids count from 1 in the order of the file. */
export function organisationOf(changes: RosterChanges): Organisation {
  const ids = new Map(changes.unitsToAdd.map((u, i) => [u.path, i + 1]));
  const id = (path: string | null) => (path === null ? null : ids.get(path)!);
  return new Organisation(
    changes.unitsToAdd.map((u) => ({
      id: id(u.path)!,
      parentId: id(u.parentPath),
      kind: u.kind,
      name: u.name,
      path: u.path,
    })),
    changes.people.map(({ person: { branch, group, ...rest } }) => ({
      ...rest,
      branchId: id(branch),
      groupId: id(group),
      active: true,
    })),
    changes.officesToAdd.map((o) => ({ personId: o.personId, unitId: id(o.unit)!, role: o.role })),
  );
}
