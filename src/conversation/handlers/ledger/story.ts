// 整改12: one item's whole story on one screen.
import type { Item } from '../../../domain/ledger/item.ts';
import { act, type Ended, together } from '../../act.ts';
import type { Turn } from '../../turn.ts';
import { inWords } from '../figures/form.ts';
import { closestItems } from './closest.ts';
import { itemsNamed, otherKind, unknownItem, viewOf } from './find.ts';
import { answersTo } from './hand-out.ts';
import { attachLoose } from './media.ts';
import { tellStory } from './tell-story.ts';
import { itemWords } from './words.ts';

/** 整改12, 整改3、8: the whole story of one, a line each of several. */
export const story = act<'query', { items: readonly Item[] }>({
  permit: {
    actions: ['see_item'],
    asked: (turn, { items }) => items.map((item) => ({ action: 'see_item', on: viewOf(turn, item) })),
  },
  about: itemsAsked,
  async carryOut(turn, { items }) {
    const [item] = items;
    if (!item || items.length > 1)
      return together(items.map((i) => turn.say('ledger.line', itemWords(turn, i))));
    const answers = await answersTo(turn, item);
    if (answers) return answers;
    return inWords(turn, together([await attachLoose(turn, item), await tellStory(turn, item)]));
  },
});

export async function itemsAsked(turn: Turn<'query'>): Promise<{ items: Item[] } | Ended> {
  if (!turn.intent.itemNo) {
    // 坡道那个事挂我头上了，啥时候要弄完
    const near = await closestItems(turn, turn.text);
    return near.length === 1 ? { items: near } : { reply: turn.say('ledger.ask_number') };
  }
  const { items, unknown } = await itemsNamed(turn, turn.intent.itemNo);
  const other = otherKind(turn, items);
  if (other) return { reply: other };
  return items.length > 0 ? { items } : { reply: unknownItem(turn, unknown) };
}
