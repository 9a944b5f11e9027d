// Group commit: messages that arrive together are answered in one transaction, and every answer leaves after it. What
// only asks is answered from a snapshot beside the writer, and its answer is kept in the next such transaction. Nothing is
// taken that could not be answered in time, and nobody's many messages keep another's waiting.

import type { Instant } from '../domain/calendar/time.ts';
import { StoreUnavailable } from '../domain/errors.ts';
import type { Clock, IncomingMessage, Reply } from '../ports/channels.ts';
import type { Store, StoredMessage, Tx } from '../ports/store.ts';
import type { Weight } from './act.ts';
import { answerByReading, type FreshAnswer, weightAsked } from './asking.ts';
import { type Answered, dispatch, wordsIn } from './dispatch.ts';
import { createFairQueue } from './fair-queue.ts';
import { createGates } from './gates.ts';
import { createHearing, type Heard, type Hearing } from './hearing.ts';
import { preload } from './preload.ts';
import type { Doubt } from './second/doubt.ts';
import type { Tools } from './turn.ts';

/** Rows per commit: large enough to share the disk's flush, small enough to keep the 5-second rule. */
const MAX_BATCH = 256;
/** A batch that takes longer is ended: who came with it must be answered, and other instances wait for the writer. */
const BATCH_MS = 400;
/** The event loop is let go so often: while it is held nobody new is let in. */
const PAUSE_AFTER_MS = 2;

/**
 * How long an answer that was only read waits to be kept under its key. It leaves then all the same: nothing hangs on
 * it, and whoever asks must not wait for a writer that is held.
 */
const KEEP_WITHIN_MS = 1000;

interface IntakeEvents {
  answered(count: number): void;
  /** something waits to be pushed */
  pushesAdded(): void;
  /** a handler threw: the sender is told, and nothing of the message is kept, so that saying it again works */
  failed(error: unknown, requestId?: string): void;
  /** the reader was not sure of a message; it is answered all the same, and the answer is kept */
  doubted?(doubt: Doubt): void;
  /** somebody said what they think of an answer */
  rated?(verdict: string): void;
}

interface Waiting {
  message: IncomingMessage;
  heard: Heard | null;
  /** answered from a snapshot: only to be kept */
  fresh?: FreshAnswer;
  resolve(reply: Reply | null): void;
  reject(error: unknown): void;
}

interface InFlight {
  answer: Promise<Reply | null>;
  /** settles when nothing of the message is in hand any more */
  done: Promise<unknown>;
}

interface Intake {
  /**
   * Resolves after the commit; a repeated key gets the first answer. @throws Overloaded when it would wait too long, or
   * too much of its sender waits; StoreUnavailable
   */
  submit(message: IncomingMessage): Promise<Reply | null>;
  /** resolves when nothing is in hand any more */
  drain(): Promise<void>;
}

export function createIntake(tools: Tools, store: Store, clock: Clock, events: IntakeEvents): Intake {
  const hearing = createHearing(tools.settings.calendar);
  const inFlight = new Map<string, InFlight>();
  /** senders of what the writer has still to answer, with how many */
  const writing = new Map<string, number>();
  const waiting = createFairQueue<Waiting>();
  const gates = createGates();
  let running = false;

  async function run(): Promise<void> {
    // Everything that arrived in this turn of the event loop joins the first batch.
    await nextTurn();
    for (let left: Waiting[] = []; left.length + waiting.size > 0; )
      left = await settle([...left, ...waiting.take(MAX_BATCH - left.length)]);
    running = false;
  }

  /** Resolves to those there was no time for. One bad message must not take the others with it. */
  async function settle(batch: Waiting[]): Promise<Waiting[]> {
    try {
      const { replies, hasPushes, doubts, verdicts } = await answerAll(tools, hearing, store, clock, batch);
      events.answered(replies.length);
      for (const [i, reply] of replies.entries()) batch[i]!.resolve(reply);
      if (hasPushes) events.pushesAdded();
      for (const doubt of doubts) events.doubted?.(doubt);
      for (const verdict of verdicts) events.rated?.(verdict);
      return batch.slice(replies.length);
    } catch (error) {
      // Refused, so that WeCom sends the messages again.
      if (error instanceof StoreUnavailable) for (const w of batch) w.reject(error);
      else if (batch.length > 1) for (const w of batch) await settle([w]);
      else apologise(batch[0]!, error);
      return [];
    }
  }

  function apologise({ message, resolve, reject }: Waiting, error: unknown): void {
    try {
      resolve(apology(error, message));
    } catch (worse) {
      reject(worse);
    }
  }

  function apology(error: unknown, { requestId }: IncomingMessage): Reply {
    events.failed(error, requestId);
    return { text: tools.templates.render('general.failed') };
  }

  function enqueue(entry: Pick<Waiting, 'message' | 'heard' | 'fresh'>): Promise<Reply | null> {
    const answer = new Promise<Reply | null>((resolve, reject) =>
      waiting.add(entry.message.userId, { ...entry, resolve, reject }),
    );
    if (!running) {
      running = true;
      void run();
    }
    return answer;
  }

  function write(message: IncomingMessage, heard: Heard | null): Promise<Reply | null> {
    const { userId } = message;
    writing.set(userId, (writing.get(userId) ?? 0) + 1);
    return enqueue({ message, heard }).finally(() => {
      const left = writing.get(userId)! - 1;
      if (left === 0) writing.delete(userId);
      else writing.set(userId, left);
    });
  }

  function ask(message: IncomingMessage, heard: Heard, weight: Weight): InFlight {
    const asked = answerByReading(tools, hearing, store, message, heard, weight, clock.now()).catch(
      (error) => {
        if (error instanceof StoreUnavailable) throw error;
        return { kind: 'known' as const, reply: apology(error, message) };
      },
    );
    const kept = asked.then((a) => {
      if (a.kind === 'known') return a.reply;
      return a.kind === 'writer' ? write(message, heard) : enqueue({ message, heard, fresh: a });
    });
    const answer = asked.then((a) => (a.kind === 'fresh' ? inTime(kept, a.reply) : kept));
    return { answer, done: kept };
  }

  function take(message: IncomingMessage): InFlight {
    const text = wordsIn(message);
    const now = clock.now();
    const heard = text === null ? null : hearing.hear(text, message.userId, now);
    // Who has just said something asks about the world with it.
    const weight = heard && !writing.has(message.userId) ? weightAsked(message, heard, now) : undefined;
    const leave = gates[weight ?? 'write'].enter(message.userId);
    const taken = heard && weight ? ask(message, heard, weight) : alone(write(message, heard));
    taken.answer.then(leave, leave);
    return taken;
  }

  return {
    submit(message) {
      const known = inFlight.get(message.key);
      if (known) return known.answer;
      let taken: InFlight;
      try {
        taken = take(message);
      } catch (error) {
        return Promise.reject(error);
      }
      inFlight.set(message.key, taken);
      const forget = () => void inFlight.delete(message.key);
      taken.done.then(forget, forget);
      taken.answer.catch(() => undefined);
      return taken.answer;
    },
    async drain() {
      while (inFlight.size > 0) await Promise.allSettled([...inFlight.values()].map(({ done }) => done));
    },
  };
}

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

const alone = (answer: Promise<Reply | null>): InFlight => ({ answer, done: answer });

/** What comes of keeping the reply, or the reply itself when that takes too long. */
function inTime(kept: Promise<Reply | null>, reply: Reply | null): Promise<Reply | null> {
  const { promise, resolve } = Promise.withResolvers<Reply | null>();
  const timer = setTimeout(resolve, KEEP_WITHIN_MS, reply);
  return Promise.race([kept, promise]).finally(() => clearTimeout(timer));
}

/** What others are told of once it is committed. */
interface Heeded {
  doubts: Doubt[];
  verdicts: string[];
}

async function answerAll(
  tools: Tools,
  hearing: Hearing,
  store: Store,
  clock: Clock,
  batch: Waiting[],
): Promise<{ replies: (Reply | null)[]; hasPushes: boolean } & Heeded> {
  const messages = batch.map((w) => w.message);
  let known: ReadonlyMap<string, Reply | null> | undefined;
  return store.write(
    async (tx) => {
      const startedAt = performance.now();
      const now = clock.now();
      const before = known ?? (await tx.answered(messages));
      await preload(
        tools,
        tx,
        batch.filter((w) => !w.fresh && !before.has(w.message.key)),
        now,
      );
      const replies: (Reply | null)[] = [];
      const heeded: Heeded = { doubts: [], verdicts: [] };
      let pausedAt = startedAt;
      for (const w of batch) {
        const at = performance.now();
        if (replies.length > 0 && at - startedAt > BATCH_MS) break;
        if (at - pausedAt > PAUSE_AFTER_MS) {
          await nextTurn();
          pausedAt = performance.now();
        }
        replies.push(
          before.get(w.message.key) ?? (await answerOnce(tools, hearing, tx, w, before, now, heeded)),
        );
      }
      return { replies, hasPushes: tx.hasPushes, ...heeded };
    },
    {
      async ahead(tx) {
        const senders = messages.map((m) => m.userId.toLowerCase());
        [known] = await Promise.all([tx.answered(messages), tx.preloadQuestions(senders)]);
      },
    },
  );
}

async function answerOnce(
  tools: Tools,
  hearing: Hearing,
  tx: Tx,
  w: Waiting,
  before: ReadonlyMap<string, Reply | null>,
  now: number,
  { doubts, verdicts }: Heeded,
): Promise<Reply | null> {
  if (before.has(w.message.key)) return null;
  if (w.fresh) {
    if (w.fresh.doubt) doubts.push(w.fresh.doubt);
    return keep(tx, w.message, w.fresh);
  }
  const answered = await dispatch(tools, hearing, tx, w.message, w.heard, now);
  tx.addMessage(stored(w.message, answered, now));
  if (answered.doubt) doubts.push(answered.doubt);
  const { content } = w.message;
  if (content.kind === 'feedback') verdicts.push(content.verdict);
  return answered.reply;
}

async function keep(tx: Tx, message: IncomingMessage, fresh: FreshAnswer): Promise<Reply | null> {
  for (const note of fresh.notes) await note(tx);
  tx.addMessage(stored(message, fresh, fresh.at));
  return fresh.reply;
}

function stored(
  message: IncomingMessage,
  { reply, intent, text, changes }: Answered,
  at: Instant,
): StoredMessage {
  return {
    key: message.key,
    channel: message.channel,
    chatId: message.chatId ?? null,
    userId: message.userId.toLowerCase(),
    at,
    reply,
    intent,
    text,
    changes,
  };
}
