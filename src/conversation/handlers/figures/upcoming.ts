// 下次主题党日什么时候, 近期安排: what lies ahead for the sender, or in a unit they belong to or are in charge of.

import type { Activity } from '../../../domain/activity/activity.ts';
import { fixedDayType } from '../../../domain/activity/types.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { totalOf } from '../../../reports/activities.ts';
import type { MetricDefinition, StatsQuestion } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import type { ActivityLine } from '../../../reports/shapes.ts';
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
  const over = await overWithin(turn, scope, { ...question, shown: LINES });
  if (
    over.count === 0 &&
    activities.length === 0 &&
    types?.[0] === fixedDayType() &&
    (await hasFixedDay(turn, scope))
  )
    return tellFixedDay(turn, turn.intent.scope);
  const phrase = phraseOf(turn);
  const only = scope.tops.length === 1 ? scope.tops[0] : undefined;
  const told = activities.slice(before, before + LINES);
  const next = period && activities.length === 0 ? await nextOf(turn, scope, definition) : undefined;
  return paged(turn, { rows: told, total: value ?? 0 }, (shown, more) =>
    turn.say('figures.upcoming', {
      next: next ? [wordsOf(turn, next, only)] : [],
      unit: scope.tops.map((u) => unitWords(turn.org, u)),
      period: period ? periodWords(phrase, period, turn.now) : '',
      about: typesWords(phrase, types),
      example: exampleOf(types),
      activities: shown.map((activity) => wordsOf(turn, activity, only)),
      ...(before === 0
        ? { over: over.count, past: over.lines.map((line) => pastWords(turn, line, only)) }
        : { over: 0, past: [] }),
      more,
      plans: only !== undefined && mayDo(turn, 'plan_activity', { unitId: only.id }),
      invited: activities.some((activity) => concerns(turn, activity)),
    }),
  );
}

/** Where nothing is planned in the time that was asked about, the first that is planned at all. */
async function nextOf(
  turn: Turn<'query'>,
  scope: Scope,
  definition: MetricDefinition<'coming'>,
): Promise<Activity | undefined> {
  const question = { ...questionOf(turn, scope), period: undefined, fits: meantHere(turn, scope), shown: 1 };
  return (await definition.find(question)).activities[0];
}

const wordsOf = (turn: Turn<'query'>, activity: Activity, only: Unit | undefined) => ({
  ...activityWords(turn, activity),
  unit: activity.unitId === only?.id ? '' : unitWords(turn.org, turn.org.unit(activity.unitId)),
});

const pastWords = (turn: Turn<'query'>, { activity, unreported }: ActivityLine, only: Unit | undefined) => ({
  ...wordsOf(turn, activity, only),
  unreported: unreported && mayDo(turn, 'see_figures', { unitId: activity.unitId }),
});

/** 这周有哪些会, asked on its last day: those of that time that are over; few enough are named. */
async function overWithin(
  turn: Turn<'query'>,
  { tops }: Scope,
  question: StatsQuestion,
): Promise<{ count: number; lines: ActivityLine[] }> {
  const { period, fits, types } = question;
  const today = dateOf(turn.now);
  if (!period || period.from > today || today > period.to) return NOTHING;
  const { held, unrecorded } = await totalOf(question, tops, period, types);
  if (held + unrecorded === 0) return NOTHING;
  if (!fits && held + unrecorded > LINES) return { count: held + unrecorded, lines: [] };
  const { lines } = await METRIC_DEFINITIONS.activity_list.find(question);
  const over = lines.filter(
    ({ outcome, activity }) => outcome !== 'coming' && (fits === undefined || fits(activity)),
  );
  return { count: over.length, lines: over.length > LINES ? [] : over };
}
const NOTHING = { count: 0, lines: [] };

/** The fixed day tells when the next one is before it has made itself. */
async function hasFixedDay(turn: Turn<'query'>, { tops }: Scope): Promise<boolean> {
  if (turn.intent.period) return false;
  return (await unitSettings(turn, tops[0]!.id)).fixedDay !== undefined;
}
