// 义务植树那次: the meeting whose topic has those words, the newest of several.

import { dateOf } from '../../../domain/calendar/time.ts';
import { countsForRate } from '../../../domain/figures/activities.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { readValues } from '../../../parsing/values.ts';
import { factsOf, momentsOf } from '../../../reports/activities.ts';
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
  // 10月清沟那回: of that month, where it is said
  const period = asked.period ?? readValues(turn.text, turn.now, turn.reading).period;
  const span = period && momentsOf(period);
  const likeness = facts
    .filter(countsForRate)
    .map((fact) => ({ fact, share: shareOf(topic, fact.activity.topic ?? '') }))
    .filter(({ share }) => share >= ENOUGH);
  const within = likeness.filter(
    ({ fact: { activity } }) => span && activity.startAt >= span.from && activity.startAt <= span.to,
  );
  const likely = within.length > 0 ? within : likeness;
  const best = Math.max(...likely.map(({ share }) => share));
  const found = likely.findLast(({ share }) => share === best)?.fact.activity;
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
  const share = pairs.length === 0 ? 0 : pairs.filter((pair) => have.has(pair)).length / pairs.length;
  return Math.max(share, IN_ORDER * inOrder(asked, topic));
}

/** Less than what stands there as it is said. */
const IN_ORDER = 0.95;

/** 清沟 of 清理沟渠: how many of its characters, two at least, stand there one behind the other. */
function inOrder(asked: string, topic: string): number {
  const letters = [...asked.replace(/[\s、,，。"“”《》]/gu, '')];
  let most = new Array<number>(letters.length + 1).fill(0);
  for (const letter of topic) {
    const next = [...most];
    letters.forEach((own, i) => {
      next[i + 1] = own === letter ? most[i]! + 1 : Math.max(most[i + 1]!, next[i]!);
    });
    most = next;
  }
  const shared = most.at(-1)!;
  return shared < 2 ? 0 : shared / letters.length;
}
