/** No answer came in time. */
export class TooSlow extends Error {}

interface Pending {
  until: number;
  reject(error: TooSlow): void;
}

interface Deadline {
  /** The work's result, or TooSlow once the limit has passed (to a quarter of a second). */
  within<T>(work: Promise<T>): Promise<T>;
}

const SWEEP_MS = 250;

/** One timer for all requests in hand: thousands a second each with a timer of their own would be felt. */
export function createDeadline(limitMs: number): Deadline {
  const pending = new Set<Pending>();
  let sweeper: NodeJS.Timeout | undefined;

  function sweep(): void {
    const now = performance.now();
    for (const entry of pending) {
      // Oldest first: the rest is younger.
      if (entry.until > now) break;
      pending.delete(entry);
      entry.reject(new TooSlow('no answer in time'));
    }
    if (pending.size > 0) return;
    clearInterval(sweeper);
    sweeper = undefined;
  }

  return {
    within: (work) =>
      new Promise((resolve, reject) => {
        const entry = { until: performance.now() + limitMs, reject };
        pending.add(entry);
        sweeper ??= setInterval(sweep, SWEEP_MS);
        work.then(
          (value) => {
            pending.delete(entry);
            resolve(value);
          },
          (error) => {
            pending.delete(entry);
            reject(error);
          },
        );
      }),
  };
}
