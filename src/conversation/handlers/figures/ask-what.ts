// 画个图, 那个数给我一下, with nothing to go on from: which figure is meant is asked back, with likely ones offered.
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { typesAsked } from '../../question.ts';
import { offerItems } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { phraseOf } from './words.ts';

/** What is asked of units most of all. */
const OFFERED: readonly Metric[] = ['attendance_rate', 'activity_count', 'headcount_total'];
/** Where it is not even said of what. */
const OF_ANYTHING: readonly Metric[] = ['attendance_rate', 'activity_count', 'rectify_rate'];

/** Nothing was asked before: which figure is meant, each with what is said of it. */
export async function askWhat(turn: Turn<'query_more'>): Promise<Reply> {
  const { intent: _, what, names: _names, ...rest } = turn.intent;
  const isVague = what === 'vague';
  const said = what === 'by_unit' ? { ...rest, what } : rest;
  const { scope, sides = [], period, format } = said;
  const phrase = phraseOf(turn);
  const home = homeUnit(turn);
  const sideBySide = sides.flatMap((side) => side.scope ?? []);
  const isOfHome = home && (period === undefined || isVague) && what !== 'by_unit';
  const isExplained = what === 'explain';
  const offered = isVague ? OF_ANYTHING : OFFERED;
  if (!isExplained)
    await offerItems(
      turn,
      offered.map((metric): IntentOf<'query'> => ({ intent: 'query', metric, ...said })),
    );
  return turn.say('figures.no_question', {
    vague: isVague,
    unit: sideBySide.length > 0 ? sideBySide : [scope ?? (isOfHome ? unitWords(turn.org, home) : '')],
    by_unit: what === 'by_unit',
    period: period ? periodWords(phrase, period, turn.now) : '',
    about: typesWords(phrase, typesAsked(turn)),
    format: format ?? '',
    metrics: isExplained ? [] : offered.map((metric) => phrase(`stats.metric.${metric}`)),
  });
}
