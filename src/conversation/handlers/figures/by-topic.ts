// 义务植树那次: the meeting whose topic has those words, the newest of several.

import { dateOf } from '../../../domain/calendar/time.ts';
import { countsForRate } from '../../../domain/figures/activities.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { factsOf } from '../../../reports/activities.ts';
import { unitWords } from '../../../reports/words.ts';
import type { Ended } from '../../act.ts';
import { questionOf } from '../../question.ts';
import { unitsInScope } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { lastYear } from './words.ts';

type Query = IntentOf<'query'>;

/** Of the pairs of characters asked for so many stand in the topic. */
const ENOUGH = 0.6;

/** The question about that one meeting, or that there is none. */
export async function aboutTopic(turn: Turn, { topic = '', ...asked }: Query): Promise<Query | Ended> {
  const asking = meaning<'query'>(turn, asked);
  const scope = unitsInScope(asking, 'see_roll', {
    ...(asked.scope !== undefined && { scope: asked.scope }),
  });
  if ('reply' in scope) return scope;
  const facts = await factsOf(questionOf(asking, scope), scope.tops, lastYear(turn), undefined);
  const likeness = facts
    .filter(countsForRate)
    .map((fact) => ({ fact, share: shareOf(topic, fact.activity.topic ?? '') }))
    .filter(({ share }) => share >= ENOUGH);
  const best = Math.max(...likeness.map(({ share }) => share));
  const found = likeness.findLast(({ share }) => share === best)?.fact.activity;
  if (!found)
    return {
      reply: turn.say('figures.no_topic', {
        unit: scope.tops.map((unit) => unitWords(turn.org, unit)),
        topic,
      }),
    };
  const day = dateOf(found.startAt);
  return {
    ...asked,
    scope: turn.org.unit(found.unitId).path,
    activityType: found.types[0]!,
    ...(found.types.length > 1 && { activityTypes: [...found.types] }),
    period: { from: day, to: day },
  };
}

const pairsOf = (text: string): string[] => {
  const plain = text.replace(/[\s、,，。"“”《》]/gu, '');
  return [...plain].slice(1).map((_, i) => plain.slice(i, i + 2));
};

function shareOf(asked: string, topic: string): number {
  const pairs = pairsOf(asked);
  const have = new Set(pairsOf(topic));
  return pairs.length === 0 ? 0 : pairs.filter((pair) => have.has(pair)).length / pairs.length;
}
