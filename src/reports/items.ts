// Metrics over the ledger: which items a question is about, and how they are listed.

import { dateOf, type Instant, isoShanghai } from '../domain/calendar/time.ts';
import { byUrgency, type LedgerFigures, ledgerFigures } from '../domain/figures/ledger.ts';
import { type Item, type ItemBrief, type ItemKind, isOpen, ownersOf } from '../domain/ledger/item.ts';
import { itemLabel, kindRow } from '../domain/ledger/kinds.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import { type Counter, unitsBelow } from './activities.ts';
import { type MetricDefinition, metric, type StatsItem, type StatsQuestion } from './metric.ts';
import type { ItemList } from './shapes.ts';

/** What stands now has no first day. */
export const asOfNow = (now: Instant): { from: null; to: string } => ({ from: null, to: dateOf(now) });

/** Open items that fit, most urgent first. */
export function itemsMetric(
  fits: (item: ItemBrief, q: StatsQuestion, period: Period | null) => boolean,
): MetricDefinition<'items'> {
  return metric({
    shape: 'items',
    period: () => null,
    async find(q, period) {
      const only = q.only && new Set(q.only.ids);
      const found = (await briefsOf(q)).filter(
        (item) => isOpen(item) && fits(item, q, period) && only?.has(item.id) !== false,
      );
      return { value: found.length, period: period ?? asOfNow(q.now), ...listOf(found, q) };
    },
    items: async ({ items }, q) => (await wholeItems(q.tx, items)).map((item) => itemLine(q, item)),
  });
}

/** In the order and with the figures of every list. */
export const listOf = (
  items: readonly ItemBrief[],
  { now, settings }: Pick<Counter, 'now' | 'settings'>,
): ItemList => ({
  items: byUrgency(items, now, settings.reminders.items.noProgressDays),
  figures: ledgerFigures(items, now, settings.reminders.items.noProgressDays),
});

/** As the ledger has them, in the order in which they first came up; those without one last. */
export function bySource(
  items: readonly ItemBrief[],
  at: Instant,
  noProgressDays: number,
): { source: string; figures: LedgerFigures }[] {
  const kept = items.filter(({ gone }) => gone === null).toSorted((a, b) => a.no - b.no);
  return [...Map.groupBy(kept, ({ source }) => source ?? '')]
    .sort(([a], [b]) => Number(a === '') - Number(b === ''))
    .map(([source, own]) => ({ source, figures: ledgerFigures(own, at, noProgressDays) }));
}

/** These in full, in their order. */
export const wholeItems = (
  tx: Pick<Counter['tx'], 'itemsWith'>,
  items: readonly ItemBrief[],
): Promise<Item[]> => tx.itemsWith(items.map(({ id }) => id));

/** The same items as `itemsOf`, with what they are chosen, ordered and counted by. */
export async function briefsOf(q: StatsQuestion, kind: ItemKind | undefined = q.kind): Promise<ItemBrief[]> {
  if (kind !== undefined && kindRow(kind).toUnit) return askedAmong(q, kind);
  const isOfPeople = q.person !== undefined || q.tops.some((top) => top.kind === 'group');
  if (!isOfPeople) return q.tx.itemBriefs({ unitIds: unitsBelow(q, q.tops).map((u) => u.id), kind });
  const items = await itemsOf(q);
  return kind === undefined ? items : items.filter((item) => item.kind === kind);
}

/** Asked of these units or by them; of one person, what that person asked or is asked. */
async function askedAmong(q: StatsQuestion, kind: ItemKind): Promise<ItemBrief[]> {
  const { person, org } = q;
  const items = await q.tx.items({ kind });
  if (person) return items.filter((i) => i.openedBy === person.id || ownersOf(i).includes(person.id));
  return askedHere(
    items,
    unitsBelow(q, q.tops).map((u) => u.id),
    org,
  );
}

/** Those that lie in these units, and those that were asked from there. */
export function askedHere(items: readonly Item[], unitIds: readonly number[], org: Organisation): Item[] {
  const here = new Set(unitIds);
  const from = (item: Item) => org.person(item.openedBy)?.branchId ?? item.unitId;
  return items.filter((item) => here.has(item.unitId) || here.has(from(item)));
}

/** Items of the units or of the person. Items lie in branches: a 党小组 has those that its people are responsible for. */
export async function itemsOf(q: StatsQuestion): Promise<Item[]> {
  if (q.person) return q.tx.items({ person: q.person.id });
  const whole = new Set(unitsBelow(q, q.tops).map((u) => u.id));
  const groups = new Set(q.tops.filter((top) => top.kind === 'group').map((top) => top.id));
  const branches = [...groups].map((id) => q.org.branchOf(id)?.id).filter((id) => id !== undefined);
  const items = await q.tx.items({ unitIds: [...new Set([...whole, ...branches])] });
  const ofGroup = (item: Item) => groupsOf(item, q.org).some((group) => groups.has(group));
  return items.filter((item) => whole.has(item.unitId) || ofGroup(item));
}

/** The 党小组 of those responsible. */
export const groupsOf = (item: Item, org: Organisation): number[] =>
  ownersOf(item)
    .map((id) => org.person(id)?.groupId ?? null)
    .filter((id) => id !== null);

/** By number or code; one that was merged stands for the one it went into, one that was withdrawn for none. */
export async function itemNamed(
  tx: Pick<Counter['tx'], 'itemNamed'>,
  written: string,
): Promise<Item | undefined> {
  const item = await tx.itemNamed(written);
  const meant = item?.gone === 'merged' ? await tx.itemNamed(String(item.related[0])) : item;
  return meant?.gone === 'withdrawn' ? undefined : meant;
}

/** `userid` of the first responsible, as every line has it, and of all. */
function useridsOf({ org }: StatsQuestion, item: Item) {
  const userids = ownersOf(item).map((id) => org.person(id)?.userId ?? id);
  return userids.length > 0 ? { userid: userids[0]!, userids } : {};
}

export const itemLine = (q: StatsQuestion, item: Item): StatsItem => ({
  ...useridsOf(q, item),
  name: itemLabel(item),
  no: item.no,
  unit: q.org.unit(item.unitId).path,
  problem: item.problem,
  owner: item.ownerName,
  state: item.state,
  progress: item.progress,
  dueAt: item.dueAt === null ? null : isoShanghai(item.dueAt),
});
