// A question about figures as it is said: it may go on from the last one, ask what a figure means, or ask for a ranking.
import { addMonths } from '../../../domain/calendar/dates.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { thisMonth } from '../../../reports/activities.ts';
import { definitionOf } from '../../../reports/definition.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import { type Act, together } from '../../act.ts';
import { typesAsked } from '../../question.ts';
import { offerItems } from '../../questions.ts';
import { scopeOf } from '../../scope.ts';
import { isRefusal, meaning, type Turn } from '../../turn.ts';
import { homeUnit, unitInQuestion, WHOLE_COMMITTEE } from '../../units.ts';
import { isRatherAhead } from '../../year.ts';
import { goingOn, lastAsked, lastTold, ofThem, rememberAsked, withDays } from './asked.ts';
import { ofGroupMembers, ofOneName, ofTheirTimes, summed } from './behind.ts';
import { ofTopic } from './by-topic.ts';
import { answerQuery } from './handlers.ts';
import { aboutLast, behindMeeting, earlierThan, isUnderWay } from './last.ts';
import { isOfMeetings, isUnsaid, neverOfIt, ofItsKind, ofItsRule, ofItsTask, ofTheirLeave } from './meant.ts';
import { beforeParts, parts, settledParts } from './parts.ts';
import { isOfPersons, personsWithin } from './persons-within.ts';
import { RANKING, unranked } from './unranked.ts';
import { phraseOf } from './words.ts';

type Query = IntentOf<'query'>;

/** Any question about figures, lists and plans. */
export const query: Act<'query'> = {
  ...answerQuery,
  async perform(turn) {
    const { follows, ...rest } = turn.intent;
    const plain = ofItsKind(turn, rest);
    const times = await ofTheirTimes(turn, { ...plain, ...(follows && { follows }) });
    if (times.metric !== plain.metric) return answered(turn, times, {});
    const asked = plain;
    const told = mayBeOfIt(asked) ? await lastAsked(turn) : undefined;
    const theirs = ofItsTask(turn, ofTheirLeave(asked, told), told);
    if (theirs !== asked) return answered(turn, theirs, {});
    const before = follows || isOfEach(asked) ? await lastAsked(turn) : undefined;
    const isSame = follows || before?.metric === asked.metric;
    const last = !isSame
      ? undefined
      : asked.told && follows
        ? await beforeParts(turn, asked, before)
        : before;
    const whose = asked.what === 'theirs' ? ofThem(asked, last) : asked;
    if (!whose) return turn.say('figures.of_them', { name: turn.sender.name });
    const said = neverOfIt(turn, pointedAt(whose, last), last);
    const alone = follows && !last ? await firstOfAll(turn, said) : said;
    const whole = last ? goingOn(last, said, turn.now) : await behindMeeting(turn, alone);
    return answered(turn, withDays(ofItsRule(turn, whole)), said);
  },
};

/** What goes on from the answer before although it is whole by itself. */
const mayBeOfIt = ({ metric, what }: Query): boolean => what === 'reasons' || metric === 'report_missing';

/** 每个支部几场, behind 今年党课开了几场: the same, of each. */
const isOfEach = (asked: Query): boolean =>
  asked.what === 'by_unit' && isUnsaid(asked) && (asked.sides ?? asked.step ?? asked.against) === undefined;

/** 那第二支部呢, 画个图, 怎么算的: the last question, but for what is said now. */
export const queryMore: Act<'query_more'> = {
  actions: answerQuery.actions,
  reads: () => 'heavy',
  async perform(turn) {
    const { intent: _, ...asked } = turn.intent;
    const last = await lastAsked(turn);
    if (asked.what === 'who') return whoTheyAre(turn, last);
    const meetings: Partial<Query> = { metric: 'activity_list' };
    const said = pointedAt<Partial<Query>>(isOfMeetings(turn, asked, last) ? meetings : asked, last);
    if (last && said.what === 'earlier') {
      const before = await earlierThan(turn, goingOn(last, {}, turn.now));
      return 'reply' in before ? before.reply : answered(turn, before, {});
    }
    if (said.what === 'sum') {
      const sum = summed((await lastTold(turn)) ?? { asked: MAIN });
      return sum ? answered(turn, sum, {}) : turn.say('figures.no_sum');
    }
    const one = last && ofOneName(turn, last, said);
    if (last) return answered(turn, one ?? goingOn(last, said, turn.now), said);
    // 第一、第三支部对比: what is compared first of all.
    const isWhole = said.sides?.every((side) => Object.keys(side).length > 0);
    const isRanked = said.what === 'rank_units';
    return isWhole || isRanked ? answered(turn, { ...said, ...MAIN }, said) : askWhat(turn);
  },
};

/** 那两个支部: the sides that were just told; 是哪几个: those of which it is true; where there were none, each branch. */
function pointedAt<T extends Partial<Query>>({ what, ...said }: T, last: Query | undefined): T {
  const isPointing = what === 'those' || what === 'which';
  const isTold =
    what === 'those'
      ? last?.sides?.some(({ scope }) => scope)
      : last?.what === 'below' || last?.what === 'reached';
  const meant = !isPointing ? what : isTold ? undefined : 'by_unit';
  return { ...said, ...(meant && { what: meant }) } as T;
}

/** What is told with names, which are told again. */
const WITH_NAMES: ReadonlySet<string> = new Set(['heads', 'roll', 'records', 'items', 'processes']);

/** 都有谁: whoever was just told or counted; behind a figure of meetings, and behind nothing, who was not there. */
async function whoTheyAre(turn: Turn, last: Query | undefined): Promise<Reply | null> {
  if (last && WITH_NAMES.has(METRIC_DEFINITIONS[last.metric].shape))
    return answered(turn, goingOn(last, {}, turn.now), {});
  return query.perform(meaning<'query'>(turn, { intent: 'query', metric: 'absentees', follows: true }));
}

const MAIN = { intent: 'query', metric: 'attendance_rate' } as const;

/**
 * 缺哪个, 迟到的有几个, with nothing asked before: of the meeting that is going on; else what is not held, and who was away
 * this month.
 */
async function firstOfAll(turn: Turn, asked: Query): Promise<Query> {
  const { what, ...rest } = asked;
  // 什么会, of nothing that was told: of what lies ahead
  if (asked.metric === 'activity_list' && what === undefined && !asked.told && isUnsaid(asked))
    return { ...asked, metric: 'upcoming' };
  const isLacking = what === 'lacking';
  const isOfRoll = METRIC_DEFINITIONS[asked.metric].shape === 'roll' && !asked.period;
  if (!isLacking && !isOfRoll) return asked;
  if (isUnsaid(asked) && (await isUnderWay(turn)))
    return isLacking ? { ...rest, metric: 'absentees' } : asked;
  return isLacking ? asked : { ...asked, period: thisMonth(turn.now) };
}

/** @param said what of it this message says */
async function answered(turn: Turn, whole: Query, said: Partial<Query>): Promise<Reply | null> {
  const about = await ofTopic(turn, whole);
  if ('reply' in about) return about.reply;
  if (about !== whole) return answered(turn, about, {});
  const ofMembers = await ofGroupMembers(turn, whole);
  if (ofMembers !== whole) return answered(turn, ofMembers, {});
  const isLast = whole.what === 'last' && !whole.told;
  const parted = whole.told ? await settledParts(turn, whole) : settled(turn, whole);
  const meant = isLast ? await aboutLast(turn, whole) : parted;
  if ('reply' in meant) return meant.reply;
  const { asked, reply: early } = said.period ? notYet(turn, meant) : { asked: meant };
  // A table is words, and only a picture or a file is sent elsewhere.
  const isSentAway = asked.toGroup && asked.format === 'table' && turn.chat === '';
  const reply = early ?? (await answerOf(turn, isSentAway ? { ...asked, format: 'chart' } : asked));
  if (!reply || !isRefusal(reply)) await rememberAsked(turn, asked);
  return reply;
}

async function answerOf(turn: Turn, asked: IntentOf<'query'>): Promise<Reply | null> {
  const { metric, what, also, told } = asked;
  if (isOfPersons(what)) return personsWithin.perform(meaning(turn, asked));
  if (told && what !== 'explain') return parts.perform(meaning(turn, asked));
  if (also) return inOneBreath(turn, asked, [metric, ...also]);
  // 一二三支部都开了没: each by itself
  const isOfUnits = asked.sides?.every(({ scope, period }) => scope !== undefined && !period);
  if (isOfUnits && METRIC_DEFINITIONS[metric].shape === 'gaps') return sideBySide(turn, asked);
  if (what === 'others_reasons') return turn.say('roll.others_reasons');
  if (what === 'explain')
    return turn.say('figures.explained', { definition: definitionOf(turn.templates, metric) });
  // 各支部逾期几条列个表: a line of each, and none of each item
  const isOfEach = what === 'by_unit' && asked.format !== undefined;
  if (isOfEach && METRIC_DEFINITIONS[metric].shape === 'items')
    return answerQuery.perform(meaning(turn, { ...asked, metric: 'rectify_rate' }));
  if (what !== undefined && RANKING.has(what)) return unranked(turn, asked);
  return answerQuery.perform(meaning(turn, asked));
}

async function sideBySide(turn: Turn, { sides = [], ...asked }: Query): Promise<Reply | null> {
  const replies: Reply[] = [];
  for (const side of sides) {
    const reply = await answerOf({ ...turn, sharing: sides.length }, { ...asked, ...side });
    if (reply && isRefusal(reply)) return reply;
    if (reply) replies.push(reply);
  }
  return together(replies);
}

/** 开了几次、多少人次: each figure by itself, over the same time. */
async function inOneBreath(
  turn: Turn,
  { also: _, ...asked }: Query,
  metrics: readonly Metric[],
): Promise<Reply | null> {
  const when = (asked.period ?? asked.startAt) ? {} : { period: thisMonth(turn.now) };
  const replies = new Map<string, Reply>();
  for (const metric of metrics) {
    const reply = await answerOf({ ...turn, sharing: metrics.length }, { ...asked, ...when, metric });
    if (reply && isRefusal(reply)) return reply;
    if (reply) replies.set(reply.text, reply);
  }
  return together([...replies.values()]);
}

/**
 * 全党委到会率, 全镇销号率: of everything the nearest committee has, whatever the asker is in charge of. 应到 side by side
 * or month by month stands beside 实到.
 */
function settled(turn: Turn, { what, ...asked }: Query): Query {
  if (what === 'lacking') {
    // 缺了几次, said by whoever is in charge of nothing: of themselves
    const scope = scopeOf(meaning<'query'>(turn, asked), 'see_figures', asked);
    const isOwn = 'tops' in scope && scope.tops.length === 0 && /[次回]/.test(turn.text);
    return isOwn ? { ...asked, metric: 'my_attendance', mine: true } : asked;
  }
  if (what === undefined) return ofUnits(turn, asked);
  if (what === 'by_group') return byGroup(turn, asked);
  // 全支部: what somebody who names no unit is in charge of
  if (what === 'home') return asked;
  if (what === 'whole') return { ...asked, scope: WHOLE_COMMITTEE };
  const { step, sides, against } = asked;
  const isBeside = what === 'expected' && (step ?? sides ?? against) !== undefined;
  return isBeside ? { ...asked, metric: MAIN.metric } : { ...asked, what };
}

/** 应到实到, of whoever is in no branch and in charge of some: theirs, and no record of their own. */
function ofUnits(turn: Turn, asked: Query): Query {
  const isOwn = asked.names !== undefined || asked.mine === true || /我(?!们)|本人/.test(turn.text);
  if (asked.metric !== 'my_attendance' || isOwn || turn.sender.branchId !== null) return asked;
  return { ...asked, metric: MAIN.metric };
}

/** 两个小组到会率: the groups of the branch side by side. */
function byGroup(turn: Turn, asked: Query): Query {
  const named = asked.scope === undefined ? undefined : unitInQuestion(turn, asked.scope);
  const unit = named ? ('unit' in named ? named.unit : undefined) : homeUnit(turn);
  const branch = unit && (turn.org.branchOf(unit.id) ?? unit);
  const groups = branch ? turn.org.children(branch.id).filter(({ kind }) => kind === 'group') : [];
  if (groups.length < 2) return asked;
  const { scope: _, ...rest } = asked;
  return { ...rest, sides: groups.map(({ path }) => ({ scope: path })) };
}

/** What looks back at what was kept; lists of meetings and of gaps look at plans too. */
const LOOKS_BACK: ReadonlySet<string> = new Set(['table', 'ledger', 'records']);
const MAY_BE_PLANNED: ReadonlySet<string> = new Set(['activities', 'gaps']);

/**
 * 12月到会率, asked in November: the month that comes is meant, of which nothing can be kept yet; last year's is offered.
 * A list of meetings is answered with what is planned.
 */
function notYet(turn: Turn, asked: Query): { asked: Query; reply?: Reply } {
  const { metric, period } = asked;
  const { shape } = METRIC_DEFINITIONS[metric];
  // Of one day the roll looks ahead by itself; who has asked for leave of what is planned is known.
  const isOfRolls = shape === 'roll' && period !== undefined && isSpan(period);
  const mayBePlanned = MAY_BE_PLANNED.has(shape) || (isOfRolls && metric === 'leave_list');
  if (!period || !(LOOKS_BACK.has(shape) || mayBePlanned || isOfRolls)) return { asked };
  const today = dateOf(turn.now);
  const isOfLastYear = period.from.slice(0, 4) < today.slice(0, 4) && isRatherAhead(turn, period.to);
  const ahead = isOfLastYear ? { from: addMonths(period.from, 12), to: addMonths(period.to, 12) } : period;
  if (ahead.from <= today) return { asked };
  const meant = { ...asked, period: ahead };
  if (mayBePlanned) return { asked: meant };
  const phrase = phraseOf(turn);
  const { scope } = asked;
  const named = scope === undefined ? undefined : unitInQuestion(turn, scope);
  const reply = turn.say('figures.not_yet', {
    unit: named && 'unit' in named ? [unitWords(turn.org, named.unit)] : [],
    period: periodWords(phrase, ahead, turn.now),
    about: typesWords(phrase, typesAsked(meaning<'query'>(turn, asked))),
    metric: turn.say(`stats.metric.${metric}`).text,
    last_year: isOfLastYear ? periodWords(phrase, period, null) : '',
  });
  return { asked: meant, reply };
}

/** What is asked of units most of all. */
const OFFERED = ['attendance_rate', 'activity_count', 'headcount_total'] as const;

/** Nothing was asked before: which figure is meant, each with what is said of it. */
async function askWhat(turn: Turn<'query_more'>): Promise<Reply> {
  const { intent: _, what, ...rest } = turn.intent;
  const said = what === 'by_unit' ? { ...rest, what } : rest;
  const { scope, sides = [], period, format } = said;
  const phrase = phraseOf(turn);
  const home = homeUnit(turn);
  const sideBySide = sides.flatMap((side) => side.scope ?? []);
  const isOfHome = home && period === undefined && what !== 'by_unit';
  const isExplained = what === 'explain';
  if (!isExplained)
    await offerItems(
      turn,
      OFFERED.map((metric): Query => ({ intent: 'query', metric, ...said })),
    );
  return turn.say('figures.no_question', {
    unit: sideBySide.length > 0 ? sideBySide : [scope ?? (isOfHome ? unitWords(turn.org, home) : '')],
    by_unit: what === 'by_unit',
    period: period ? periodWords(phrase, period, turn.now) : '',
    about: typesWords(phrase, typesAsked(turn)),
    format: format ?? '',
    metrics: isExplained ? [] : OFFERED.map((metric) => phrase(`stats.metric.${metric}`)),
  });
}
