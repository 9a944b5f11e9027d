// What the server says by itself: messages of members, presses, events (docs 100719, 101027, 101463).
import { randomUUID } from 'node:crypto';
import type { MediaShelf, SentMedia } from './media.ts';
import type { Callback, CallbackKind, Json, World } from './types.ts';

/** One content of a message; exactly one key. `other` is sent as it stands and needs a msgtype. */
export interface Content {
  text?: string;
  /** what was transcribed */
  voice?: string;
  image?: SentMedia;
  file?: SentMedia;
  video?: SentMedia;
  /** strings are text, with the literal `@name` in groups */
  mixed?: (string | { image: SentMedia })[];
  other?: Json & { msgtype: string };
}

export interface Saying extends Content {
  userId: string;
  /** in a group, which must be known; the single chat without it */
  chatId?: string;
  /** an earlier one repeats the message */
  msgid?: string;
  quote?: Content;
  /** laid over the body */
  extra?: Json;
}

export interface Place {
  userId: string;
  chatId?: string;
}

export interface Pressing extends Place {
  taskId: string;
  key: string;
  /** button_interaction without it */
  cardType?: string;
  /** chosen option ids by question key */
  selected?: Record<string, string[]>;
  msgid?: string;
}

export interface Feedback extends Place {
  id: string;
  /** 1 accurate, 2 inaccurate, 3 withdrawn */
  type: number;
  content?: string;
  reasons?: number[];
  msgid?: string;
}

/** A callback that went out, and what came back on its req_id. */
export interface Heard {
  reqId: string;
  msgid: string;
  /** nobody was subscribed: the message is lost, as WeCom loses it */
  delivered: boolean;
  /** accepted bodies so far */
  answers: Json[];
  /** accepted bodies once the answer is complete: a finished stream, or anything else than a stream; rejects after
   * `timeoutMs` of real time (3000) with what came until then */
  reply(timeoutMs?: number): Promise<Json[]>;
  /** `reply`, and of it what the member reads at the end: the last stream's or message's text */
  text(timeoutMs?: number): Promise<string>;
}

export interface Speaker {
  say(saying: Saying): Heard;
  press(pressing: Pressing): Heard;
  enter(place: { userId: string; msgid?: string }): Heard;
  feedback(feedback: Feedback): Heard;
  event(name: string, payload?: Json, place?: Place): Heard;
  /** a frame with a command of the server's own */
  command(cmd: string, body: Json): void;
}

export function createSpeaker(world: World, shelf: MediaShelf): Speaker {
  function speak(cmd: string, kind: CallbackKind, body: Json, chat?: string, taskId?: string): Heard {
    const callback: Callback = { reqId: randomUUID(), kind, at: world.now(), answers: [], heard: [] };
    if (chat !== undefined) callback.chat = chat;
    if (taskId !== undefined) callback.taskId = taskId;
    const line = [...world.lines.values()].find((l) => l.subscribed && !l.silent && !l.lost);
    if (line) {
      callback.connection = line.history.id;
      line.ws.send(JSON.stringify({ cmd, headers: { req_id: callback.reqId }, body }));
    }
    world.callbacks.set(callback.reqId, callback);
    return heard(world, callback, String(body.msgid), line !== undefined);
  }

  function place({ userId, chatId }: Place): Json {
    return { chattype: chatId === undefined ? 'single' : 'group', chatid: chatId, from: { userid: userId } };
  }

  function event(
    name: string,
    kind: CallbackKind,
    payload: Json,
    where: Json,
    msgid: string = randomUUID(),
  ): Heard {
    const chat = (where.chatid ?? (where.from as Json | undefined)?.userid) as string | undefined;
    const body = {
      msgid,
      create_time: Math.floor(world.now() / 1000),
      aibotid: world.options.botId,
      ...where,
      msgtype: 'event',
      event: { eventtype: name, ...payload },
    };
    const taskId = (payload.template_card_event as Json | undefined)?.task_id as string | undefined;
    return speak('aibot_event_callback', kind, body, chat, taskId);
  }

  return {
    say(saying) {
      const { userId, chatId, msgid = randomUUID(), quote, extra } = saying;
      const alone = saying.image ?? saying.file ?? saying.video ?? saying.voice;
      if (chatId !== undefined && alone !== undefined)
        throw new Error('in groups WeCom delivers text and mixed messages only');
      const id = chatId ?? userId;
      world.chats.set(id, {
        type: chatId === undefined ? 'single' : 'group',
        active: true,
        removed: false,
        told: false,
      });
      const body: Json = {
        msgid,
        aibotid: world.options.botId,
        ...place(saying),
        ...contentOf(saying, shelf),
        ...(quote && { quote: contentOf(quote, shelf) }),
        ...extra,
      };
      return speak('aibot_msg_callback', 'message', body, id);
    },
    press(pressing) {
      const { taskId, key, cardType = 'button_interaction', selected = {}, msgid } = pressing;
      const chosen = Object.entries(selected).map(([question_key, option_id]) => ({
        question_key,
        option_ids: { option_id },
      }));
      const payload: Json = { card_type: cardType, event_key: key, task_id: taskId };
      if (chosen.length > 0) payload.selected_items = { selected_item: chosen };
      const kind = 'template_card_event';
      return event(kind, kind, { template_card_event: payload }, place(pressing), msgid);
    },
    // The sample in the docs lacks chatid and chattype.
    enter: ({ userId, msgid }) => event('enter_chat', 'enter_chat', {}, { from: { userid: userId } }, msgid),
    feedback({ id, type, content, reasons, msgid, ...where }) {
      const payload = { id, type, content, inaccurate_reason_list: reasons };
      return event('feedback_event', 'other', { feedback_event: payload }, place(where), msgid);
    },
    event: (name, payload = {}, where) => event(name, 'other', payload, where ? place(where) : {}),
    command: (cmd, body) => void speak(cmd, 'other', body),
  };
}

/** The frame a connection gets before another one takes its place; it has neither `from` nor `chatid`. */
export function disconnectedEvent(world: World): Json {
  return {
    cmd: 'aibot_event_callback',
    headers: { req_id: randomUUID() },
    body: {
      msgid: randomUUID(),
      create_time: Math.floor(world.now() / 1000),
      aibotid: world.options.botId,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    },
  };
}

function contentOf(content: Content, shelf: MediaShelf): Json {
  if (content.other) return content.other;
  if (content.text !== undefined) return { msgtype: 'text', text: { content: content.text } };
  if (content.voice !== undefined) return { msgtype: 'voice', voice: { content: content.voice } };
  if (content.mixed)
    return {
      msgtype: 'mixed',
      mixed: {
        msg_item: content.mixed.map((item) =>
          typeof item === 'string'
            ? { msgtype: 'text', text: { content: item } }
            : { msgtype: 'image', image: shelf.shelve(item.image) },
        ),
      },
    };
  for (const msgtype of ['image', 'file', 'video'] as const) {
    const media = content[msgtype];
    if (media) return { msgtype, [msgtype]: shelf.shelve(media) };
  }
  throw new Error('a message needs a content');
}

function heard(world: World, callback: Callback, msgid: string, delivered: boolean): Heard {
  const isComplete = () => {
    const last = callback.answers.at(-1);
    return last !== undefined && (!last.stream || (last.stream as Json).finish === true);
  };
  function reply(timeoutMs = 3000): Promise<Json[]> {
    const { promise, resolve, reject } = Promise.withResolvers<Json[]>();
    const look = () => isComplete() && resolve(callback.answers);
    const timer = setTimeout(() => {
      const seen = JSON.stringify(callback.answers);
      reject(new Error(`no complete reply; seen ${seen}; complaints ${JSON.stringify(world.complaints)}`));
    }, timeoutMs);
    callback.heard.push(look);
    look();
    return promise.finally(() => clearTimeout(timer));
  }
  return {
    reqId: callback.reqId,
    msgid,
    delivered,
    answers: callback.answers,
    reply,
    async text(timeoutMs) {
      const last = (await reply(timeoutMs)).at(-1)!;
      const part = (last.stream ?? last.markdown ?? last.text ?? {}) as Json;
      return String(part.content);
    },
  };
}
