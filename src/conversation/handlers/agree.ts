// A bare 同意 or 不同意: about the one thing that waits for the sender's word.
import type { Intent, IntentOf } from '../../domain/intent.ts';
import { decisionOn } from '../../domain/ledger/approvers.ts';
import { simply } from '../act.ts';
import { activitiesOf, targetOf, unitsOf } from '../near.ts';
import { MOST_OPTIONS, offer } from '../questions.ts';
import { mayDo, meaning, type Turn } from '../turn.ts';
import { decideLeave } from './leave-decide.ts';
import { decide } from './ledger/decide.ts';
import { makeup } from './makeup.ts';

type Decision = IntentOf<'leave_decide'> | IntentOf<'makeup_checkin'> | IntentOf<'rectify_decide'>;

/** Of several things that wait it is asked which one is meant. */
export const agree = simply<'agree'>(async (turn) => {
  const waiting = [...(await requestsWaiting(turn)), ...(await itemsWaiting(turn))];
  const [only, ...more] = waiting;
  if (!only) return turn.say('leave.nothing_waits');
  if (more.length > 0) return offer(turn, waiting.slice(0, MOST_OPTIONS) satisfies Intent[]);
  if (only.intent === 'leave_decide') return decideLeave.perform(meaning(turn, only));
  if (only.intent === 'makeup_checkin') return makeup.perform(meaning(turn, only));
  return decide.perform(meaning(turn, only));
});

/** 请假待批 and 补签待核 that are the sender's to decide. */
async function requestsWaiting(turn: Turn<'agree'>): Promise<Decision[]> {
  const decision = turn.intent.decision ?? 'approve';
  const found: Decision[] = [];
  for (const { activity } of await activitiesOf(turn, unitsOf(turn))) {
    const target = targetOf(activity);
    const [leaves, makeups] = [mayDo(turn, 'decide_leave', target), mayDo(turn, 'mark_others', target)];
    if (!leaves && !makeups) continue;
    for (const { state, personId } of await turn.tx.attendance(activity.id)) {
      const name = turn.org.person(personId)?.name;
      if (name === undefined) continue;
      const said = { activityId: activity.id, personId, names: [name], decision };
      if (state === 'leave_pending' && leaves) found.push({ intent: 'leave_decide', ...said });
      if (state === 'makeup_pending' && makeups) found.push({ intent: 'makeup_checkin', ...said });
    }
  }
  return found;
}

async function itemsWaiting(turn: Turn<'agree'>): Promise<Decision[]> {
  const isNo = turn.intent.decision === 'deny';
  const items = await turn.tx.items({});
  return items
    .filter((item) => item.state === '提交销号' || item.extensionTo !== null)
    .filter((item) => mayDo(turn, 'decide_item', decisionOn(turn.org, item)))
    .map((item): Decision => {
      const isExtension = item.state !== '提交销号';
      const yes = isExtension ? 'approve_extension' : 'approve';
      const decision = isNo ? (isExtension ? 'deny_extension' : 'return') : yes;
      return { intent: 'rectify_decide', itemNo: String(item.no), itemKind: item.kind, decision };
    });
}
