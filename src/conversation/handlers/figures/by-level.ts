// 各党总支到会率, 各镇人次: a line for each unit right below, whatever lies beneath it; in the order of the roster.
import type { Reply } from '../../../ports/channels.ts';
import type { MetricDefinition, StatsQuestion } from '../../../reports/metric.ts';
import type { MetricOf } from '../../../reports/metrics/list.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { phraseOf } from './words.ts';

/** Undefined where branches are all that lies right below. */
export async function byLevel(
  turn: Turn<'query'>,
  { tops }: Scope,
  metric: MetricOf<'table'>,
  definition: MetricDefinition<'table'>,
): Promise<Reply | undefined> {
  const { org } = turn;
  const units = tops.flatMap(({ id }) => org.children(id).filter(({ kind }) => kind !== 'group'));
  if (units.every(({ kind }) => kind === 'branch')) return undefined;
  const isRate = metric === 'attendance_rate';
  const question: StatsQuestion = { ...questionOf(turn, { tops }), totalOnly: true };
  const { total, period } = await definition.find(question);
  const numbers = ({ value }: { value: number | null }) =>
    isRate ? { share: value, value: 0 } : { share: null, value: value ?? 0 };
  const before = toldBefore(turn);
  const rows = [];
  for (const unit of units.slice(before, before + SHOWN)) {
    const own = await definition.find({ ...question, tops: [unit] });
    const { present, expected } = own.total.figures;
    rows.push({ unit: unitWords(org, unit), ...numbers(own), over: own.total.over, present, expected });
  }
  const phrase = phraseOf(turn);
  return paged(turn, { rows, total: units.length }, (shown, more) =>
    turn.say('figures.by_level', {
      unit: tops.map((unit) => unitWords(org, unit)),
      period: periodWords(phrase, period, turn.now),
      about: typesWords(phrase, question.types),
      metric: phrase(`stats.metric.${metric}`),
      heads: metric === 'headcount_total',
      ...numbers({ value: total.value }),
      counted: total.over,
      rows: shown,
      more,
      unreported: total.figures.unreported,
    }),
  );
}
