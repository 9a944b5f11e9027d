import { isOverdue } from '../../domain/ledger/item.ts';
import { itemsMetric } from '../items.ts';

/** 逾期整改. */
export const rectifyOverdue = itemsMetric((item, { now }) => isOverdue(item, now));
