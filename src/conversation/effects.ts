// Every change of a conversation passes here, so that what stood before is kept with the message (audit and 撤销).
import type { Activity } from '../domain/activity/activity.ts';
import type { Attendance } from '../domain/activity/attendance.ts';
import type { Binding, MeetingRecord } from '../ports/store.ts';
import type { Turn } from './turn.ts';

type Effects = Pick<Turn, 'tx' | 'changes'>;

export async function markAttendance(turn: Effects, row: Attendance): Promise<void> {
  const before = (await turn.tx.attendance(row.activityId)).find((a) => a.personId === row.personId) ?? null;
  turn.changes.push({ of: 'attendance', activityId: row.activityId, personId: row.personId, before });
  await turn.tx.putAttendance(row);
}

export async function addActivity(
  turn: Effects,
  activity: Omit<Activity, 'id' | 'revision'>,
): Promise<Activity> {
  const made = await turn.tx.addActivity(activity);
  turn.changes.push({ of: 'activity', id: made.id, before: null, after: made.revision });
  return made;
}

export async function changeActivity(
  turn: Effects,
  before: Activity,
  patch: Partial<Activity>,
): Promise<Activity> {
  const changed = await turn.tx.changeActivity({ ...before, ...patch });
  turn.changes.push({ of: 'activity', id: before.id, before, after: changed.revision });
  return changed;
}

export async function putRecord(turn: Effects, record: MeetingRecord): Promise<void> {
  const before = (await turn.tx.record(record.activityId)) ?? null;
  turn.changes.push({ of: 'record', activityId: record.activityId, before });
  await turn.tx.putRecord(record);
}

export async function putBinding(turn: Effects, binding: Binding): Promise<void> {
  const before = (await turn.tx.bindings()).find((b) => b.unitId === binding.unitId) ?? null;
  turn.changes.push({ of: 'binding', unitId: binding.unitId, before });
  await turn.tx.putBinding(binding);
}

export async function removeBinding(turn: Effects, binding: Binding): Promise<void> {
  turn.changes.push({ of: 'binding', unitId: binding.unitId, before: binding });
  await turn.tx.removeBinding(binding.unitId);
}

export async function putSetting(
  turn: Effects,
  unitId: number,
  key: string,
  value: string | null,
): Promise<void> {
  const before = (await turn.tx.settings()).get(unitId)?.get(key) ?? null;
  turn.changes.push({ of: 'setting', unitId, key, before });
  await turn.tx.putSetting(unitId, key, value);
}
