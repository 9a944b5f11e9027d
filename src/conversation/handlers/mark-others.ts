// 代签, 补签 and 接龙: the secretary (or the group leader for a 党小组会) records others by one message.
import type { AttendanceState } from '../../domain/activity/attendance.ts';
import type { Absence } from '../../domain/intent.ts';
import type { Reply } from '../../ports/channels.ts';
import { markAttendance } from '../effects.ts';
import { activitiesOf, isNamed, type Near, nearest, unitsOf } from '../near.ts';
import { peopleNamed, type Resolved } from '../people.ts';
import { mayDo, refuse, type Turn } from '../turn.ts';
import { unitInQuestion } from '../units.ts';
import { activityWords, currentRoll } from '../words.ts';

/** 补签: a member is told who can; the secretary records. */
export async function makeup(turn: Turn): Promise<Reply> {
  return markOthers(turn, 'makeup');
}

/** 接龙 list: names are present, those marked 请假 are on leave. */
export async function roster(turn: Turn): Promise<Reply> {
  return markOthers(turn, 'present', turn.intent.absent ?? []);
}

export async function markOthers(
  turn: Turn,
  state: 'present' | 'makeup',
  absent: Absence[] = [],
): Promise<Reply> {
  const found = await meantActivity(turn, state === 'makeup');
  if ('reply' in found) return found.reply;
  const { activity } = found.near;
  const matter = { unitId: activity.unitId, types: activity.types };
  if (!mayDo(turn, 'mark_others', matter)) {
    const who = turn.permissions.whoMay(turn.org, 'mark_others', matter)[0];
    if (state !== 'makeup') return refuse(turn, 'mark_others', matter);
    return turn.say('attendance.makeup_by_secretary', {
      ...activityWords(turn, activity),
      person: turn.intent.names?.[0] ?? turn.sender.name,
      secretary: who?.name ?? '',
    });
  }
  const names = turn.intent.names ?? (state === 'makeup' ? [turn.sender.name] : []);
  const present = peopleNamed(turn, names, activity.unitId);
  const away = peopleNamed(
    turn,
    absent.map((a) => a.name),
    activity.unitId,
  );
  for (const person of present.people) await mark(turn, activity.id, person.id, state, null);
  for (const person of away.people) {
    const reason = absent.find((a) => a.name.includes(person.name))?.reason ?? null;
    await mark(turn, activity.id, person.id, 'leave', reason);
  }
  const roll = await currentRoll(turn, activity);
  return turn.say('attendance.marked', {
    ...activityWords(turn, activity),
    how: state === 'makeup' ? 'makeup' : turn.intent.intent === 'roster_checkin' ? 'roster' : 'proxy',
    marked: present.people.map((p) => p.name),
    away: away.people.map((p) => p.name),
    present: roll.present.length,
    expected: roll.due.members.length,
    ...doubts(present, away),
  });
}

async function mark(
  turn: Turn,
  activityId: number,
  personId: string,
  state: AttendanceState,
  reason: string | null,
): Promise<void> {
  await markAttendance(turn, { activityId, personId, state, reason, at: turn.now, by: turn.sender.id });
}

/** What could not be recorded, for one sentence each. */
export function doubts(...lists: Resolved[]) {
  return {
    unknown: lists.flatMap((l) => l.unknown.filter((u) => u.similar.length === 0).map((u) => u.name)),
    similar: lists.flatMap((l) =>
      l.unknown.filter((u) => u.similar.length > 0).map((u) => ({ name: u.name, maybe: u.similar[0]! })),
    ),
    several: lists.flatMap((l) => l.several.map((s) => s.name)),
  };
}

/** The open one, else the last past one (a list often comes after), never one that is still far away. */
async function meantActivity(turn: Turn, isMakeup: boolean): Promise<{ near: Near } | { reply: Reply }> {
  const unit = await unitInQuestion(turn);
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
  return { reply: turn.say(isMakeup ? 'attendance.nothing_past' : 'attendance.nothing_open') };
}
