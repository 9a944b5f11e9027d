import { rollMetric } from '../roll.ts';

/** 谁请假. */
export const leaveList = rollMetric((roll) => roll.leave.map((a) => a.person));
