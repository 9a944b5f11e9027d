export interface Gate {
  passed: Promise<void>;
  pass(): void;
}

/** Holds back whoever awaits `passed` until somebody passes it: order is proved by it, not by time. */
export function gate(): Gate {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, pass: resolve };
}
