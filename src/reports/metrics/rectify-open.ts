import { itemsMetric } from '../items.ts';

/** 未销号的整改. */
export const rectifyOpen = itemsMetric(() => true);
