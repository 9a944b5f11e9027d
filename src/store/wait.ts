/** How often the wait after an attempt doubles at most. */
const MAX_DOUBLINGS = 7;

/** ms until a claimed row may be claimed again: the lease first, then longer each time. */
export const waitAfter = (attempts: number, leaseMs: number): number =>
  leaseMs * 2 ** Math.min(attempts, MAX_DOUBLINGS);
