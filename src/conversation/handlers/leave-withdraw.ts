import type { Activity } from '../../domain/activity/activity.ts';
import { isoShanghai } from '../../domain/calendar/time.ts';
import { toIntent } from '../../domain/intent.ts';
import type { Reply } from '../../ports/channels.ts';
import { act, together } from '../act.ts';
import { clearAttendance } from '../effects.ts';
import { candidates, isNamed, targetOf, unitsOf } from '../near.ts';
import { offerItems } from '../questions.ts';
import type { Turn } from '../turn.ts';
import { activityWords } from '../words.ts';

const SHOWN = 5;

/** 我又能来了: the leave is taken back, of the meeting that is named or the next; presence is only recorded by 签到. */
export const withdrawLeave = act<'leave_withdraw', { list: Activity[] }>({
  permit: {
    actions: ['take_part'],
    asked: (_turn, { list }) =>
      list.map((activity) => ({ action: 'take_part' as const, on: targetOf(activity) })),
  },
  async about(turn) {
    const { intent } = turn;
    const list: Activity[] = [];
    for (const near of await candidates(turn, unitsOf(turn), intent.activityId)) {
      const mine = (await turn.tx.attendance(near.activity.id)).find((a) => a.personId === turn.sender.id);
      const isAway = mine?.state === 'leave' || mine?.state === 'leave_pending';
      if (isAway && near.phase !== 'recorded' && isNamed(near, intent)) list.push(near.activity);
    }
    if (list.length === 0) return { reply: turn.say('leave.none_own') };
    const coming = list.filter((a) => a.startAt > turn.now);
    const isFree = intent.activityId === undefined && !intent.activityType && !intent.startAt;
    if (coming.length > 1 && isFree && !intent.every) return { reply: await askWhich(turn, coming) };
    return { list: intent.every ? coming : [coming[0] ?? list.at(-1)!] };
  },
  async carryOut(turn, { list }) {
    const replies: Reply[] = [];
    for (const activity of list) replies.push(await takeBack(turn, activity));
    return together(replies);
  },
});

/** 能来了, where several leaves wait: each may be meant. */
async function askWhich(turn: Turn, list: readonly Activity[]): Promise<Reply> {
  const shown = list.slice(0, SHOWN);
  await offerItems(
    turn,
    shown.map(({ id, types, startAt }) =>
      toIntent({
        intent: 'leave_withdraw',
        activityId: id,
        activityType: types[0]!,
        startAt: isoShanghai(startAt),
      }),
    ),
  );
  return turn.say('activity.which', { activities: shown.map((activity) => activityWords(turn, activity)) });
}

export async function takeBack(turn: Turn, activity: Activity): Promise<Reply> {
  await clearAttendance(turn, activity.id, turn.sender.id);
  await turn.tx.cancelOutbox(`leave:${activity.id}:${turn.sender.id}`);
  return turn.say('leave.withdrawn', { ...activityWords(turn, activity) });
}
