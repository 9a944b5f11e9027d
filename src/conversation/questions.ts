// When unsure, ask: what is meant stays with the question until it is answered, overtaken or ten minutes old.

import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import { type Filled, type Intent, toIntent, type Understanding } from '../domain/intent.ts';
import type { ReadingOptions } from '../parsing/reader.ts';
import { understand } from '../parsing/understand.ts';
import type { Reply } from '../ports/channels.ts';
import type { Question } from '../ports/store.ts';
import type { Given, SentenceName } from '../wording/catalogue.ts';
import type { Answer } from './answer.ts';
import { itemAnswer } from './item-answer.ts';
import type { Turn } from './turn.ts';

export const QUESTION_LIFE_MS = 10 * MINUTE_MS;

/** Asks for something the message lacks. */
export async function ask<N extends SentenceName>(
  turn: Turn,
  awaiting: 'time' | 'type' | 'unit',
  name: N,
  ...data: Given<N>
): Promise<Reply> {
  await put(turn, { awaiting, options: [], intent: turn.intent, text: turn.text });
  return turn.say(name, ...data);
}

/** Asks for what `intent.lacks` names: the next line is taken for it. */
export function askItem(turn: Turn, intent: Intent): Promise<void> {
  return put(turn, { awaiting: 'item', options: [], intent, text: turn.text });
}

/** Offers given meanings under numbers of the caller's own wording. */
export function offerItems(turn: Turn, options: Intent[]): Promise<void> {
  return put(turn, { awaiting: 'choice', options, intent: null, text: turn.text });
}

/**
 * Offers the likely meanings as numbered choices, each with its content; nothing is stored until one is chosen.
 * @param unread words that none of them has used
 */
export async function offer(turn: Turn, options: Intent[], unread: readonly string[] = []): Promise<Reply> {
  const lines = options.map((option, i) => `${i + 1}. ${describe(turn, option)}`);
  await put(turn, { awaiting: 'choice', options, intent: null, text: turn.text });
  return turn.say('general.which_meaning', { lines, unread: unread.slice(0, MOST_UNREAD) });
}

/** More words than these are no help to anybody. */
const MOST_UNREAD = 6;

/** Asks before acting on something doubtful: 对 acts, a corrected line changes it first. */
export async function confirm(turn: Turn, reply: Reply): Promise<Reply> {
  await put(turn, { awaiting: 'confirm', options: [], intent: turn.intent, text: turn.text });
  return reply;
}

function put(turn: Turn, question: Omit<Question, 'userId' | 'chat' | 'of' | 'expiresAt'>): Promise<void> {
  return turn.tx.putQuestion({
    ...question,
    userId: turn.sender.id,
    chat: turn.chat,
    of: turn.message.key,
    expiresAt: turn.now + QUESTION_LIFE_MS,
  });
}

/** One line that says a reading with all that it holds. */
export function describe(turn: Pick<Turn, 'say'>, said: Filled): string {
  const types = said.activityTypes ?? (said.activityType ? [said.activityType] : []);
  return turn.say(`meaning.${said.intent}`, {
    type: types.map((type) => turn.say(`activity_type.${type}`).text).join('暨'),
    when: said.startAt ?? '',
    end: said.endAt ?? '',
    names: said.names ?? [],
    self: said.self ?? false,
    absent: (said.absent ?? []).map((a) => (a.reason ? `${a.name}（${a.reason}）` : a.name)),
    place: said.place ?? '',
    scope: said.scope ?? '',
    expected: said.expected ?? null,
    present: said.present ?? null,
    from: said.period?.from ?? '',
    to: said.period?.to ?? '',
    metric: said.metric ? turn.say(`stats.metric.${said.metric}`).text : '',
    reason: said.reason ?? '',
    itemNo: said.itemNo ?? '',
    progress: said.progress ?? null,
    due: said.dueAt ?? '',
    remark: said.remark ?? said.items?.[0]?.problem ?? '',
  }).text;
}

/** What a message says to an open question; a clear message of its own is never taken for an answer. */
export function answerTo(
  question: Question,
  said: Understanding,
  text: string,
  now: Instant,
  reading: ReadingOptions,
): Answer {
  const { intent } = said;
  if (question.awaiting === 'choice') return chosen(question, intent);
  if (question.awaiting === 'confirm') return confirmed(question, said, text);
  if (question.awaiting === 'item') return itemAnswer(question, said, text, now, reading);
  if (intent.intent === 'choice' && intent.choice === 'no') return { kind: 'dropped' };
  const isOwnMatter =
    said.certainty === 'clear' && intent.intent !== 'none' && intent.intent !== question.intent?.intent;
  if (isOwnMatter && intent.intent !== 'choice') return { kind: 'unrelated' };
  const together = `${question.text ?? ''}\n${text}`;
  const completed = understand(together, now, reading).intent;
  if (completed.intent !== question.intent?.intent || !supplies(question.awaiting, completed))
    return { kind: 'unrelated' };
  return { kind: 'intent', intent: completed, text: together, confirmed: false };
}

function chosen(question: Question, intent: Intent): Answer {
  if (intent.intent !== 'choice') return { kind: 'unrelated' };
  if (intent.choice === 'no') return { kind: 'dropped' };
  // 对 to what was asked in two messages may be said to either.
  if (intent.choice === 'yes' && question.atFirst) return { kind: 'which' };
  const index = intent.choice === 'yes' ? 0 : (intent.choice ?? 0) - 1;
  const option = question.options[index];
  return option
    ? { kind: 'intent', intent: option, text: question.text ?? '', confirmed: false }
    : { kind: 'unrelated' };
}

function confirmed(question: Question, said: Understanding, text: string): Answer {
  const asked = question.intent;
  if (!asked) return { kind: 'unrelated' };
  const { intent } = said;
  if (intent.intent === 'choice') {
    const agrees = intent.choice === 'yes' || intent.choice === 1;
    return agrees
      ? { kind: 'intent', intent: asked, text: question.text ?? '', confirmed: true }
      : { kind: 'dropped' };
  }
  if (intent.intent !== asked.intent) return { kind: 'unrelated' };
  return {
    kind: 'intent',
    intent: toIntent({ ...asked, ...intent } as Filled),
    text: `${question.text ?? ''}\n${text}`,
    confirmed: false,
  };
}

function supplies(awaiting: Question['awaiting'], intent: Filled): boolean {
  if (awaiting === 'time') return intent.startAt?.includes('T') ?? false;
  if (awaiting === 'type') return intent.activityType !== undefined;
  return intent.scope !== undefined;
}
