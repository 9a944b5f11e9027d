// 未开党员大会的支部, 还差哪些会没开: what is due and was not held.
import { typeName } from '../../../domain/activity/types.ts';
import { periodOf } from '../../../domain/calendar/period.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import { type Gap, isLater } from '../../../domain/figures/gaps.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { withHeldDays } from './held-days.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { asksShare, phraseOf } from './words.ts';

export async function gaps(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'gaps'>,
): Promise<Reply> {
  const { org } = turn;
  const before = toldBefore(turn);
  const question = { ...questionOf(turn, scope), shown: before + SHOWN };
  const found = await definition.find(question);
  const { types } = question;
  const phrase = phraseOf(turn);
  const single = isSingle(scope.tops);
  const units = Map.groupBy(found.gaps, (gap) => gap.unitId);
  const [top] = scope.tops;
  const isOfSpan = question.period && !found.gaps.some((gap) => isLater(gap, question.period));
  const span = isOfSpan ? periodWords(phrase, question.period!, turn.now) : '';
  const lacking = [...units].slice(before, before + SHOWN);
  const reply = await paged(
    turn,
    { rows: single ? [] : lacking, total: single ? 0 : (found.value ?? 0) },
    (rows, more) =>
      turn.say(single ? 'figures.gap_one' : 'figures.gap', {
        unit: scope.tops.map((u) => unitWords(org, u)),
        about: typesWords(phrase, types),
        one_type: types?.length === 1,
        /** the one period all of it is about, else each line says its own */
        period: found.periods.length === 1 ? periodWords(phrase, found.periods[0]!, turn.now) : '',
        /** as it was asked for, where that is what the answer is about */
        span,
        asked: found.asked,
        lacking: found.value ?? 0,
        share: found.asked > 0 && asksShare(turn) ? (found.value ?? 0) / found.asked : null,
        rows: rows.map(([unitId, list]) => ({
          unit: unitWords(org, org.unit(unitId)),
          gaps: alike(list).map((g) => gapWords(turn, g, single ? top! : org.unit(unitId))),
        })),
        gaps: single ? alike(found.gaps).map((g) => gapWords(turn, g, top!)) : [],
        later: single ? alike(found.later).map((g) => gapWords(turn, g, top!)) : [],
        later_kinds: KINDS.filter((kind) => found.laterPeriods.some((period) => isOf(kind, period))),
        later_units: found.laterUnits,
        more,
        kept_from: found.keptFrom ?? '',
        /** nobody is reminded of what can no longer be held */
        over: found.gaps.every(({ period }) => period.to < dateOf(turn.now)),
      }),
  );
  const isHeld = single && found.gaps.length === 0 && types?.length === 1 && question.period !== undefined;
  return isHeld ? withHeldDays(turn, question, reply) : reply;
}

/** What outlasts a month, the shortest first. */
const KINDS = ['quarter', 'half', 'year'] as const;

const isOf = (kind: (typeof KINDS)[number], { from, to }: Period): boolean => {
  const whole = periodOf(kind, from);
  return whole.from === from && whole.to === to;
};

/** The same meeting of one unit in several periods is told once. */
function alike(gaps: readonly Gap[]): (Gap & { periods: Period[] })[] {
  const groups = Map.groupBy(gaps, ({ unitId, type, state }) => `${unitId}:${type}:${state}`);
  return [...groups.values()].map((list) => ({ ...list[0]!, periods: list.map(({ period }) => period) }));
}

/** Periods of one kind of meeting that are named; of more it is said how many. */
const NAMED = 3;

export function gapWords(turn: Turn, one: Gap & { periods?: readonly Period[] }, asked: Unit) {
  const phrase = phraseOf(turn);
  const periods = one.periods ?? [one.period];
  return {
    unit: one.unitId === asked.id ? '' : turn.org.unit(one.unitId).name,
    name: typeName(one.type),
    period: phrase('figures.gap_periods', {
      periods: periods.slice(0, NAMED).map((period) => periodWords(phrase, period, turn.now)),
      count: periods.length,
    }),
    state: one.state,
  };
}
