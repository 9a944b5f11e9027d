import { rollMetric } from '../roll.ts';

/** 谁没签到. */
export const absentees = rollMetric(
  (roll) => [...roll.absent.map((a) => a.person), ...(roll.unnamed > 0 ? [] : roll.missing)],
  { ofCounted: true },
);
