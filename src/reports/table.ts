// Metrics over activities: one figure of the units together, and of each branch.

import type { ActivityFigures, ActivityStanding } from '../domain/figures/activities.ts';
import type { Period } from '../domain/slots.ts';
import {
  type FigureTable,
  factsOf,
  groupTableOf,
  isSingle,
  type ShortTable,
  shortTableOf,
  tableOf,
  thisMonth,
  totalOf,
} from './activities.ts';
import { lineItem, lineOf } from './activity-line.ts';
import { type MetricDefinition, metric, type StatsQuestion } from './metric.ts';
import type { Counted } from './shapes.ts';

interface Figure {
  isRate?: true;
  /** only whether activities were held matters, not who came */
  heldOnly?: true;
  value(figures: ActivityFigures): number | null;
  /** how many activities the value is counted over */
  over(figures: ActivityFigures): number;
  /** the activities that it is counted over, and that are listed for a single branch or group */
  belongs(standing: ActivityStanding): boolean;
}

/** A line per branch, or per activity where one branch is asked about; without a period this month. */
export function tableMetric(figure: Figure): MetricDefinition<'table'> {
  const counted = (figures: ActivityFigures): Counted => ({
    value: figure.value(figures),
    over: figure.over(figures),
    figures,
  });
  async function countedFor(q: StatsQuestion, period: Period): Promise<FigureTable & Partial<ShortTable>> {
    const { tops, types, shown } = q;
    if (q.ofGroups) return groupTableOf(q, tops, period, types);
    if (q.totalOnly) return { total: await totalOf(q, tops, period, types), rows: [] };
    if (shown === undefined) return tableOf(q, tops, period, types);
    const says = { says: figure.belongs, withDue: figure.isRate === true, first: shown };
    return shortTableOf(q, tops, period, types, says);
  }
  return metric({
    shape: 'table',
    isRate: figure.isRate,
    period: thisMonth,
    async find(q, period) {
      const { total, rows, ...rest } = await countedFor(q, period);
      const lines = rows.map(({ unit, figures }) => ({ unit, ...counted(figures) }));
      const told = lines.filter((line) => line.over > 0 && line.value !== null).length;
      return {
        value: figure.value(total),
        period,
        total: counted(total),
        rows: lines,
        told,
        without: lines.length - told,
        ...rest,
      };
    },
    async items({ period, rows }, q) {
      if (isSingle(q.tops)) {
        const facts = await factsOf(q, q.tops, period, q.types);
        return facts.filter(figure.belongs).map((fact) => lineItem(q, lineOf(fact)));
      }
      return rows.map(({ unit, value, over, figures: { expected, present } }) => ({
        name: unit.name,
        unit: unit.path,
        activities: over,
        ...(!figure.heldOnly && { expected, present }),
        ...(figure.isRate ? { rate: value } : { value }),
      }));
    },
  });
}
