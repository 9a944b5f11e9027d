import { type Organisation, type Person, type Role, SECRETARY_ROLES } from './organisation.ts';

/**
 * The one who is told: the first office of the list that is filled at the unit; a group without a leader falls to
 * its branch, a branch without officers to the nearest admin. Several people holding that one office are all told.
 */
export function responsibleFor(org: Organisation, unitId: number, roles: readonly Role[]): Person[] {
  for (const role of roles) {
    const found = org.holders(unitId, role);
    if (found.length > 0) return found;
  }
  const parent = org.unit(unitId).parentId;
  if (org.unit(unitId).kind === 'group' && parent !== null)
    return responsibleFor(org, parent, SECRETARY_ROLES);
  return nearestAdmins(org, unitId);
}

/** 管理员 of the unit itself or of the nearest unit above that has one. */
export function nearestAdmins(org: Organisation, unitId: number): Person[] {
  for (const unit of org.ancestry(unitId)) {
    const admins = org.holders(unit.id, '管理员');
    if (admins.length > 0) return admins;
  }
  return [];
}
