import { typeName } from '../../domain/activity/types.ts';
import { typesByPeriod } from '../../domain/figures/gaps.ts';
import type { Period } from '../../domain/slots.ts';
import { thisMonth } from '../activities.ts';
import { gapsBelow } from '../gaps.ts';
import { metric } from '../metric.ts';

/** 没开的会: a line per unit and meeting, the value counts units; without a period each rule takes its own. */
export const activityGap = metric({
  shape: 'gaps',
  period: () => null,
  async find(q, period) {
    const { gaps, obligations } = await gapsBelow(q, q.tops, { types: q.types, period: period ?? undefined });
    const periods = [...typesByPeriod(obligations).keys()];
    return {
      value: new Set(gaps.map((gap) => gap.unitId)).size,
      period: period ?? around(periods) ?? thisMonth(q.now),
      gaps,
      asked: new Set(obligations.map((due) => due.unitId)).size,
      periods,
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
