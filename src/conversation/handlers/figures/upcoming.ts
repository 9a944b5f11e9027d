// 下次主题党日什么时候, 近期安排: what lies ahead for the sender, or in a unit they belong to or are in charge of.

import type { Activity } from '../../../domain/activity/activity.ts';
import { FIXED_DAY_TYPE } from '../../../domain/activity/types.ts';
import { addDays, dateOf } from '../../../domain/calendar/time.ts';
import type { Period } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { comingOf, unitsBelow } from '../../../reports/activities.ts';
import { unitSettings } from '../../../settings/units.ts';
import { concerns, unitsOf } from '../../near.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { activityWords } from '../../words.ts';
import { tellFixedDay } from '../fixed-day.ts';
import { scopeOf, typesAsked } from './scope.ts';
import { periodWords, phraseOf, typesWords, unitWords } from './words.ts';

const LINES = 8;
const AHEAD_DAYS = 92;

export async function upcoming(turn: Turn<'query'>): Promise<Reply> {
  const place = await placeOf(turn);
  if ('reply' in place) return place.reply;
  const types = typesAsked(turn);
  const list = (await comingOf(turn, place.unitIds, spanOf(turn), types)).filter(place.isMeant);
  if (list.length === 0 && types?.[0] === FIXED_DAY_TYPE && (await hasFixedDay(turn, place)))
    return tellFixedDay(turn, turn.intent.scope);
  const phrase = phraseOf(turn);
  return turn.say('figures.upcoming', {
    unit: place.name,
    period: turn.intent.period ? periodWords(phrase, turn.intent.period, turn.now) : '',
    about: typesWords(phrase, types),
    activities: list.slice(0, LINES).map((activity) => ({
      ...activityWords(turn, activity),
      unit:
        place.unitIds.length > 1 && activity.unitId !== place.unitIds[0]
          ? unitWords(turn.org, turn.org.unit(activity.unitId))
          : '',
    })),
    more: Math.max(0, list.length - LINES),
    plans: place.plans,
    invited: list.some((activity) => concerns(turn, activity)),
  });
}

/** The fixed day tells when the next one is before it has made itself. */
async function hasFixedDay(turn: Turn<'query'>, place: Place): Promise<boolean> {
  if (turn.intent.period || place.unitIds[0] === undefined) return false;
  return (await unitSettings(turn, place.unitIds[0])).fixedDay !== undefined;
}

const spanOf = ({ intent, now }: Pick<Turn<'query'>, 'intent' | 'now'>): Period =>
  intent.period ?? { from: dateOf(now), to: addDays(dateOf(now), AHEAD_DAYS) };

interface Place {
  name: string;
  unitIds: number[];
  /** of the activities there, those the question is about */
  isMeant(activity: Activity): boolean;
  /** the sender may arrange one */
  plans: boolean;
}

/** Coming activities of the own unit are for everybody; of others, for those who have their figures. */
async function placeOf(turn: Turn<'query'>): Promise<Place | { reply: Reply }> {
  const { org } = turn;
  const named = unitInQuestion(turn, turn.intent.scope);
  if (named && 'reply' in named) return named;
  if (named) {
    const matter = { unitId: named.unit.id };
    if (!mayDo(turn, 'see_roll', matter)) return { reply: refuse(turn, 'see_figures', matter) };
    return below(turn, [named.unit.id], unitWords(org, named.unit), () => true);
  }
  const own = unitsOf(turn);
  if (own.length > 0) {
    const home = org.unit(own[0]!);
    const isMeant = (a: Activity) => concerns(turn, a) || mayDo(turn, 'plan_activity', a);
    return {
      name: home.name,
      unitIds: own,
      isMeant,
      plans: mayDo(turn, 'plan_activity', { unitId: home.id }),
    };
  }
  const scope = await scopeOf(turn);
  if ('reply' in scope) return scope;
  const tops = scope.tops.map((u) => u.id);
  return below(turn, tops, scope.tops.map((u) => u.name).join(''), () => true);
}

function below(turn: Turn<'query'>, ids: number[], name: string, isMeant: Place['isMeant']): Place {
  const units = unitsBelow(
    turn,
    ids.map((id) => turn.org.unit(id)),
  );
  const plans = ids.length === 1 && mayDo(turn, 'plan_activity', { unitId: ids[0]! });
  return { name, unitIds: units.map((u) => u.id), isMeant, plans };
}
