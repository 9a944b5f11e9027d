import { monthsEarlier } from '../../domain/calendar/period.ts';
import { dateOf } from '../../domain/calendar/time.ts';
import { isUnreported } from '../../domain/figures/activities.ts';
import { factsOf, unitsBelow } from '../activities.ts';
import { lineItem, lineOf } from '../activity-line.ts';
import type { MetricDefinition, StatsAnswer, StatsQuestion } from '../metric.ts';
import { tableMetric } from '../table.ts';

/** What was not reported on its day is forgotten soon; older than this it is asked for with its month. */
const BACK_MONTHS = 3;

const counted = tableMetric({
  heldOnly: true,
  value: (f) => f.unreported,
  over: (f) => f.unreported,
  belongs: isUnreported,
});

/** Without a period the last months: a meeting at the end of one is reported in the next. */
const lately = (q: StatsQuestion): StatsQuestion => {
  const today = dateOf(q.now);
  return { ...q, period: q.period ?? { from: monthsEarlier(today, BACK_MONTHS), to: today } };
};

/** Whoever chases them needs to know which they are: each meeting has a line, branch by branch, the oldest first. */
async function named(q: StatsQuestion): Promise<StatsAnswer> {
  const { value, period } = await counted.find({ ...q, totalOnly: true });
  const facts = await factsOf(q, q.tops, period, q.types, { is: isUnreported });
  const order = new Map(unitsBelow(q, q.tops).map(({ id }, i) => [id, i]));
  const placeOf = (unitId: number) => order.get(q.org.branchOf(unitId)?.id ?? unitId) ?? order.get(unitId)!;
  const sorted = facts.toSorted((a, b) => placeOf(a.activity.unitId) - placeOf(b.activity.unitId));
  return { value, isRate: false, period, items: sorted.map((fact) => lineItem(q, lineOf(fact))) };
}

/** 没上报: activities that are over, without a record; people who checked in make none. */
export const reportMissing: MetricDefinition<'table'> = {
  ...counted,
  find: (q) => counted.find(lately(q)),
  answer: (q) => named(lately(q)),
};
