import { DAY_MS, dateOf, instantOf, isoShanghai } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { byUrgency, ledgerFigures, openWithin } from '../domain/figures/ledger.ts';
import type { Metric, Period } from '../domain/intent.ts';
import { type Item, isDueSoon, isOpen, isOverdue } from '../domain/ledger/item.ts';
import { itemLabel, LEDGER_KIND } from '../domain/ledger/kinds.ts';
import { unitsBelow } from '../reports/activities.ts';
import type { Stats, StatsItem, StatsQuestion } from './stats-question.ts';

/** Figures of the ledger, by the same definitions as the bot's lists (domain/ledger-figures.ts). */
export const LEDGER_METRICS = {
  rectify_open: listing(() => true),
  rectify_overdue: listing((item, q) => isOverdue(item, q.now)),
  rectify_due_soon: listing((item, q) => (q.period ? isDueWithin(item, q.period) : isDueSoon(item, q.now))),
  rectify_item: async (q) => {
    const items = q.itemNo === undefined ? await itemsOf(q) : [await itemNamed(q, q.itemNo)];
    return { value: items.length, period: asOfNow(q), items: items.map((item) => itemWords(q, item)) };
  },
  rectify_rate: rate,
} satisfies Partial<Record<Metric, Stats>>;

function listing(fits: (item: Item, q: StatsQuestion) => boolean): Stats {
  return async (q) => {
    const found = (await itemsOf(q))
      .filter((item) => isOpen(item) && fits(item, q))
      .sort(byUrgency(q.now, noProgressDays(q)));
    return {
      value: found.length,
      period: q.period ?? asOfNow(q),
      items: found.map((item) => itemWords(q, item)),
    };
  };
}

/** 销号率 of all items, or of those open at some time within the period; a line per unit that has any. */
async function rate(q: StatsQuestion) {
  const all = (await itemsOf(q)).filter((item) => item.kind === LEDGER_KIND);
  const to = q.period ? Math.min(instantOf(q.period.to) + DAY_MS - 1, q.now) : q.now;
  const items = q.period ? openWithin(all, instantOf(q.period.from), to) : all;
  const byUnit = Map.groupBy(items, (item) => item.unitId);
  const lines = [...byUnit]
    .sort(([a], [b]) => a - b)
    .map(([unitId, own]): StatsItem => {
      const { closingRate, total, closed, overdue } = ledgerFigures(own, to, noProgressDays(q));
      const { name, path } = q.org.unit(unitId);
      return { name, unit: path, rate: closingRate, total, closed, overdue };
    });
  const value = ledgerFigures(items, to, noProgressDays(q)).closingRate;
  return { value, isRate: true, period: q.period ?? asOfNow(q), items: lines };
}

const noProgressDays = ({ settings }: StatsQuestion) => settings.reminders.items.noProgressDays;

const itemsOf = (q: StatsQuestion): Promise<Item[]> =>
  q.tx.items({ unitIds: unitsBelow(q, q.tops).map((u) => u.id) });

async function itemNamed(q: StatsQuestion, itemNo: string): Promise<Item> {
  const item = await q.tx.itemNamed(itemNo);
  const ids = new Set(unitsBelow(q, q.tops).map((u) => u.id));
  if (!item || item.gone === 'withdrawn' || !ids.has(item.unitId))
    throw new StartError('no_such_item', { item: itemNo });
  return item;
}

function isDueWithin(item: Item, { from, to }: Period): boolean {
  return item.dueAt !== null && item.dueAt >= instantOf(from) && item.dueAt < instantOf(to) + DAY_MS;
}

/** What stands now has no first day. */
const asOfNow = (q: StatsQuestion) => ({ from: null, to: dateOf(q.now) });

const itemWords = (q: StatsQuestion, item: Item): StatsItem => ({
  ...(item.ownerId !== null && { userid: q.org.person(item.ownerId)?.userId ?? item.ownerId }),
  name: itemLabel(item),
  no: item.no,
  unit: q.org.unit(item.unitId).path,
  problem: item.problem,
  owner: item.ownerName,
  state: item.state,
  progress: item.progress,
  dueAt: item.dueAt === null ? null : isoShanghai(item.dueAt),
});
