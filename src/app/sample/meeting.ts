// How a meeting of the past is stored: the one file of the sample that knows the shape of attendance and record.
import type { Activity } from '../../domain/activity/activity.ts';
import type { AttendanceState } from '../../domain/activity/attendance.ts';
import { dueFor } from '../../domain/activity/due.ts';
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../../domain/calendar/time.ts';
import type { Organisation, Person } from '../../domain/organisation/organisation.ts';
import type { Tx } from '../../ports/store.ts';
import type { Course } from './data.ts';

/** A meeting as it was planned, and how it went. */
export interface PastMeeting {
  activity: Omit<Activity, 'id' | 'revision' | 'stage' | 'createdAt'>;
  /** when it is over */
  overAt: Instant;
  course: Course;
  /** the officer who records it */
  officer: Person;
}

/** Who is on the way is asked for this long before; a record takes this long after the end. */
const LEAVE_BEFORE_MS = 20 * HOUR_MS;
const RECORD_AFTER_MS = 30 * MINUTE_MS;

/** Stores the meeting as far as it has come by `now`. @throws Error for a name that is not due there */
export async function storeMeeting(
  tx: Tx,
  org: Organisation,
  meeting: PastMeeting,
  now: Instant,
): Promise<void> {
  const { course, officer, overAt } = meeting;
  const recordedAt = overAt + RECORD_AFTER_MS;
  const isRecorded = !course.unrecorded && recordedAt <= now;
  const createdAt = meeting.activity.startAt - 5 * DAY_MS;
  const stage = isRecorded ? 'recorded' : 'planned';
  const activity = await tx.addActivity({ ...meeting.activity, stage, createdAt });
  const { members, observers, mobile } = dueFor(activity, org);
  const everybody = [...members, ...observers, ...mobile];
  const named = (name: string) => everybody.find((p) => p.name === name) ?? unknown(name, activity.topic);
  const away = new Map<Person, [AttendanceState, string | null]>([
    ...Object.entries(course.leave ?? {}).map(([name, why]) => [named(name), ['leave', why]] as const),
    ...(course.absent ?? []).map((name) => [named(name), ['absent', null]] as const),
  ] as [Person, [AttendanceState, string | null]][]);
  const late = new Set((course.late ?? []).map(named));

  for (const [i, person] of [...members, ...(course.guests ?? []).map(named)].entries()) {
    const [state, reason] = away.get(person) ?? [late.has(person) ? 'late' : 'present', null];
    // Nobody signs that they were not there: until the record says so, nothing is stored.
    if (state === 'absent' && !isRecorded) continue;
    const at = {
      leave: activity.startAt - LEAVE_BEFORE_MS,
      late: activity.startAt + (8 + i) * MINUTE_MS,
      absent: recordedAt,
    } as Partial<Record<AttendanceState, Instant>>;
    const said = at[state] ?? activity.startAt - (1 + (i % 25)) * MINUTE_MS;
    if (said > now) continue;
    const by = state === 'absent' ? officer.id : person.id;
    await tx.putAttendance({ activityId: activity.id, personId: person.id, state, reason, at: said, by });
  }
  if (!isRecorded) return;
  await tx.putRecord({
    activityId: activity.id,
    expected: members.length,
    present: members.length - away.size,
    due: members.map(({ id, name }) => ({ id, name })),
    guestsAway: [],
    content: course.content ?? null,
    votes: [],
    resolutions: [],
    by: officer.id,
    at: recordedAt,
  });
}

function unknown(name: string, topic: string | null): never {
  throw new Error(`sample: ${name} is not due at ${topic}`);
}
