import { asOfNow, itemLine, itemNamed, itemsOf } from '../items.ts';
import { metric, type StatsQuestion } from '../metric.ts';

/** 整改事项: the one named, else all. */
export const rectifyItem = metric({
  shape: 'item',
  period: () => null,
  async find(q) {
    const items = q.itemNo === undefined ? await itemsOf(q) : await named(q, q.itemNo);
    return { value: items.length, period: asOfNow(q.now), items };
  },
  items: ({ items }, q) => items.map((item) => itemLine(q, item)),
});

async function named(q: StatsQuestion, itemNo: string) {
  const meant = await itemNamed(q.tx, itemNo);
  return meant ? (await itemsOf(q)).filter((item) => item.id === meant.id) : [];
}
