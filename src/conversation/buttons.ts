// A pressed button is the same act as the words it stands for.

import { dateOf, isoShanghai } from '../domain/calendar/time.ts';
import type { Intent } from '../domain/intent.ts';
import type { Reply } from '../ports/channels.ts';
import { settleMatter, snooze } from './handlers/acknowledge.ts';
import { checkin } from './handlers/checkin.ts';
import { leave, settleLeave } from './handlers/leave.ts';
import { pressedDecision } from './handlers/ledger/decide.ts';
import { confirmRecord } from './handlers/report.ts';
import type { Turn } from './turn.ts';

/**
 * Keys: `checkin|leave|record:<activity>`, `leave_ok|leave_no:<activity>:<person>`, `done:<matter>`, `snooze`, and the
 * ledger's `item_…`.
 */
export async function pressed(turn: Turn, buttonKey: string): Promise<Reply | null> {
  const [what, id, ...rest] = buttonKey.split(':');
  if (what === 'leave_ok' || what === 'leave_no')
    return settleLeave(turn, Number(id), rest.join(':'), what === 'leave_ok');
  if (what?.startsWith('item_')) return pressedDecision(turn, what, buttonKey.slice(what.length + 1));
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
  if (what === 'done') return settleMatter(turn, buttonKey.slice('done:'.length));
  if (what === 'snooze') return snooze(turn);
  if (what === 'record') return confirmRecord(turn, Number(id));
  return turn.say('general.button_gone');
}
