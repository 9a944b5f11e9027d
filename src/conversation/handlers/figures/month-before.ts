// 到会率, asked on the first of a month: where nothing of this month can be counted yet, the month before is told, and said so.
import { earlierPeriod } from '../../../domain/calendar/earlier.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Period } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { thisMonth } from '../../../reports/activities.ts';
import { isOfMatrix } from '../../../reports/matrix.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf, typesAsked } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { headed } from './form.ts';
import { phraseOf } from './words.ts';

/** @param tell the answer, of the time that is meant */
export async function orMonthBefore(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  tell: (turn: Turn<'query'>) => Promise<Reply>,
): Promise<Reply> {
  if (turn.intent.period || scope.tops.length === 0) return tell(turn);
  const month = thisMonth(turn.now);
  const isEmpty = (await countedIn(turn, scope, metric, month)) === false;
  const period = isEmpty ? await countedBefore(turn, scope, metric, month) : undefined;
  if (!period) return tell(turn);
  const line = lineBefore(turn, scope.tops, { period, of: month });
  return headed(line, await tell(meaning(turn, { ...turn.intent, period })));
}

/** @param period what is told in the place of the one asked of */
export function lineBefore(
  turn: Turn<'query'>,
  units: readonly Unit[],
  { period, of }: { period: Period; of: Period },
): string {
  const phrase = phraseOf(turn);
  return phrase('figures.month_before', {
    unit: units.map((unit) => unitWords(turn.org, unit)),
    period: periodWords(phrase, of, turn.now),
    about: typesWords(phrase, typesAsked(turn)),
    before: periodWords(phrase, period, turn.now),
  });
}

/** The time before this one, where something is counted over that; asked where nothing is over this one. */
export async function countedBefore(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  period: Period,
): Promise<Period | undefined> {
  const before = earlierPeriod(period, 'previous');
  return (await countedIn(turn, scope, metric, before)) ? before : undefined;
}

/** Whether anything is; undefined of what has a time of its own, or none. */
export async function countedIn(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  period: Period,
): Promise<boolean | undefined> {
  // A list in words says what is planned as well; what is taken away is of what was held, and three meetings of a quarter.
  const isList =
    METRIC_DEFINITIONS[metric].shape === 'activities' &&
    turn.intent.format !== undefined &&
    !isOfMatrix(metric, typesAsked(turn));
  const definition = METRIC_DEFINITIONS[isList ? 'activity_count' : metric];
  if (definition.shape !== 'table' || metric === 'report_missing') return undefined;
  const { total } = await definition.find({ ...questionOf(turn, scope), period, totalOnly: true });
  return total.over > 0;
}
