import { rollMetric } from '../roll.ts';

/** 谁没签到. */
export const absentees = rollMetric((roll) => roll.missing);
