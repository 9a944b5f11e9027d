import { rollMetric } from '../roll.ts';

/** 谁请假. */
export const leaveList = rollMetric((roll, { org }) =>
  roll.leave.map((a) => org.person(a.personId)).filter((person) => person !== undefined),
);
