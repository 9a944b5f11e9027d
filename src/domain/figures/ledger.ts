// One definition each of the figures of a ledger; every list, report and export counts here.

import { dateOf, dayNumber, type Instant } from '../calendar/time.ts';
import { type ItemBrief, isDueSoon, isOpen, isOverdue, isStale } from '../ledger/item.ts';

/** 蓝 near the deadline, 黄 behind plan or sent back, 红 overdue until done. */
type Light = 'red' | 'yellow' | 'blue';

/** @param noProgressDays after which an item counts as 零进展 (`items.noProgressDays`), here as in all that follows */
export function lightOf(item: ItemBrief, now: Instant, noProgressDays: number): Light | null {
  if (!isOpen(item)) return null;
  if (isOverdue(item, now)) return 'red';
  if (isBehind(item, now, noProgressDays)) return 'yellow';
  return isDueSoon(item, now) ? 'blue' : null;
}

function isBehind(item: ItemBrief, now: Instant, noProgressDays: number): boolean {
  if (item.state === '提交销号') return false;
  const isDueToday = item.dueAt !== null && dateOf(item.dueAt) === dateOf(now);
  const isReviewMissed = item.state === '长期整改' && item.reviewAt !== null && now > item.reviewAt;
  const isNodeDue =
    item.state !== '长期整改' && item.nodeDueAt !== null && dateOf(item.nodeDueAt) <= dateOf(now);
  return (
    isDueToday ||
    isNodeDue ||
    isReviewMissed ||
    item.returnedAt !== null ||
    isStale(item, now, noProgressDays)
  );
}

export interface LedgerFigures {
  /** 总数; withdrawn, merged and split ones are not counted */
  total: number;
  closed: number;
  open: number;
  /** 提交销号, waiting for the approver */
  waiting: number;
  longTerm: number;
  overdue: number;
  dueSoon: number;
  /** 退回 and not handed in again */
  returned: number;
  /** 零进展 */
  stale: number;
  /** 销号率 = 已销号 / 总数, 0…1; null without items */
  closingRate: number | null;
  /** closed by the deadline in force */
  onTime: number;
  /** 按期率 = closed by the deadline / (closed with a deadline + overdue), 0…1; null when none fell due */
  onTimeRate: number | null;
}

/** @param at as of when: what was closed later counts as open; later openings are for `openWithin` to leave out */
export function ledgerFigures(
  items: readonly ItemBrief[],
  at: Instant,
  noProgressDays: number,
): LedgerFigures {
  const known = items.filter((i) => i.gone === null).map((i) => asOf(i, at));
  const closed = known.filter((i) => !isOpen(i));
  const count = (test: (item: ItemBrief) => boolean) => known.filter(test).length;
  const overdue = count((i) => isOverdue(i, at));
  const dated = closed.filter((i) => i.dueAt !== null && i.closedAt !== null);
  const onTime = dated.filter((i) => i.closedAt! <= i.dueAt!).length;
  return {
    total: known.length,
    closed: closed.length,
    open: known.length - closed.length,
    waiting: count((i) => i.state === '提交销号'),
    longTerm: count((i) => i.state === '长期整改'),
    overdue,
    dueSoon: count((i) => isDueSoon(i, at)),
    returned: count((i) => isOpen(i) && i.returnedAt !== null),
    stale: count((i) => isStale(i, at, noProgressDays)),
    closingRate: known.length === 0 ? null : closed.length / known.length,
    onTime,
    onTimeRate: dated.length + overdue === 0 ? null : onTime / (dated.length + overdue),
  };
}

/** How many open items stand in none of what is told of them, and how many in more than one. */
export function standingsOf(
  items: readonly ItemBrief[],
  at: Instant,
  noProgressDays: number,
): { rest: number; twice: number } {
  const marks = items
    .filter((i) => i.gone === null)
    .map((i) => asOf(i, at))
    .filter(isOpen)
    .map((item) => {
      const own = ledgerFigures([item], at, noProgressDays);
      return own.overdue + own.dueSoon + own.waiting + own.returned + own.longTerm + own.stale;
    });
  return { rest: marks.filter((n) => n === 0).length, twice: marks.filter((n) => n > 1).length };
}

/** From the day it was opened to the day it was closed, of each that is. */
export const closingDays = (items: readonly ItemBrief[]): number[] =>
  items
    .filter((i) => i.gone === null && !isOpen(i) && i.closedAt !== null)
    .map((i) => dayNumber(dateOf(i.closedAt!)) - dayNumber(dateOf(i.openedAt)));

/** What was closed later was open then. */
export const asOf = (item: ItemBrief, at: Instant): ItemBrief =>
  item.closedAt !== null && item.closedAt > at ? { ...item, state: '整改中', closedAt: null } : item;

/** Items that were open at some time from `from` up to and with `to`. */
export function openWithin<T extends ItemBrief>(items: readonly T[], from: Instant, to: Instant): T[] {
  return items.filter(
    (i) => i.gone === null && i.openedAt <= to && (i.closedAt === null || i.closedAt >= from),
  );
}

/** What presses most comes first: overdue by age, then by deadline, those without one last. */
export function byUrgency<T extends ItemBrief>(
  items: readonly T[],
  now: Instant,
  noProgressDays: number,
): T[] {
  const rank = { red: 0, yellow: 1, blue: 2 };
  // Each is looked at once: a city's are compared some hundred thousand times.
  const ranked = items.map((item) => {
    const light = lightOf(item, now, noProgressDays);
    return { item, rank: light === null ? 3 : rank[light], dueAt: item.dueAt ?? Number.MAX_SAFE_INTEGER };
  });
  ranked.sort(
    (a, b) => a.rank - b.rank || a.dueAt - b.dueAt || a.item.no - b.item.no || a.item.id - b.item.id,
  );
  return ranked.map(({ item }) => item);
}
