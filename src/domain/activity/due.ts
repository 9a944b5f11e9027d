// Who is expected at an activity: 应到 by type.
import { COMMITTEE_ROLES, type Organisation, type Person } from '../organisation/organisation.ts';
import type { Activity } from './activity.ts';
import { isCommitteeOnly } from './types.ts';

/** Who is expected at an activity, and who may sit in without being counted. */
export interface Due {
  /** 应到 */
  members: Person[];
  /** 流动党员, outside 应到 */
  mobile: Person[];
  /** 入党积极分子, 列席 */
  observers: Person[];
}

/** 应到 by type: the committee for 支委会, everyone of the unit for the rest (支部工作条例 Art. 11–13). */
export function dueFor(activity: Pick<Activity, 'types' | 'unitId'>, org: Organisation): Due {
  return isCommitteeOnly(activity.types)
    ? committeeOf(activity.unitId, org)
    : everyoneOf(activity.unitId, org);
}

/** The committee of a branch, as it is expected at its own meeting. */
export const committeeOf = (unitId: number, org: Organisation): Due =>
  sortedOut(org.holders(unitId, ...COMMITTEE_ROLES));

/** Everyone of a branch or a group. */
export const everyoneOf = (unitId: number, org: Organisation): Due => sortedOut(org.membersOf(unitId));

function sortedOut(pool: readonly Person[]): Due {
  const due: Due = { members: [], mobile: [], observers: [] };
  for (const person of pool) {
    if (person.kind === '入党积极分子') due.observers.push(person);
    else if (person.mobile) due.mobile.push(person);
    else due.members.push(person);
  }
  return due;
}

/** True for those an activity is for: the committee for 支委会, the members of the group or branch for the rest. */
export function isFor(
  activity: Pick<Activity, 'types' | 'unitId'>,
  person: Person,
  org: Organisation,
): boolean {
  if (isCommitteeOnly(activity.types)) {
    return org
      .officesAt(activity.unitId)
      .some((o) => o.personId === person.id && COMMITTEE_ROLES.includes(o.role));
  }
  return person.branchId === activity.unitId || person.groupId === activity.unitId;
}

/** One of 应到 as a record keeps it: the roster may change afterwards, the list does not. */
export interface KeptPerson {
  id: string;
  name: string;
}

/**
 * 应到 of a meeting that has a record: as it was when it was recorded, under today's names. Who has left the roster
 * since stands there all the same, and belongs to no unit any more.
 */
export function dueAsKept(kept: readonly KeptPerson[], live: Due, org: Organisation): Due {
  if (kept.length === 0) return live;
  const members = kept.map(({ id, name }) => org.person(id) ?? departed(id, name));
  const isKept = new Set(kept.map(({ id }) => id));
  return { members, mobile: live.mobile.filter((p) => !isKept.has(p.id)), observers: live.observers };
}

const departed = (id: string, name: string): Person => ({
  id,
  userId: id,
  name,
  kind: '正式党员',
  mobile: false,
  branchId: null,
  groupId: null,
  active: false,
});
