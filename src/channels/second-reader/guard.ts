// What keeps a second reader from becoming a burden: limits of our own, and a breaker. Nothing waits here and nothing is
// tried again; a question that may not go now is not asked.
import { MINUTE_MS } from '../../domain/calendar/time.ts';
import type { Clock } from '../../ports/channels.ts';
import type { SecondFailure, SecondOutcome, SecondReader } from '../../ports/second-reader.ts';

/** Four seconds each: a server that hangs holds no more than these sockets. */
const MOST_IN_FLIGHT = 4;
/** Half of what the smallest plans of public services allow; a city's doubts of an ordinary minute are fewer. */
const MOST_A_MINUTE = 30;
/** One slow answer is chance, three in a row are a server that is down. */
const FAILURES_TO_BREAK = 3;
const FIRST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = 15 * MINUTE_MS;

/** Only an operator can end these, and a server that says it is busy means it: no second try to be sure. */
const AT_ONCE: ReadonlySet<SecondFailure> = new Set(['unauthorised', 'not_found', 'busy']);
/** Says nothing about the server. */
const NO_FAULT: ReadonlySet<SecondFailure> = new Set(['stopped']);

const notAsked = (reason: 'held' | 'broken'): SecondOutcome => ({ kind: 'failed', reason });

/** The reader within its limits; while broken one question is let through after each pause, to see. */
export function guarded(read: SecondReader, clock: Clock): SecondReader {
  let inFlight = 0;
  let recent: number[] = [];
  let failures = 0;
  let pauseMs = 0;
  let closedUntil = 0;
  /** grows with each break: what was under way before it says nothing new */
  let era = 0;

  function note(outcome: SecondOutcome, of: number): void {
    if (of !== era) return;
    if (outcome.kind === 'read') {
      failures = 0;
      pauseMs = 0;
      return;
    }
    if (NO_FAULT.has(outcome.reason)) return;
    failures++;
    if (failures < FAILURES_TO_BREAK && pauseMs === 0 && !AT_ONCE.has(outcome.reason)) return;
    pauseMs = Math.min(pauseMs === 0 ? FIRST_PAUSE_MS : pauseMs * 2, LONGEST_PAUSE_MS);
    const wanted = Math.min(outcome.afterMs ?? 0, LONGEST_PAUSE_MS);
    closedUntil = clock.now() + Math.max(pauseMs, wanted);
    era++;
  }

  return async (question, signal) => {
    const now = clock.now();
    if (now < closedUntil) return notAsked('broken');
    recent = recent.filter((at) => at > now - MINUTE_MS && at <= now);
    // After a pause one alone goes to see.
    const places = pauseMs > 0 ? 1 : MOST_IN_FLIGHT;
    if (inFlight >= places || recent.length >= MOST_A_MINUTE) return notAsked('held');
    recent.push(now);
    inFlight++;
    const of = era;
    try {
      const outcome = await read(question, signal);
      note(outcome, of);
      return outcome;
    } finally {
      inFlight--;
    }
  };
}
