// JSON of the 智能机器人 → our vocabulary (messages doc 100719, events 101027). Callback and long connection
// deliver the same bodies.
import { z } from 'zod';
import type { Instant } from '../../domain/calendar/time.ts';
import { CallbackRefused } from '../../domain/errors.ts';
import type { IncomingMessage, MediaRef } from '../../ports/channels.ts';
import { isApiUrl } from '../wecom/origin.ts';
import { cleanText } from '../wecom/text.ts';

/** A part in a shape we do not know is an absent part: what WeCom adds must not turn into refusals it would repeat. */
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
/** Some senders write ids as numbers. */
const opaque = z.union([z.string(), z.number().refine(Number.isSafeInteger).transform(String)]);
const media = maybe(z.object({ url: z.string().min(1), aeskey: z.string().optional() }));
const spoken = maybe(z.object({ content: z.string() }));
const part = z.object({ msgtype: z.string(), text: spoken, image: media, file: media, video: media });
const payload = part.extend({ voice: spoken, mixed: maybe(z.object({ msg_item: z.array(maybe(part)) })) });
const selection = z.object({
  question_key: z.string(),
  option_ids: maybe(z.object({ option_id: z.array(z.string()) })),
});
const cardEvent = z.object({
  event_key: opaque,
  task_id: opaque,
  selected_items: maybe(z.object({ selected_item: z.array(selection) })),
});
const feedback = z.object({
  id: z.string().min(1),
  type: z.coerce.number().int(),
});
const callback = payload.extend({
  msgid: opaque.refine((id) => id !== ''),
  chatid: maybe(opaque),
  chattype: maybe(z.string()),
  // disconnected_event of the long connection comes from nobody
  from: maybe(z.object({ userid: opaque })),
  create_time: maybe(z.coerce.number().int().positive()),
  response_url: maybe(z.string()),
  // What is quoted in a shape we do not know was quoted all the same.
  quote: payload.catch({ msgtype: '' }).nullish(),
  event: maybe(
    z.object({
      eventtype: z.string(),
      template_card_event: maybe(cardEvent),
      feedback_event: maybe(feedback),
    }),
  ),
  stream: maybe(z.object({ id: opaque.refine((id) => id !== '') })),
});
type Callback = z.infer<typeof callback>;
type Payload = z.infer<typeof payload>;
type Content = IncomingMessage['content'];

/** What WeCom takes as the answer (doc 101031). */
export type BotAccepts =
  | { kind: 'stream'; msgId: string; userId?: string }
  | { kind: 'refresh'; streamId: string; userId: string }
  | { kind: 'welcome' }
  | { kind: 'card'; taskId: string; buttonKey: string; userId: string }
  | { kind: 'nothing' };

interface BotMessage {
  message: IncomingMessage | null;
  accepts: BotAccepts;
}

interface BotReading {
  /** removes mentions of the bot, see `mentionStripper` */
  withoutMention: (text: string) => string;
  /** response_url is kept only on WeCom's host or on this base's origin */
  apiBase: string;
  now: Instant;
}

const NOTHING: BotMessage = { message: null, accepts: { kind: 'nothing' } };

/**
 * @param body parsed JSON of one callback
 * @throws CallbackRefused when it is no callback at all
 */
export function readBotMessage(body: unknown, reading: BotReading): BotMessage {
  const parsed = callback.safeParse(body);
  if (!parsed.success) throw new CallbackRefused('bad_message');
  const it = parsed.data;
  const userId = it.from?.userid ?? '';
  if (it.msgtype === 'stream')
    return it.stream
      ? { message: null, accepts: { kind: 'refresh', streamId: it.stream.id, userId } }
      : NOTHING;
  if (userId === '' || userId === 'sys' || (it.chattype === 'group' && !it.chatid)) return NOTHING;
  const content = it.msgtype === 'event' ? eventContent(it) : messageContent(it, reading);
  if (!content) return NOTHING;
  const message: IncomingMessage = {
    key: `bot:${it.msgid}`,
    channel: 'bot',
    userId,
    chatId: it.chatid || undefined,
    at: it.create_time ? it.create_time * 1000 : reading.now,
    content,
    responseUrl: it.response_url && isApiUrl(it.response_url, reading.apiBase) ? it.response_url : undefined,
  };
  return { message, accepts: acceptedBy(it, content, userId) };
}

function acceptedBy(it: Callback, content: Content, userId: string): BotAccepts {
  if (content.kind === 'enter') return { kind: 'welcome' };
  if (content.kind === 'button')
    return { kind: 'card', taskId: content.taskId, buttonKey: content.buttonKey, userId };
  // Neither feedback takes an answer, nor what WeCom adds later.
  if (it.msgtype === 'event') return { kind: 'nothing' };
  return { kind: 'stream', msgId: it.msgid, userId };
}

/** Null for events WeCom adds later: they get an empty answer. */
function eventContent({ event }: Callback): Content | null {
  if (event?.eventtype === 'enter_chat') return { kind: 'enter' };
  if (event?.eventtype === 'feedback_event')
    return event.feedback_event ? feedbackContent(event.feedback_event) : null;
  const card = event?.eventtype === 'template_card_event' ? event.template_card_event : undefined;
  if (!card) return null;
  const items = card.selected_items?.selected_item ?? [];
  const selected = Object.fromEntries(items.map((i) => [i.question_key, i.option_ids?.option_id ?? []]));
  return {
    kind: 'button',
    buttonKey: cleanText(card.event_key),
    taskId: card.task_id,
    selected: items.length > 0 ? selected : undefined,
  };
}

const VERDICTS: Readonly<Record<number, 'right' | 'wrong' | 'withdrawn'>> = {
  1: 'right',
  2: 'wrong',
  3: 'withdrawn',
};

/** `id` is what `feedbackIdOf` made of sender and message. */
function feedbackContent({ id, type }: z.infer<typeof feedback>): Content | null {
  const verdict = VERDICTS[type];
  const cut = id.indexOf(':');
  return verdict && cut > 0
    ? { kind: 'feedback', verdict, of: { userId: id.slice(0, cut), key: `bot:${id.slice(cut + 1)}` } }
    : null;
}

function messageContent(it: Callback, { withoutMention }: BotReading): Content {
  const text = withoutMention(cleanText(textOf(it)));
  const quoted = it.quote ? mediaOf(it.quote) : [];
  const files = [...mediaOf(it), ...quoted.map((ref): MediaRef => ({ ...ref, isQuoted: true }))];
  const unread = holdsUnknown(it) ? 'own' : it.quote && holdsUnknown(it.quote) ? 'quoted' : undefined;
  const beside = unread && ({ unread } as const);
  if (files.length > 0) return { kind: 'media', media: files, text: text || undefined, ...beside };
  // A voice message that could not be turned into words says nothing.
  const saysNothing = text === '' && (it.msgtype === 'voice' || unread === 'own');
  if (!isText(it) || saysNothing) return { kind: 'other', type: it.msgtype };
  const quote = it.quote && cleanText(textOf(it.quote)).trim();
  return { kind: 'text', text, quote: quote || undefined, ...beside };
}

/** A kind of content that WeCom has added since, or one without what it should carry. */
const holdsUnknown = (it: Payload): boolean => partsOf(it).some((one) => !isKnown(one));

function isKnown(one: z.infer<typeof part> | undefined): boolean {
  switch (one?.msgtype) {
    case 'text':
    // Without a transcript it is told of by itself.
    case 'voice':
      return true;
    case 'image':
    case 'file':
    case 'video':
      return one[one.msgtype] !== undefined;
    default:
      return false;
  }
}

const partsOf = (it: Payload): (z.infer<typeof part> | undefined)[] =>
  it.msgtype === 'mixed' ? (it.mixed?.msg_item ?? [undefined]) : [it];

function isText(it: Payload): boolean {
  return it.msgtype === 'text' || it.msgtype === 'voice' || it.msgtype === 'mixed';
}

/** Voice arrives as its transcript and counts as text. */
function textOf(it: Payload): string {
  if (it.msgtype === 'text') return it.text?.content ?? '';
  if (it.msgtype === 'voice') return it.voice?.content ?? '';
  if (it.msgtype !== 'mixed') return '';
  const texts = partsOf(it).map((item) => (item?.msgtype === 'text' ? item.text?.content : undefined));
  return texts.filter((text) => text !== undefined).join('\n');
}

function mediaOf(it: Payload): MediaRef[] {
  return partsOf(it).flatMap((item) => {
    const kind = item?.msgtype;
    if (kind !== 'image' && kind !== 'file' && kind !== 'video') return [];
    const file = item![kind];
    return file ? [{ kind, source: { url: file.url.trim(), aesKey: file.aeskey } }] : [];
  });
}
