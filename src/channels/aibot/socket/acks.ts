// Which frame an ack belongs to. Only the `req_id` says so, hence one frame in flight for each; one whose ack never came
// is closed for good, or a late ack would speak of the frame after it.
import type { InFrame } from './wire.ts';

/**
 * What became of a frame. `not_sent`: it surely did not leave; `unknown`: it left, and nobody knows whether it arrived.
 */
export type Answer =
  | { kind: 'acked'; body: unknown }
  | { kind: 'rejected'; code: number; errmsg: string }
  | { kind: 'not_sent'; reason: 'not_connected' | 'congested' | 'req_id_spent' }
  | { kind: 'unknown'; reason: 'timeout' | 'connection_lost' };

type Ack = Extract<InFrame, { kind: 'ack' }>;

export interface Acks {
  /**
   * Runs `write` once the frame before it on this `req_id` has ended, and waits for the ack.
   * @param write hands the frame over; a word says why it could not be
   */
  await(reqId: string, write: () => 'not_connected' | 'congested' | undefined): Promise<Answer>;
  /** whether somebody waited for it */
  take(ack: Ack): boolean;
  /** resolves when every frame that was handed over until now has ended */
  settled(): Promise<unknown>;
  /** The connection is gone: what was handed over is unknown, what waits its turn was never sent. */
  end(): void;
}

/** How many spent ids are kept in mind; a late ack comes within seconds. */
const SPENT_KEPT = 1000;

export function createAcks(ackMs: number): Acks {
  const pending = new Map<string, (answer: Answer) => void>();
  const turns = new Map<string, Promise<unknown>>();
  const spent = new Set<string>();
  let hasEnded = false;

  function spend(reqId: string): void {
    spent.add(reqId);
    if (spent.size > SPENT_KEPT) spent.delete(spent.values().next().value!);
  }

  function handOver(reqId: string, write: () => 'not_connected' | 'congested' | undefined): Promise<Answer> {
    if (hasEnded) return Promise.resolve({ kind: 'not_sent', reason: 'not_connected' });
    if (spent.has(reqId)) return Promise.resolve({ kind: 'not_sent', reason: 'req_id_spent' });
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        spend(reqId);
        settle({ kind: 'unknown', reason: 'timeout' });
      }, ackMs);
      const settle = (answer: Answer) => {
        clearTimeout(timer);
        pending.delete(reqId);
        resolve(answer);
      };
      // Before it is written: an ack may be quicker than the return.
      pending.set(reqId, settle);
      const trouble = write();
      if (trouble) settle({ kind: 'not_sent', reason: trouble });
    });
  }

  return {
    await(reqId, write) {
      const before = turns.get(reqId);
      const answer = before ? before.then(() => handOver(reqId, write)) : handOver(reqId, write);
      turns.set(reqId, answer);
      void answer.then(() => {
        if (turns.get(reqId) === answer) turns.delete(reqId);
      });
      return answer;
    },
    take({ reqId, code, errmsg, body }) {
      const settle = pending.get(reqId);
      settle?.(code === 0 ? { kind: 'acked', body } : { kind: 'rejected', code, errmsg });
      return settle !== undefined;
    },
    settled: () => Promise.all(turns.values()),
    end() {
      hasEnded = true;
      for (const settle of [...pending.values()]) settle({ kind: 'unknown', reason: 'connection_lost' });
    },
  };
}
