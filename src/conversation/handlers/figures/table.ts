// 签到率, 次数, 人次: one line for a branch, above it a line per branch, in the order of the roster and never by rank.

import { mayBeDue } from '../../../domain/figures/gaps.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import type { MetricOf } from '../../../reports/metrics/list.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { ownFigures } from './own.ts';
import { paged, toldBefore } from './pages.ts';
import { countedWords, phraseOf } from './words.ts';

/** Lines a phone shows without scrolling far. */
export const SHOWN = 12;

export async function table(
  turn: Turn<'query'>,
  scope: Scope,
  metric: MetricOf<'table'>,
  definition: MetricDefinition<'table'>,
): Promise<Reply> {
  if (scope.tops.length === 0) return ownFigures(turn);
  const { what, percent } = turn.intent;
  const isBound = metric === 'attendance_rate' && (what === 'below' || what === 'reached');
  if (isBound && percent !== undefined && !isSingle(scope.tops))
    return within(turn, scope, definition, percent);
  const before = toldBefore(turn);
  const question = { ...questionOf(turn, scope), shown: before + SHOWN };
  const found = await definition.find(question);
  const phrase = phraseOf(turn);
  const sentence = turn.intent.what === 'expected' ? 'expected_total' : metric;
  const told = found.rows.slice(before, before + SHOWN);
  return paged(turn, { rows: told, total: isSingle(scope.tops) ? 0 : found.told }, (rows, more) =>
    turn.say(`figures.${sentence}`, {
      unit: scope.tops.map((u) => unitWords(turn.org, u)),
      period: periodWords(phrase, found.period, turn.now),
      about: typesWords(phrase, question.types),
      one_type: question.types?.length === 1,
      /** some rule may ask for it: whoever has not held it lacks something */
      ruled: question.types?.some((type) => mayBeDue(turn.settings.cadence, type)) ?? true,
      single: isSingle(scope.tops),
      ...countedWords(found.total),
      rows: rows.map((row) => ({ unit: row.unit.name, ...countedWords(row) })),
      told: found.told,
      more,
      without: found.without,
    }),
  );
}

/** 到会率不到八成的支部: those alone, in the order of the roster. @param percent 0…100 */
async function within(
  turn: Turn<'query'>,
  scope: Scope,
  definition: MetricDefinition<'table'>,
  percent: number,
): Promise<Reply> {
  const question = questionOf(turn, scope);
  const { period, rows, total } = await definition.find(question);
  const phrase = phraseOf(turn);
  const isReached = turn.intent.what === 'reached';
  const counted = rows.filter(({ figures }) => figures.expected > 0);
  const fitting = counted.filter(
    ({ figures: { present, expected } }) => present * 100 >= percent * expected === isReached,
  );
  const before = toldBefore(turn);
  const told = fitting.slice(before, before + SHOWN);
  return paged(turn, { rows: told, total: fitting.length }, (shown, more) =>
    turn.say('figures.within', {
      unit: scope.tops.map((u) => unitWords(turn.org, u)),
      period: periodWords(phrase, period, turn.now),
      about: typesWords(phrase, question.types),
      percent,
      reached: isReached,
      count: fitting.length,
      of: counted.length,
      rows: shown.map(({ unit, figures: { present, expected } }) => ({
        unit: unit.name,
        value: present / expected,
        present,
        expected,
      })),
      more,
      unreported: total.figures.unreported,
    }),
  );
}
