/** Counts events per key in sliding windows of the sandbox clock. */
export interface Rates {
  /** True when the event still fits all limits; only then it is counted. */
  take(key: string, now: number, ...limits: [count: number, windowMs: number][]): boolean;
}

export function createRates(): Rates {
  const seen = new Map<string, number[]>();
  return {
    take(key, now, ...limits) {
      const longest = Math.max(...limits.map(([, windowMs]) => windowMs));
      const recent = (seen.get(key) ?? []).filter((at) => at > now - longest);
      const fits = limits.every(
        ([count, windowMs]) => recent.filter((at) => at > now - windowMs).length < count,
      );
      if (fits) recent.push(now);
      seen.set(key, recent);
      return fits;
    },
  };
}
