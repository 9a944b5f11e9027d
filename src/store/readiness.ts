import type { StoreTrouble } from '../domain/errors.ts';
import { troubleOf } from './outage.ts';

/** Whoever asks whether a server is ready waits no longer. */
const ANSWER_WITHIN_MS = 2000;
/** So long a commit proves that the next one would pass. */
const FRESH_MS = 2000;

interface Readiness {
  /** keeps in mind how a write ended */
  watching<T>(write: () => Promise<T>): Promise<T>;
  /** what keeps the store from being written to; `store` when nobody knows better */
  trouble(): Promise<StoreTrouble | undefined>;
}

/**
 * Whether the store can be written is only known from writing: from what was written of late, or else from one row.
 * @param isWhole whether the schema is the latest
 */
export function createReadiness(isWhole: () => Promise<boolean>, writeOne: () => Promise<void>): Readiness {
  let writtenAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<StoreTrouble | undefined> | undefined;

  async function ask(): Promise<StoreTrouble | undefined> {
    try {
      if (!(await isWhole())) return 'unreachable';
      if (performance.now() - writtenAt > FRESH_MS) await writeOne();
      return undefined;
    } catch (error) {
      return troubleOf(error) ?? 'unreachable';
    }
  }

  return {
    async watching(write) {
      try {
        const result = await write();
        writtenAt = performance.now();
        return result;
      } catch (error) {
        if (troubleOf(error)) writtenAt = Number.NEGATIVE_INFINITY;
        throw error;
      }
    },
    trouble() {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      const { promise, resolve } = Promise.withResolvers<StoreTrouble>();
      const timer = setTimeout(resolve, ANSWER_WITHIN_MS, 'busy');
      return Promise.race([asking, promise]).finally(() => clearTimeout(timer));
    },
  };
}
