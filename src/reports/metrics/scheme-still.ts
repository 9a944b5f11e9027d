import { metric } from '../metric.ts';
import { isStill, worksProgress } from '../scheme.ts';
import { monthOf } from '../scheme-month.ts';
import { workItems } from './works.ts';

/** 零进展: works that something falls due of in the month, in which nothing was done. */
export const schemeStill = metric({
  shape: 'works',
  period: monthOf,
  async find(q, period) {
    const rows = (await worksProgress(q.tx, q.org, q.tops, period.to.slice(0, 7))).filter(isStill);
    return { value: rows.length, period, rows };
  },
  items: ({ rows }) => workItems(rows),
});
