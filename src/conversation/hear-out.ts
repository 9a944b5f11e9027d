// Words that were said: first as the answer to what is open, else as a message of its own.
import type { Filled, Intent, Understanding } from '../domain/intent.ts';
import { asksOfOneself } from '../parsing/asked/of-oneself.ts';
import { asksForSure } from '../parsing/asks.ts';
import { understand } from '../parsing/understand.ts';
import type { Reply } from '../ports/channels.ts';
import type { Question } from '../ports/store.ts';
import { together } from './act.ts';
import { perform, weightOf } from './acts.ts';
import { afterFigures, isOfTheSame, leaveOffered } from './after-figures.ts';
import type { Answer } from './answer.ts';
import { answerTo } from './answers.ts';
import { bySound } from './by-sound.ts';
import { headed } from './handlers/figures/form.ts';
import { pointer } from './handlers/record/words.ts';
import { meantHere } from './meant-here.ts';
import { itemInWords, nearest } from './nearest.ts';
import { byOrdinal } from './ordinals.ts';
import { describe, listen, MOST_OPTIONS, MOST_UNREAD, offer, QUESTION_LIFE_MS } from './questions.ts';
import { wasRead, withdrawFollowUp } from './second/follow.ts';
import { aboutTopic, aboutValue } from './topics.ts';
import type { Turn } from './turn.ts';

interface Said {
  reply: Reply | null;
  intent: string;
}

/** Answers words. What is neither an answer nor clear is offered with its content. */
export async function hearOut(turn: Turn, said: Understanding): Promise<Said> {
  const question = await turn.tx.question(turn.sender.id, turn.chat);
  const given =
    question && ((await isTakenBack(turn, question, said)) ? DROPPED : answerTo(question, said, turn));
  return (given && (await settled(turn, question, given, said))) ?? alone(turn, said);
}

const DROPPED: Answer = { kind: 'dropped' };

/** 撤销 right behind a report that is asked about takes that one back, before anything that stands. */
async function isTakenBack({ tx, sender, chat, now }: Turn, question: Question, { intent }: Understanding) {
  if (intent.intent !== 'undo' || question.awaiting !== 'report' || question.expiresAt <= now) return false;
  if ((await tx.lastSaid(sender.id, chat))?.key !== question.about) return false;
  const since = await tx.lastChanged(sender.id, question.expiresAt - QUESTION_LIFE_MS);
  return since === undefined || (since.chatId ?? '') === chat;
}

/** `<number>:<what was asked about>`: only while that very question is open. */
export async function chooseByButton(turn: Turn, rest: string): Promise<Reply | null> {
  const cut = rest.indexOf(':');
  const number = Number(rest.slice(0, cut));
  const question = await turn.tx.question(turn.sender.id, turn.chat);
  if (question?.about !== rest.slice(cut + 1) || question.expiresAt <= turn.now)
    return { ...turn.say('general.button_gone'), cardState: turn.say('general.gone_state').text };
  const answer = number === 0 ? 'no' : number;
  const said: Understanding = { ...PRESSED, answer, intent: { intent: 'choice', choice: answer } };
  const { reply } = await hearOut(turn, said);
  return reply && { ...reply, cardState: turn.say('general.chosen_state').text };
}

const PRESSED: Omit<Understanding, 'intent'> = {
  certainty: 'clear',
  missing: [],
  unread: [],
  contradictions: [],
  alternatives: [],
};

/**
 * Talk, 收到, and a number that fits nothing leave a question open, and so does what goes on from figures, but for an offer:
 * a name that is said next is of the figures. Any other matter of its own closes it, but what is still lacking in a record,
 * which is no question that could be answered by mistake.
 */
const leavesOpen = ({ awaiting }: Question, { intent, answer }: Understanding): boolean =>
  awaiting === 'record' ||
  ['none', 'choice', 'ack'].includes(intent.intent) ||
  (intent.intent === 'query_more' && awaiting !== 'choice') ||
  answer === 'talk';

async function settled(
  turn: Turn,
  question: Question,
  given: Answer,
  said: Understanding,
): Promise<Said | undefined> {
  if (given.kind === 'again') return askAgain(turn, question, given.options);
  const isUnread = given.kind === 'intent' && !(await wasRead(turn.tx, question, given.intent));
  if (given.kind !== 'unrelated' || !leavesOpen(question, said)) {
    await turn.tx.clearQuestion(turn.sender.id, turn.chat);
    await withdrawFollowUp(turn.tx, question);
  }
  if (isUnread) return { reply: await offer(turn, question.options), intent: 'choice' };
  switch (given.kind) {
    case 'intent':
      await learn(turn, question, given);
      Object.assign(turn, { intent: given.intent, text: given.text });
      return { reply: await perform(turn), intent: given.intent.intent };
    case 'instead':
      return instead(turn, given.text);
    case 'dropped':
      await stayWith(turn, question);
      return {
        reply: turn.say('general.dropped', {
          undo: said.intent.intent === 'undo',
          // 集结, and tasks for many: they were read back before anything left.
          unsent: question.options.some(
            (option) => 'sure' in option && !option.intent.startsWith('process_'),
          ),
        }),
        intent: 'choice',
      };
    case 'expired':
      return { reply: turn.say('general.question_gone', { expired: true }), intent: 'choice' };
    case 'unrelated':
      return undefined;
  }
}

/** What is said next is still of the meeting whose correction was dropped. */
async function stayWith(turn: Turn, { awaiting, intent }: Question): Promise<void> {
  const { activityId }: Filled = intent ?? { intent: 'none' };
  const activity =
    awaiting === 'report' && activityId !== undefined ? await turn.tx.activity(activityId) : undefined;
  if (activity && activity.stage !== 'cancelled') await listen(turn, 'record', pointer(activity));
}

/** Which of the readings of a message was meant, as it was offered. */
async function learn(turn: Turn, question: Question, { choice }: Extract<Answer, { kind: 'intent' }>) {
  const { readAt, text, options } = question;
  const intent = choice === undefined ? undefined : options[choice];
  if (readAt === undefined || choice === undefined || !intent || text === null) return;
  await turn.tx.addLesson({
    at: turn.now,
    readAt,
    userId: turn.sender.id,
    messageKey: turn.message.key,
    text,
    intent,
    choice: choice + 1,
    choices: options.length,
  });
}

/** The question stays; where only some of its options are left, they are offered anew. */
async function askAgain(turn: Turn, question: Question, options: Intent[]): Promise<Said> {
  const isNew = options.length > 0 && options.some((option) => !question.options.includes(option));
  if (!isNew && options.length === question.options.length)
    return { reply: turn.say('general.still_asked', { choices: options.length }), intent: 'choice' };
  turn.text = question.text ?? turn.text;
  return { reply: await offer(turn, options), intent: 'unsure' };
}

/** The question was denied, and this said in its place. */
async function instead(turn: Turn, text: string): Promise<Said> {
  const said = understand(text, turn.now, turn.reading);
  if (said.intent.intent === 'none' || said.intent.intent === 'choice')
    return { reply: turn.say('general.dropped', { undo: false, unsent: false }), intent: 'choice' };
  Object.assign(turn, { intent: said.intent, text });
  return alone(turn, said);
}

async function alone(turn: Turn, said: Understanding): Promise<Said> {
  const meant = await meantHere(turn, said);
  if (meant && 'reply' in meant) return { reply: meant.reply, intent: meant.as };
  if (meant && 'offered' in meant) return offered(turn, meant.offered);
  if (meant) {
    Object.assign(turn, meant);
    return { reply: await perform(turn), intent: meant.intent.intent };
  }
  const named = await aboutTopic(turn, said);
  if (named) return named;
  const wrong = WRONG_TIMES.find((code) => said.contradictions.includes(code));
  if (wrong) return { reply: turn.say(`general.${wrong}`), intent: said.intent.intent };
  const [more, ...others] = await afterFigures(turn, said);
  if (more?.intent === 'query_more' || (more && (await isOfTheSame(turn, more)))) {
    turn.intent = more;
    return { reply: await perform(turn), intent: more.intent };
  }
  if (more) return offered(turn, [more, ...others]);
  const ofValue = await aboutValue(turn, said);
  if (ofValue) return ofValue;
  const heard = bySound(turn, said);
  const numbered = await byOrdinal(turn, said);
  if (heard?.onlyAsks && !numbered)
    return answered(turn, heard.intent, turn.say('general.as_heard', { heard: heard.as }).text);
  const isOfSelf = asksOfOneself(turn.text);
  const inWords = heard || numbered ? [] : await itemInWords(turn, said);
  if (inWords.length > 0) return toldOf(turn, inWords);
  if (said.asFarAsRead && !heard && !numbered && !isOfSelf) return asFarAsRead(turn, said, said.asFarAsRead);
  const asRead = said.certainty === 'unsure' ? said.alternatives : numbered ? [said.intent] : [];
  const options = [...(heard ? [heard.intent] : []), ...(numbered ? [numbered] : []), ...asRead];
  const near = heard || numbered ? [] : await nearest(turn, said);
  if (near.length > 0) return toldOf(turn, near);
  const offers = asksForSure(turn.text)
    ? options.filter((option) => weightOf(option) !== undefined)
    : options;
  if (options.length > 0 && offers.length === 0) {
    turn.intent = { intent: 'none' };
    return { reply: await perform(turn), intent: 'none' };
  }
  if (offers.length > 0) {
    return offered(turn, offers, heard ? { heard: heard.as } : { unread: said.unread });
  }
  return { reply: await perform(turn), intent: said.intent.intent };
}

/** The answer, before it the words that it leaves out, and behind it what else may have been asked. */
async function asFarAsRead(
  turn: Turn,
  { unread, alternatives }: Understanding,
  intent: Intent,
): Promise<Said> {
  if (unread.length > 0)
    return answered(
      turn,
      intent,
      turn.say('general.beside_unread', { unread: unread.slice(0, MOST_UNREAD) }).text,
    );
  const said = await answered(turn, intent, '');
  const others = alternatives
    .filter((other) => weightOf(other) !== undefined && !isOfNoItem(other))
    .map((other) => describe(turn, other))
    .filter((line) => line !== describe(turn, intent))
    .slice(0, MOST_OPTIONS - 1);
  if (!said.reply || others.length === 0) return said;
  const { text } = turn.say('general.may_also_ask', { others: [...new Set(others)] });
  return { ...said, reply: { ...said.reply, text: `${said.reply.text}\n${text}` } };
}

/** 查整改事项 without a number would only be asked for it. */
const isOfNoItem = (intent: Intent): boolean =>
  intent.intent === 'query' && intent.metric === 'rectify_item' && intent.itemNo === undefined;

/** What is kept of the thing that the message names, one reply. */
async function toldOf(turn: Turn, intents: readonly Intent[]): Promise<Said> {
  const replies: Reply[] = [];
  for (const intent of intents) {
    turn.intent = intent;
    const reply = await perform(turn);
    if (reply) replies.push(reply);
  }
  turn.intent = intents[0]!;
  return {
    reply: headed(turn.say('general.nearest').text, together(replies)),
    intent: turn.intent.intent,
  };
}

/** @param before how the message was taken; empty where there is nothing to say of it */
async function answered(turn: Turn, intent: Intent, before: string): Promise<Said> {
  turn.intent = intent;
  const reply = await perform(turn);
  const isTold = reply !== null && before !== '';
  return { reply: isTold ? headed(before, reply) : reply, intent: intent.intent };
}

async function offered(
  turn: Turn,
  intents: Intent[],
  beside: Parameters<typeof offer>[2] = {},
): Promise<Said> {
  await leaveOffered(turn, intents);
  return { reply: await offer(turn, distinct(intents), { ...beside, readAt: turn.now }), intent: 'unsure' };
}

function distinct(intents: readonly Intent[]): Intent[] {
  const seen = new Map(intents.map((intent) => [JSON.stringify(intent), intent]));
  return [...seen.values()].slice(0, MOST_OPTIONS);
}

/** Times that cannot be meant are never guessed at: one line says so and nothing is stored. */
const WRONG_TIMES = ['impossible_date', 'impossible_time', 'weekday_mismatch'] as const;
