import { dateOf } from '../../domain/calendar/time.ts';
import { act, permit } from '../act.ts';
import { activitiesOf, isNamed, type Near, nearest, targetOf, unitsOf } from '../near.ts';
import { mayDo, type Turn } from '../turn.ts';
import { unitInQuestion } from '../units.ts';
import { activityWords, currentRoll } from '../words.ts';

/** Names listed at most. */
const NAMES = 50;

/** 谁没签到, 签到情况, 谁请假: the roll of the current activity, or of a past one that is named. */
export const roll = act<'query', Near>({
  permit: permit('see_roll', ({ activity }) => targetOf(activity)),
  async about(turn) {
    const named = unitInQuestion(turn, turn.intent.scope);
    if (named && 'reply' in named) return named;
    const near = await activitiesOf(turn, named ? [named.unit.id] : unitsOf(turn));
    return meantActivity(turn, near) ?? { reply: turn.say('roll.nothing') };
  },
  async carryOut(turn, { activity, phase }) {
    const result = await currentRoll(turn, activity);
    const seesReasons = turn.chat === '' && mayDo(turn, 'decide_leave', targetOf(activity));
    const nameOf = (id: string) => turn.org.person(id)?.name ?? id;
    const leaves = result.leave.map((a) =>
      seesReasons && a.reason ? `${nameOf(a.personId)}(${a.reason})` : nameOf(a.personId),
    );
    const missing = result.missing.map((p) => p.name);
    return turn.say(turn.intent.metric === 'leave_list' ? 'roll.leaves' : 'roll.roll', {
      ...activityWords(turn, activity),
      phase,
      present: result.present.length,
      expected: result.due.members.length,
      leaves,
      pending: result.pendingLeave.map((a) => nameOf(a.personId)),
      missing: missing.slice(0, NAMES),
      missing_count: missing.length,
      more: Math.max(0, missing.length - NAMES),
      mobile: result.due.mobile.length,
      extra: result.extra.map((p) => p.name),
    });
  },
});

/** The open one nearest to now; else the one named by day or type; else the last one today, else the next. */
function meantActivity(turn: Turn<'query'>, near: Near[]): Near | undefined {
  const { period } = turn.intent;
  const fitting = near.filter((n) => {
    const day = dateOf(n.activity.startAt);
    return isNamed(n, turn.intent) && (!period || (day >= period.from && day <= period.to));
  });
  const open = fitting.filter((n) => n.phase === 'open');
  if (open.length > 0) return nearest(turn, open);
  return (
    nearest(
      turn,
      fitting.filter((n) => n.activity.startAt <= turn.now),
    ) ?? fitting[0]
  );
}
