import type { Clock } from '../../ports/channels.ts';
import type { ApiFailure, ApiResult } from './result.ts';

/** Codes only an admin can end. Insisting on a wrong secret gets the calling address banned for an hour (doc 90313). */
const BREAKING = new Set([40001, 40013, 40091, 50003, 60020]);
const PROBE_MS = 5 * 60_000;

interface Breaker {
  /** The failure to answer with while broken; every 5 minutes one caller gets through to probe. */
  blocked(): ApiFailure | undefined;
  /** Takes note of a result: breaks, or mends on success. */
  note(result: ApiResult<unknown>): void;
}

export function createBreaker(clock: Clock): Breaker {
  let broken: { failure: ApiFailure; probeAt: number } | undefined;
  return {
    blocked() {
      const now = clock.now();
      if (!broken) return undefined;
      if (now < broken.probeAt) return broken.failure;
      broken.probeAt = now + PROBE_MS;
      return undefined;
    },
    note(result) {
      if (result.ok) broken = undefined;
      else if (result.failure.kind === 'refused' && BREAKING.has(result.failure.code))
        broken = { failure: result.failure, probeAt: clock.now() + PROBE_MS };
    },
  };
}
