import type { Clock } from '../../ports/channels.ts';
import type { ApiFailure, ApiResult } from './result.ts';

/** Codes only an admin can end. */
const BREAKING = new Set([40001, 40013, 40091, 50003, 60020]);
/** Insisting on a wrong secret gets the calling address banned for an hour (doc 90313): ever more seldom. */
const SECRET = new Set([40001, 40013, 40091]);
const FIRST_PROBE_MS = 60_000;
const LONGEST_PROBE_MS = 10 * 60_000;

interface Breaker {
  /** The failure to answer with while broken; now and then one caller gets through to probe. */
  blocked(): ApiFailure | undefined;
  /** Takes note of a result: breaks, or mends on success. */
  note(result: ApiResult<unknown>): void;
}

type Retry = Extract<ApiFailure, { kind: 'retry' }>;

export function createBreaker(clock: Clock): Breaker {
  let broken: { failure: Retry; probeAt: number; waitMs: number } | undefined;
  return {
    blocked() {
      const now = clock.now();
      if (!broken) return undefined;
      // A clock that was set back does not keep it broken.
      const afterMs = broken.probeAt - now;
      if (afterMs > 0 && afterMs <= LONGEST_PROBE_MS) return { ...broken.failure, afterMs };
      broken.probeAt = now + broken.waitMs;
      return undefined;
    },
    note(result) {
      if (result.ok) broken = undefined;
      else if (result.failure.kind === 'retry' && BREAKING.has(result.failure.code)) {
        const { failure } = result;
        const grown = broken && SECRET.has(failure.code) ? broken.waitMs * 2 : FIRST_PROBE_MS;
        const waitMs = Math.min(grown, LONGEST_PROBE_MS);
        broken = { failure, probeAt: clock.now() + waitMs, waitMs };
      }
    },
  };
}
