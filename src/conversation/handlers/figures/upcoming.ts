// 下次主题党日什么时候, 近期安排: what lies ahead for the sender, or in a unit they belong to or are in charge of.
import { fixedDayType } from '../../../domain/activity/types.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';

import type { Reply } from '../../../ports/channels.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { unitSettings } from '../../../settings/units.ts';
import { concerns } from '../../near.ts';
import { questionOf } from '../../question.ts';
import { meantHere, type Scope } from '../../scope.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { activityWords } from '../../words.ts';
import { tellFixedDay } from '../fixed-day.ts';
import { paged, toldBefore } from './pages.ts';
import { exampleOf, phraseOf } from './words.ts';

const LINES = 8;

export async function upcoming(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'coming'>,
): Promise<Reply> {
  const question = questionOf(turn, scope);
  const before = toldBefore(turn);
  const { value, activities } = await definition.find({
    ...question,
    fits: meantHere(turn, scope),
    shown: before + LINES,
  });
  const { types, period } = question;
  if (activities.length === 0 && types?.[0] === fixedDayType() && (await hasFixedDay(turn, scope)))
    return tellFixedDay(turn, turn.intent.scope);
  const phrase = phraseOf(turn);
  const only = scope.tops.length === 1 ? scope.tops[0] : undefined;
  const told = activities.slice(before, before + LINES);
  return paged(turn, { rows: told, total: value ?? 0 }, (shown, more) =>
    turn.say('figures.upcoming', {
      unit: scope.tops.map((u) => unitWords(turn.org, u)),
      period: period ? periodWords(phrase, period, turn.now) : '',
      about: typesWords(phrase, types),
      example: exampleOf(types),
      activities: shown.map((activity) => ({
        ...activityWords(turn, activity),
        unit: activity.unitId === only?.id ? '' : unitWords(turn.org, turn.org.unit(activity.unitId)),
      })),
      more,
      plans: only !== undefined && mayDo(turn, 'plan_activity', { unitId: only.id }),
      invited: activities.some((activity) => concerns(turn, activity)),
    }),
  );
}

/** The fixed day tells when the next one is before it has made itself. */
async function hasFixedDay(turn: Turn<'query'>, { tops }: Scope): Promise<boolean> {
  if (turn.intent.period) return false;
  return (await unitSettings(turn, tops[0]!.id)).fixedDay !== undefined;
}
