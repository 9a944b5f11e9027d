// 登记率, 还有什么没登记: of all reports that branches owe together; who is missing is told in private.

import { dateOf } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';

const LINES = 12;
const NAMES = 10;

export async function filed(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'filings'>,
): Promise<Reply> {
  const { org, now, chat, templates } = turn;
  const { lines, owed, registered } = await definition.find(questionOf(turn, scope));
  const today = dateOf(now);
  const [only, ...others] = scope.tops;
  const isOne = only?.kind === 'branch' && others.length === 0;
  const before = toldBefore(turn);
  const told = lines.slice(before, before + LINES);
  return paged(turn, { rows: told, total: lines.length }, (shown, more) =>
    turn.say('filing.rate', {
      unit: scope.tops.map((unit) => unitWords(org, unit)).join('、'),
      owed,
      registered,
      lines: shown.map((line) => ({
        name: line.row.name,
        time: periodWords(templates.render, line.period, now),
        owed: line.owed,
        registered: line.owed - line.missing.length,
        names: chat === '' && !isOne ? line.missing.slice(0, NAMES).map(({ name }) => name) : [],
        missing: line.missing.length,
        by: line.by,
        late: line.by < today,
        one: isOne,
        example: isOne ? line.row.example : '',
      })),
      more,
    }),
  );
}
