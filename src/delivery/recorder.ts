// What became of a send is known and must not be thrown away because the store is away for the moment: what is not
// recorded would be sent again.
import { StoreUnavailable } from '../domain/errors.ts';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2000;
/** Left for a store that is away when the process has to end. */
const HURRY_MS = 3000;

interface Recorder {
  /** Repeats until the store has taken it. @throws what is no outage, and the outage itself once there is a hurry */
  untilRecorded<T>(record: () => Promise<T>, failed: (error: unknown) => void): Promise<T>;
  /** The process is about to end. */
  hurry(): void;
}

export function createRecorder(): Recorder {
  let endsAt = Number.POSITIVE_INFINITY;
  const waiting = new Set<() => void>();

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      waiting.add(wake);
    });
  }

  return {
    async untilRecorded(record, failed) {
      for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
        try {
          return await record();
        } catch (error) {
          if (!(error instanceof StoreUnavailable) || performance.now() >= endsAt) throw error;
          failed(error);
          await wait(waitMs);
        }
      }
    },
    hurry() {
      endsAt = performance.now() + HURRY_MS;
      for (const wake of [...waiting]) wake();
    },
  };
}
