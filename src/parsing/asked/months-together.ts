// 9月10月11月各支部到会率画个折线图: months in a row, told month by month, are one time and no sides of a comparison.
import { addDays } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';

export function monthsTogether<T extends { intent: Filled }>(said: T): T {
  const { step, sides, ...rest } = said.intent;
  if (step !== 'month' || !sides || sides.length < 2) return said;
  const periods = sides.flatMap(({ scope, activityType, period }) =>
    period && scope === undefined && activityType === undefined ? [period] : [],
  );
  const isRow = periods.every((p, i) => i === 0 || addDays(periods[i - 1]!.to, 1) === p.from);
  if (periods.length !== sides.length || !isRow) return said;
  return { ...said, intent: { ...rest, step, period: { from: periods[0]!.from, to: periods.at(-1)!.to } } };
}
