import { type Filled, type Intent, toIntent, type Understanding } from '../domain/intent.ts';
import { ITEM_REPORTS } from '../domain/intent-groups.ts';
import { isOpen } from '../domain/ledger/item.ts';
import { ordinalsIn } from '../parsing/ordinals.ts';
import { itemNamed } from '../reports/items.ts';
import { targetOf } from './handlers/ledger/find.ts';
import { mayDo, type Turn } from './turn.ts';

/**
 * 12号完成, 3、8号都好了: where no number of an item was read, those that are numbers of open items the sender may report
 * on are offered as such. Undefined where the message names its item, or none of its numbers is one.
 */
export async function byOrdinal(turn: Turn, said: Understanding): Promise<Intent | undefined> {
  const intent: Filled = said.intent;
  if (!ITEM_REPORTS.has(intent.intent) || intent.itemNo !== undefined) return undefined;
  const numbers: string[] = [];
  for (const number of ordinalsIn(turn.text)) {
    const item = await itemNamed(turn.tx, number);
    if (item && isOpen(item) && mayDo(turn, 'report_progress', targetOf(item))) numbers.push(number);
  }
  return numbers.length > 0 ? toIntent({ ...intent, itemNo: numbers.join(',') }) : undefined;
}
