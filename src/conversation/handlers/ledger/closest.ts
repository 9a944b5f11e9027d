// 补签名那条提上去好几天了: items that a question nobody reads may be about.
import { type Item, isOpen, ownersOf } from '../../../domain/ledger/item.ts';
import { readValues } from '../../../parsing/values.ts';
import type { Turn } from '../../turn.ts';
import { unitNamed } from '../../units.ts';
import { fitting } from './by-words.ts';
import { othersSeen } from './seen.ts';

/** That one of the ledger is meant: 签名那条, 坡道的措施 */
const POINTED =
  /[那这][个条件项桩]|整改|问题|销|[审退]|批[了没不下]|延期|进展|进度|措施|责任|期限|逾期|超期|[弄办改修换][好完]|催|的事/u;
/** Characters of the matter that a line has to hold, in UTF-16 units. */
const NAMED = 2;
const NAMED_ALONE = 3;

/** 我那条整改怎么又变回来了 */
const MINE = /我(?:的|那[个条项件]|这[个条项件]|名下|手上|手里)/u;
const LEDGER = /整改|问题|销号|[那这][条项件]/u;

/**
 * Those that share most of their matter with the line, open or not; the own ones before others.
 * @param atLeast UTF-16 units that stand together in both
 */
export async function closestItems(turn: Turn, text: string, atLeast = NAMED): Promise<Item[]> {
  const least = Math.max(atLeast, POINTED.test(text) ? NAMED : NAMED_ALONE);
  const mine = (await turn.tx.items({ person: turn.sender.id })).filter(
    (item) => item.gone === null && ownersOf(item).includes(turn.sender.id),
  );
  const open = mine.filter(isOpen);
  const own = fitting(open, text, atLeast);
  if (own.length > 0) return own;
  const closed = fitting(mine, text, atLeast);
  if (closed.length > 0) return closed;
  if (atLeast === NAMED && open.length === 1 && MINE.test(text) && LEDGER.test(text)) return open;
  const others = fitting(await othersThere(turn, true), text, least);
  return others.length > 0 ? others : fitting(await othersThere(turn, false), text, least);
}

/** 第二支部灭火器那条: of what lies there. */
async function othersThere(turn: Turn, areOpen: boolean): Promise<Item[]> {
  const { units } = readValues(turn.text, turn.now, turn.reading);
  const named = units.map((unit) => unitNamed(turn, unit));
  const items = await othersSeen(turn, true, areOpen);
  return items.filter(({ unitId }) =>
    named.every((found) => !found || !('unit' in found) || turn.org.isWithin(unitId, found.unit.id)),
  );
}
