// From what WeCom said to what is recorded: one rule for when to try again, and for when it is over. A row lives until
// it expires, however often it was tried.
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Settlement, WorkKind, WorkRow, WorkRows } from '../ports/outbox.ts';
import type { Worker, WorkOutcome } from './worker.ts';

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 15 * MINUTE_MS;
/** The last send that is allowed is not spent on the minute that took the one before. */
const LAST_WAIT_MS = 90_000;
/** After so many tries that failed for a row of its own, others to the same recipient wait for it no longer. */
const PATIENCE = 3;

/** ms to wait after that many tries: doubled each time, up to a quarter of an hour. */
export const backoffMs = (attempts: number): number =>
  Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1), LONGEST_WAIT_MS);

/**
 * Refusals of a repetition that mean that the send nobody heard of did arrive (doc 90313): the number is this card's
 * alone and taken (42014), the code works once and is used (60140).
 */
const SPENT_BY_THE_FIRST: ReadonlySet<string> = new Set(['bad_task_id', 'response_code_spent']);

/** `reason`: the word for what went wrong, for whoever is told. */
export type Verdict = Settlement & { reason: string; code?: number };

type Repeats<K extends WorkKind> = Pick<Worker<K>, 'mayRepeat'>;

/** What ends without another try: its moment has passed, or a repetition could double it. */
export function withoutTrying<K extends WorkKind>(
  row: WorkRows[K],
  { mayRepeat }: Repeats<K>,
  now: Instant,
): Verdict | undefined {
  if (now > row.expiresAt) return { ...stale(row.doubts, 'expired'), isUnsent: true };
  if (row.doubts > 0 && !mayRepeat(row, now))
    return { state: 'unknown', outcome: 'doubtful', reason: 'doubtful', isUnsent: true };
  return undefined;
}

export function verdictOf<K extends WorkKind>(
  row: WorkRows[K],
  outcome: WorkOutcome,
  worker: Repeats<K>,
  now: Instant,
): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return {
        state: 'accepted',
        outcome: 'accepted',
        reason: 'accepted',
        refused: [...(outcome.refusedUsers ?? []), ...(outcome.unlicensedUsers ?? [])],
        messageIds: outcome.messageIds ?? [],
        responseCode: outcome.responseCode ?? null,
      };
    case 'refused':
      if (row.doubts > 0 && SPENT_BY_THE_FIRST.has(outcome.reason))
        return { state: 'accepted', outcome: 'accepted', reason: 'accepted' };
      return {
        state: 'refused',
        outcome: outcome.reason,
        reason: outcome.reason,
        code: outcome.code,
        refused: outcome.scope === 'recipient' ? row.to : [],
        isUnsent: true,
      };
    case 'retry': {
      const { reason, code, afterMs, isWide } = outcome;
      const why = { reason, code, isUnsent: true };
      if (!isWide)
        return again(
          row,
          { ...why, stepsAside: row.attempts >= PATIENCE },
          now + Math.max(afterMs, backoffMs(row.attempts)),
        );
      // Nothing was wrong with the row: it is counted as tried, but waits no longer than the channel does.
      const attempts = Math.max(1, row.attempts - 1);
      return again(row, { ...why, attempts }, Math.max(now, Math.min(now + afterMs, row.expiresAt)));
    }
    case 'unknown': {
      const { reason } = outcome;
      const doubts = row.doubts + 1;
      const doubtedAt = row.doubtedAt ?? now;
      const isLast = !worker.mayRepeat({ ...row, doubts: doubts + 1, doubtedAt }, now);
      const at = now + Math.max(backoffMs(row.attempts), isLast ? LAST_WAIT_MS : 0);
      return worker.mayRepeat({ ...row, doubts, doubtedAt }, at)
        ? again(row, { reason, doubts, doubtedAt, stepsAside: row.attempts >= PATIENCE }, at)
        : { state: 'unknown', outcome: reason, reason, doubts, doubtedAt };
    }
  }
}

type Why = Omit<Verdict, 'state' | 'outcome' | 'at'>;

function again(row: WorkRow, why: Why, at: Instant): Verdict {
  if (at > row.expiresAt) return { ...why, ...stale(why.doubts ?? row.doubts, why.reason) };
  return { ...why, state: 'waiting', outcome: why.reason, at };
}

/** What may have arrived before is not called unsent. */
const stale = (doubts: number, reason: string) =>
  ({
    state: doubts > 0 ? 'unknown' : 'dropped',
    outcome: 'stale',
    reason,
  }) as const;
