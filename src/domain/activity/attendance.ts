import type { Instant } from '../calendar/time.ts';
import { COMMITTEE_ROLES, type Organisation, type Person } from '../organisation/organisation.ts';
import type { Activity } from './activity.ts';
import { isCommitteeOnly } from './types.ts';

export type AttendanceState =
  | 'present'
  | 'late'
  | 'makeup'
  | 'leave'
  | 'leave_pending'
  | 'leave_refused'
  | 'absent';

export interface Attendance {
  activityId: number;
  personId: string;
  state: AttendanceState;
  /** seen by secretary and recorder only */
  reason: string | null;
  at: Instant;
  /** who said it: the person, or the secretary for 代签, 接龙, 上报 and 补签 */
  by: string;
}

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

export const isPresent = (state: AttendanceState | undefined): boolean =>
  state === 'present' || state === 'late' || state === 'makeup';

/** The roll of one activity: every expected person is in exactly one of the lists. */
export interface Roll {
  due: Due;
  present: Person[];
  leave: Attendance[];
  pendingLeave: Attendance[];
  missing: Person[];
  /** came without being in 应到: 流动党员, 列席, guests from the roster */
  extra: Person[];
}

export function rollOf(due: Due, attendance: Iterable<Attendance>, org: Organisation): Roll {
  const byPerson = new Map<string, Attendance>();
  for (const a of attendance) byPerson.set(a.personId, a);
  const roll: Roll = { due, present: [], leave: [], pendingLeave: [], missing: [], extra: [] };
  for (const person of due.members) {
    const a = byPerson.get(person.id);
    byPerson.delete(person.id);
    if (isPresent(a?.state)) roll.present.push(person);
    else if (a?.state === 'leave') roll.leave.push(a);
    else {
      if (a?.state === 'leave_pending') roll.pendingLeave.push(a);
      roll.missing.push(person);
    }
  }
  for (const a of byPerson.values()) {
    const person = org.person(a.personId);
    if (person && isPresent(a.state)) roll.extra.push(person);
  }
  return roll;
}
