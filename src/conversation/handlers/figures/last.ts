// 最近一次主题党日到会率, 上次党员大会谁没来: the last meeting that is over, named with its date.
import { isFor } from '../../../domain/activity/due.ts';
import { type ActivityType, isGroupMeeting, meetingName } from '../../../domain/activity/types.ts';
import { earlierPeriod } from '../../../domain/calendar/earlier.ts';
import { addDays, type DateText, dateOf } from '../../../domain/calendar/time.ts';
import { type ActivityFact, countsForRate } from '../../../domain/figures/activities.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { Reply } from '../../../ports/channels.ts';
import {
  factsOf,
  query as figureQuery,
  isSingle,
  thisMonth,
  unitsBelow,
} from '../../../reports/activities.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { typesWords, unitWords } from '../../../reports/words.ts';
import type { Ended } from '../../act.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { meantHere, type Scope, scopeOf, unitsInScope } from '../../scope.ts';
import { mayDo, meaning, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { lastAsked } from './asked.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { exampleOf, phraseOf } from './words.ts';

type Query = IntentOf<'query'>;

/** How far back it is looked for, the nearest first; a longer span is read only where a shorter has none. */
const BACK_DAYS = [8, 31, 92, 366] as const;

/** 再上个月, 上一次呢: the same of the span before, or of the meeting before the one that was told. */
export async function earlierThan(turn: Turn, { what: _, ...last }: Query): Promise<Query | Ended> {
  const { period, ...one } = last;
  const isRoll = period === undefined && METRIC_DEFINITIONS[last.metric].shape === 'roll';
  const told = isRoll ? (await rollHere(turn))?.activity : undefined;
  const day = told ? dateOf(told.startAt) : period && !isSpan(period) ? period.from : undefined;
  if (day !== undefined) return aboutLast(turn, one, addDays(day, -1));
  return { ...last, period: earlierPeriod(period ?? thisMonth(turn.now), 'previous') };
}

/**
 * The question about that one meeting; of several branches and a rate the answer itself, a line for each.
 * @param until the last day it may have been on
 */
export async function aboutLast(
  turn: Turn,
  asked: Query,
  until: DateText = dateOf(turn.now),
): Promise<Query | Ended> {
  const { what: _, ...one } = asked;
  const { shape } = METRIC_DEFINITIONS[asked.metric];
  if (shape !== 'table' && shape !== 'roll' && shape !== 'activities') return one;
  const asking = meaning<'query'>(turn, one);
  const action = shape === 'roll' ? 'see_roll' : 'see_figures';
  const scope = scopeOf(asking, action, { ...one, types: typesAsked(asking) });
  if ('reply' in scope) return scope;
  const tops = topsOf(asking, scope);
  // Whoever may not ask is told so by the question itself.
  if (!scope.tops.every(({ id }) => mayDo(turn, action, { unitId: id }))) return one;
  if (shape !== 'roll' && !isSingle(tops)) return { reply: await eachLast(asking, tops) };
  // 上次来了多少人: the roll of one meeting is there for everybody it was for.
  const isOfRoll = asked.metric === 'headcount_total' && scope.tops.length === 0 && !asked.mine;
  // 贾宏伟再往前那回: of those that were theirs
  const named = (asked.names ?? []).flatMap((name) => turn.org.named(name));
  const whose = named.length > 0 ? named : isOfRoll ? [turn.sender] : [];
  const isTheirs = (a: ActivityFact['activity']) =>
    whose.length === 0 || whose.some((person) => isFor(a, person, turn.org));
  const last = await lastOf(asking, tops, until, isTheirs);
  const earlier = until < dateOf(turn.now);
  if (!last)
    return {
      reply: turn.say('figures.no_last', {
        ...wordsOf(asking, tops),
        example: exampleOf(typesAsked(asking)),
        earlier,
      }),
    };
  const { activity } = last;
  // Of a branch one is in charge of nothing in: its day, which everybody there was told, and no figure.
  if (shape === 'activities' && scope.tops.length === 0) {
    const { types, startAt } = activity;
    return {
      reply: turn.say('figures.last_day', { ...wordsOf(asking, tops), name: meetingName(types), startAt }),
    };
  }
  const day = dateOf(activity.startAt);
  return {
    ...one,
    ...(isOfRoll && { metric: 'absentees' as const }),
    // Of one among many the answer says whose it is.
    ...(scope.tops.length > 0 && isSingle(tops) && { scope: turn.org.unit(activity.unitId).path }),
    ...typesSaid(activity.types),
    period: { from: day, to: day },
  };
}

/**
 * 谁没来, behind the question about one meeting (最近一次党员大会): of that one, unless another is going on, which the bare
 * words mean first of all.
 */
export async function behindMeeting(turn: Turn, asked: Query): Promise<Query> {
  const { intent: _, metric, ...said } = asked;
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape !== 'roll' || Object.keys(said).length > 0) return asked;
  const last = await lastAsked(turn);
  const { scope, period, activityType, activityTypes } = last ?? {};
  // 谁请假了, behind 十月呢: of that month, which is over; this one's bare words are of the meeting that was last
  const isOver = period !== undefined && isSpan(period) && period.to < dateOf(turn.now);
  if (!period || (activityType === undefined && !isOver)) return asked;
  if (await isUnderWay(turn)) return asked;
  return {
    ...asked,
    period,
    ...(activityType && { activityType }),
    ...(scope !== undefined && { scope }),
    ...(activityTypes && { activityTypes }),
  };
}

/** Whether a meeting is going on that bare words mean here. */
export const isUnderWay = async (turn: Turn): Promise<boolean> => (await rollHere(turn))?.phase === 'open';

/** The meeting that 谁没签到 is about, where nothing else is said than of whom. */
export async function rollHere(turn: Turn, of: Pick<Query, 'scope'> = {}) {
  const asking = meaning<'query'>(turn, { intent: 'query', metric: 'absentees', ...of });
  const scope = unitsInScope(asking, 'see_roll', of);
  if ('reply' in scope) return undefined;
  const question = {
    ...questionOf(asking, scope),
    fits: meantHere(asking, scope),
    oneMeeting: true as const,
  };
  return (await METRIC_DEFINITIONS.absentees.find(question)).of;
}

const topsOf = (turn: Turn<'query'>, { tops, by }: Scope): readonly Unit[] => {
  const home = homeUnit(turn);
  const own = turn.sender.groupId;
  // 上次小组会, said by somebody of one: that of their own, unless the whole branch is theirs to ask about
  const isOfGroup =
    own !== null && by !== 'message' && typesAsked(turn)?.every((type) => isGroupMeeting([type]));
  if (isOfGroup && !(home && mayDo(turn, 'see_figures', { unitId: home.id }))) return [turn.org.unit(own)];
  return tops.length > 0 || !home ? tops : [home];
};

const typesSaid = (types: readonly ActivityType[]): Partial<Query> => ({
  activityType: types[0]!,
  ...(types.length > 1 && { activityTypes: [...types] }),
});

/** The newest that counts; of several units together. */
export async function lastOf(
  turn: Turn<'query'>,
  tops: readonly Unit[],
  to: DateText,
  fits: (activity: ActivityFact['activity']) => boolean = () => true,
): Promise<ActivityFact | undefined> {
  for (const days of BACK_DAYS) {
    const period = { from: addDays(to, -days), to };
    const facts = await factsOf(questionOf(turn, { tops: [...tops] }), tops, period, typesAsked(turn));
    const last = facts.findLast((fact) => countsForRate(fact) && fits(fact.activity));
    if (last) return last;
  }
  return undefined;
}

/** The last one of each branch that has any, as many as one answer shows, from the first that was not told. */
export async function lastOfEach(
  turn: Turn<'query'>,
  tops: readonly Unit[],
): Promise<{ facts: ActivityFact[]; total: number }> {
  const question = questionOf(turn, { tops: [...tops] });
  const to = dateOf(turn.now);
  const period = { from: addDays(to, -BACK_DAYS.at(-1)!), to };
  const branches = unitsBelow(question, tops).filter(({ kind }) => kind === 'branch');
  const ids = branches.map(({ id }) => id);
  const asked = await figureQuery(question, ids, period, typesAsked(turn));
  const having = await question.tx.unitsWith(asked, countsForRate, true);
  const told = branches.filter(({ id }) => having.has(id));
  const facts: ActivityFact[] = [];
  const before = toldBefore(turn);
  for (const branch of told.slice(before, before + SHOWN)) {
    const last = await lastOf(turn, [branch], to);
    if (last) facts.push(last);
  }
  return { facts, total: told.length };
}

async function eachLast(turn: Turn<'query'>, tops: readonly Unit[]): Promise<Reply> {
  const { facts, total } = await lastOfEach(turn, tops);
  const words = wordsOf(turn, tops);
  if (total === 0)
    return turn.say('figures.no_last', { ...words, example: exampleOf(typesAsked(turn)), earlier: false });
  return paged(turn, { rows: facts, total }, (shown, more) =>
    turn.say('figures.last_each', {
      ...words,
      rows: shown.map(({ activity: { unitId, types, startAt }, present, expected }) => ({
        unit: unitWords(turn.org, turn.org.branchOf(unitId) ?? turn.org.unit(unitId)),
        name: meetingName(types),
        startAt,
        present,
        expected,
        rate: expected === 0 ? null : present / expected,
      })),
      more,
    }),
  );
}

const wordsOf = (turn: Turn<'query'>, tops: readonly Unit[]) => ({
  unit: tops.map((unit) => unitWords(turn.org, unit)),
  about: typesWords(phraseOf(turn), typesAsked(turn)),
});
