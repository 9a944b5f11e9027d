// A pressed button is the same act as the words it stands for.
import type { Intent } from '../domain/intent.ts';
import { dateOf, isoShanghai } from '../domain/time.ts';
import type { Reply } from '../ports.ts';
import { checkin } from './handlers/checkin.ts';
import { leave, settleLeave } from './handlers/leave.ts';
import type { Turn } from './turn.ts';

/** Keys: `checkin:<activity>`, `leave:<activity>`, `leave_ok|leave_no:<activity>:<person>`. */
export async function pressed(turn: Turn, buttonKey: string): Promise<Reply | null> {
  const [what, id, ...rest] = buttonKey.split(':');
  if (what === 'leave_ok' || what === 'leave_no')
    return settleLeave(turn, Number(id), rest.join(':'), what === 'leave_ok');
  if (what === 'checkin' || what === 'leave') {
    const activity = await turn.tx.activity(Number(id));
    if (!activity) return turn.say('general.button_gone');
    const intent: Intent = {
      intent: what,
      activityType: activity.types[0],
      startAt: what === 'leave' ? dateOf(activity.startAt) : isoShanghai(activity.startAt),
    };
    return what === 'checkin' ? checkin({ ...turn, intent }) : leave({ ...turn, intent });
  }
  return turn.say('general.button_gone');
}
