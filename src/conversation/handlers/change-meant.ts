// 改到后天上午9点, where nothing was planned just before: which of the meetings ahead is meant is asked, with what would come of it.
import { isoShanghai } from '../../domain/calendar/time.ts';
import type { Intent, Understanding } from '../../domain/intent.ts';
import { activitiesOf, targetOf, unitsOf } from '../near.ts';
import { changeSaid } from '../plan-answer.ts';
import { mayDo, type Turn } from '../turn.ts';

const MOVES = /^(?:那|就|那就|把?时间|会议?|活动)*(?:改|换|挪|推迟|提前|顺延|延)(?:到|成|为|至|在)/u;
const LONGEST = 24;
const MOST = 3;

/** Undefined where it names its meeting, or the sender has none ahead that they may move. */
export async function changeMeant(turn: Turn, said: Understanding): Promise<Intent[] | undefined> {
  const { text } = turn;
  if (text.length > LONGEST || !MOVES.test(text.trim()) || said.answer !== undefined) return undefined;
  if (said.certainty === 'clear' && said.intent.intent !== 'none') return undefined;
  const ahead = (await activitiesOf(turn, unitsOf(turn))).filter(
    ({ activity, phase }) => phase === 'planned' && mayDo(turn, 'plan_activity', targetOf(activity)),
  );
  const changes = ahead.slice(0, MOST).flatMap(({ activity: { id, startAt, types } }): Intent[] => {
    const from = isoShanghai(startAt);
    const change = changeSaid({ activityId: id, startAt: from }, said, turn);
    if (change.kind !== 'intent' || change.intent.intent !== 'activity_change') return [];
    return [{ ...change.intent, activityType: types[0]!, fromAt: from }];
  });
  return changes.length > 0 ? changes : undefined;
}
