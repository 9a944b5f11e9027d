// 代签, 补签 and 接龙: the secretary (or the group leader for a 党小组会) records others by one message.
import type { Activity } from '../../domain/activity/activity.ts';
import type { Absence, Filled } from '../../domain/intent.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import { act, type Ended, permit } from '../act.ts';
import { markAttendance } from '../effects.ts';
import { activitiesOf, isNamed, type Near, nearest, targetOf, unitsOf } from '../near.ts';
import { peopleNamed, type Resolved } from '../people.ts';
import type { Turn } from '../turn.ts';
import { unitInQuestion } from '../units.ts';
import { askWho } from '../who.ts';
import { activityWords, currentRoll } from '../words.ts';

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

/** 接龙 list: names are present, those marked 请假 are on leave. */
export const roster = act<'roster_checkin', { near: Near }>({
  permit: permit('mark_others', ({ near }) => targetOf(near.activity)),
  about: (turn) => markedActivity(turn, turn.intent.scope, false),
  carryOut: (turn, { near }) =>
    mark(turn, near.activity, {
      how: 'roster',
      state: 'present',
      names: turn.intent.names ?? [],
      absent: turn.intent.absent ?? [],
    }),
});

interface Marking {
  how: 'makeup' | 'roster' | 'proxy';
  state: 'present' | 'makeup';
  names: readonly string[];
  absent?: readonly Absence[];
}

/** Records people by name, those it knows; the others are named in the answer. */
export async function mark(turn: Turn, activity: Activity, marking: Marking): Promise<Reply> {
  const { how, state, names, absent = [] } = marking;
  const asked = await askWho(turn, [...names, ...absent.map((a) => a.name)], activity.unitId);
  if (asked) return asked;
  const present = peopleNamed(turn, names, activity.unitId);
  const away = peopleNamed(
    turn,
    absent.map((a) => a.name),
    activity.unitId,
  );
  const row = { activityId: activity.id, at: turn.now, by: turn.sender.id };
  for (const person of present.people)
    await markAttendance(turn, { ...row, personId: person.id, state, reason: null });
  for (const person of away.people) {
    const reason = reasonOf(turn, absent, person);
    await markAttendance(turn, { ...row, personId: person.id, state: 'leave', reason });
  }
  const roll = await currentRoll(turn, activity);
  return turn.say('attendance.marked', {
    ...activityWords(turn, activity),
    how,
    marked: present.people.map((p) => p.name),
    away: away.people.map((p) => p.name),
    present: roll.present.length,
    expected: roll.due.members.length,
    ...doubts(present, away),
  });
}

/** The reason that was given for a person, by whatever name. */
export function reasonOf(
  { intent }: Pick<Turn, 'intent'>,
  absent: readonly Absence[],
  person: Person,
): string | null {
  const { meant }: Filled = intent;
  return absent.find(({ name }) => meant?.[name] === person.id || name.includes(person.name))?.reason ?? null;
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
  return { reply: turn.say(isMakeup ? 'attendance.nothing_past' : 'attendance.nothing_open') };
}
