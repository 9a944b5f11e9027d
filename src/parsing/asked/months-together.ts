// 9月10月11月各支部到会率画个折线图: months in a row, told month by month, are one time and no sides of a comparison.
import { addDays } from '../../domain/calendar/time.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Period } from '../../domain/slots.ts';
import { spanAsked } from '../commands/figure-periods.ts';
import type { Spans } from '../spans/spans.ts';

/** Days */
const MONTH = 31;
const isShort = ({ from, to }: Period): boolean => to <= addDays(from, MONTH);
/** Each begins on the day after the one before it ends. */
export const isRow = (periods: readonly Period[]): boolean =>
  periods.every((p, i) => i === 0 || addDays(periods[i - 1]!.to, 1) === p.from);

/** 九月十月十一月请假的人: of all that are named, where one alone was heard */
function wholeRow(spans: Spans, { period, sides, intent }: Filled): Period | undefined {
  if (intent !== 'query' || period === undefined || sides !== undefined || spans.times.length < 2)
    return undefined;
  const read = spans.times.map((t) => spanAsked(t, spans)).filter((p) => p !== undefined);
  const isOne = read.some(({ from, to }) => from === period.from && to === period.to);
  if (read.length !== spans.times.length || !isOne || !read.every(isShort) || !isRow(read)) return undefined;
  return { from: read[0]!.from, to: read.at(-1)!.to };
}

export function monthsTogether<T extends { intent: Filled }>(spans: Spans, said: T): T {
  const whole = wholeRow(spans, said.intent);
  if (whole) return { ...said, intent: { ...said.intent, period: whole } };
  const { step, sides, ...rest } = said.intent;
  if (step !== 'month' || !sides || sides.length < 2) return said;
  const periods = sides.flatMap(({ scope, activityType, period }) =>
    period && scope === undefined && activityType === undefined ? [period] : [],
  );
  if (periods.length !== sides.length || !isRow(periods)) return said;
  return { ...said, intent: { ...rest, step, period: { from: periods[0]!.from, to: periods.at(-1)!.to } } };
}
