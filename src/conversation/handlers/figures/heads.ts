// 多少党员, 几个支部, 多少流动党员, 应到多少人: the roster counted.
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { SHOWN } from './table.ts';

export async function heads(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'heads'>,
): Promise<Reply> {
  const { total, rows, branches, groups } = await definition.find(questionOf(turn, scope));
  if (turn.intent.what === 'expected')
    return turn.say('figures.expected', {
      unit: scope.tops.map((u) => unitWords(turn.org, u)),
      expected: total.members - total.mobile,
      ...total,
    });
  const lines = rows.length > 1 ? rows : [];
  return turn.say('figures.member_count', {
    unit: scope.tops.map((u) => unitWords(turn.org, u)),
    ...total,
    branches,
    groups,
    rows: lines.slice(0, SHOWN).map(({ unit, heads: own }) => ({ unit: unit.name, ...own })),
    more: Math.max(0, lines.length - SHOWN),
  });
}
