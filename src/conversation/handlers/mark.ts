// People recorded by name: those there, those away, and all the others where the sentence covers them.
import type { Activity } from '../../domain/activity/activity.ts';
import type { Roll } from '../../domain/activity/attendance.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Absence } from '../../domain/slots.ts';
import type { Reply } from '../../ports/channels.ts';
import { markAttendance } from '../effects.ts';
import { peopleNamed, type Resolved, reasonOf } from '../people.ts';
import type { Turn } from '../turn.ts';
import { askWho } from '../who.ts';
import { activityWords, currentRoll } from '../words.ts';
import { settleFigures } from './record/figures.ts';

interface Marking {
  how: 'makeup' | 'roster' | 'proxy';
  state: 'present' | 'makeup';
  names: readonly string[];
  absent?: readonly Absence[];
  /** of `absent`, those with no word of a leave */
  unexcused?: readonly string[];
  /** all the others: there, or not */
  everyone?: 'present' | 'absent' | undefined;
  /** who came late of those who are there */
  late?: readonly string[];
}

/** Records people by name, those it knows; the others are named in the answer. */
export async function mark(turn: Turn, activity: Activity, marking: Marking): Promise<Reply> {
  const { how, state, names, absent = [], unexcused = [], everyone, late = [] } = marking;
  const asked = await askWho(turn, [...names, ...absent.map((a) => a.name), ...late], activity.unitId);
  if (asked) return asked;
  const present = peopleNamed(turn, names, activity.unitId);
  const away = peopleNamed(
    turn,
    absent.map((a) => a.name),
    activity.unitId,
  );
  const tardy = peopleNamed(turn, late, activity.unitId);
  const row = { activityId: activity.id, at: turn.now, by: turn.sender.id };
  const before = await currentRoll(turn, activity);
  const said = new Set([...present.people, ...away.people, ...tardy.people]);
  const others = everyone === undefined ? [] : before.missing.filter((person) => !said.has(person));
  // A 接龙 is sent again and again: who stands there stays as he signed.
  for (const person of present.people.filter((p) => !before.present.includes(p)))
    await markAttendance(turn, { ...row, personId: person.id, state, reason: null });
  for (const person of others)
    await markAttendance(turn, { ...row, personId: person.id, state: everyone!, reason: null });
  for (const person of away.people) {
    const reason = reasonOf(turn, absent, person);
    const isUnexcused = unexcused.some((name) => name.includes(person.name));
    const own = before.leave.find((a) => a.personId === person.id);
    const mark = isUnexcused && !own ? 'absent' : 'leave';
    await markAttendance(turn, {
      ...row,
      personId: person.id,
      state: mark,
      reason: reason ?? own?.reason ?? null,
    });
  }
  for (const person of tardy.people)
    await markAttendance(turn, { ...row, personId: person.id, state: 'late', reason: null });
  await settleFigures(turn, activity, before);
  const roll = await currentRoll(turn, activity);
  return turn.say('attendance.marked', {
    ...activityWords(turn, activity),
    how,
    marked: [...present.people, ...tardy.people, ...(everyone === 'present' ? others : [])].map(
      (p) => p.name,
    ),
    ...namesAway(roll, away.people),
    nobody_else: everyone === 'absent',
    leave: roll.leave.length,
    present: roll.attended,
    expected: roll.expected,
    ...doubts(present, away, tardy),
  });
}

/** Those just said to be away, by how they stand now. */
function namesAway(roll: Roll, people: readonly Person[]): { away: string[]; absent: string[] } {
  const absent = people.filter((p) => roll.absent.some((a) => a.personId === p.id));
  const away = people.filter((p) => !absent.includes(p));
  return { away: away.map((p) => p.name), absent: absent.map((p) => p.name) };
}

/** What could not be recorded, for one sentence each. */
export function doubts(...lists: Resolved[]) {
  return {
    unknown: lists.flatMap((l) => l.unknown.filter((u) => u.similar.length === 0).map((u) => u.name)),
    similar: lists.flatMap((l) =>
      l.unknown.filter((u) => u.similar.length > 0).map((u) => ({ name: u.name, maybe: u.similar[0]!.name })),
    ),
    several: lists.flatMap((l) => l.several.map((s) => s.name)),
  };
}
