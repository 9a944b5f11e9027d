import type { Activity } from '../../domain/activity/activity.ts';
import { toIntent } from '../../domain/intent.ts';
import type { Reply } from '../../ports/channels.ts';
import { act, together } from '../act.ts';
import { clearAttendance } from '../effects.ts';
import { candidates, isNamed, targetOf, unitsOf } from '../near.ts';
import type { Turn } from '../turn.ts';
import { askWhichMeeting } from '../which-meeting.ts';
import { activityWords } from '../words.ts';

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
      const mine = (await turn.tx.attendance(near.activity.id)).of(turn.sender.id);
      const isAway = mine?.state === 'leave' || mine?.state === 'leave_pending';
      if (isAway && near.phase !== 'recorded' && isNamed(near, intent)) list.push(near.activity);
    }
    if (list.length === 0) return { reply: turn.say('leave.none_own') };
    const coming = list.filter((a) => a.startAt > turn.now);
    const isFree = intent.activityId === undefined && !intent.activityType && !intent.startAt;
    // 能来了, where several leaves wait: each may be meant.
    if (coming.length > 1 && isFree && !intent.every) {
      const reply = await askWhichMeeting(turn, coming, ({ at, ...which }) =>
        toIntent({ intent: 'leave_withdraw', ...which, startAt: at }),
      );
      return { reply };
    }
    return { list: intent.every ? coming : [coming[0] ?? list.at(-1)!] };
  },
  async carryOut(turn, { list }) {
    const replies: Reply[] = [];
    for (const activity of list) replies.push(await takeBack(turn, activity));
    return together(replies);
  },
});

/** The sender's leave is no more, and neither is the question whether it is agreed to. */
export async function takeBack(turn: Turn, activity: Activity): Promise<Reply> {
  await clearAttendance(turn, activity.id, turn.sender.id);
  await turn.tx.cancelOutbox(`leave:${activity.id}:${turn.sender.id}`);
  return turn.say('leave.withdrawn', { ...activityWords(turn, activity) });
}
