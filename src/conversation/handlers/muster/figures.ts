// 集结收到率, 今年集结了几次: what the units in scope had to do with musters, in numbers alone.

import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import type { MusterFigures } from '../../../reports/musters.ts';
import { periodWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';

const LINES = 12;

export async function musterFigures(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'musters'>,
): Promise<Reply> {
  const { org, now, templates } = turn;
  const { real, drills, rows, period } = await definition.find(questionOf(turn, scope));
  const isAsked = turn.intent.what === 'by_unit' || rows.length > 1;
  const each = isAsked ? rows.filter((row) => row.real.musters + row.drills.musters > 0) : [];
  return turn.say('muster.figures', {
    unit: scope.tops.map((unit) => unitWords(org, unit)).join('、'),
    period: periodWords(templates.render, period, now),
    real: shown(real),
    drills: shown(drills),
    lines: each.slice(0, LINES).map(({ unit, real: own, drills: practice }) => ({
      unit: unitWords(org, unit),
      real: shown(own),
      drills: shown(practice),
    })),
    more: Math.max(0, each.length - LINES),
  });
}

const shown = ({ musters, called, ackedInTime, arrivedInTime, cannot }: MusterFigures) => ({
  musters,
  called,
  acked: ackedInTime,
  ack_rate: called === 0 ? 0 : ackedInTime / called,
  arrived: arrivedInTime,
  arrived_rate: called === 0 ? 0 : arrivedInTime / called,
  cannot,
});
