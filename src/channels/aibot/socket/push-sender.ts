// aibot_send_msg (doc 101463): the bot by itself, to a group or to one person, where somebody has spoken to it before.
// Markdown or a card; nobody can be mentioned, and nothing can be recalled.
import { type BotChat, UNSPOKEN } from '../../../ports/bot-chats.ts';
import { PUSH_CHANNELS, type Push, type PushOutcome, type Sender } from '../../../ports/channels.ts';
import { BOT_CARD, buttonCard, cardProblem, fitsCard } from '../../wecom/card.ts';
import { type PartLabel, refusedHere } from '../../wecom/sending.ts';
import { asMarkdown, asPlain } from '../../wecom/shown.ts';
import { splitToBytes } from '../../wecom/text.ts';
import type { Link } from './link.ts';
import { notConnected, outcomeOfAnswer } from './outcome.ts';
import type { Pace } from './pace.ts';

const { messageBytes } = PUSH_CHANNELS.bot;
/**
 * Somebody has to speak first: looked at again as often as a setting that has to be mended. A person whose chat takes
 * nothing any more is as one who never spoke: what is due waits for a word, while a group's goes another way.
 */
const notActivated: PushOutcome = { kind: 'retry', code: 0, reason: UNSPOKEN, afterMs: 60_000 };
/** These say that the chat takes nothing any more. */
const DEAD = new Set(['push_disabled', 'not_in_group', 'group_dissolved', 'unknown_chat']);

export interface BotSending {
  link: Pick<Link, 'isUp' | 'send'>;
  pace: Pace;
  /** the chat with that chatid or that person; undefined where nobody has spoken yet */
  chatOf(to: string): Promise<BotChat | undefined>;
  /** WeCom says that it takes nothing there any more */
  lost(chat: string, reason: string): Promise<void>;
}

type Content = Readonly<Record<string, unknown>>;

export function createBotSender(sending: BotSending & { partLabel: PartLabel }): Sender {
  return async (push) => {
    if (push.channel !== 'bot' || !('chat' in push.to)) return refusedHere('bad_recipient');
    const contents = contentsOf(push, sending.partLabel);
    return typeof contents === 'string' ? refusedHere(contents) : sendTo(sending, push.to.chat, contents);
  };
}

const isPrivate = ({ userId }: BotChat): boolean => userId !== null;

/** One after another, in order; once one is out, the failure of a later one leaves the whole in doubt. */
export async function sendTo(
  { link, pace, chatOf, lost }: BotSending,
  to: string,
  contents: readonly Content[],
): Promise<PushOutcome> {
  if (!link.isUp()) return notConnected;
  const chat = await chatOf(to);
  if (!chat || (isPrivate(chat) && chat.dead !== null)) return notActivated;
  if (chat.dead !== null) return { kind: 'refused', code: 0, reason: chat.dead, scope: 'destination' };
  const waitMs = pace.waitMs(chat.chat, 'push');
  if (waitMs > 0) return { kind: 'retry', code: 0, reason: 'too_frequent', afterMs: waitMs };
  for (const [i, content] of contents.entries()) {
    pace.count(chat.chat);
    // Without its type WeCom would guess, groups first.
    const body = { chatid: chat.chat, chat_type: isPrivate(chat) ? 1 : 2, ...content };
    const answer = await link.send({ cmd: 'aibot_send_msg', body });
    pace.learn(chat.chat, answer);
    const outcome = outcomeOfAnswer(answer);
    if (outcome.kind === 'accepted') continue;
    const isLost = outcome.kind === 'refused' && DEAD.has(outcome.reason);
    if (isLost) await lost(chat.chat, outcome.reason);
    if (i > 0) return { kind: 'unknown', reason: 'partly_sent' };
    return isLost && isPrivate(chat) ? notActivated : outcome;
  }
  return { kind: 'accepted' };
}

/** The messages of a push in sending order, or the word for what is wrong with it. */
function contentsOf({ text, card }: Push, partLabel: PartLabel): Content[] | string {
  const whole = asMarkdown(text).trim();
  const texts = (whole === '' ? [] : splitToBytes(whole, messageBytes, partLabel)).map((content) => ({
    msgtype: 'markdown',
    markdown: { content },
  }));
  if (!card) return texts.length > 0 ? texts : 'empty';
  const problem = cardProblem(card);
  if (problem) return problem;
  const shown = { msgtype: 'template_card', template_card: buttonCard(card, text, BOT_CARD) };
  // What a card would cut goes before it in full.
  return fitsCard(asPlain(text).trim(), BOT_CARD) ? [shown] : [...texts, shown];
}
