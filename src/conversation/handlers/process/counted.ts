// 今年发展了几个党员, 现在有几个入党申请人, 哪个支部今年没发展: how many, and in private who; a group hears no name.
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { shownDay, whoOf } from './words.ts';

const LINES = 10;

export async function counted(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  definition: MetricDefinition<'steps'>,
): Promise<Reply> {
  const found = await definition.find(questionOf(turn, scope));
  const { processes, rows } = found;
  const { from, to } = found.period;
  if (!found.counted) return turn.say('process.gone');
  const { row, step } = found.counted;
  const people = row.of === 'person';
  const isMany = rows.length > 1;
  const isLacking = turn.intent.what === 'never' && isMany;
  const told = isLacking ? rows.filter(({ count }) => count === 0) : rows.filter(({ count }) => count > 0);
  const isHidden = turn.chat !== '' && people;
  const lines = isMany || isHidden ? [] : processes;
  const next = row.steps.slice(row.steps.indexOf(step) + 1).find(({ called }) => called.length > 0);
  return turn.say('process.counted', {
    unit: scope.tops.map((unit) => unitWords(turn.org, unit)).join('、'),
    period: from === null || to === null ? '' : periodWords(turn.templates.render, { from, to }, turn.now),
    ...{ name: row.name, step: step.name, people, count: processes.length, lacking: isLacking },
    called: metric === 'process_at' ? (step.called[0] ?? step.name) : '',
    next: next?.name ?? '',
    plain: step.key === row.counts,
    rows: isMany ? told.slice(0, LINES).map(({ unit, count }) => ({ unit: unit.name, count })) : [],
    more: isMany ? Math.max(0, told.length - LINES) : Math.max(0, lines.length - LINES),
    lines: lines.slice(0, LINES).map((process) => ({
      who: whoOf(turn, process),
      day: shownDay(turn, process.steps[step.key]!.day),
    })),
    hidden: isHidden && processes.length > 0 && !isMany,
  });
}
