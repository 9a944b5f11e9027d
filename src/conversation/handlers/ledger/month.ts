import type { Metric } from '../../../domain/figures/metrics.ts';
// The month-end report in words; as a paper it is figures/paper.ts.

import type { Reply } from '../../../ports/channels.ts';
import { monthOf } from '../../../reports/ledger-month.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';

const SHOWN = 5;

export async function monthReport(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  _definition: MetricDefinition<'ledger'>,
): Promise<Reply> {
  const month = await monthOf(questionOf(turn, scope));
  return turn.say('ledger.month', await month.words(SHOWN));
}
