// 组织生活会开了没，几月几号的: the days on which it was held, beside that it was.
import { meetingName } from '../../../domain/activity/types.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle } from '../../../reports/activities.ts';
import type { StatsQuestion } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { typesAsked } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { headed } from './form.ts';

/** As many as are told beside another answer. */
const DAYS = 4;

const WHETHER = /[开搞办弄上评]了?(?:没|吧|吗|么)|[了过](?:没|吧|吗)|[哪几][天日号月]/u;
const HOW_OFTEN = /[几多][次回场堂]|多少|次数|场次/u;

/** Whether it was held is asked, of one kind and one unit, and not how often. */
export const asksWhether = (turn: Turn<'query'>, { tops }: Scope): boolean => {
  const { format, step, sides, also, what } = turn.intent;
  return (
    isSingle(tops) &&
    typesAsked(turn)?.length === 1 &&
    (format ?? step ?? sides ?? also ?? what) === undefined &&
    WHETHER.test(turn.text) &&
    !HOW_OFTEN.test(turn.text)
  );
};

/** The answer, and behind it the days. */
export async function withHeldDays(turn: Turn, question: StatsQuestion, reply: Reply): Promise<Reply> {
  const { lines } = await METRIC_DEFINITIONS.activity_list.find(question);
  const held = lines.filter(({ outcome }) => outcome === 'held' || outcome === 'unrecorded').slice(-DAYS);
  if (held.length === 0) return reply;
  const rows = held.map(({ activity: { startAt, types }, present, expected }) => ({
    startAt,
    name: meetingName(types),
    present,
    expected,
    counts: expected !== null,
  }));
  return headed(turn.say('figures.held_days', { rows }).text, reply);
}
