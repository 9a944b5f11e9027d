// 哪些人下一步到期: of all kinds together; in a group how many, and nobody's name.
import type { Metric } from '../../../domain/figures/metrics.ts';
import { processRow } from '../../../domain/process/kinds.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { nextWords } from '../../../reports/process-words.ts';
import { unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { inWords } from '../figures/form.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { whoOf } from './words.ts';

const LINES = 10;

export async function due(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'processes'>,
): Promise<Reply> {
  const { org, now, templates, chat } = turn;
  const { processes } = await definition.find(questionOf(turn, scope));
  const before = toldBefore(turn);
  const told = chat === '' ? processes.slice(before, before + LINES) : [];
  const reply = await paged(turn, { rows: told, total: chat === '' ? processes.length : 0 }, (shown, more) =>
    turn.say('process.due', {
      unit: scope.tops.map((unit) => unitWords(org, unit)).join('、'),
      count: processes.length,
      lines: shown.map((process) => {
        const row = processRow(process.kind)!;
        return {
          name: row.name,
          who: whoOf(turn, process),
          unit: process.subject === '' ? '' : (org.units.get(process.unitId)?.name ?? ''),
          next: nextWords(templates.render, row, process, now),
        };
      }),
      more,
      hidden: chat !== '' && processes.length > 0,
    }),
  );
  return inWords(turn, reply);
}
