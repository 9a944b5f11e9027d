import type { Metric } from '../../../domain/figures/metrics.ts';
// The month-end report in words; as a paper it is figures/paper.ts.

import type { Reply } from '../../../ports/channels.ts';
import { monthOf } from '../../../reports/ledger-month.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { phraseOf } from '../figures/words.ts';

const SHOWN = 5;
const OF_MOVES =
  /(?:新[增挂立加登报]|增加|登记|立了).*(?:[销消]|办结|解决|完成)|[销消].*(?:新[增挂立加登]|增加)/u;
const OF_REPORT = /报告|月报|情况|小结|总结|材料|[一段]话|文字|word/iu;

export async function monthReport(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  _definition: MetricDefinition<'ledger'>,
): Promise<Reply> {
  const month = await monthOf(questionOf(turn, scope));
  const words = await month.words(SHOWN, phraseOf(turn));
  const { period } = month;
  // 上月新增了几条又销号了几条: the two numbers, and no report of the month.
  if (OF_MOVES.test(turn.text) && !OF_REPORT.test(turn.text))
    return turn.say('ledger.month_moves', {
      ...words,
      period: periodWords(phraseOf(turn), period, turn.now),
    });
  return turn.say('ledger.month', words);
}
