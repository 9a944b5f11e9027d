// 本月签到率图: the figure in a line, and its picture below it or as a message of its own.
import type { Metric } from '../../../domain/figures/metrics.ts';
import { namesMonths } from '../../../parsing/asked/in-word.ts';
import type { Reply } from '../../../ports/channels.ts';
import { pictureOf } from '../../../reports/picture.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import { sendPicture } from '../../send-file.ts';
import type { Turn } from '../../turn.ts';
import { phraseOf } from './words.ts';

const STATES = /状态|状况分布|哪一?步|[处在]啥|分布/u;

/** Undefined where no picture shows it, as none does of a single person. */
export async function picture(turn: Turn<'query'>, scope: Scope, metric: Metric): Promise<Reply | undefined> {
  if (scope.tops.length === 0) return undefined;
  const drawn = await pictureOf(metric, questionOf(turn, scope), phraseOf(turn), {
    byMonth: namesMonths(turn.text),
    byState: STATES.test(turn.text),
  });
  if (!drawn) return undefined;
  const { value } = drawn;
  const { title } = drawn.picture;
  const { toGroup } = turn.intent;
  const { way, pictures } = await sendPicture(turn, drawn.picture, { toGroup, tops: scope.tops });
  return { ...turn.say('pictures.coming', { title, value, way }), ...(pictures && { pictures }) };
}
