// 代签, 补签 and 接龙: the secretary (or the group leader for a 党小组会) records others by one message.
import type { Activity } from '../../domain/activity/activity.ts';
import type { Roll } from '../../domain/activity/attendance.ts';
import { type IntentOf, toIntent } from '../../domain/intent.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Absence } from '../../domain/slots.ts';
import type { Reply } from '../../ports/channels.ts';
import { act, type Ended, permit } from '../act.ts';
import { markAttendance } from '../effects.ts';
import { activitiesOf, isNamed, type Near, nearest, targetOf, unitsOf } from '../near.ts';
import { peopleNamed, type Resolved, reasonOf } from '../people.ts';
import { meaning, type Turn } from '../turn.ts';
import { unitInQuestion } from '../units.ts';
import { askWho } from '../who.ts';
import { activityWords, currentRoll } from '../words.ts';
import { settleFigures } from './record/figures.ts';
import { report } from './record/report.ts';

/** 补签: a member is told who can; the secretary records. */
export const makeup = act<'makeup_checkin', { near: Near }>({
  permit: permit('mark_others', ({ near }) => targetOf(near.activity)),
  about: (turn) => markedActivity(turn, turn.intent.scope, true),
  refusal(turn, { near }, { on }) {
    const who = turn.permissions.whoMay(turn.org, 'mark_others', on)[0];
    return turn.say('attendance.makeup_by_secretary', {
      ...activityWords(turn, near.activity),
      person: turn.intent.names?.[0] ?? turn.sender.name,
      secretary: who?.name ?? '',
    });
  },
  carryOut: (turn, { near }) =>
    mark(turn, near.activity, {
      how: 'makeup',
      state: 'makeup',
      names: turn.intent.names ?? [turn.sender.name],
    }),
});

/**
 * 接龙 list: names are present, those marked 请假 are on leave. 全员到齐 and 除张三请假其他都到了 settle the whole roll: of a meeting
 * that is over they are its report.
 */
export const roster = act<'roster_checkin', { near: Near }>({
  permit: permit('mark_others', ({ near }) => targetOf(near.activity)),
  about: (turn) => markedActivity(turn, turn.intent.scope, false),
  carryOut(turn, { near: { activity, phase } }) {
    const { intent } = turn;
    if (intent.everyone && phase !== 'open') {
      const { startAt: _day, endAt: _end, ...said } = intent;
      const told = toIntent({ ...said, intent: 'activity_report', activityId: activity.id });
      return report.perform(meaning(turn, told as IntentOf<'activity_report'>));
    }
    return mark(turn, activity, {
      how: 'roster',
      state: 'present',
      names: intent.names ?? [],
      absent: intent.absent ?? [],
      unexcused: intent.unexcused ?? [],
      everyone: intent.everyone,
    });
  },
});

interface Marking {
  how: 'makeup' | 'roster' | 'proxy';
  state: 'present' | 'makeup';
  names: readonly string[];
  absent?: readonly Absence[];
  /** of `absent`, those with no word of a leave */
  unexcused?: readonly string[];
  /** all the others: there, or not */
  everyone?: 'present' | 'absent' | undefined;
}

/** Records people by name, those it knows; the others are named in the answer. */
export async function mark(turn: Turn, activity: Activity, marking: Marking): Promise<Reply> {
  const { how, state, names, absent = [], unexcused = [], everyone } = marking;
  const asked = await askWho(turn, [...names, ...absent.map((a) => a.name)], activity.unitId);
  if (asked) return asked;
  const present = peopleNamed(turn, names, activity.unitId);
  const away = peopleNamed(
    turn,
    absent.map((a) => a.name),
    activity.unitId,
  );
  const row = { activityId: activity.id, at: turn.now, by: turn.sender.id };
  const before = await currentRoll(turn, activity);
  const said = new Set([...present.people, ...away.people]);
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
  await settleFigures(turn, activity, before);
  const roll = await currentRoll(turn, activity);
  return turn.say('attendance.marked', {
    ...activityWords(turn, activity),
    how,
    marked: [...present.people, ...(everyone === 'present' ? others : [])].map((p) => p.name),
    ...namesAway(roll, away.people),
    nobody_else: everyone === 'absent',
    leave: roll.leave.length,
    present: roll.attended,
    expected: roll.expected,
    ...doubts(present, away),
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

/** The open one, else the last past one (a list often comes after), never one that is still far away. */
export async function markedActivity(
  turn: Turn<'checkin' | 'makeup_checkin' | 'roster_checkin'>,
  scope: string | undefined,
  isMakeup: boolean,
): Promise<{ near: Near } | Ended> {
  const unit = unitInQuestion(turn, scope);
  if (unit && 'reply' in unit) return unit;
  const near = await activitiesOf(turn, unit ? [unit.unit.id] : unitsOf(turn));
  const named = near.filter((n) => isNamed(n, turn.intent));
  const begun = named.filter((n) => n.phase === 'closed' || n.phase === 'recorded');
  const open = named.filter((n) => n.phase === 'open');
  const meant = isMakeup ? (begun.at(-1) ?? nearest(turn, open)) : (nearest(turn, open) ?? begun.at(-1));
  if (meant) return { near: meant };
  const next = named.find((n) => n.phase === 'planned');
  if (next && !isMakeup)
    return { reply: turn.say('attendance.too_early', { ...activityWords(turn, next.activity) }) };
  return isMakeup ? nothingPast(turn, near) : { reply: turn.say('attendance.nothing_open') };
}

/** None that has begun fits: the last one that has. */
export function nothingPast(turn: Turn, near: readonly Near[]): Ended {
  const last = near.findLast((n) => n.phase === 'closed' || n.phase === 'recorded');
  return {
    reply: turn.say('attendance.nothing_past', { last: last ? activityWords(turn, last.activity) : null }),
  };
}
