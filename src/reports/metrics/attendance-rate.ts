import { countsForRate, rateOf } from '../../domain/figures/activities.ts';
import { tableMetric } from '../table.ts';

/** 到会率 = Σ实到 / Σ应到. */
export const attendanceRate = tableMetric({
  isRate: true,
  value: rateOf,
  over: (f) => f.counted,
  belongs: countsForRate,
});
