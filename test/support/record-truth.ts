// What stands about the meetings of a branch, counted once more and plainly from what is stored.
import { DAY_MS, dateOf, HOUR_MS } from '../../src/domain/calendar/time.ts';
import type { Person } from '../../src/domain/organisation/organisation.ts';
import type { Standing, World } from './two-intakes.ts';

export interface MeetingTruth {
  id: number;
  unitId: number;
  types: string[];
  day: string;
  startAt: number;
  isOver: boolean;
  isRecorded: boolean;
  counts: boolean;
  expected: number;
  /** 实到 */
  attended: number;
  due: string[];
  present: string[];
  leave: string[];
  absent: string[];
  missing: string[];
  /** names written as away that are on no roster here */
  guestsAway: number;
}

const THERE = ['present', 'late', 'makeup'];
const COMMITTEE = ['zhangsan', 'lisi'];

/** 应到 of the small roster, as the regulation has it. */
function dueAt({ org }: World, unitId: number, types: string[]): string[] {
  if (types.join() === 'committee_meeting') return COMMITTEE;
  return [...org.people.values()]
    .filter((p) => !p.mobile && p.kind !== '入党积极分子')
    .filter((p) => p.branchId === unitId || p.groupId === unitId)
    .map((p) => p.id);
}

export function meetingsIn(world: World, { activities, attendance, records }: Standing): MeetingTruth[] {
  return activities.map((a) => {
    const types = JSON.parse(a.types) as string[];
    const record = records.find((r) => r.activity_id === a.id);
    const due = record
      ? (JSON.parse(record.due) as { id: string }[]).map((p) => p.id)
      : dueAt(world, a.unit_id, types);
    const state = new Map(
      attendance.filter((r) => r.activity_id === a.id).map((r) => [r.person_id, r.state]),
    );
    const of = (...states: string[]) => due.filter((id) => states.includes(state.get(id) ?? ''));
    const present = of(...THERE);
    const leave = of('leave');
    const absent = of('absent');
    const isOver = (a.end_at ?? a.start_at + 2 * HOUR_MS) <= world.now;
    return {
      id: a.id,
      unitId: a.unit_id,
      types,
      day: dateOf(a.start_at),
      startAt: a.start_at,
      isOver,
      isRecorded: a.stage === 'recorded',
      counts: record !== undefined || (isOver && [...state.values()].some((s) => THERE.includes(s))),
      expected: record?.expected ?? due.length,
      attended: record?.present ?? present.length,
      due,
      present,
      leave,
      absent,
      missing: due.filter((id) => ![...present, ...leave, ...absent].includes(id)),
      guestsAway: record ? (JSON.parse(record.absent) as unknown[]).length : 0,
    };
  });
}

/** How one person stood to all that counts, as 我的 tells it. */
export function ownIn(world: World, person: Person, meetings: readonly MeetingTruth[], standing: Standing) {
  const own = { held: 0, present: 0, leave: 0, absent: 0, unknown: 0 };
  for (const m of meetings) {
    if (!m.counts || m.startAt < world.now - 31 * DAY_MS || m.day > dateOf(world.now)) continue;
    const isCommittee = m.types.join() === 'committee_meeting';
    if (isCommittee ? !COMMITTEE.includes(person.id) : ![person.branchId, person.groupId].includes(m.unitId))
      continue;
    const state = standing.attendance.find((r) => r.activity_id === m.id && r.person_id === person.id)?.state;
    const part = THERE.includes(state ?? '')
      ? 'present'
      : state === 'leave' || state === 'absent'
        ? state
        : 'unknown';
    const isDue = !person.mobile && person.kind !== '入党积极分子';
    if (!isDue && part !== 'present' && part !== 'leave') continue;
    own.held += 1;
    own[part] += 1;
  }
  return own;
}
