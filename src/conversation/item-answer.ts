// What the answer to a question about an item supplies: people, deadlines, a reason.

import { type Filled, type Intent, toIntent, type Understanding } from '../domain/intent.ts';
import { fillItems, type ItemAnswer, readItemAnswer } from '../parsing/ledger-answer.ts';
import type { Question } from '../ports/store.ts';
import type { Answer } from './answer.ts';
import type { Turn } from './turn.ts';

/** Readings that an answer may be taken for; a clear message of any other kind stands for itself. */
const LIKE_AN_ANSWER = new Set<Intent['intent']>([
  'none',
  'rectify_progress',
  'rectify_done',
  'rectify_extend',
]);

/** @param said the message by itself */
export function itemAnswer(
  question: Question,
  said: Understanding,
  { text, now, reading }: Pick<Turn, 'text' | 'now' | 'reading'>,
): Answer {
  const { intent, answer } = said;
  const asked: Filled | null = question.intent;
  if (!asked) return { kind: 'unrelated' };
  if (answer === 'no') return { kind: 'dropped' };
  const isReason = asked.lacks === 'reason';
  // 12 may be a day, and 好的 a reason for nothing.
  if (answer !== undefined && (isReason || typeof answer !== 'number'))
    return answer === 'talk' ? { kind: 'unrelated' } : { kind: 'again', options: [] };
  // A form of its own, or naming an item, begins anew.
  if (intent.intent === 'rectify_create') return { kind: 'unrelated' };
  const given = readItemAnswer(text, now, reading, asked.items?.length);
  const isNumber = asked.lacks === 'number' && given.isBare;
  if ('itemNo' in intent && !isNumber) return { kind: 'unrelated' };
  const isLike = LIKE_AN_ANSWER.has(intent.intent) || intent.intent === asked.intent;
  if (!given.isBare && !isLike && said.certainty === 'clear') return { kind: 'unrelated' };
  const completed = complete(asked, text, given);
  if (!completed) return { kind: 'unrelated' };
  return {
    kind: 'intent',
    intent: toIntent(completed),
    text: `${question.text ?? ''}\n${text}`,
  };
}

function complete(asked: Filled, text: string, given: ItemAnswer): Filled | undefined {
  const { lacks, ...rest } = asked;
  switch (lacks) {
    case 'reason':
      return { ...rest, reason: text.trim() };
    case 'number': {
      const itemNo = given.lines.find((line) => line.number !== undefined)?.number;
      return itemNo ? { ...rest, itemNo } : undefined;
    }
    case 'due': {
      const dueAt = given.lines.find((line) => line.dueAt !== undefined)?.dueAt;
      return dueAt ? { ...rest, dueAt } : undefined;
    }
    case 'person': {
      const owner = given.lines.find((line) => line.owner !== undefined)?.owner;
      return owner ? { ...rest, names: [...(rest.names ?? []), ...owner.split('、')] } : undefined;
    }
    case 'gaps': {
      const items = fillItems(asked.items ?? [], given);
      return items && { ...rest, items };
    }
    default:
      return undefined;
  }
}
