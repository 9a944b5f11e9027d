// A question about figures as it is said: it may go on from the last one, ask what a figure means, or ask for a ranking.
import { addMonths } from '../../../domain/calendar/dates.ts';
import { dateOf } from '../../../domain/calendar/time.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { definitionOf } from '../../../reports/definition.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import type { Act } from '../../act.ts';
import { typesAsked } from '../../question.ts';
import { isRefusal, meaning, type Turn } from '../../turn.ts';
import { homeUnit, unitInQuestion, WHOLE_COMMITTEE } from '../../units.ts';
import { isRatherAhead } from '../../year.ts';
import { goingOn, lastAsked, rememberAsked } from './asked.ts';
import { answerQuery } from './handlers.ts';
import { aboutLast, behindMeeting } from './last.ts';
import { phraseOf } from './words.ts';

type Query = IntentOf<'query'>;

/** Any question about figures, lists and plans. */
export const query: Act<'query'> = {
  ...answerQuery,
  async perform(turn) {
    const { follows, ...asked } = turn.intent;
    const last = follows ? await lastAsked(turn) : undefined;
    const whole = last ? goingOn(last, asked, turn.now) : await behindMeeting(turn, asked);
    return answered(turn, whole, asked);
  },
};

/** 那第二支部呢, 画个图, 怎么算的: the last question, but for what is said now. */
export const queryMore: Act<'query_more'> = {
  actions: answerQuery.actions,
  reads: () => 'heavy',
  async perform(turn) {
    const { intent: _, ...said } = turn.intent;
    const last = await lastAsked(turn);
    if (last) return answered(turn, goingOn(last, said, turn.now), said);
    // 第一、第三支部对比: what is compared first of all.
    const isWhole = said.sides?.every((side) => Object.keys(side).length > 0);
    return isWhole ? answered(turn, { ...said, ...MAIN }, said) : askWhat(turn);
  },
};

const MAIN = { intent: 'query', metric: 'attendance_rate' } as const;

/** @param said what of it this message says */
async function answered(turn: Turn, whole: Query, said: Partial<Query>): Promise<Reply | null> {
  const meant = whole.what === 'last' ? await aboutLast(turn, whole) : settled(whole);
  if ('reply' in meant) return meant.reply;
  const { asked, reply: early } = said.period ? notYet(turn, meant) : { asked: meant };
  const reply = early ?? (await answerOf(turn, asked));
  if (!reply || !isRefusal(reply)) await rememberAsked(turn, asked);
  return reply;
}

async function answerOf(turn: Turn, asked: IntentOf<'query'>): Promise<Reply | null> {
  const { metric, what } = asked;
  if (what === 'others_reasons') return turn.say('roll.others_reasons');
  if (what === 'explain')
    return turn.say('figures.explained', { definition: definitionOf(turn.templates, metric) });
  return what === 'rank' ? unranked(turn, asked) : answerQuery.perform(meaning(turn, asked));
}

/**
 * 全党委到会率, 全镇销号率: of everything the nearest committee has, whatever the asker is in charge of. 应到 side by side
 * or month by month stands beside 实到.
 */
function settled({ what, ...asked }: Query): Query {
  if (what === undefined) return asked;
  // 全支部: what somebody who names no unit is in charge of
  if (what === 'home') return asked;
  if (what === 'whole') return { ...asked, scope: WHOLE_COMMITTEE };
  const { step, sides, against } = asked;
  const isBeside = what === 'expected' && (step ?? sides ?? against) !== undefined;
  return isBeside ? { ...asked, metric: MAIN.metric } : { ...asked, what };
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

/** Nobody is ranked: what there is are the figures of the units, in the order of the roster. */
async function unranked(turn: Turn, asked: IntentOf<'query'>): Promise<Reply | null> {
  const isOfPeople = METRIC_DEFINITIONS[asked.metric].shape !== 'table';
  const figure = isOfPeople ? { ...asked, metric: 'attendance_rate' as const } : asked;
  const reply = await answerQuery.perform(meaning(turn, figure));
  if (!reply || isRefusal(reply)) return reply;
  return { ...reply, text: `${turn.say('figures.no_ranking').text}\n${reply.text}` };
}

/** Nothing was asked before: what is said is put into an example that asks for a figure. */
function askWhat(turn: Turn<'query_more'>): Reply {
  const { scope, period, format, what } = turn.intent;
  const phrase = phraseOf(turn);
  const home = homeUnit(turn);
  return turn.say('figures.no_question', {
    unit: scope ?? (home && period === undefined ? unitWords(turn.org, home) : ''),
    period: period ? periodWords(phrase, period, turn.now) : '',
    about: typesWords(phrase, typesAsked(turn)),
    format: format ?? '',
    what: what ?? '',
  });
}
