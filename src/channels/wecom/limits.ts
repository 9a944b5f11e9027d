// WeCom's limits (doc 90312), kept a little below on our side.
import { HOUR_MS, MINUTE_MS } from '../../domain/calendar/time.ts';
import type { Clock, RateGate, RateLimit } from '../../ports/channels.ts';

/** One application to one member: 30 a minute, 1000 an hour; more is dropped without a word. */
export const APP_TO_MEMBER: readonly RateLimit[] = [
  { places: 25, perMs: MINUTE_MS },
  { places: 900, perMs: HOUR_MS },
];
/** One webhook: 20 a minute (doc 99110). */
export const PER_WEBHOOK: readonly RateLimit[] = [{ places: 17, perMs: MINUTE_MS }];
/** One chat, replies and pushes together (doc 101463). */
export const PER_CHAT: readonly RateLimit[] = [
  { places: 30, perMs: MINUTE_MS },
  { places: 1000, perMs: HOUR_MS },
];

const SWEEP_EVERY = 1000;

/** Sliding windows in the memory of one process. */
export function memoryRateGate(clock: Clock): RateGate {
  const taken = new Map<string, number[]>();
  let untilSweep = SWEEP_EVERY;

  function sweep(now: number) {
    for (const [key, moments] of taken) if ((moments.at(-1) ?? 0) <= now - HOUR_MS) taken.delete(key);
    untilSweep = SWEEP_EVERY;
  }

  return {
    async take(keys, limits, places = 1) {
      const now = clock.now();
      const longest = Math.max(...limits.map((limit) => limit.perMs));
      const windows = keys.map((key) => (taken.get(key) ?? []).filter((moment) => moment > now - longest));
      const waitMs = Math.max(
        0,
        ...windows.flatMap((w) => limits.map((limit) => wait(w, limit, places, now))),
      );
      if (waitMs > 0) return waitMs;
      keys.forEach((key, i) => {
        taken.set(key, [...windows[i]!, ...Array<number>(places).fill(now)]);
      });
      if (--untilSweep <= 0) sweep(now);
      return 0;
    },
  };
}

/** Ms until `places` more fit under the limit; more places than the limit has count as all of it. */
function wait(moments: readonly number[], limit: RateLimit, places: number, now: number): number {
  const inside = moments.filter((moment) => moment > now - limit.perMs);
  const surplus = inside.length + Math.min(places, limit.places) - limit.places;
  return surplus > 0 ? inside[surplus - 1]! + limit.perMs - now : 0;
}
