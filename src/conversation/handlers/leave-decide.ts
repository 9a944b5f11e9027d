// Leave that waits for consent: decided by name or by the buttons of the card; by a bare 同意 in agree.ts.
import type { Activity } from '../../domain/activity/activity.ts';
import { DAY_MS } from '../../domain/calendar/time.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import { act, permit } from '../act.ts';
import { markAttendance } from '../effects.ts';
import { candidates, targetOf, unitsOf } from '../near.ts';
import { pushTo } from '../push.ts';
import type { Turn } from '../turn.ts';
import { activityWords } from '../words.ts';

interface Request {
  activity: Activity;
  person: Person;
}

/** 同意 张三 请假 / 不同意 张三 请假, and the buttons of the secretary's card. */
export const decideLeave = act<'leave_decide', Request>({
  permit: permit('decide_leave', ({ activity }) => targetOf(activity)),
  async about(turn) {
    const { names, activityId, personId } = turn.intent;
    const near = await candidates(turn, unitsOf(turn), activityId);
    for (const { activity } of near) {
      if (personId !== undefined) {
        const person = turn.org.person(personId);
        if (person) return { activity, person };
      }
      const request = await pendingIn(turn, activity, names?.[0]);
      if (request) return request;
    }
    return { reply: turn.say('leave.none_pending', { person: names?.[0] ?? '' }) };
  },
  carryOut: (turn, request) => settleLeave(turn, request, turn.intent.decision !== 'deny'),
});

async function pendingIn(
  turn: Turn,
  activity: Activity,
  name: string | undefined,
): Promise<Request | undefined> {
  for (const { state, personId } of await turn.tx.attendance(activity.id)) {
    const person = turn.org.person(personId);
    if (state === 'leave_pending' && person && (!name || person.name === name)) return { activity, person };
  }
  return undefined;
}

async function settleLeave(turn: Turn, { activity, person }: Request, agreed: boolean): Promise<Reply> {
  const activityId = activity.id;
  const personId = person.id;
  const current = (await turn.tx.attendance(activityId)).of(personId);
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
    // Decided when the meeting is over, it is told all the same.
    expiresAt: Math.max(activity.startAt, turn.now + DAY_MS),
  });
  return { ...turn.say('leave.decided', words), cardState: turn.say('leave.decided_state', { agreed }).text };
}
