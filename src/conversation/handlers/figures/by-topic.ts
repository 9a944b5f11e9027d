// 义务植树那次: the meeting whose topic has those words, the newest of several.

import { dateOf } from '../../../domain/calendar/time.ts';
import { countsForRate } from '../../../domain/figures/activities.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import type { RecordPart } from '../../../domain/slots.ts';
import { readValues } from '../../../parsing/values.ts';
import { factsOf, momentsOf } from '../../../reports/activities.ts';
import { unitWords } from '../../../reports/words.ts';
import type { Ended } from '../../act.ts';
import { questionOf, typesAsked } from '../../question.ts';
import { unitsInScope } from '../../scope.ts';
import { mayDo, meaning, refuse, type Turn } from '../../turn.ts';
import { lastYear, namedIn } from './words.ts';

type Query = IntentOf<'query'>;

/** 罗大成讲的那堂课: by whom it was led. */
const LED: Readonly<Record<string, RecordPart | undefined>> = { led_lecturer: 'lecturer', led_host: 'host' };

/** Of the pairs of characters asked for so many stand in the topic. */
const ENOUGH = 0.6;

/** The question about that one meeting, or that there is none. */
export async function aboutTopic(turn: Turn, { topic = '', ...asked }: Query): Promise<Query | Ended> {
  const asking = meaning<'query'>(turn, asked);
  const scope = unitsInScope(asking, 'see_roll', {
    ...(asked.scope !== undefined && { scope: asked.scope }),
  });
  if ('reply' in scope) return scope;
  const other = scope.tops.find(
    (unit) => !isOwn(turn, unit) && !mayDo(turn, 'see_figures', { unitId: unit.id }),
  );
  if (other) return { reply: refuse(turn, 'see_figures', { unitId: other.id }) };
  const led = LED[asked.what ?? ''];
  const types = led ? typesAsked(asking) : undefined;
  const facts = await factsOf(questionOf(asking, scope), scope.tops, lastYear(turn), types);
  // 10月清沟那回: of that month, where it is said
  const period = asked.period ?? readValues(turn.text, turn.now, turn.reading).period;
  const span = period && momentsOf(period);
  const likeness = facts
    .filter(countsForRate)
    .map((fact) => ({
      fact,
      share: led
        ? Number(namedIn(fact.activity, led).includes(topic))
        : shareOf(topic, fact.activity.topic ?? ''),
    }))
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
        part: led ?? '',
      }),
    };
  const day = dateOf(found.startAt);
  const { what: _, ...rest } = asked;
  return {
    ...(led ? rest : asked),
    scope: turn.org.unit(found.unitId).path,
    activityType: found.types[0]!,
    ...(found.types.length > 1 && { activityTypes: [...found.types] }),
    period: { from: day, to: day },
  };
}

/** The branch of whoever asks, and what is above and below it within. */
const isOwn = ({ org, sender }: Turn, unit: Unit): boolean =>
  sender.branchId !== null &&
  (org.isWithin(unit.id, sender.branchId) || org.isWithin(sender.branchId, unit.id));

const pairsOf = (text: string): string[] => {
  const plain = text.replace(/[\s、,，。"“”《》]/gu, '');
  return [...plain].slice(1).map((_, i) => plain.slice(i, i + 2));
};

/** 清沟 → 清理沟渠: its characters in order, close to each other. */
function isWithin(asked: string, topic: string): boolean {
  const [first, ...others] = asked.replace(/[\s、,，。"“”《》]/gu, '');
  if (first === undefined || others.length === 0) return false;
  const most = (others.length + 1) * 2;
  return [...topic].some((char, start) => {
    if (char !== first) return false;
    let at = start;
    for (const next of others) {
      at = topic.indexOf(next, at + 1);
      if (at < 0) return false;
    }
    return at - start < most;
  });
}

/** Less than what has all its pairs. */
const IN_ORDER = 0.8;

function shareOf(asked: string, topic: string): number {
  return Math.max(isWithin(asked, topic) ? IN_ORDER : 0, pairsShared(asked, topic));
}

function pairsShared(asked: string, topic: string): number {
  const pairs = pairsOf(asked);
  const have = new Set(pairsOf(topic));
  return pairs.length === 0 ? 0 : pairs.filter((pair) => have.has(pair)).length / pairs.length;
}
