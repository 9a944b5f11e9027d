// Every change of a conversation passes here, so that what stood before is kept with the message (audit and 撤销).
import type { Activity } from '../domain/activity/activity.ts';
import type { Attendance } from '../domain/activity/attendance.ts';
import type { Filing } from '../domain/filing/filing.ts';
import type { Muster, MusterEntry } from '../domain/muster/muster.ts';
import type { Process } from '../domain/process/process.ts';
import type { Binding, MeetingRecord } from '../ports/store.ts';
import type { Turn } from './turn.ts';

type Effects = Pick<Turn, 'tx' | 'changes'>;

const entryOf = async ({ tx }: Effects, activityId: number, personId: string): Promise<Attendance | null> =>
  (await tx.attendance(activityId)).of(personId) ?? null;

export async function markAttendance(turn: Effects, row: Attendance): Promise<void> {
  const { activityId, personId } = row;
  const before = await entryOf(turn, activityId, personId);
  turn.changes.push({ of: 'attendance', activityId, personId, before, after: row });
  await turn.tx.putAttendance(row);
}

/** The person has said nothing, as far as anybody knows. */
export async function clearAttendance(turn: Effects, activityId: number, personId: string): Promise<void> {
  const before = await entryOf(turn, activityId, personId);
  if (!before) return;
  turn.changes.push({ of: 'attendance', activityId, personId, before, after: null });
  await turn.tx.removeAttendance(activityId, personId);
}

export async function addActivity(
  turn: Effects,
  activity: Omit<Activity, 'id' | 'revision'>,
): Promise<Activity> {
  const made = await turn.tx.addActivity(activity);
  turn.changes.push({ of: 'activity', id: made.id, before: null, after: made });
  return made;
}

export async function changeActivity(
  turn: Effects,
  before: Activity,
  patch: Partial<Activity>,
): Promise<Activity> {
  const changed = await turn.tx.changeActivity({ ...before, ...patch });
  turn.changes.push({ of: 'activity', id: before.id, before, after: changed });
  return changed;
}

export async function putRecord(turn: Effects, record: MeetingRecord): Promise<void> {
  const before = (await turn.tx.record(record.activityId)) ?? null;
  turn.changes.push({ of: 'record', activityId: record.activityId, before, after: record });
  await turn.tx.putRecord(record);
}

const bindingOf = async ({ tx }: Effects, unitId: number): Promise<Binding | null> =>
  (await tx.bindings()).find((b) => b.unitId === unitId) ?? null;

export async function putBinding(turn: Effects, binding: Binding): Promise<void> {
  const before = await bindingOf(turn, binding.unitId);
  turn.changes.push({ of: 'binding', unitId: binding.unitId, before, after: binding });
  await turn.tx.putBinding(binding);
}

export async function removeBinding(turn: Effects, binding: Binding): Promise<void> {
  turn.changes.push({ of: 'binding', unitId: binding.unitId, before: binding, after: null });
  await turn.tx.removeBinding(binding.unitId);
}

export async function putSetting(
  turn: Effects,
  unitId: number,
  key: string,
  value: string | null,
): Promise<void> {
  const before = (await turn.tx.settings()).get(unitId)?.get(key) ?? null;
  turn.changes.push({ of: 'setting', unitId, key, before, after: value });
  await turn.tx.putSetting(unitId, key, value);
}

export async function addMuster(turn: Effects, muster: Omit<Muster, 'id'>): Promise<Muster> {
  const made = await turn.tx.addMuster(muster);
  turn.changes.push({ of: 'muster', id: made.id });
  return made;
}

export async function putMusterEntry(turn: Effects, before: MusterEntry, after: MusterEntry): Promise<void> {
  const { musterId, personId } = after;
  turn.changes.push({ of: 'muster_entry', musterId, personId, before, after });
  await turn.tx.putMusterEntry(after);
}

export async function addFiling(turn: Effects, filing: Omit<Filing, 'id'>): Promise<Filing> {
  const made = await turn.tx.addFiling(filing);
  turn.changes.push({ of: 'filing', id: made.id, before: null, after: made });
  return made;
}

export async function changeFiling(turn: Effects, before: Filing, patch: Partial<Filing>): Promise<Filing> {
  const after = await turn.tx.changeFiling({ ...before, ...patch });
  turn.changes.push({ of: 'filing', id: before.id, before, after });
  return after;
}

export async function addProcess(turn: Effects, process: Omit<Process, 'id'>): Promise<Process> {
  const made = await turn.tx.addProcess(process);
  turn.changes.push({ of: 'process', id: made.id, before: null, after: made });
  return made;
}

export async function changeProcess(
  turn: Effects,
  before: Process,
  patch: Partial<Process>,
): Promise<Process> {
  const after = await turn.tx.changeProcess({ ...before, ...patch });
  turn.changes.push({ of: 'process', id: before.id, before, after });
  return after;
}

export async function putTeams(
  turn: Effects,
  personId: string,
  before: readonly string[],
  after: readonly string[],
): Promise<void> {
  turn.changes.push({ of: 'teams', personId, before, after });
  await turn.tx.putTeams(personId, after);
}
