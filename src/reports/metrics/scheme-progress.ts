import { metric } from '../metric.ts';
import { isStill, worksProgress } from '../scheme.ts';
import { monthOf } from '../scheme-month.ts';
import { workItems } from './works.ts';

/** 计划进展率: of the works that something falls due of in the month, the share in which something was done. */
export const schemeProgressRate = metric({
  shape: 'works',
  isRate: true,
  period: monthOf,
  async find(q, period) {
    const rows = await worksProgress(q.tx, q.org, q.tops, period.to.slice(0, 7));
    const due = rows.filter((row) => row.due > 0);
    const moved = due.filter((row) => !isStill(row)).length;
    return { value: due.length === 0 ? null : moved / due.length, period, rows };
  },
  items: ({ rows }) => workItems(rows),
});
