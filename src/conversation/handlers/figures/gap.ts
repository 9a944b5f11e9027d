// 未开党员大会的支部, 还差哪些会没开: what is due and was not held.
import { typeName } from '../../../domain/activity/types.ts';
import type { Gap } from '../../../domain/figures/gaps.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';

import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { SHOWN } from './table.ts';
import { phraseOf } from './words.ts';

export async function gaps(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'gaps'>,
): Promise<Reply> {
  const { org } = turn;
  const question = questionOf(turn, scope);
  const found = await definition.find(question);
  const { types } = question;
  const phrase = phraseOf(turn);
  const single = isSingle(scope.tops);
  const units = Map.groupBy(found.gaps, (gap) => gap.unitId);
  return turn.say(single ? 'figures.gap_one' : 'figures.gap', {
    unit: scope.tops.map((u) => unitWords(org, u)),
    about: typesWords(phrase, types),
    one_type: types?.length === 1,
    /** the one period all of it is about, else each line says its own */
    period: found.periods.length === 1 ? periodWords(phrase, found.periods[0]!, turn.now) : '',
    asked: found.asked,
    lacking: found.value ?? 0,
    rows: [...units].slice(0, SHOWN).map(([unitId, list]) => ({
      unit: unitWords(org, org.unit(unitId)),
      gaps: list.map((g) => gapWords(turn, g, single ? scope.tops[0]! : org.unit(unitId))),
    })),
    gaps: single ? found.gaps.map((g) => gapWords(turn, g, scope.tops[0]!)) : [],
    more: Math.max(0, units.size - SHOWN),
  });
}

export function gapWords(turn: Turn, one: Gap, asked: Unit) {
  return {
    unit: one.unitId === asked.id ? '' : turn.org.unit(one.unitId).name,
    name: typeName(one.type),
    period: periodWords(phraseOf(turn), one.period, turn.now),
    state: one.state,
  };
}
