import { LIMIT } from './types.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** How often something happened per key: 30 a minute and 1000 an hour, in sliding windows (doc 101463). */
export interface Rates {
  /** the limit that one more would break */
  over(key: string): 'minute' | 'hour' | undefined;
  count(key: string): void;
}

export function createRates(now: () => number): Rates {
  const times = new Map<string, number[]>();
  const since = (key: string, ms: number) => (times.get(key) ?? []).filter((t) => t > now() - ms);
  return {
    over(key) {
      if (since(key, MINUTE_MS).length >= LIMIT.perMinute) return 'minute';
      return since(key, HOUR_MS).length >= LIMIT.perHour ? 'hour' : undefined;
    },
    count: (key) => void times.set(key, [...since(key, HOUR_MS), now()]),
  };
}
