// 补签名那条提上去好几天了: items that a question nobody reads may be about.
import type { Item } from '../../../domain/ledger/item.ts';
import type { Turn } from '../../turn.ts';
import { fitting } from './by-words.ts';
import { ownItems } from './find.ts';
import { othersSeen } from './seen.ts';

/** That one of the ledger is meant: 签名那条, 坡道的措施 */
const POINTED =
  /[那这][个条件项桩]|整改|问题|销|[审退]|批[了没不下]|延期|进展|进度|措施|责任|期限|逾期|超期|[弄办改修换][好完]|催|的事/u;
/** Characters of the matter that a line has to hold, in UTF-16 units. */
const NAMED = 2;
const NAMED_ALONE = 3;

/** Those that share most of their matter with the line, open or not; the own ones before others. */
export async function closestItems(turn: Turn, text: string): Promise<Item[]> {
  const least = POINTED.test(text) ? NAMED : NAMED_ALONE;
  const own = fitting(await ownItems(turn), text, NAMED);
  if (own.length > 0) return own;
  const open = fitting(await othersSeen(turn, true), text, least);
  return open.length > 0 ? open : fitting(await othersSeen(turn, true, false), text, least);
}
