import { rollMetric } from '../roll.ts';

/** 谁没签到. */
export const absentees = rollMetric((roll, { org }) => [
  ...roll.absent.map((a) => org.person(a.personId)).filter((person) => person !== undefined),
  ...(roll.unnamed > 0 ? [] : roll.missing),
]);
