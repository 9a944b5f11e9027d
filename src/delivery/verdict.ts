// From what WeCom said to what is recorded: one rule for when to try again, and for when it is over.
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Settlement, WorkRow } from '../ports/outbox.ts';
import type { WorkOutcome } from './worker.ts';

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;

/** ms to wait after that many tries: doubled each time, up to a quarter of an hour. */
export const backoffMs = (attempts: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MS);

/** `reason`: the word for what went wrong, for whoever is told. */
export type Verdict = Settlement & { reason: string; code?: number };

/** What ends without another try: its moment has passed, or it may have arrived often enough. */
export function withoutTrying(row: WorkRow, sends: number, now: Instant): Verdict | undefined {
  if (now > row.expiresAt) return stale(row.doubts, 'expired');
  if (row.doubts >= sends) return { state: 'unknown', outcome: 'doubtful', reason: 'doubtful' };
  return undefined;
}

export function verdictOf(row: WorkRow, outcome: WorkOutcome, sends: number, now: Instant): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return {
        state: 'accepted',
        outcome: 'accepted',
        reason: 'accepted',
        refused: [...(outcome.refusedUsers ?? []), ...(outcome.unlicensedUsers ?? [])],
        messageId: outcome.messageId ?? null,
        responseCode: outcome.responseCode ?? null,
      };
    case 'refused':
      return {
        state: 'refused',
        outcome: outcome.reason,
        reason: outcome.reason,
        code: outcome.code,
        refused: outcome.scope === 'recipient' ? row.to : [],
      };
    case 'retry': {
      const { reason, code, afterMs, isHeld } = outcome;
      // Held back by ourselves: nothing was tried, so nothing has failed.
      if (isHeld) return again(row, { reason, code, attempts: row.attempts - 1 }, now + afterMs);
      return again(row, { reason, code }, now + Math.max(afterMs, backoffMs(row.attempts)));
    }
    case 'unknown': {
      const doubts = row.doubts + 1;
      const { reason } = outcome;
      return doubts < sends
        ? again(row, { reason, doubts }, now + backoffMs(row.attempts))
        : { state: 'unknown', outcome: reason, reason, doubts };
    }
  }
}

type Why = Pick<Verdict, 'reason' | 'code' | 'attempts' | 'doubts'>;

function again(row: WorkRow, why: Why, at: Instant): Verdict {
  if (at > row.expiresAt) return { ...why, ...stale(why.doubts ?? row.doubts, why.reason) };
  return { ...why, state: 'waiting', outcome: why.reason, at };
}

/** What may have arrived before is not called unsent. */
const stale = (doubts: number, reason: string): Verdict => ({
  state: doubts > 0 ? 'unknown' : 'dropped',
  outcome: 'stale',
  reason,
});
