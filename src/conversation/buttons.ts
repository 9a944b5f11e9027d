// A pressed button is the same act as the words it stands for, on the very thing it shows: ids travel with it.
import type { Intent } from '../domain/intent.ts';
import type { Reply } from '../ports/channels.ts';
import type { Ended } from './act.ts';
import { perform } from './acts.ts';
import { rollAsReport } from './handlers/report.ts';
import { chooseByButton } from './hear-out.ts';
import { meaning, type Turn } from './turn.ts';

type Meant = Intent | Ended | Promise<Intent | Ended>;

/** What stands before the first `:` of a button's key, and what the rest means. */
const BUTTONS: Readonly<Record<string, (rest: string, turn: Turn) => Meant>> = {
  checkin: (rest) => ({ intent: 'checkin', activityId: idOf(rest) }),
  leave: (rest) => ({ intent: 'leave', activityId: idOf(rest) }),
  record: (rest, turn) => rollAsReport(turn, idOf(rest)),
  leave_ok: (rest) => leaveDecided(rest, 'approve'),
  leave_no: (rest) => leaveDecided(rest, 'deny'),
  done: (rest) => ({ intent: 'settle', matter: rest }),
  snooze: () => ({ intent: 'snooze' }),
  item_ok: (rest) => itemDecided(rest, 'approve'),
  item_back: (rest) => itemDecided(rest, 'return'),
  item_ext_ok: (rest) => itemDecided(rest, 'approve_extension'),
  item_ext_no: (rest) => itemDecided(rest, 'deny_extension'),
};

/** An id as it was written onto the card, below the largest integer of the store; anything else is 0, which names nothing. */
const idOf = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

/** `<activity>:<person>` */
function leaveDecided(rest: string, decision: 'approve' | 'deny'): Intent {
  const [activityId = '', ...personId] = rest.split(':');
  return { intent: 'leave_decide', activityId: idOf(activityId), personId: personId.join(':'), decision };
}

/** `<item>:<revision>` */
function itemDecided(
  rest: string,
  decision: 'approve' | 'return' | 'approve_extension' | 'deny_extension',
): Intent {
  const [itemId = '', revision = ''] = rest.split(':');
  // Without a revision 0: it is none that the item was ever in.
  return { intent: 'rectify_decide', itemId: idOf(itemId), revision: idOf(revision), decision };
}

export async function pressed(turn: Turn, buttonKey: string): Promise<Reply | null> {
  const cut = buttonKey.indexOf(':');
  const name = cut < 0 ? buttonKey : buttonKey.slice(0, cut);
  if (name === 'choose') return chooseByButton(turn, buttonKey.slice(cut + 1));
  const button = Object.hasOwn(BUTTONS, name) ? BUTTONS[name] : undefined;
  if (!button) return turn.say('general.button_gone');
  const meant = await button(cut < 0 ? '' : buttonKey.slice(cut + 1), turn);
  if ('reply' in meant) return meant.reply;
  // 照此确认 is the answer to what the record would be asked about.
  return perform({ ...meaning(turn, meant), confirmed: name === 'record' });
}
