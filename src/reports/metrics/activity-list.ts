import { factsOf, thisMonth } from '../activities.ts';
import { lineItem, lineOf } from '../activity-line.ts';
import { metric } from '../metric.ts';
import type { ActivityLine } from '../shapes.ts';

/** 活动记录: every activity of the period; the value counts those that were held. */
export const activityList = metric({
  shape: 'activities',
  period: thisMonth,
  async find(q, period) {
    const facts = await factsOf(q, q.tops, period, q.types);
    const lines = facts.map(lineOf);
    const count = (is: (line: ActivityLine) => boolean) => lines.filter(is).length;
    return {
      value: count(({ outcome }) => outcome === 'held'),
      period,
      lines,
      unreported: count(({ unreported }) => unreported),
    };
  },
  items: ({ lines }, q) => lines.map((line) => lineItem(q, line)),
});
