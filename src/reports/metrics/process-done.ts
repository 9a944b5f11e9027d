import { dateOf } from '../../domain/calendar/time.ts';
import { unitsBelow } from '../activities.ts';
import { metric } from '../metric.ts';
import { stepCounted, stepsDone } from '../process-figures.ts';
import { countedItems, countedOf } from './process-counted.ts';

/** 今年发展了几个: how many have done the step that counts within the span. */
export const processDone = metric({
  shape: 'steps',
  period: (now) => ({ from: `${dateOf(now).slice(0, 4)}-01-01`, to: `${dateOf(now).slice(0, 4)}-12-31` }),
  async find(q, period) {
    const counted = stepCounted(q.process, q.stage);
    const units = unitsBelow(q, q.tops);
    const ids = units.map(({ id }) => id);
    const found = counted ? await stepsDone(q.tx, ids, counted, period) : [];
    return countedOf(units, period, counted, found);
  },
  items: countedItems,
});
