// Answers to one chat leave in the order of the messages. Where more is to be said than WeCom lets through, what waits is
// said together: forty who sign in within a minute read all their lines, in fewer messages.
import { utf8Bytes } from '../../wecom/text.ts';
import type { Answer } from './acks.ts';
import type { Pace } from './pace.ts';
import type { OutFrame } from './wire.ts';

/** One answer that waits to leave. */
interface Waiting {
  frames: readonly OutFrame[];
  /** the same as text, with the name of the one who is answered where others read it too */
  line: string;
  /** frames that say this text in place of its own */
  saying(text: string): readonly OutFrame[];
}

/** Of one message; the limit of WeCom is a little above. */
const TOGETHER_BYTES = 20_000;

interface Turns {
  add(chat: string, waiting: Waiting): Promise<Answer>;
  /** Nothing waits any longer: what could not leave yet is `not_sent`. */
  end(): void;
}

export function createTurns(
  pace: Pace,
  send: (chat: string, frames: readonly OutFrame[]) => Promise<Answer>,
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
      const waitMs = pace.waitMs(chat, 'reply');
      if (waitMs > 0) await pause(waitMs);
      if (waitMs > 0 && hasEnded) {
        for (const { resolve } of queue.splice(0)) resolve({ kind: 'not_sent', reason: 'not_connected' });
        break;
      }
      const some = queue.splice(0, waitMs > 0 ? fitting(queue.map(({ waiting }) => waiting)) : 1);
      const last = some.at(-1)!.waiting;
      const frames =
        some.length === 1 ? last.frames : last.saying(some.map(({ waiting }) => waiting.line).join('\n'));
      // The place is taken at once; the ack is not waited for.
      void send(chat, frames).then((answer) => {
        for (const { resolve } of some) resolve(answer);
      });
    }
    queues.delete(chat);
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
  const over = waiting.findIndex(({ line }) => {
    bytes += utf8Bytes(line) + 1;
    return bytes > TOGETHER_BYTES;
  });
  return over < 0 ? waiting.length : Math.max(1, over);
}
