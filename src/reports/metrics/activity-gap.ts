import { typeName } from '../../domain/activity/types.ts';
import { hasBegun, isLater, typesByPeriod } from '../../domain/figures/gaps.ts';
import type { Period } from '../../domain/slots.ts';
import { thisMonth } from '../activities.ts';
import { gapsBelow } from '../gaps.ts';
import { keptFrom } from '../kept-from.ts';
import { metric } from '../metric.ts';

/**
 * 没开的会: a line per unit and meeting, the value counts units. Each rule takes its own periods: those that end in the
 * span asked for, without one that which runs. What a span is too short for lacks nothing there and is kept apart; where
 * it is too short for all that is asked, the periods it lies in are the answer.
 */
export const activityGap = metric({
  shape: 'gaps',
  period: () => null,
  async find(q, asked) {
    const period = asked ?? undefined;
    const { gaps, obligations, today } = await gapsBelow(q, q.tops, { types: q.types, period });
    const isBegun = obligations.filter((due) => hasBegun(due, { period, today }));
    const isShort = isBegun.every((due) => isLater(due, period));
    const due = isShort ? isBegun : isBegun.filter((one) => !isLater(one, period));
    const periods = [...typesByPeriod(due).keys()];
    const isOfPeriod = new Set(due.map((one) => one.period));
    const lacking = gaps.filter((gap) => isOfPeriod.has(gap.period));
    return {
      value: new Set(lacking.map((gap) => gap.unitId)).size,
      period: (isShort ? undefined : period) ?? around(periods) ?? period ?? thisMonth(q.now),
      gaps: lacking,
      later: isShort ? [] : gaps.filter((gap) => isLater(gap, period)),
      asked: new Set(due.map((one) => one.unitId)).size,
      periods,
      keptFrom: await keptFrom(
        q,
        lacking.map((gap) => gap.period),
      ),
    };
  },
  items: ({ gaps }, q) =>
    gaps.map(({ unitId, type, period, state }) => ({
      name: q.org.unit(unitId).name,
      unit: q.org.unit(unitId).path,
      type,
      meeting: typeName(type),
      ...period,
      state,
    })),
});

/** From the first day of any to the last day of any. */
function around(periods: readonly Period[]): Period | undefined {
  const from = periods.map((p) => p.from).sort()[0];
  const to = periods
    .map((p) => p.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}
