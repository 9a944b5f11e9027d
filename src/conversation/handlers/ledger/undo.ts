// 撤销 of what was done to an item: back to what stood before, and those who heard of it are told.

import { differences } from '../../../domain/ledger/moves.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Change } from '../../../ports/store.ts';
import type { Turn } from '../../turn.ts';
import { settleCards } from './approval.ts';
import { tell, toldOf, whoHeard } from './people.ts';
import { itemWords } from './words.ts';

type ItemChange = Extract<Change, { of: 'item' }>;

/** Somebody changed the item after the message that is to be taken back. */
export async function isItemOvertaken(
  turn: Turn,
  change: ItemChange,
  all: readonly Change[],
): Promise<boolean> {
  const last = all.findLast((c): c is ItemChange => c.of === 'item' && c.id === change.id)!;
  const now = await turn.tx.item(change.id);
  return now !== undefined && now.revision !== last.after;
}

/** An opened item goes out of lists and figures; its number stays used. */
export async function revertItem(turn: Turn, change: ItemChange, messageKey: string): Promise<void> {
  const now = await turn.tx.item(change.id);
  if (!now) return;
  const withdrawn: Reply = turn.say('ledger.withdrawn_state');
  await settleCards(turn, now, withdrawn.text);
  const before = change.before ?? { ...now, gone: 'withdrawn' as const };
  const back = await turn.tx.changeItem({ ...before, id: now.id, no: now.no });
  await turn.tx.addItemEvent({
    itemId: now.id,
    at: turn.now,
    by: turn.sender.id,
    messageKey: turn.message.key,
    what: 'undo',
    note: null,
    ...differences(now, back),
  });
  const subject = toldOf(now, messageKey);
  const heard = await whoHeard(turn, subject);
  await turn.tx.cancelOutbox(subject);
  const text = turn.say('ledger.notice_undone', {
    ...itemWords(turn, back),
    who: turn.sender.name,
    gone: back.gone ?? '',
  }).text;
  await tell(turn, back, { rule: 'item_undone', people: heard, text });
}
