import { outcomeOf } from '../../domain/figures/activities.ts';
import { tableMetric } from '../table.ts';

/** 次数: activities that were held. */
export const activityCount = tableMetric({
  heldOnly: true,
  value: (f) => f.held,
  over: (f) => f.held,
  belongs: (fact) => outcomeOf(fact) === 'held',
});
