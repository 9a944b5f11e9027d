// Our reply → the JSON the 智能机器人 answers with (doc 101031); shared by callback and long connection.
import { createHash } from 'node:crypto';
import type { CardButton, Reply } from '../../ports/channels.ts';
import { BOT_CARD, buttonCard, cardProblem } from '../wecom/card.ts';
import { inline, isPicture } from '../wecom/pictures.ts';
import { asMarkdown, asPlain } from '../wecom/shown.ts';
import { tabled } from '../wecom/tabled.ts';
import { cutToBytes, cutToChars, utf8Bytes } from '../wecom/text.ts';
import type { BotAccepts } from './messages.ts';

/** Limit of a stream's content (doc 101031), about 6800 characters of Chinese. */
const CONTENT_BYTES = 20_480;

/** What a feedback may be called by (doc 101031). */
const FEEDBACK_BYTES = 256;

/** Pictures of a stream's end: so many at the most, JPG or PNG (doc 101031). */
const MOST_IMAGES = 10;

/** Null means an empty answer. */
export function replyBody(
  accepts: BotAccepts,
  reply: Reply | null,
  images: readonly Buffer[] = [],
): Record<string, unknown> | null {
  // Whatever came of it, a stream that is asked for is over now: say so, or WeCom keeps asking.
  if (accepts.kind === 'refresh')
    return withChoices(illustrated(stream(accepts.streamId, contentOf(reply)), images), reply);
  const text = reply ? asPlain(reply.text).trim() : '';
  if (accepts.kind === 'card')
    return reply?.cardState ? cardUpdate(accepts, reply.cardState, text, reply.cardButtons) : null;
  // An empty stream leaves the bubble thinking.
  if (!reply || text === '') return null;
  if (accepts.kind === 'stream') {
    const answer = stream(streamIdOf(accepts.msgId), contentOf(reply), accepts);
    return withChoices(illustrated(answer, images), reply);
  }
  if (accepts.kind === 'welcome')
    return { msgtype: 'text', text: { content: cutToBytes(text, CONTENT_BYTES) } };
  return null;
}

/** What is shown until the answer is there: WeCom asks for it again and again (doc 101031). */
export function pendingBody(accepts: BotAccepts, text: string): Record<string, unknown> | null {
  if (accepts.kind !== 'stream' && accepts.kind !== 'refresh') return null;
  const id = accepts.kind === 'stream' ? streamIdOf(accepts.msgId) : accepts.streamId;
  const rated = accepts.kind === 'stream' ? accepts : undefined;
  return { msgtype: 'stream', stream: { ...stream(id, text, rated).stream, finish: false } };
}

/** Derived from the message, so that a repeated callback answers with the same stream. */
export function streamIdOf(msgId: string): string {
  return createHash('sha256').update(msgId).digest('hex').slice(0, 32);
}

function contentOf(reply: Reply | null): string | undefined {
  if (!reply) return undefined;
  const table = reply.table && tabled(reply.table);
  // A table that is too long says in lines what it would have said: half a row says something else.
  const content = table && utf8Bytes(table) <= CONTENT_BYTES ? table : asMarkdown(reply.text).trim();
  return cutToBytes(content, CONTENT_BYTES);
}

/** @param rated the message of a first answer: only there a feedback can be asked for */
function stream(id: string, content: string | undefined, rated?: { msgId: string; userId?: string }) {
  const feedback = rated?.userId === undefined ? undefined : feedbackIdOf(rated.userId, rated.msgId);
  return { msgtype: 'stream', stream: { id, finish: true, content, ...(feedback && { feedback }) } };
}

/** Anybody in the group may rate an answer: whose question it was stands in the id. */
function feedbackIdOf(userId: string, msgId: string): { id: string } | undefined {
  const id = `${userId}:${msgId}`;
  return utf8Bytes(id) <= FEEDBACK_BYTES ? { id } : undefined;
}

/** Only a finished stream takes pictures, which all of ours are. One that WeCom would not show is left out. */
function illustrated<S extends ReturnType<typeof stream>>(answer: S, images: readonly Buffer[]): S {
  const shown = images.filter(isPicture).slice(0, MOST_IMAGES);
  if (shown.length === 0) return answer;
  const msg_item = shown.map((image) => ({ msgtype: 'image', image: inline(image) }));
  return { ...answer, stream: { ...answer.stream, msg_item } };
}

/** The card follows its stream in the same answer. One that WeCom would refuse is left out: the text says the same. */
function withChoices(answer: ReturnType<typeof stream>, reply: Reply | null) {
  const card = reply?.choices && { ...reply.choices, taskId: `choose_${answer.stream.id}` };
  if (!card || cardProblem(card) !== undefined) return answer;
  return {
    ...answer,
    msgtype: 'stream_with_template_card',
    template_card: buttonCard(card, '', BOT_CARD),
  };
}

/**
 * The card of the person who pressed, for the others it stays. WeCom has no relabelling here as the application has:
 * the whole card is replaced, and a card with buttons needs one, so one with nothing left to press
 * carries its own state as the button.
 */
function cardUpdate(
  card: { taskId: string; buttonKey: string; userId: string },
  state: string,
  text: string,
  buttons: readonly CardButton[] = [{ text: state, style: 2, key: card.buttonKey }],
) {
  return {
    response_type: 'update_template_card',
    userids: [card.userId],
    template_card: {
      card_type: 'button_interaction',
      main_title: { title: cutToChars(asPlain(state), BOT_CARD.title) },
      sub_title_text: text === '' ? undefined : cutToChars(text, BOT_CARD.subtitle),
      button_list: buttons.map((b) => ({
        text: cutToChars(asPlain(b.text), BOT_CARD.button),
        style: b.style ?? 1,
        key: b.key,
      })),
      task_id: card.taskId,
    },
  };
}
