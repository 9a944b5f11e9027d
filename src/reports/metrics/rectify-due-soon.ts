import { isDueSoon } from '../../domain/ledger/item.ts';
import { momentsOf } from '../activities.ts';
import { itemsMetric } from '../items.ts';

/** 快到期的整改: within the period asked for, else within the days that count as soon. */
export const rectifyDueSoon = itemsMetric((item, { now }, period) => {
  if (!period) return isDueSoon(item, now);
  const { from, to } = momentsOf(period);
  return item.dueAt !== null && item.dueAt >= from && item.dueAt <= to;
});
