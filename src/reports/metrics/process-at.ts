import { unitsBelow } from '../activities.ts';
import { asOfNow } from '../items.ts';
import { metric } from '../metric.ts';
import { standingAt, stepStood } from '../process-figures.ts';
import { countedItems, countedOf } from './process-counted.ts';

/** 现在有几个入党申请人: how many have come to a step and not to the next that has a name. */
export const processAt = metric({
  shape: 'steps',
  period: () => null,
  async find(q) {
    const counted = stepStood(q.process, q.stage);
    const units = unitsBelow(q, q.tops);
    const ids = units.map(({ id }) => id);
    const found = counted ? await standingAt(q.tx, ids, counted) : [];
    return countedOf(units, asOfNow(q.now), counted, found);
  },
  items: countedItems,
});
