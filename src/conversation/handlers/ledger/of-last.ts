// 理由呢, 批了没, 那它什么时候到期: behind the story of one item, of that one.
import type { Intent, Understanding } from '../../../domain/intent.ts';
import { withoutWhatFor } from '../../../parsing/asked/follow-behind.ts';
import { asksOfTheOne } from '../../../parsing/asked/item-story.ts';
import type { Turn } from '../../turn.ts';
import { lastAsked } from '../figures/asked.ts';
import { ofItsItem } from '../figures/meant.ts';
import { asksOfHistory } from './asked-of.ts';

/** Undefined where no single item was told last. */
export async function itemToldLast(turn: Turn, said: Understanding): Promise<Intent | undefined> {
  if (said.answer !== undefined || !asksOfTheOne(turn.text)) return undefined;
  const last = await lastAsked(turn);
  // A list of one tells whose it is and until when by itself, but for how to reach them.
  const isOfWhole = asksOfHistory(turn.text) || withoutWhatFor(turn.text) !== turn.text.trim();
  if (last?.metric !== 'rectify_item' && !isOfWhole) return undefined;
  const meant = last && (await ofItsItem(turn, last));
  if (meant?.metric !== 'rectify_item' || meant.itemNo === undefined) return undefined;
  // 下次复查是哪天, where this one is not looked at again: of those that are
  const item = /复[查核]|回头看/u.test(turn.text) ? await turn.tx.itemNamed(meant.itemNo) : undefined;
  return item?.reviewAt === null ? undefined : meant;
}
