// What comes by the long connection. Nothing is acknowledged and nothing repeated (doc 101463): what cannot be stored at
// once is tried again here, and where that is in vain too, the sender is told that it was not stored.
import type { Instant } from '../../../domain/calendar/time.ts';
import { CallbackRefused, Overloaded, StoreUnavailable } from '../../../domain/errors.ts';
import type { Clock, IncomingMessage, OnMessage, Reply } from '../../../ports/channels.ts';
import { type BotAccepts, readBotMessage } from '../messages.ts';
import type { Answer } from './acks.ts';
import { answerFrames, EVENT_MS } from './answers.ts';
import type { Link } from './link.ts';
import type { Pace } from './pace.ts';
import type { Callback } from './session.ts';
import { createTurns } from './turns.ts';
import type { OutFrame } from './wire.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 4000;
/** So long a message waits for the store to come back. */
const STORE_MS = 20_000;
/** Messages in hand at the most; who comes then is told to say it again. */
const MOST_IN_HAND = 2000;
/** A repeated callback of a message whose answer has arrived is not answered again. */
const ANSWERED_KEPT = 5000;

interface ReceiverSettings {
  link: Pick<Link, 'send'>;
  pace: Pace;
  clock: Clock;
  withoutMention(text: string): string;
  apiBase: string;
  onMessage: OnMessage;
  /** who that is on the roster: the userid (itself where nobody knows more) and what to call them in a group */
  personOf(received: string): Promise<Person>;
  /** somebody spoke in that chat; `userId`: in private, whose it is */
  spoke(chat: string, userId: string | null): Promise<void>;
  /** the answer could not go the short way: it is to be pushed to that chat */
  pushAnswer(message: IncomingMessage, chat: string, reply: Reply): Promise<void>;
  /** said where a message could not be stored */
  notStored(): Reply;
  /** one answer among several that are said together */
  lineFor(names: string[], text: string): string;
  /** a kind of callback that we do not know, by its name */
  ignored(name: string): void;
  failed(error: unknown): void;
}

interface Receiver {
  /** never throws */
  take(callback: Callback): void;
  /** resolves when every message in hand is answered */
  idle(): Promise<void>;
  /** what waits for its turn under a limit is pushed instead, by whoever connects next */
  hurry(): void;
}

interface Person {
  userId: string;
  name: string;
}

interface Received {
  message: IncomingMessage;
  accepts: BotAccepts;
  /** as received, in these very capitals */
  chat: string;
  reqId: string;
  at: Instant;
}

export function createReceiver(settings: ReceiverSettings): Receiver {
  const { clock, link, pace } = settings;
  /** by the key of the message: a copy that comes meanwhile is answered with it */
  const inHand = new Map<string, Promise<void>>();
  const answered = new Set<string>();
  const turns = createTurns(pace, sendFrames, settings.lineFor);

  async function handle(received: Received): Promise<void> {
    const { message, accepts, chat } = received;
    const { reply, userId, name } = await stored(received, isUrgent(accepts) ? EVENT_MS : STORE_MS);
    if (!reply || reply.text.trim() === '') return;
    const outcome = await answer(received, reply, message.chatId === undefined ? '' : name);
    if (outcome === 'arrived') remember(message.key);
    else if (outcome === 'not_arrived' && accepts.kind !== 'welcome')
      await settings.pushAnswer({ ...message, userId }, chat, reply).catch(settings.failed);
  }

  async function hand({ message, chat }: Received): Promise<Person & { reply: Reply | null }> {
    const person = await settings.personOf(message.userId);
    const { userId } = person;
    // Before the message is answered: what it causes may be pushed to this very chat.
    if (isSaid(message))
      await settings
        .spoke(chat, message.chatId === undefined ? userId.toLowerCase() : null)
        .catch(settings.failed);
    return { ...person, reply: await settings.onMessage({ ...message, userId }) };
  }

  /** Resolves to the answer, or to the line that says it was not stored. */
  async function stored(received: Received, forMs: number): ReturnType<typeof hand> {
    const { userId } = received.message;
    const until = performance.now() + forMs;
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        return await hand(received);
      } catch (error) {
        const mayPass = error instanceof StoreUnavailable || error instanceof Overloaded;
        if (!mayPass) settings.failed(error);
        if (!mayPass || performance.now() + waitMs > until)
          return { userId, name: '', reply: settings.notStored() };
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  }

  async function answer(
    { accepts, reqId, chat, at }: Received,
    reply: Reply,
    name: string,
  ): Promise<'arrived' | 'not_arrived' | 'unknown'> {
    const frames = answerFrames(accepts, reply, reqId);
    const isTooLate = isUrgent(accepts) && clock.now() - at > EVENT_MS;
    if (frames.length === 0 || isTooLate) return 'not_arrived';
    const outcome = isUrgent(accepts)
      ? await sendFrames(chat, frames)
      : await turns.add(chat, {
          frames,
          text: reply.text,
          name,
          saying: (text) => answerFrames(accepts, { text }, reqId),
        });
    if (outcome.kind === 'acked') return 'arrived';
    // What may have arrived is not said again.
    return outcome.kind === 'unknown' ? 'unknown' : 'not_arrived';
  }

  /** In order; the first is the answer itself, what follows only makes it easier. */
  async function sendFrames(chat: string, frames: readonly OutFrame[]): Promise<Answer> {
    const [first, ...more] = frames;
    pace.count(chat);
    const outcome = await link.send(first!);
    pace.learn(chat, outcome);
    if (outcome.kind !== 'acked') return outcome;
    for (const frame of more) {
      if (pace.waitMs(chat, 'push') > 0) break;
      pace.count(chat);
      pace.learn(chat, await link.send(frame));
    }
    return outcome;
  }

  function remember(key: string): void {
    answered.add(key);
    if (answered.size > ANSWERED_KEPT) answered.delete(answered.values().next().value!);
  }

  function read({ body, reqId, cmd }: Callback): Received | undefined {
    if (cmd !== 'aibot_msg_callback' && cmd !== 'aibot_event_callback') {
      settings.ignored(cmd);
      return undefined;
    }
    const now = clock.now();
    const { withoutMention, apiBase } = settings;
    const { message, accepts } = readBotMessage(body, { withoutMention, apiBase, now });
    if (!message) {
      settings.ignored(eventName(body));
      return undefined;
    }
    // Its reply address belongs to the callback mode.
    const { responseUrl: _, ...own } = message;
    return { message: own, accepts, chat: message.chatId ?? message.userId, reqId, at: now };
  }

  return {
    take(callback) {
      let received: Received | undefined;
      try {
        received = read(callback);
      } catch (error) {
        if (error instanceof CallbackRefused) settings.ignored(error.reason);
        else settings.failed(error);
      }
      if (!received || answered.has(received.message.key)) return;
      const { key } = received.message;
      if (inHand.has(key)) return;
      const work = inHand.size < MOST_IN_HAND ? handle(received) : tooMany(received);
      const done = work.catch(settings.failed).finally(() => inHand.delete(key));
      inHand.set(key, done);
    },
    async idle() {
      while (inHand.size > 0) await Promise.all(inHand.values());
    },
    hurry: turns.end,
  };

  async function tooMany(received: Received): Promise<void> {
    await answer(received, settings.notStored(), '');
  }
}

/** Whether looking in is enough to be pushed to is not known; a press shows that the bot could speak there before. */
const isSaid = ({ content }: IncomingMessage): boolean =>
  content.kind !== 'enter' && content.kind !== 'button';

const isUrgent = ({ kind }: BotAccepts): boolean => kind === 'card' || kind === 'welcome';

function eventName(body: unknown): string {
  const { msgtype, event } = (body ?? {}) as { msgtype?: unknown; event?: { eventtype?: unknown } };
  return String(event?.eventtype ?? msgtype).slice(0, 40);
}
