import type { Instant } from '../domain/calendar/time.ts';
import type { Clock } from '../ports/channels.ts';

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that runs on from a chosen start and can only be moved forward: the sandbox's. */
export interface MovableClock extends Clock {
  moveTo(at: Instant): void;
}

export function movableClock(start: Instant = Date.now()): MovableClock {
  let offset = start - Date.now();
  return {
    now: () => Date.now() + offset,
    moveTo(at) {
      offset = Math.max(offset, at - Date.now());
    },
  };
}
