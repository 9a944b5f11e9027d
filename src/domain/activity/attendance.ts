// How a person stands to one activity, and the roll that is read from it everywhere.
import type { Instant } from '../calendar/time.ts';
import type { Organisation, Person } from '../organisation/organisation.ts';
import type { Activity } from './activity.ts';
import { type Due, dueAsKept, dueFor, type KeptPerson } from './due.ts';

/** What a state says of somebody who is due: there, away with a reason that was taken note of, away, or nothing yet. */
type Standing = 'there' | 'leave' | 'absent' | 'open';

/**
 * Every state of a person at an activity (domain.md §2); nobody without a row has said anything (未反馈). A new state is
 * a row here and its word in templates/attendance.yaml.
 */
const STATES = {
  /** 到会 */
  present: 'there',
  /** 迟到: there all the same */
  late: 'there',
  /** 补签: was there and did not sign; confirmed by an officer */
  makeup: 'there',
  /** 请假 that counts */
  leave: 'leave',
  /** 免予参加: excused by the branch, counted in 应到 like a leave */
  exempt: 'leave',
  /** 缺席, said by an officer; it is never concluded from silence */
  absent: 'absent',
  /** 请假待批 */
  leave_pending: 'open',
  /** 补签待核: says they were there; an officer has yet to confirm it */
  makeup_pending: 'open',
  /** 请假 that was not agreed to: whether the person came is still to be said */
  leave_refused: 'open',
} as const satisfies Record<string, Standing>;

export type AttendanceState = keyof typeof STATES;
export const standingOf = (state: AttendanceState | undefined): Standing =>
  state === undefined ? 'open' : STATES[state];
/** States in which somebody was there, as the store counts them. */
export const PRESENT_STATES = (Object.keys(STATES) as AttendanceState[]).filter(
  (state) => STATES[state] === 'there',
);

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

export const isPresent = (state: AttendanceState | undefined): boolean => standingOf(state) === 'there';

/** What the record of a meeting says of its figures: 应到 and 实到, and who was due then. */
export interface RecordedFigures {
  expected: number;
  present: number;
  due: readonly KeptPerson[];
}

/** What was said of a person, with the person, who may have left the roster since. */
interface Entry extends Attendance {
  person: Person;
}

/** The roll of one activity: every expected person is in exactly one of the lists. */
export interface Roll {
  due: Due;
  /** 应到 and 实到: those of the record where there is one */
  expected: number;
  attended: number;
  present: Person[];
  /** those of `present` that came late */
  late: Person[];
  leave: Entry[];
  absent: Entry[];
  pendingLeave: Entry[];
  /** those whose 补签 an officer has yet to confirm */
  pendingMakeup: Person[];
  /** 没记到人: nobody has said whether they came; those whose leave or 补签 waits are among them */
  missing: Person[];
  /** more came than are named: which of `missing` they are is not known */
  unnamed: number;
  /** came without being in 应到: 流动党员, 列席, guests from the roster */
  extra: Person[];
}

/** The one reading of who was where: roll, record, own record, figures and paper are all made from it. */
export function rollOf(
  activity: Pick<Activity, 'types' | 'unitId'>,
  attendance: Iterable<Attendance>,
  org: Organisation,
  record?: RecordedFigures,
): Roll {
  const live = dueFor(activity, org);
  const due = record ? dueAsKept(record.due, live, org) : live;
  const byPerson = new Map<string, Attendance>();
  for (const a of attendance) byPerson.set(a.personId, a);
  const lists = {
    present: [],
    late: [],
    leave: [],
    absent: [],
    pendingLeave: [],
    pendingMakeup: [],
    missing: [],
  };
  const roll: Roll = { due, expected: 0, attended: 0, unnamed: 0, extra: [], ...lists };
  for (const person of due.members) {
    const a = byPerson.get(person.id);
    byPerson.delete(person.id);
    put(roll, person, a);
  }
  for (const a of byPerson.values()) {
    const person = org.person(a.personId);
    if (person && isPresent(a.state)) roll.extra.push(person);
  }
  roll.expected = record?.expected ?? due.members.length;
  roll.attended = record?.present ?? roll.present.length;
  roll.unnamed = Math.max(0, roll.attended - roll.present.length);
  return roll;
}

function put(roll: Roll, person: Person, a: Attendance | undefined): void {
  switch (standingOf(a?.state)) {
    case 'there':
      roll.present.push(person);
      if (a!.state === 'late') roll.late.push(person);
      return;
    case 'leave':
      roll.leave.push({ ...a!, person });
      return;
    case 'absent':
      roll.absent.push({ ...a!, person });
      return;
    case 'open':
      if (a?.state === 'leave_pending') roll.pendingLeave.push({ ...a, person });
      if (a?.state === 'makeup_pending') roll.pendingMakeup.push(person);
      roll.missing.push(person);
  }
}

/** How many are away of a record by numbers without being named. @param guests named as away that are on no roster */
export const awayUnnamed = ({ expected, attended, unnamed, leave, absent }: Roll, guests = 0): number =>
  unnamed > 0 ? Math.max(0, expected - attended - leave.length - absent.length - guests) : 0;

/** More came than are named, and by the figures it is everybody of whom nothing is said: 13 due, 11 came, two named as away. */
export const restWasThere = ({
  due,
  expected,
  unnamed,
  missing,
  pendingLeave,
  pendingMakeup,
}: Roll): boolean =>
  unnamed > 0 &&
  unnamed === missing.length &&
  expected === due.members.length &&
  pendingLeave.length + pendingMakeup.length === 0;

/**
 * 实到 of a record after somebody's entry was changed: where all who came were named, the names say it; else the figure
 * that was reported holds as far as the names leave room for it.
 */
export function presentAfter(
  { expected, present }: Pick<RecordedFigures, 'expected' | 'present'>,
  before: Pick<Roll, 'present'>,
  after: Pick<Roll, 'present' | 'leave' | 'absent'>,
): number {
  if (present === before.present.length) return after.present.length;
  const room = expected - after.leave.length - after.absent.length;
  return Math.max(after.present.length, Math.min(present, room));
}
