// A question about figures as it is said: it may go on from the last one, ask what a figure means, or ask for a ranking.
import type { IntentOf } from '../../../domain/intent.ts';
import type { Reply } from '../../../ports/channels.ts';
import { definitionOf } from '../../../reports/definition.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { periodWords, typesWords, unitWords } from '../../../reports/words.ts';
import type { Act } from '../../act.ts';
import { typesAsked } from '../../question.ts';
import { isRefusal, meaning, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { goingOn, lastAsked, rememberAsked } from './asked.ts';
import { answerQuery } from './handlers.ts';
import { phraseOf } from './words.ts';

/** Any question about figures, lists and plans. */
export const query: Act<'query'> = {
  ...answerQuery,
  async perform(turn) {
    const { follows, ...asked } = turn.intent;
    const last = follows ? await lastAsked(turn) : undefined;
    return answered(turn, last ? goingOn(last, asked) : asked);
  },
};

/** 那第二支部呢, 画个图, 怎么算的: the last question, but for what is said now. */
export const queryMore: Act<'query_more'> = {
  actions: answerQuery.actions,
  reads: () => 'heavy',
  async perform(turn) {
    const { intent: _, ...said } = turn.intent;
    const last = await lastAsked(turn);
    return last ? answered(turn, goingOn(last, said)) : askWhat(turn);
  },
};

async function answered(turn: Turn, asked: IntentOf<'query'>): Promise<Reply | null> {
  const reply = await answerOf(turn, asked);
  if (!reply || !isRefusal(reply)) await rememberAsked(turn, asked);
  return reply;
}

async function answerOf(turn: Turn, asked: IntentOf<'query'>): Promise<Reply | null> {
  const { metric, what } = asked;
  if (what === 'explain')
    return turn.say('figures.explained', { definition: definitionOf(turn.templates, metric) });
  return what === 'rank' ? unranked(turn, asked) : answerQuery.perform(meaning(turn, asked));
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
