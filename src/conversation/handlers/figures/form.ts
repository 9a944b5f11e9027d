// A figure in the form it is asked for: a picture, a file, a table; where there is none in words, which say so.
import type { Metric } from '../../../domain/figures/metrics.ts';
import { asksWord } from '../../../parsing/asked/in-word.ts';
import type { Reply } from '../../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { meantBy } from '../../../reports/who.ts';
import { periodWords, typesWords } from '../../../reports/words.ts';
import { questionOf, typesAsked } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { listInWord } from '../ledger/in-word.ts';
import { othersItems } from '../ledger/lists.ts';
import { onlyMeant } from '../ledger/narrow.ts';
import { grid } from './grid.ts';
import { listed, ownPicture, unmoved } from './lines.ts';
import { paper } from './paper.ts';
import { picture } from './picture.ts';
import { phraseOf } from './words.ts';

const FORMS = { chart: picture, file: paper, table: grid };

/** In the form asked for, or in words; of whom it is where no figure is kept of those asked about. */
export async function inForm(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  tell: () => Promise<Reply>,
): Promise<Reply> {
  // 逾期整改word版: the form is read of nothing else.
  if (turn.intent.format === undefined && asksWord(turn.text))
    turn.intent = { ...turn.intent, format: 'file' };
  return ofEverybody(turn, await formed(turn, scope, metric, tell));
}

/** 女党员到会率, 开了几次会花了多少钱: the answer is of all members, or of the rest, and says so first. */
export function ofEverybody({ intent: { apart, unkept }, say }: Turn<'query'>, reply: Reply): Reply {
  const whole = apart === undefined ? reply : headed(say('figures.of_everybody', { apart }).text, reply);
  return unkept === undefined ? whole : headed(say('figures.of_rest', { unkept }).text, whole);
}

/** A line before an answer, in words and as a table. */
export function headed(line: string, reply: Reply): Reply {
  const { table } = reply;
  return {
    ...reply,
    text: `${line}\n${reply.text}`,
    ...(table && { table: { ...table, before: `${line}\n${table.before}` } }),
  };
}

async function formed(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  tell: () => Promise<Reply>,
): Promise<Reply> {
  const { format } = turn.intent;
  const made = format && (await madeOf(turn, scope, metric, format));
  if (made) return made;
  const reply = await tell();
  return format ? inWords(turn, reply, await instead(turn, scope, metric)) : reply;
}

async function madeOf(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  format: keyof typeof FORMS,
): Promise<Reply | undefined> {
  const lines = await listed(turn, scope, metric);
  if (lines) return lines;
  const own = format === 'chart' ? await ownPicture(turn, scope, metric) : undefined;
  if (own) return own;
  const isOfItems = METRIC_DEFINITIONS[metric].shape === 'items';
  const { names, source, what } = turn.intent;
  // No picture is of a list: how the items stand is shown.
  if (isOfItems && format === 'chart')
    return (names ?? source) === undefined ? picture(turn, scope, 'rectify_rate') : undefined;
  if (isOfItems && format === 'file' && !othersItems(turn, scope)) {
    const word = await listInWord(turn, scope, await onlyMeant(turn, scope, metric));
    if (word) return word;
  }
  if (isOfItems && what === 'unmoved') {
    const only = await unmoved(turn, scope, metric);
    return only.ids.length === 0 ? turn.say('paper.none_unmoved') : FORMS[format](turn, scope, metric, only);
  }
  if (isPlain(turn)) return FORMS[format](turn, scope, metric);
  if (!isOfItems || format === 'chart' || (what !== undefined && !OF_LISTS.has(what))) return undefined;
  if (othersItems(turn, scope)) return undefined;
  const only = await onlyMeant(turn, scope, metric);
  return only && FORMS[format](turn, scope, metric, only);
}

/** Which items of a list are meant. */
const OF_LISTS: ReadonlySet<string> = new Set([
  ...['stale', 'waiting', 'returned', 'long_term', 'extended', 'led', 'pressing', 'whose', 'progress'],
]);

/** What was asked for in a form that there is not says so, and in which there is one. */
export function inWords(turn: Turn<'query'>, reply: Reply, { has, whole } = NONE): Reply {
  const { format: asked, toGroup } = turn.intent;
  // 谁没签到发到群里, said there: there it is.
  if (asked === undefined || (toGroup && asked === 'chart' && turn.chat !== '')) return reply;
  const format = toGroup && asked === 'chart' ? 'group' : asked;
  return { ...reply, text: `${reply.text}\n${turn.say('paper.in_words', { format, has, whole }).text}` };
}

interface Instead {
  /** it has lines, for a table and a file */
  has: boolean;
  /** what is to be said for the figure of all, which has any form; empty where there is none */
  whole: string;
}
const NONE: Instead = { has: false, whole: '' };

/** Of a figure that is narrowed all of it has that form; of what no picture shows there are lines. */
async function instead(turn: Turn<'query'>, scope: Scope, metric: Metric): Promise<Instead> {
  const { what, format, period } = turn.intent;
  const { shape, answer } = METRIC_DEFINITIONS[metric];
  if (what === 'below' || what === 'reached') {
    const isWhole = shape === 'table' || shape === 'ledger';
    const words = { period: period ? periodWords(phraseOf(turn), period, turn.now) : '' };
    const about = typesWords(phraseOf(turn), typesAsked(turn));
    const name = turn.say(`stats.metric.${metric}`).text;
    return isWhole
      ? { has: false, whole: turn.say('paper.of_all', { ...words, about, metric: name }).text }
      : NONE;
  }
  if (!isPlain(turn) || format !== 'chart' || scope.tops.length === 0) return NONE;
  const { items } = await answer(questionOf(turn, scope));
  return { has: items.length > 0, whole: '' };
}

/** People of one kind have lines as well. */
const OF_ROSTER: ReadonlySet<string> = new Set(['heads', 'members']);

/** Lists that are narrowed to a person, a source or a state are told in words alone: the metric does not know these. */
const isPlain = ({ intent }: Turn<'query'>): boolean =>
  intent.names === undefined &&
  intent.source === undefined &&
  (intent.what === undefined ||
    intent.what === 'by_unit' ||
    intent.what === 'by_source' ||
    (meantBy(intent.what) !== undefined && OF_ROSTER.has(METRIC_DEFINITIONS[intent.metric].shape)) ||
    (intent.what === 'days' && intent.metric === 'activity_list') ||
    (intent.what === 'month' && intent.format === 'file'));
