// 义务植树那次到了几个: the meeting that was about it, in the last year.
import { addDays, dateOf } from '../../../domain/calendar/time.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { factsOf } from '../../../reports/activities.ts';
import { MOST_MEETINGS, meetingsIn } from '../../../reports/roll-span.ts';
import type { Ended } from '../../act.ts';
import { questionOf } from '../../question.ts';
import { unitsInScope } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';

type Query = IntentOf<'query'>;

const DAYS = 366;
/** In characters: fewer in common say nothing. */
const COMMON = 3;

/** The question about that one; where there is none, that. Anything else is as it was. */
export async function ofTopic(turn: Turn, asked: Query): Promise<Query | Ended> {
  const { topic, ...rest } = asked;
  if (asked.metric !== 'absentees' || topic === undefined) return asked;
  const asking = meaning<'query'>(turn, rest);
  const scope = unitsInScope(asking, 'see_roll', rest);
  if ('reply' in scope) return scope;
  const today = dateOf(turn.now);
  const period = rest.period ?? { from: addDays(today, -DAYS), to: today };
  const question = { ...questionOf(asking, scope), period };
  const meetings = await meetingsIn(question, period);
  if (meetings > MOST_MEETINGS) return { reply: turn.say('roll.too_wide', { meetings }) };
  const facts = await factsOf(question, scope.tops, period);
  const measured = facts.map(({ activity }) => ({ activity, common: commonIn(topic, activity.topic ?? '') }));
  const most = Math.max(0, ...measured.map(({ common }) => common));
  const found =
    most < Math.min(COMMON, topic.length)
      ? undefined
      : measured.findLast(({ common }) => common === most)?.activity;
  if (!found) return { reply: turn.say('figures.no_topic', { topic }) };
  const day = dateOf(found.startAt);
  const [first, ...others] = found.types;
  return {
    ...rest,
    scope: turn.org.unit(found.unitId).path,
    ...(first && { activityType: first }),
    ...(others.length > 0 && { activityTypes: [...found.types] }),
    period: { from: day, to: day },
  };
}

/** The longest run of characters that both have. */
function commonIn(one: string, other: string): number {
  let longest = 0;
  for (let at = 0; at < one.length; at++)
    while (other.includes(one.slice(at, at + longest + 1)) && at + longest < one.length) longest++;
  return longest;
}
