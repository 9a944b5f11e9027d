// 活动记录, 三会一课: a branch's activities one by one; above a branch how many of each type.

import type { ActivityType } from '../../../domain/activity/types.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import {
  type ActivityFact,
  countsForRate,
  dueCountOf,
  numbersOf,
  outcomeOf,
} from '../../../domain/figures/activities.ts';
import type { Period } from '../../../domain/intent.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import { factsOf, gapsBelow, isSingle, thisMonth } from '../../../reports/activities.ts';
import type { Turn } from '../../turn.ts';
import { activityName } from '../../words.ts';
import { gapWords } from './gap.ts';
import { ownFigures } from './own.ts';
import { scopeOf, typesAsked } from './scope.ts';
import { SHOWN, tableAnswer } from './table.ts';
import { periodWords, phraseOf, typesWords, unitWords } from './words.ts';

export async function list(turn: Turn<'query'>): Promise<Reply> {
  const scope = await scopeOf(turn);
  if ('reply' in scope) return scope.reply;
  if (scope.tops.length === 0) return ownFigures(turn);
  if (!isSingle(scope.tops)) return tableAnswer(turn, 'count', scope);
  const types = typesAsked(turn);
  const period = turn.intent.period ?? thisMonth(turn.now);
  const unit = scope.tops[0]!;
  const phrase = phraseOf(turn);
  const facts = await factsOf(turn, scope.tops, period, types);
  const gaps = await openMatters(turn, unit, period, types);
  return turn.say('figures.list', {
    unit: unitWords(turn.org, unit),
    period: periodWords(phrase, period, turn.now),
    about: typesWords(phrase, types),
    held: facts.filter((f) => outcomeOf(f) === 'held').length,
    activities: facts.slice(-SHOWN).map((f) => factWords(turn, f, unit)),
    earlier: Math.max(0, facts.length - SHOWN),
    unrecorded: facts.filter((f) => outcomeOf(f) === 'unrecorded').length,
    gaps: gaps.map((gap) => gapWords(turn, gap, unit)),
  });
}

/** Who asks for 三会一课 wants to know what is still to be held; only the period that runs can be mended. */
async function openMatters(
  turn: Turn<'query'>,
  unit: Unit,
  period: Period,
  types: readonly ActivityType[] | undefined,
) {
  const today = dateOf(turn.now);
  if (!types || period.from > today || period.to < today) return [];
  return (await gapsBelow(turn, [unit], { types })).gaps;
}

function factWords(turn: Turn<'query'>, fact: ActivityFact, asked: Unit) {
  const { activity } = fact;
  return {
    name: activityName(turn, activity.types),
    startAt: activity.startAt,
    unit: activity.unitId === asked.id ? '' : turn.org.unit(activity.unitId).name,
    outcome: outcomeOf(fact),
    counts: countsForRate(fact),
    ...numbersOf(fact, dueCountOf(turn.org)),
  };
}
