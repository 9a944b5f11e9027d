// A pressed button is the same act as the words it stands for, on the very thing it shows: ids travel with it.
import type { Intent } from '../domain/intent.ts';
import type { Reply } from '../ports/channels.ts';
import { perform } from './acts.ts';
import { chooseByButton } from './hear-out.ts';
import { meaning, type Turn } from './turn.ts';

/** What stands before the first `:` of a button's key, and what the rest means. */
const BUTTONS: Readonly<Record<string, (rest: string) => Intent>> = {
  checkin: (rest) => ({ intent: 'checkin', activityId: idOf(rest) }),
  leave: (rest) => ({ intent: 'leave', activityId: idOf(rest) }),
  record: (rest) => ({ intent: 'record_confirm', activityId: idOf(rest) }),
  all: (rest) => ({ intent: 'activity_report', activityId: idOf(rest), everyone: 'present' }),
  edit: (rest) => ({ intent: 'record_edit', activityId: idOf(rest) }),
  not_held: (rest) => ({ intent: 'not_held', activityId: idOf(rest) }),
  resolutions: (rest) => ({ intent: 'resolutions_open', activityId: idOf(rest) }),
  leave_ok: (rest) => leaveDecided(rest, 'approve'),
  leave_no: (rest) => leaveDecided(rest, 'deny'),
  makeup_ok: (rest) => makeupDecided(rest, 'approve'),
  makeup_no: (rest) => makeupDecided(rest, 'deny'),
  done: (rest) => ({ intent: 'settle', matter: rest }),
  snooze: () => ({ intent: 'snooze' }),
  muster_ack: (rest) => ({ intent: 'muster_answer', what: 'ack', musterId: idOf(rest) }),
  muster_here: (rest) => ({ intent: 'muster_answer', what: 'arrived', musterId: idOf(rest) }),
  muster_no: (rest) => ({ intent: 'muster_answer', what: 'cannot', musterId: idOf(rest) }),
  item_ok: (rest) => itemDecided(rest, 'approve'),
  item_back: (rest) => itemDecided(rest, 'return'),
  item_ext_ok: (rest) => itemDecided(rest, 'approve_extension'),
  item_ext_no: (rest) => itemDecided(rest, 'deny_extension'),
};

/** An id as it was written onto the card, below the largest integer of the store; anything else is 0, which names nothing. */
const idOf = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

/** `<activity>:<person>` */
function requestOf(rest: string) {
  const [activityId = '', ...personId] = rest.split(':');
  return { activityId: idOf(activityId), personId: personId.join(':') };
}

const leaveDecided = (rest: string, decision: 'approve' | 'deny'): Intent => ({
  intent: 'leave_decide',
  ...requestOf(rest),
  decision,
});
const makeupDecided = (rest: string, decision: 'approve' | 'deny'): Intent => ({
  intent: 'makeup_checkin',
  ...requestOf(rest),
  decision,
});

/** `<item>:<revision>`, and of a kind that has grades `:<grade>` */
function itemDecided(
  rest: string,
  decision: 'approve' | 'return' | 'approve_extension' | 'deny_extension',
): Intent {
  const [itemId = '', revision = '', grade] = rest.split(':');
  // Without a revision 0: it is none that the item was ever in.
  const shown = { itemId: idOf(itemId), revision: idOf(revision) };
  return { intent: 'rectify_decide', ...shown, decision, ...(grade && { grade }) };
}

export async function pressed(turn: Turn, buttonKey: string): Promise<Reply | null> {
  const cut = buttonKey.indexOf(':');
  const name = cut < 0 ? buttonKey : buttonKey.slice(0, cut);
  if (name === 'choose') return chooseByButton(turn, buttonKey.slice(cut + 1));
  const button = Object.hasOwn(BUTTONS, name) ? BUTTONS[name] : undefined;
  if (!button) return turn.say('general.button_gone');
  return perform(meaning(turn, button(cut < 0 ? '' : buttonKey.slice(cut + 1))));
}
