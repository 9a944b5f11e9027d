// A span taken month by month or quarter by quarter: 各月到会率, 按季度看.
import type { Period } from '../slots.ts';
import { monthsEarlier, nextPeriod, periodOf } from './period.ts';
import type { DateText } from './time.ts';

type Step = 'month' | 'quarter';

/** Steps of the span that have begun; the first and the last may be parts of theirs. */
export function stepsIn({ from, to }: Period, step: Step, today: DateText): Period[] {
  const last = to < today ? to : today;
  const steps: Period[] = [];
  for (let p = periodOf(step, from); p.from <= last; p = nextPeriod(p))
    steps.push({ from: p.from < from ? from : p.from, to: p.to > to ? to : p.to });
  return steps;
}

/** With fewer of them a year shows no course. */
const FEWEST = { month: 3, quarter: 2 } as const;

/** What is meant where no span is said: this year, and while it is young as much as a year back. */
export function courseSpan(step: Step, today: DateText): Period {
  const { from, to } = periodOf('year', today);
  if (stepsIn({ from, to }, step, today).length >= FEWEST[step]) return { from, to };
  const current = periodOf(step, today);
  const back = step === 'month' ? 11 : 9;
  return { from: periodOf(step, monthsEarlier(current.from, back)).from, to: current.to };
}
