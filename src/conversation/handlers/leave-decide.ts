// Leave that waits for consent: decided by name, by the buttons of the card, or by a bare 同意 where nothing else waits.
import type { Activity } from '../../domain/activity/activity.ts';
import type { Intent } from '../../domain/intent.ts';
import { decisionOn } from '../../domain/ledger/approvers.ts';
import type { Person } from '../../domain/organisation/organisation.ts';
import type { Reply } from '../../ports/channels.ts';
import { act, permit, simply } from '../act.ts';
import { markAttendance } from '../effects.ts';
import { activitiesOf, candidates, targetOf, unitsOf } from '../near.ts';
import { pushTo } from '../push.ts';
import { MOST_OPTIONS, offer } from '../questions.ts';
import { mayDo, meaning, type Turn } from '../turn.ts';
import { activityWords } from '../words.ts';
import { decide } from './ledger/decide.ts';

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

/** 同意, 不同意 and no more: about the one thing that waits for the sender's word; of several, which one is asked. */
export const agree = simply<'agree'>(async (turn) => {
  const waiting = [...(await leavesWaiting(turn)), ...(await itemsWaiting(turn))];
  const [only, ...more] = waiting;
  if (!only) return turn.say('leave.nothing_waits');
  if (more.length > 0) return offer(turn, waiting.slice(0, MOST_OPTIONS));
  return only.intent === 'leave_decide'
    ? decideLeave.perform(meaning(turn, only))
    : decide.perform(meaning(turn, only as Extract<Intent, { intent: 'rectify_decide' }>));
});

async function leavesWaiting(turn: Turn<'agree'>): Promise<Extract<Intent, { intent: 'leave_decide' }>[]> {
  const decision = turn.intent.decision ?? 'approve';
  const found: Extract<Intent, { intent: 'leave_decide' }>[] = [];
  for (const { activity } of await activitiesOf(turn, unitsOf(turn))) {
    if (!mayDo(turn, 'decide_leave', targetOf(activity))) continue;
    for (const { state, personId } of await turn.tx.attendance(activity.id)) {
      const name = turn.org.person(personId)?.name;
      if (state === 'leave_pending' && name !== undefined)
        found.push({ intent: 'leave_decide', activityId: activity.id, personId, names: [name], decision });
    }
  }
  return found;
}

async function itemsWaiting(turn: Turn<'agree'>): Promise<Intent[]> {
  const isNo = turn.intent.decision === 'deny';
  const items = await turn.tx.items({});
  return items
    .filter((item) => item.state === '提交销号' || item.extensionTo !== null)
    .filter((item) => mayDo(turn, 'decide_item', decisionOn(item)))
    .map((item): Intent => {
      const isExtension = item.state !== '提交销号';
      const yes = isExtension ? 'approve_extension' : 'approve';
      const decision = isNo ? (isExtension ? 'deny_extension' : 'return') : yes;
      return { intent: 'rectify_decide', itemNo: String(item.no), decision };
    });
}
