// 签到率, 次数, 人次: one line for a branch, above it a line per branch, in the order of the roster and never by rank.

import { mayBeDue } from '../../../domain/figures/gaps.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle, thisMonth, unitsBelow } from '../../../reports/activities.ts';
import type { MetricDefinition, StatsQuestion } from '../../../reports/metric.ts';
import type { MetricOf } from '../../../reports/metrics/list.ts';
import type { Findings } from '../../../reports/shapes.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { byLevel } from './by-level.ts';
import { countedBefore } from './month-before.ts';
import { ownFigures } from './own.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { unreported } from './unreported.ts';
import { isBound, tellWithin } from './within.ts';
import { countedWords, exampleOf, phraseOf } from './words.ts';

/** As many branches as are named where they have nothing of it. */
const NAMED = 5;

/** The branches in scope that no line was told of, where they are few. */
function lackingOf(
  { org }: Turn,
  { tops }: Scope,
  question: StatsQuestion,
  { rows, told: all, without }: Findings['table'],
): string[] {
  if (without === 0 || without > NAMED || rows.length < all) return [];
  const told = new Set(rows.map(({ unit }) => unit.id));
  const left = unitsBelow(question, tops).filter(
    ({ id, kind }) =>
      kind === 'branch' && !told.has(id) && !org.subtree(id).some((unit) => told.has(unit.id)),
  );
  return left.length === without ? left.map(({ name }) => name) : [];
}

export async function table(
  turn: Turn<'query'>,
  scope: Scope,
  metric: MetricOf<'table'>,
  definition: MetricDefinition<'table'>,
): Promise<Reply> {
  if (scope.tops.length === 0) return ownFigures(turn);
  const each = turn.intent.what === 'by_level' && (await byLevel(turn, scope, metric, definition));
  if (each) return each;
  if ((turn.intent.ofGroups || !isSingle(scope.tops)) && isBound(turn, metric)) {
    const { period, rows, total } = await definition.find(questionOf(turn, scope));
    const isRate = metric === 'attendance_rate';
    const measured = rows.map(({ unit, value, figures: { present, expected } }) => ({
      unit,
      part: isRate ? present : (value ?? 0),
      whole: isRate ? expected : null,
    }));
    return tellWithin(turn, scope, { metric, period, measured, unreported: total.figures.unreported });
  }
  if (metric === 'report_missing') return unreported(turn, scope, definition);
  const before = toldBefore(turn);
  const question = { ...questionOf(turn, scope), shown: before + SHOWN };
  const found = await definition.find(question);
  const phrase = phraseOf(turn);
  const sentence = turn.intent.what === 'expected' ? 'expected_total' : metric;
  const told = found.rows.slice(before, before + SHOWN);
  const isNow = found.period.from === thisMonth(turn.now).from && found.total.over === 0;
  const earlier = isNow ? await countedBefore(turn, scope, metric, found.period) : undefined;
  return paged(turn, { rows: told, total: isSingle(scope.tops) ? 0 : found.told }, (rows, more) =>
    turn.say(`figures.${sentence}`, {
      unit: scope.tops.map((u) => unitWords(turn.org, u)),
      period: periodWords(phrase, found.period, turn.now),
      about: typesWords(phrase, question.types),
      example: exampleOf(question.types),
      one_type: question.types?.length === 1,
      /** some rule may ask for it: whoever has not held it lacks something */
      ruled: question.types?.some((type) => mayBeDue(turn.settings.cadence, type)) ?? true,
      single: isSingle(scope.tops),
      ...countedWords(found.total),
      rows: rows.map((row) => ({ unit: row.unit.name, ...countedWords(row) })),
      more,
      without: found.without,
      lacking: lackingOf(turn, scope, question, found),
      earlier: earlier ? periodWords(phrase, earlier, turn.now) : '',
    }),
  );
}
