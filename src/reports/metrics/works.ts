import type { StatsItem } from '../metric.ts';
import { percentDone, type WorkProgress } from '../scheme.ts';

/** A line for each work of a plan, in the order of the plan. */
export const workItems = (rows: readonly WorkProgress[]): StatsItem[] =>
  rows.map((row) => {
    const { work, units, due, reported, zeros } = row;
    const percent = percentDone(row);
    return {
      name: `${work.no} ${work.name}`,
      problem: work.content,
      rate: percent === null ? null : percent / 100,
      ...{ units, due, reported, zeros },
    };
  });
