import { countsForRate } from '../../domain/figures/activities.ts';
import { tableMetric } from '../table.ts';

/** 人次 = Σ实到. */
export const headcountTotal = tableMetric({
  value: (f) => f.present,
  over: (f) => f.counted,
  belongs: countsForRate,
});
