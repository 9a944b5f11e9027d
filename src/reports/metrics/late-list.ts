import { rollMetric } from '../roll.ts';

/** 谁迟到. */
export const lateList = rollMetric((roll) => roll.late);
