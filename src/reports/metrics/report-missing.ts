import { monthsEarlier } from '../../domain/calendar/period.ts';
import { dateOf } from '../../domain/calendar/time.ts';
import { isUnreported } from '../../domain/figures/activities.ts';
import type { MetricDefinition, StatsQuestion } from '../metric.ts';
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

/** 没上报: activities that are over, without a record; people who checked in make none. */
export const reportMissing: MetricDefinition<'table'> = {
  ...counted,
  find: (q) => counted.find(lately(q)),
  answer: (q) => counted.answer(lately(q)),
};
