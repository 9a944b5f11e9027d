// A figure in the form it is asked for: a picture, a file, a table; where there is none in words, which say so.
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { grid } from './grid.ts';
import { paper } from './paper.ts';
import { picture } from './picture.ts';

const FORMS = { chart: picture, file: paper, table: grid };

/** In the form asked for, or in words. */
export async function inForm(
  turn: Turn<'query'>,
  scope: Scope,
  metric: Metric,
  tell: () => Promise<Reply>,
): Promise<Reply> {
  const { format } = turn.intent;
  const formed = format && isPlain(turn) ? await FORMS[format](turn, scope, metric) : undefined;
  return formed ?? inWords(turn, await tell());
}

/** What was asked for in a form that there is not says so. */
export function inWords(turn: Turn<'query'>, reply: Reply): Reply {
  const { format: asked, toGroup } = turn.intent;
  // 谁没签到发到群里, said there: there it is.
  if (asked === undefined || (toGroup && asked === 'chart' && turn.chat !== '')) return reply;
  const format = toGroup && asked === 'chart' ? 'group' : asked;
  return { ...reply, text: `${reply.text}\n${turn.say('paper.in_words', { format }).text}` };
}

/** Lists that are narrowed to a person, a source or a state are told in words alone: the metric does not know these. */
const isPlain = ({ intent }: Turn<'query'>): boolean =>
  intent.names === undefined &&
  intent.source === undefined &&
  (intent.what === undefined ||
    intent.what === 'by_unit' ||
    (intent.what === 'month' && intent.format === 'file'));
