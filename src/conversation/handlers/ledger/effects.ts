// Every change of an item passes here: what it was before goes to its history and to 撤销.
import type { Item, NewItem } from '../../../domain/ledger/item.ts';
import { differences, type Given, type Move, moved } from '../../../domain/ledger/moves.ts';
import type { Turn } from '../../turn.ts';

type Effects = Pick<Turn, 'tx' | 'changes' | 'now' | 'sender' | 'message'>;

export async function openItem(turn: Effects, item: NewItem, note: string | null = null): Promise<Item> {
  const made = await turn.tx.addItem(item);
  await keep(turn, null, made, 'open', note);
  return made;
}

/** @param what a move, or the name of another change in the history */
export async function changeItem(
  turn: Effects,
  before: Item,
  after: Item,
  what: string,
  note: string | null = null,
): Promise<Item> {
  const changed = await turn.tx.changeItem(after);
  await keep(turn, before, changed, what, note);
  return changed;
}

/** @throws Error when the move may not be made in this state: ask `stateAfter` first */
export function makeMove(
  turn: Effects,
  item: Item,
  move: Move,
  given: Omit<Given, 'by' | 'at'> = {},
): Promise<Item> {
  const after = moved(item, move, { ...given, by: turn.sender.id, at: turn.now });
  return changeItem(turn, item, after, move, given.text ?? null);
}

async function keep(
  turn: Effects,
  before: Item | null,
  after: Item,
  what: string,
  note: string | null,
): Promise<void> {
  turn.changes.push({ of: 'item', id: after.id, before, after: after.revision });
  await turn.tx.addItemEvent({
    itemId: after.id,
    at: turn.now,
    by: turn.sender.id,
    messageKey: turn.message.key,
    what,
    note,
    ...differences(before, after),
  });
}
