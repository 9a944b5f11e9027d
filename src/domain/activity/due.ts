// Who is expected at an activity: 应到 by type.
import { COMMITTEE_ROLES, type Organisation, type Person } from '../organisation/organisation.ts';
import type { Activity } from './activity.ts';
import { isCommitteeOnly } from './types.ts';

/** Who is expected at an activity, and who may sit in without being counted. */
export interface Due {
  /** 应到 */
  members: readonly Person[];
  /** 流动党员, outside 应到 */
  mobile: readonly Person[];
  /** 入党积极分子, 列席 */
  observers: readonly Person[];
}

/** 应到 by type: the committee for 支委会, everyone of the unit for the rest (支部工作条例 Art. 11–13). */
export function dueFor(activity: Pick<Activity, 'types' | 'unitId'>, org: Organisation): Due {
  return isCommitteeOnly(activity.types)
    ? committeeOf(activity.unitId, org)
    : everyoneOf(activity.unitId, org);
}

/** The committee of a branch, as it is expected at its own meeting. */
export const committeeOf = (unitId: number, org: Organisation): Due =>
  onceFor(org, 'committees', unitId, () => sortedOut(org.holders(unitId, ...COMMITTEE_ROLES)));

/** Everyone of a branch or a group. */
export const everyoneOf = (unitId: number, org: Organisation): Due =>
  onceFor(org, 'units', unitId, () => sortedOut(org.membersOf(unitId)));

/** Worked out once for a state of the roster: a branch of two thousand is not gone through for every check-in. */
const known = new WeakMap<Organisation, Record<'committees' | 'units', Map<number, Due>>>();

function onceFor(org: Organisation, of: 'committees' | 'units', unitId: number, make: () => Due): Due {
  const here = known.get(org) ?? { committees: new Map(), units: new Map() };
  known.set(org, here);
  const due = here[of].get(unitId) ?? make();
  here[of].set(unitId, due);
  return due;
}

function sortedOut(pool: readonly Person[]): Due {
  const [members, mobile, observers]: [Person[], Person[], Person[]] = [[], [], []];
  for (const person of pool) {
    if (person.kind === '入党积极分子') observers.push(person);
    else if (person.mobile) mobile.push(person);
    else members.push(person);
  }
  return { members, mobile, observers };
}

/** True for those of `dueFor` who are members: asked of one person, without going through the others. */
export const isDue = (
  activity: Pick<Activity, 'types' | 'unitId'>,
  person: Person,
  org: Organisation,
): boolean => person.kind !== '入党积极分子' && !person.mobile && isFor(activity, person, org);

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
