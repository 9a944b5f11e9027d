import { typeName } from '../../domain/activity/types.ts';
import { type Due, type Obligation, partsOf, periodKey } from '../../domain/figures/gaps.ts';
import type { Period } from '../../domain/slots.ts';
import { isSingle, thisMonth } from '../activities.ts';
import { gapsBelow, shortGapsBelow, spanOf } from '../gaps.ts';
import { keptFrom } from '../kept-from.ts';
import { metric, type StatsQuestion } from '../metric.ts';

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
    const question = { types: q.types, period };
    const { parts, gaps, ...counts } =
      q.shown === undefined || isSingle(q.tops)
        ? await allGaps(q, question)
        : await shortGapsBelow(q, q.tops, question, q.shown);
    const periods = [...parts.asked.values()];
    const lacking = gaps.filter((gap) => parts.asked.has(periodKey(gap.period)));
    return {
      value: counts.lacking.length,
      period: (parts.isShort ? undefined : period) ?? spanOf(periods) ?? period ?? thisMonth(q.now),
      gaps: lacking,
      later: gaps.filter((gap) => parts.later.has(periodKey(gap.period))),
      laterUnits: counts.laterUnits,
      laterPeriods: counts.laterPeriods,
      asked: counts.asked,
      periods,
      keptFrom: await keptFrom(q, counts.firstLackingTo),
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

/** All of them, and the counts from these. */
async function allGaps(
  q: StatsQuestion,
  asked: { types: StatsQuestion['types']; period: Period | undefined },
) {
  const { gaps, obligations, today } = await gapsBelow(q, q.tops, asked);
  const parts = partsOf(obligations, { ...asked, today });
  const among = <T extends Due>(list: readonly T[], part: ReadonlyMap<string, Period>) =>
    list.filter(({ period }) => part.has(periodKey(period)));
  const unitsOf = (list: readonly Obligation[]) => [...new Set(list.map(({ unitId }) => unitId))];
  const lacking = among(gaps, parts.asked);
  const later = among(gaps, parts.later);
  return {
    gaps,
    parts,
    asked: unitsOf(among(obligations, parts.asked)).length,
    lacking: unitsOf(lacking),
    firstLackingTo: lacking.map(({ period }) => period.to).sort()[0] ?? null,
    laterUnits: unitsOf(later).length,
    laterPeriods: later.map(({ period }) => period),
  };
}
