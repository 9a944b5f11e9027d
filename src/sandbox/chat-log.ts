// What was said, by whom, and how WeCom would show it. One append-only list; chats are views of it.

/** A template card as the wire has it (doc 90236 §template_card); the page draws the blocks it knows. */
export type Card = Record<string, unknown>;

/** What real WeCom would not have accepted, or would have dropped. */
export type FaultCode =
  | 'status'
  | 'timeout'
  | 'connection'
  | 'envelope'
  | 'signature'
  | 'decrypt'
  | 'content'
  | 'card'
  | 'stream_unfinished'
  | 'dropped';

/** What the reader would miss of a message that was taken. */
export type WarningCode = 'truncated' | 'card_text_long' | 'markdown_raw';

export type Body =
  /** `linked`: `<a href>` is a link, as in text pushed by the API */
  | { kind: 'text'; text: string; linked?: boolean }
  /** `rich` adds lists and tables: answers of the bot and `markdown_v2` */
  | { kind: 'markdown'; text: string; rich?: boolean }
  /** `done` greys the buttons; `views` holds what single people see instead, by lower-cased userid */
  | { kind: 'card'; card: Card; done?: string; views?: Record<string, { card?: Card; done?: string }> }
  | { kind: 'image' | 'file'; mediaId: string; name: string; size: number }
  /** a red system line */
  | { kind: 'fault'; code: FaultCode; detail?: string | undefined }
  | { kind: 'recalled' };

export interface ChatMessage {
  id: string;
  /** group chat id, or `private:` with the lower-cased userid */
  chat: string;
  /** epoch ms of the sandbox clock */
  at: number;
  from: { person: string } | 'bot' | 'system';
  body: Body;
  /** which way a bot message came */
  via?: 'reply' | 'app' | 'webhook' | 'response_url';
  /** id given by message/send, shared by all recipients */
  msgid?: string;
  /** own messages: `unheard` = in a group without mention, so WeCom told nobody; `silent` = heard, and not answered */
  status?: 'sending' | 'delivered' | 'silent' | 'unheard' | 'failed';
  mention?: boolean | undefined;
  warnings?: WarningCode[] | undefined;
}

type Draft = Omit<ChatMessage, 'id' | 'at'>;
type ChatListener = (event: 'message' | 'update', message: ChatMessage) => void;

export interface ChatLog {
  add(draft: Draft): ChatMessage;
  change(id: string, patch: Partial<ChatMessage>): void;
  find(id: string): ChatMessage | undefined;
  ofChat(chat: string): ChatMessage[];
  ofMsgid(msgid: string): ChatMessage[];
  /** @returns a function that ends the subscription */
  listen(listener: ChatListener): () => void;
}

/** Beyond this the oldest lines are forgotten: a month of reminders for a sample organisation is a tenth of it. */
const KEPT = 5000;

export const privateChat = (userId: string) => `private:${userId.toLowerCase()}`;

/**
 * @param messages kept by reference: the caller saves it
 * @param changed called after every change
 */
export function createChatLog(
  messages: ChatMessage[],
  now: () => number,
  nextId: () => string,
  changed: () => void,
): ChatLog {
  const listeners = new Set<ChatListener>();
  const tell = (event: 'message' | 'update', message: ChatMessage) => {
    changed();
    for (const listener of listeners) listener(event, message);
  };
  const find = (id: string) => messages.find((m) => m.id === id);
  return {
    add(draft) {
      const message = { id: nextId(), at: now(), ...draft };
      messages.push(message);
      if (messages.length > KEPT) messages.splice(0, messages.length - KEPT);
      tell('message', message);
      return message;
    },
    change(id, patch) {
      const message = find(id);
      if (message) tell('update', Object.assign(message, patch));
    },
    find,
    ofChat: (chat) => messages.filter((m) => m.chat === chat),
    ofMsgid: (msgid) => messages.filter((m) => m.msgid === msgid),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The message as one person sees it: their own view of a shared card, nobody else's. */
export function seenBy(message: ChatMessage, userId: string): ChatMessage {
  const { body } = message;
  if (body.kind !== 'card' || !body.views) return message;
  const { views, ...shared } = body;
  return { ...message, body: { ...shared, ...views[userId.toLowerCase()] } };
}
