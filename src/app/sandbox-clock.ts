import type { Instant } from '../domain/calendar/time.ts';
import type { Store } from '../ports/store.ts';
import { type MovableClock, movableClock, systemClock } from './clock.ts';

/** The sandbox's clock, which goes on after a restart where it stood. */
interface KeptClock extends MovableClock {
  /** Writes down where it stands. */
  keep(): Promise<void>;
}

/** The mark under which it stands. */
export const SANDBOX_CLOCK = 'sandbox_clock';

/**
 * Never earlier than it stood: what was planned up to then is not planned again.
 * @param begin SANDBOX_NOW; without it a sandbox whose clock was never moved shows the time of day
 */
export async function openKeptClock(store: Store, begin: Instant = systemClock.now()): Promise<KeptClock> {
  const stood = Number((await store.read((tx) => tx.mark(SANDBOX_CLOCK))) ?? 0);
  const clock = movableClock(Math.max(begin, stood));
  return { ...clock, keep: () => store.write((tx) => tx.putMark(SANDBOX_CLOCK, String(clock.now()))) };
}
