// What the answer to a question about an item supplies: people, deadlines, a reason.

import type { Instant } from '../domain/calendar/time.ts';
import { type Filled, type Intent, toIntent, type Understanding } from '../domain/intent.ts';
import { fillItems, readItemAnswer } from '../parsing/ledger-answer.ts';
import type { ReadingOptions } from '../parsing/reader.ts';
import type { Question } from '../ports/store.ts';
import type { Answer } from './answer.ts';

/** Readings that an answer may be taken for; a clear message of any other kind stands for itself. */
const LIKE_AN_ANSWER = new Set<Intent['intent']>([
  'none',
  'rectify_progress',
  'rectify_done',
  'rectify_extend',
]);

export function itemAnswer(
  question: Question,
  said: Understanding,
  text: string,
  now: Instant,
  reading: ReadingOptions,
): Answer {
  const { intent } = said;
  const asked = question.intent;
  if (!asked) return { kind: 'unrelated' };
  if (intent.intent === 'choice') return { kind: intent.choice === 'no' ? 'dropped' : 'unrelated' };
  // A form of its own, or naming an item, begins anew.
  if (intent.intent === 'rectify_create') return { kind: 'unrelated' };
  if ('itemNo' in intent) return { kind: 'unrelated' };
  const isBare = readItemAnswer(text, now, reading).isBare;
  const isOwnMatter = !isBare && !LIKE_AN_ANSWER.has(intent.intent) && intent.intent !== asked.intent;
  if (isOwnMatter && said.certainty === 'clear') return { kind: 'unrelated' };
  const completed = complete(asked, text, now, reading);
  if (!completed) return { kind: 'unrelated' };
  return {
    kind: 'intent',
    intent: toIntent(completed),
    text: `${question.text ?? ''}\n${text}`,
    confirmed: false,
  };
}

function complete(asked: Filled, text: string, now: Instant, reading: ReadingOptions): Filled | undefined {
  const { lacks, ...rest } = asked;
  switch (lacks) {
    case 'reason':
      return { ...rest, reason: text.trim() };
    case 'due': {
      const { dueAt } = readItemAnswer(text, now, reading);
      return dueAt ? { ...rest, dueAt } : undefined;
    }
    case 'person': {
      const { owner } = readItemAnswer(text, now, reading);
      return owner ? { ...rest, names: [owner] } : undefined;
    }
    case 'gaps': {
      const items = fillItems(asked.items ?? [], text, now, reading);
      return items && { ...rest, items };
    }
    default:
      return undefined;
  }
}
