import { METRIC_RULES, type Metric } from '../../../domain/figures/metrics.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { thisMonth } from '../../../reports/activities.ts';
import { definitionOf } from '../../../reports/definition.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { meantBy } from '../../../reports/who.ts';
import { type Act, together } from '../../act.ts';
import { isRefusal, meaning, type Turn } from '../../turn.ts';
import { askWhat } from './ask-what.ts';
import { goingOn, lastAsked, lastTold, ofThem, rememberAsked, type Told, withDays } from './asked.ts';
import { ofGroupMembers, ofOneName, ofTheirTimes, summed } from './behind.ts';
import { aboutTopic } from './by-topic.ts';
import { ownDuties } from './duties.ts';
import { answerQuery } from './handlers.ts';
import { aboutLast, behindMeeting, earlierThan, isUnderWay } from './last.ts';
import {
  isOfMeetings,
  isUnsaid,
  isWhoseOfOne,
  neverOfIt,
  ofItsItem,
  ofItsKind,
  ofItsRule,
  ofItsTask,
  ofTheirLeave,
} from './meant.ts';
import { notYet } from './not-yet.ts';
import { besideThat, onwardFrom, unfitFor } from './onward.ts';
import { ofExport, otherAsked } from './other-asked.ts';
import { beforeParts, parts, settledParts } from './parts.ts';
import { isOfPersons, personsWithin } from './persons-within.ts';
import { settled } from './settled.ts';
import { summaryOf } from './summary.ts';
import { ofThoseMeetings } from './those.ts';
import { isRightBefore, sayingOfWhat, toGoOnFrom } from './told-since.ts';
import { RANKING, unranked } from './unranked.ts';
import { isLeft } from './words.ts';

type Query = IntentOf<'query'>;

/** Any question about figures, lists and plans. */
export const query: Act<'query'> = {
  ...answerQuery,
  async perform(turn) {
    const told = await lastTold(turn);
    const isRight = await isRightBefore(turn);
    const last = await toGoOnFrom(turn);
    const reply = await answerOne(turn, isRight ? last : undefined);
    return turn.intent.follows && last ? sayingOfWhat(turn, reply, told, isRight) : reply;
  },
};

/** @param before what was told right before it, by the answer to the last message */
async function answerOne(turn: Turn<'query'>, before: Query | undefined): Promise<Reply | null> {
  const { follows, ...rest } = turn.intent;
  if (rest.topic !== undefined && METRIC_RULES[rest.metric].about === undefined)
    return byTopic(turn, { ...rest, topic: rest.topic }, follows === true);
  if (rest.what === 'of_it' || (await isWhoseOfOne(turn, rest))) return ofIt(turn, rest);
  const exported = await ofExport(turn, rest);
  if (exported) return answered(turn, exported, {});
  const behind = follows ? await lastAsked(turn) : before;
  const those = behind && (await ofThoseMeetings(turn, rest, behind, (await lastTold(turn))?.each === true));
  if (those) return answered(turn, withDays(those), rest);
  const plain = ofItsKind(turn, rest);
  const times = await ofTheirTimes(turn, { ...plain, ...(follows && { follows }) });
  if (times.metric !== plain.metric) return answered(turn, times, {});
  const asked = plain;
  const told = mayBeOfIt(asked) ? await lastAsked(turn) : undefined;
  const theirs = ofItsTask(turn, ofTheirLeave(asked, told), told);
  if (theirs !== asked) return answered(turn, theirs, {});
  const same = follows || isOfEach(asked) ? await lastAsked(turn) : undefined;
  const isSame = follows || same?.metric === asked.metric;
  const last = !isSame ? undefined : asked.told && follows ? await beforeParts(turn, asked, same) : same;
  const whose = asked.what === 'theirs' ? ofThem(asked, last) : asked;
  if (!whose) return turn.say('figures.of_them', { name: turn.sender.name });
  const said = neverOfIt(turn, pointedAt(whose, last), last);
  // 加上请假人数, with nothing to add it to
  if (follows && !last && said.what === 'added') return askWhat(meaning(turn, { intent: 'query_more' }));
  const alone = follows && !last ? await firstOfAll(turn, said) : said;
  const whole = last ? goingOn(last, said, turn.now) : await behindMeeting(turn, alone);
  return answered(turn, withDays(ofItsRule(turn, whole)), said);
}

async function ofIt(turn: Turn, asked: Query): Promise<Reply | null> {
  const whole = await ofItsItem(turn, await lastAsked(turn));
  return answered(turn, whole ?? asked, {});
}

/** 义务植树那次来了多少人; 慰问那次呢: what was asked before, of another meeting. */
async function byTopic(turn: Turn, asked: Query, follows: boolean): Promise<Reply | null> {
  const last = follows ? await lastAsked(turn) : undefined;
  const isOfMeetings = last !== undefined && METRIC_RULES[last.metric].about === undefined;
  const found = await aboutTopic(turn, asked);
  if ('reply' in found) return found.reply;
  return answered(
    turn,
    isOfMeetings ? goingOn(last, { ...found, metric: last.metric }, turn.now) : found,
    {},
  );
}

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
    const told = await lastTold(turn);
    const isRight = await isRightBefore(turn);
    const last = await toGoOnFrom(turn);
    const reply = await goneOn(turn, last, told);
    return last ? sayingOfWhat(turn, reply, told, isRight) : reply;
  },
};

/** @param told what goes with what was told last */
async function goneOn(
  turn: Turn<'query_more'>,
  last: Query | undefined,
  told: Partial<Told> | undefined,
): Promise<Reply | null> {
  const { intent: _, ...asked } = turn.intent;
  const unfit = last && unfitFor(turn, last);
  if (unfit) return unfit;
  const onward = await onwardFrom(turn, last);
  if (onward) return 'reply' in onward ? onward.reply : answered(turn, onward, {});
  if (asked.names && last && NAMELESS.has(METRIC_DEFINITIONS[last.metric].shape))
    return theirs(turn, asked.names);
  // 那个数给我一下: of what, is asked back
  if (asked.what === 'vague') return askWhat(turn);
  if (asked.what === 'who') return whoTheyAre(turn, last, asked.scope);
  const meetings: Partial<Query> = { metric: 'activity_list' };
  const beside = besideThat(turn, asked, told ?? {});
  const said = pointedAt<Partial<Query>>(isOfMeetings(turn, asked, last) ? meetings : beside, last);
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
  const other = await otherAsked(turn);
  if (other) return other;
  if (asked.names) return theirs(turn, asked.names);
  const isWhole = said.sides?.every((side) => Object.keys(side).length > 0);
  const isRanked = said.what === 'rank_units';
  return isWhole || isRanked ? answered(turn, { ...said, ...MAIN }, said) : askWhat(turn);
}

/** 把李晓红的也列一下, behind a roll or a roster: how she stood to it. */
const theirs = (turn: Turn, names: string[]): Promise<Reply | null> =>
  asQuestion(turn, { intent: 'query', metric: 'my_attendance', names });
/** What it goes on from is told by the line itself. */
const asQuestion = (turn: Turn, asked: Query): Promise<Reply | null> =>
  answerOne(meaning<'query'>(turn, { ...asked, follows: true }), undefined);
const NAMELESS: ReadonlySet<string> = new Set(['roll', 'heads', 'members', 'gaps', 'coming']);

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
const WITH_NAMES: ReadonlySet<string> = new Set('heads members roll records items processes'.split(' '));

/** 都有谁: whoever was just told or counted; behind a figure of meetings, and behind nothing, who was not there. */
const LACKING: ReadonlySet<Metric> = new Set<Metric>(['ack_missing', 'activity_gap', 'report_missing']);

async function whoTheyAre(turn: Turn, last: Query | undefined, scope?: string): Promise<Reply | null> {
  const there = scope === undefined ? {} : { scope };
  // 还差哪几个, behind 都收到了没 and 哪些支部没开
  if (last && LACKING.has(last.metric)) return answered(turn, { ...last, ...there }, {});
  // 二支部都有谁, behind nothing
  if (!last && scope !== undefined)
    return answered(turn, { intent: 'query', metric: 'member_list', scope }, {});
  // 都叫啥, behind 多少党员: the same people by name
  if (last?.metric === 'member_count' && meantBy(last.what) === undefined) {
    const { what: _, sides: _sides, ...rest } = last;
    return answered(turn, { ...rest, ...there, metric: 'member_list' }, {});
  }
  if (last && WITH_NAMES.has(METRIC_DEFINITIONS[last.metric].shape))
    return answered(turn, goingOn(last, there, turn.now), {});
  return asQuestion(turn, { intent: 'query', metric: 'absentees', ...there });
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
  if (!reply || !isRefusal(reply)) await rememberAsked(turn, asked, { isLast });
  return reply;
}

async function answerOf(turn: Turn, asked: IntentOf<'query'>): Promise<Reply | null> {
  const { metric, what, also, told } = asked;
  if (what === 'duties')
    return (await ownDuties(meaning(turn, asked))) ?? inOneBreath(turn, asked, [metric, ...(also ?? [])]);
  if (isOfPersons(what)) return personsWithin.perform(meaning(turn, asked));
  if (told && what !== 'explain') return toldParts(turn, asked);
  if (also) return summaryOf(turn, asked) ?? inOneBreath(turn, asked, [metric, ...also]);
  // 一二三支部都开了没: each by itself
  const isOfUnits = asked.sides?.every(({ scope, period }) => scope !== undefined && !period);
  if (isOfUnits && BY_THEMSELVES.has(METRIC_DEFINITIONS[metric].shape)) return sideBySide(turn, asked);
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

/** 讲的什么、来了几个: what the record says, and the figures beside it. */
async function toldParts(turn: Turn, { also, ...asked }: Query): Promise<Reply | null> {
  const named = await parts.perform(meaning(turn, asked));
  if (!also || !named || isRefusal(named)) return named;
  const { told: _, what: __, times: ___, ...rest } = asked;
  const beside = await inOneBreath(turn, rest, also);
  return beside ? together([named, beside]) : named;
}

/** What no number of one unit is held against that of another. */
const BY_THEMSELVES: ReadonlySet<string> = new Set(['gaps', 'heads', 'members']);

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
  { also: _, ...whole }: Query,
  metrics: readonly Metric[],
): Promise<Reply | null> {
  const { what, ...rest } = whole;
  const asked = what === undefined || what === 'duties' ? rest : { ...rest, what };
  const when = (asked.period ?? asked.startAt ?? asked.step) ? {} : { period: thisMonth(turn.now) };
  const replies = new Map<string, Reply>();
  for (const metric of metrics) {
    const { period: _, ...now } = asked;
    const isOfNow = METRIC_RULES[metric].about === 'roster' || isLeft(whole, metric);
    const said = isOfNow ? { ...now, metric } : { ...asked, ...when, metric };
    const reply = await answerOf({ ...turn, sharing: metrics.length }, said);
    if (reply && isRefusal(reply)) return reply;
    if (reply) replies.set(reply.text, reply);
  }
  return together([...replies.values()]);
}
