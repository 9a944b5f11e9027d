import type { IncomingMessage } from 'node:http';
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';

/** Wrong keys of one caller within a minute before none of theirs is looked at any more. */
const MOST = 20;
const CALLERS = 10_000;
const NEAR = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i;

interface Guesses {
  isTooMany(request: IncomingMessage, now: Instant): boolean;
  wrong(request: IncomingMessage, now: Instant): void;
}

/** Nobody guesses 256 bits; this keeps whoever tries from the database. */
export function createGuesses(): Guesses {
  const counts = new Map<string, number>();
  let minute = 0;
  function at(now: Instant): void {
    const current = Math.floor(now / MINUTE_MS);
    if (current === minute && counts.size < CALLERS) return;
    minute = current;
    counts.clear();
  }
  return {
    isTooMany(request, now) {
      at(now);
      return (counts.get(callerOf(request)) ?? 0) >= MOST;
    },
    wrong(request, now) {
      at(now);
      const caller = callerOf(request);
      counts.set(caller, (counts.get(caller) ?? 0) + 1);
    },
  };
}

/** Behind a proxy of ours: whom that one saw, which is the last it wrote down. */
function callerOf({ headers, socket }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? '';
  const seen = headers['x-forwarded-for'];
  const last = (Array.isArray(seen) ? seen.at(-1) : seen)?.split(',').at(-1)?.trim();
  return NEAR.test(peer) && last ? last.slice(0, 64) : peer;
}
