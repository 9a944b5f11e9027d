// One reading of the machine's clock is not believed against everything else: a jump of a month would drop what waits
// and send what is not due. Until it is known better, nothing is planned, sent or thrown away.
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Clock } from '../ports/channels.ts';

/** More than this beside the time that really passed is a jump. */
const JUMP_MS = 2 * MINUTE_MS;
/** As far as WeCom itself lets a clock be wrong: beyond it every callback is refused. */
const WRONG_MS = 10 * MINUTE_MS;
/** Without anybody to ask, a jump that has lasted so long is taken for the truth: clocks that slip are soon put right. */
const LASTING_MS = 10 * MINUTE_MS;

interface WatchParts {
  clock: Clock;
  /** ms that only ever run on, e.g. `performance.now` */
  passed(): number;
  /** what time others have; undefined where nobody can be asked */
  ask(): Promise<Instant | undefined>;
  /** the clock jumped by so much, or has been found right again */
  jumped(byMs: number, isTrusted: boolean): void;
}

export interface ClockWatch {
  /** Whether the clock can be gone by now; where it jumped, others are asked meanwhile. */
  isTrusted(): boolean;
  /** What time somebody else has, told in passing: so a clock is found out that was wrong from the start. */
  heard(theirs: Instant): void;
  /** Asks others. Never rejects. */
  compare(): Promise<void>;
  /** Whether others say the same, just now. */
  isConfirmed(): Promise<boolean>;
}

export function createClockWatch({ clock, passed, ask, jumped }: WatchParts): ClockWatch {
  let last = { now: clock.now(), at: passed() };
  let doubt: { byMs: number; since: number } | undefined;
  let asking: Promise<void> | undefined;

  const offBy = () => clock.now() - (last.now + passed() - last.at);

  function believe(): void {
    last = { now: clock.now(), at: passed() };
    if (!doubt) return;
    jumped(doubt.byMs, true);
    doubt = undefined;
  }

  function doubted(byMs: number): void {
    if (doubt) return;
    doubt = { byMs, since: passed() };
    jumped(byMs, false);
  }

  function heard(theirs: Instant): void {
    const byMs = clock.now() - theirs;
    if (Math.abs(byMs) <= WRONG_MS) {
      if (doubt) believe();
      return;
    }
    doubted(byMs);
    last = { now: theirs, at: passed() };
  }

  async function look(): Promise<void> {
    const theirs = await ask().catch(() => undefined);
    if (theirs !== undefined) heard(theirs);
    else if (doubt && (Math.abs(offBy()) <= JUMP_MS || passed() - doubt.since >= LASTING_MS)) believe();
  }

  function compare(): Promise<void> {
    asking ??= look().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    isTrusted() {
      const byMs = offBy();
      if (!doubt && Math.abs(byMs) <= JUMP_MS) {
        last = { now: clock.now(), at: passed() };
        return true;
      }
      doubted(byMs);
      void compare();
      return false;
    },
    heard,
    compare,
    async isConfirmed() {
      const theirs = await ask().catch(() => undefined);
      return theirs !== undefined && Math.abs(clock.now() - theirs) <= WRONG_MS;
    },
  };
}
