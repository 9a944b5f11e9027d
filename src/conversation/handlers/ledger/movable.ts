import type { Item } from '../../../domain/ledger/item.ts';
import { MOVES, type Move, stateAfter } from '../../../domain/ledger/moves.ts';
import type { Reply } from '../../../ports/channels.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { itemsNamed, matterOf, unknownItem } from './find.ts';
import { decisionOn } from './people.ts';
import { cannot } from './progress.ts';

/** The items named that the move is possible and allowed for, or why not. */
export async function movable(turn: Turn, move: Move): Promise<{ items: Item[] } | { reply: Reply }> {
  if (!turn.intent.itemNo) return { reply: turn.say('ledger.ask_number') };
  const { items, unknown } = await itemsNamed(turn);
  if (unknown.length > 0) return { reply: unknownItem(turn, unknown) };
  const { action } = MOVES[move];
  for (const item of items) {
    const matter = action === 'decide_item' ? decisionOn(item) : matterOf(item);
    if (!mayDo(turn, action, matter)) return { reply: refuse(turn, action, matter) };
    if (stateAfter(item, move) === undefined) return { reply: cannot(turn, item, move) };
  }
  return { items };
}
