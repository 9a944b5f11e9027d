// Answers to one chat leave in the order of the messages. Where more is to be said than WeCom lets through, what comes
// within some seconds is said together: sixty who sign in within a minute read all their lines, in fewer messages.
import { asMarkdown } from '../../wecom/shown.ts';
import { utf8Bytes } from '../../wecom/text.ts';
import type { Answer } from './acks.ts';
import type { Pace } from './pace.ts';
import type { OutFrame } from './wire.ts';

/** One answer that waits to leave. */
interface Waiting {
  frames: readonly OutFrame[];
  /** the same as text */
  text: string;
  /** of the one who is answered, where others read it too; else empty */
  name: string;
  /** frames that say this text in place of its own */
  saying(text: string): readonly OutFrame[];
}

/** Of one message; the limit of WeCom is a little above. */
const TOGETHER_BYTES = 20_000;
/** A sign behind the name, one behind the text. */
const SEPARATORS = 8;

interface Turns {
  add(chat: string, waiting: Waiting): Promise<Answer>;
  /** Nothing waits any longer: what could not leave yet is `not_sent`. */
  end(): void;
}

export function createTurns(
  pace: Pace,
  send: (chat: string, frames: readonly OutFrame[]) => Promise<Answer>,
  /** what is said to several people alike, among other things */
  lineFor: (names: string[], text: string) => string,
): Turns {
  const queues = new Map<string, { waiting: Waiting; resolve(answer: Answer): void }[]>();
  /** ends a wait at once */
  const wakers = new Set<() => void>();
  let hasEnded = false;

  function pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (hasEnded) resolve();
    const timer = setTimeout(resolve, ms);
    wakers.add(resolve);
    return promise.finally(() => {
      clearTimeout(timer);
      wakers.delete(resolve);
    });
  }

  async function serve(chat: string, queue: { waiting: Waiting; resolve(answer: Answer): void }[]) {
    while (queue.length > 0) {
      const waitMs = Math.max(pace.waitMs(chat, 'reply'), pace.gatherMs(chat));
      if (waitMs > 0) await pause(waitMs);
      if (waitMs > 0 && hasEnded) {
        for (const { resolve } of queue.splice(0)) resolve({ kind: 'not_sent', reason: 'not_connected' });
        break;
      }
      const some = queue.splice(0, waitMs > 0 ? fitting(queue.map(({ waiting }) => waiting)) : 1);
      const last = some.at(-1)!.waiting;
      const frames =
        some.length === 1 ? last.frames : last.saying(together(some.map(({ waiting }) => waiting)));
      // The place is taken at once; the ack is not waited for.
      void send(chat, frames).then((answer) => {
        for (const { resolve } of some) resolve(answer);
      });
    }
    queues.delete(chat);
  }

  /** What is said alike is said once, with the names of all. */
  function together(all: readonly Waiting[]): string {
    const names = new Map<string, Set<string>>();
    for (const { text, name } of all) names.set(text, (names.get(text) ?? new Set()).add(name));
    return [...names].map(([text, whose]) => lineFor([...whose].filter(Boolean), text)).join('\n');
  }

  return {
    add: (chat, waiting) =>
      new Promise((resolve) => {
        const queue = queues.get(chat);
        if (queue) return void queue.push({ waiting, resolve });
        const fresh = [{ waiting, resolve }];
        queues.set(chat, fresh);
        void serve(chat, fresh);
      }),
    end() {
      hasEnded = true;
      for (const wake of wakers) wake();
    },
  };
}

/** How many of them one message holds; at least one. */
function fitting(waiting: readonly Waiting[]): number {
  let bytes = 0;
  const over = waiting.findIndex(({ text, name }) => {
    // As it is shown: stress takes more, and so do the look-alikes of what would be markup.
    bytes += utf8Bytes(asMarkdown(text)) + utf8Bytes(asMarkdown(name)) + SEPARATORS;
    return bytes > TOGETHER_BYTES;
  });
  return over < 0 ? waiting.length : Math.max(1, over);
}
