// Group commit: messages that arrive together are answered in one transaction, and every answer leaves after it.

import type { Calendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Understanding } from '../domain/intent.ts';
import { understand } from '../parsing/understand.ts';
import type { Clock, IncomingMessage, Reply } from '../ports/channels.ts';
import type { Store, StoredMessage, Tx } from '../ports/store.ts';
import { type Answered, dispatch } from './dispatch.ts';
import { preload } from './preload.ts';
import type { Tools } from './turn.ts';

/** Rows per commit: large enough to share the disk's flush, small enough to keep the 5-second rule. */
const MAX_BATCH = 256;
/** Waiting messages beyond this are turned away; WeCom repeats them. */
const MAX_WAITING = 20_000;

interface IntakeEvents {
  answered(count: number): void;
  /** something waits to be pushed */
  pushesAdded(): void;
  /** a handler threw: the sender is told, nothing of the message is kept but the answer */
  failed(error: unknown): void;
}

interface Waiting {
  message: IncomingMessage;
  said: Understanding | null;
  resolve(reply: Reply | null): void;
  reject(error: unknown): void;
}

class Overloaded extends Error {
  readonly code = 'overloaded';
}

interface Intake {
  /** Resolves after the commit; a repeated key gets the first answer. @throws Overloaded when too many wait */
  submit(message: IncomingMessage): Promise<Reply | null>;
  /** resolves when nothing waits any more */
  drain(): Promise<void>;
}

export function createIntake(tools: Tools, store: Store, clock: Clock, events: IntakeEvents): Intake {
  const hear = rememberingUnderstand(tools.settings.calendar);
  const inFlight = new Map<string, Promise<Reply | null>>();
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // Everything that arrived in this turn of the event loop joins the first batch.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const batch = waiting.splice(0, MAX_BATCH);
      try {
        await settle(batch);
      } catch (error) {
        if (batch.length > 1) await oneByOne(batch);
        else await apologise(batch[0]!, error);
      }
    }
    running = undefined;
  }

  async function settle(batch: Waiting[]): Promise<void> {
    const { replies, hasPushes } = await answerAll(tools, store, clock, batch);
    events.answered(batch.length);
    for (const [i, w] of batch.entries()) w.resolve(replies[i]!);
    if (hasPushes) events.pushesAdded();
  }

  /** One bad message must not take the others with it. */
  async function oneByOne(batch: Waiting[]): Promise<void> {
    for (const w of batch) {
      try {
        await settle([w]);
      } catch (error) {
        await apologise(w, error);
      }
    }
  }

  async function apologise(w: Waiting, error: unknown): Promise<void> {
    events.failed(error);
    const reply = { text: tools.templates.render('general.failed') };
    try {
      await store.write(async (tx) =>
        tx.addMessage(stored(w.message, { reply, intent: 'failed', text: null, changes: [] })),
      );
      w.resolve(reply);
    } catch (storeError) {
      // Not even the apology can be kept: refuse, so that WeCom sends the message again.
      w.reject(storeError);
    }
  }

  return {
    submit(message) {
      const known = inFlight.get(message.key);
      if (known) return known;
      if (waiting.length >= MAX_WAITING) return Promise.reject(new Overloaded('too many messages wait'));
      const text = textOf(message);
      const said = text === null ? null : hear(text, clock.now());
      const result = new Promise<Reply | null>((resolve, reject) =>
        waiting.push({ message, said, resolve, reject }),
      );
      const settled = result.finally(() => inFlight.delete(message.key));
      settled.catch(() => undefined);
      inFlight.set(message.key, settled);
      running ??= run();
      return settled;
    },
    async drain() {
      await running;
    },
  };
}

/** Longer texts are hardly ever said twice in a second. */
const REMEMBERED_LENGTH = 32;

/** When a meeting opens, hundreds say 签到 in one second: what was understood of a text holds for that second. */
function rememberingUnderstand(calendar: Calendar): (text: string, now: Instant) => Understanding {
  const heard = new Map<string, Understanding>();
  let second = 0;
  return (text, now) => {
    if (text.length > REMEMBERED_LENGTH) return understand(text, now, { calendar });
    const current = Math.floor(now / 1000);
    if (current !== second) heard.clear();
    second = current;
    const known = heard.get(text) ?? understand(text, now, { calendar });
    heard.set(text, known);
    return known;
  };
}

function textOf({ content }: IncomingMessage): string | null {
  if (content.kind === 'text') return content.text;
  return content.kind === 'media' ? (content.text ?? null) : null;
}

async function answerAll(
  tools: Tools,
  store: Store,
  clock: Clock,
  batch: Waiting[],
): Promise<{ replies: (Reply | null)[]; hasPushes: boolean }> {
  return store.write(async (tx) => {
    const before = await tx.answered(batch.map((w) => w.message));
    const now = clock.now();
    await preload(
      tools,
      tx,
      batch.filter((w) => !before.has(w.message.key)),
      now,
    );
    const replies: (Reply | null)[] = [];
    for (const w of batch)
      replies.push(before.get(w.message.key) ?? (await answerOnce(tools, tx, w, before, now)));
    return { replies, hasPushes: tx.hasPushes };
  });
}

async function answerOnce(
  tools: Tools,
  tx: Tx,
  w: Waiting,
  before: ReadonlyMap<string, Reply | null>,
  now: number,
): Promise<Reply | null> {
  if (before.has(w.message.key)) return null;
  const answered = await dispatch(tools, tx, w.message, w.said, now);
  tx.addMessage(stored(w.message, answered, now));
  return answered.reply;
}

function stored(message: IncomingMessage, answered: Answered, now = message.at): StoredMessage {
  return {
    key: message.key,
    channel: message.channel,
    chatId: message.chatId ?? null,
    userId: message.userId.toLowerCase(),
    at: now,
    ...answered,
  };
}
