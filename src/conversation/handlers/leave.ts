import type { Person } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import { markAttendance } from '../effects.ts';
import { activitiesOf, concerns, isNamed, type Near, unitsOf } from '../near.ts';
import { peopleNamed } from '../people.ts';
import { pushTo } from '../push.ts';
import { refuseStranger } from '../strangers.ts';
import { mayDo, refuse, type Turn } from '../turn.ts';
import { activityWords, currentRoll } from '../words.ts';
import { doubts } from './mark-others.ts';

/** 请假: one request per activity; a range of days covers every activity in it. */
export async function leave(turn: Turn): Promise<Reply> {
  const others = turn.intent.names?.filter((name) => name !== turn.sender.name) ?? [];
  if (others.length > 0) return leaveForOthers(turn, others);
  const stranger = refuseStranger(turn);
  if (stranger) return stranger;
  const meant = meantActivities(
    turn,
    (await activitiesOf(turn, unitsOf(turn))).filter((n) => concerns(turn, n.activity)),
  );
  if (meant.length === 0) return nothingToLeave(turn);
  const replies: Reply[] = [];
  for (const near of meant) replies.push(await ask(turn, near));
  return meant.length === 1 ? replies[0]! : { text: replies.map((r) => r.text).join('\n') };
}

/** Upcoming or open ones; without a day or type the next one only. */
function meantActivities(turn: Turn, near: Near[]): Near[] {
  const coming = near.filter((n) => (n.phase === 'planned' || n.phase === 'open') && isNamed(n, turn.intent));
  return turn.intent.endAt ? coming : coming.slice(0, 1);
}

async function ask(turn: Turn, { activity, settings }: Near): Promise<Reply> {
  const approval =
    settings.leaveApproval &&
    !mayDo(turn, 'decide_leave', { unitId: activity.unitId, types: activity.types });
  const before = (await turn.tx.attendance(activity.id)).find((a) => a.personId === turn.sender.id);
  await markAttendance(turn, {
    activityId: activity.id,
    personId: turn.sender.id,
    state: approval ? 'leave_pending' : 'leave',
    reason: turn.intent.reason ?? before?.reason ?? null,
    at: turn.now,
    by: turn.sender.id,
  });
  const words = activityWords(turn, activity);
  const deciders = turn.permissions.whoMay(turn.org, 'decide_leave', {
    unitId: activity.unitId,
    types: activity.types,
  });
  if (approval) await askConsent(turn, activity.id, deciders.slice(0, 2));
  return {
    ...turn.say('leave.done', {
      ...words,
      pending: approval,
      secretary: deciders[0]?.name ?? '',
      was_present: before?.state === 'present' || before?.state === 'late',
      again: before?.state === 'leave' || before?.state === 'leave_pending',
      // Reasons often tell of illness: in the group only the secretary's own reply would show them.
      reason: turn.chat === '' ? (turn.intent.reason ?? '') : '',
    }),
    cardState: turn.say('leave.state').text,
  };
}

async function askConsent(turn: Turn, activityId: number, deciders: Person[]): Promise<void> {
  const activity = (await turn.tx.activity(activityId))!;
  const data = {
    ...activityWords(turn, activity),
    person: turn.sender.name,
    reason: turn.intent.reason ?? '',
  };
  await pushTo(turn, {
    key: `leave:${activityId}:${turn.sender.id}:${turn.message.key}`,
    rule: 'leave_request',
    subject: `leave:${activityId}:${turn.sender.id}`,
    unitId: activity.unitId,
    people: deciders,
    text: turn.say('leave.request', data).text,
    expiresAt: activity.startAt,
    card: {
      title: turn.say('leave.request_title', data).text,
      buttons: [
        { text: turn.say('leave.agree').text, key: `leave_ok:${activityId}:${turn.sender.id}`, style: 1 },
        { text: turn.say('leave.disagree').text, key: `leave_no:${activityId}:${turn.sender.id}`, style: 2 },
      ],
    },
  });
}

async function leaveForOthers(turn: Turn, names: string[]): Promise<Reply> {
  const coming = (await activitiesOf(turn, unitsOf(turn))).filter(
    (n) => n.phase !== 'recorded' && isNamed(n, turn.intent) && n.phase !== 'closed',
  );
  const near = coming[0];
  if (!near) return nothingToLeave(turn);
  const matter = { unitId: near.activity.unitId, types: near.activity.types };
  if (!mayDo(turn, 'mark_others', matter)) return refuse(turn, 'mark_others', matter);
  const found = peopleNamed(turn, names, near.activity.unitId);
  for (const person of found.people) {
    await markAttendance(turn, {
      activityId: near.activity.id,
      personId: person.id,
      state: 'leave',
      reason: turn.intent.reason ?? null,
      at: turn.now,
      by: turn.sender.id,
    });
  }
  const roll = await currentRoll(turn, near.activity);
  return turn.say('attendance.marked', {
    ...activityWords(turn, near.activity),
    how: 'leave',
    marked: [],
    away: found.people.map((p) => p.name),
    present: roll.present.length,
    expected: roll.due.members.length,
    ...doubts(found),
  });
}

function nothingToLeave(turn: Turn): Reply {
  const type = turn.intent.activityType;
  return turn.say('leave.nothing', { wanted: type ? turn.say(`activity_type.${type}`).text : '' });
}

/** 同意 张三 请假 / 不同意 张三 请假: the newest request of that person that waits. */
export async function decideLeave(turn: Turn): Promise<Reply> {
  const near = await activitiesOf(turn, unitsOf(turn));
  const name = turn.intent.names?.[0];
  for (const { activity } of near) {
    for (const a of await turn.tx.attendance(activity.id)) {
      const person = turn.org.person(a.personId);
      if (a.state !== 'leave_pending' || (name && person?.name !== name)) continue;
      return settleLeave(turn, activity.id, a.personId, turn.intent.decision !== 'deny');
    }
  }
  return turn.say('leave.none_pending', { person: name ?? '' });
}

/** Also the answer to the buttons of the secretary's card. */
export async function settleLeave(
  turn: Turn,
  activityId: number,
  personId: string,
  agreed: boolean,
): Promise<Reply> {
  const activity = await turn.tx.activity(activityId);
  const person = turn.org.person(personId);
  if (!activity || !person) return turn.say('leave.none_pending', { person: '' });
  const matter = { unitId: activity.unitId, types: activity.types };
  if (!mayDo(turn, 'decide_leave', matter)) return refuse(turn, 'decide_leave', matter);
  const current = (await turn.tx.attendance(activityId)).find((a) => a.personId === personId);
  const words = { ...activityWords(turn, activity), person: person.name, agreed };
  if (current?.state !== 'leave_pending') {
    return {
      ...turn.say('leave.decided_already', words),
      cardState: turn.say('leave.decided_state', { agreed: current?.state === 'leave' }).text,
    };
  }
  await markAttendance(turn, {
    ...current,
    state: agreed ? 'leave' : 'leave_refused',
    at: turn.now,
    by: turn.sender.id,
  });
  await turn.tx.cancelOutbox(`leave:${activityId}:${personId}`);
  await pushTo(turn, {
    key: `leave_decided:${activityId}:${personId}:${turn.message.key}`,
    rule: 'leave_decision',
    subject: `leave_decided:${activityId}:${personId}`,
    unitId: activity.unitId,
    people: [person],
    text: turn.say('leave.decision', words).text,
    expiresAt: activity.startAt,
  });
  return { ...turn.say('leave.decided', words), cardState: turn.say('leave.decided_state', { agreed }).text };
}

/** 我又能来了: the leave is taken back; presence is only recorded by 签到. */
export async function withdrawLeave(turn: Turn): Promise<Reply> {
  for (const { activity, phase } of await activitiesOf(turn, unitsOf(turn))) {
    const mine = (await turn.tx.attendance(activity.id)).find((a) => a.personId === turn.sender.id);
    if (phase === 'recorded' || (mine?.state !== 'leave' && mine?.state !== 'leave_pending')) continue;
    turn.changes.push({ of: 'attendance', activityId: activity.id, personId: turn.sender.id, before: mine });
    await turn.tx.removeAttendance(activity.id, turn.sender.id);
    await turn.tx.cancelOutbox(`leave:${activity.id}:${turn.sender.id}`);
    return turn.say('leave.withdrawn', { ...activityWords(turn, activity) });
  }
  return turn.say('leave.none_own');
}
