// A channel on which nothing can be sent for now: WeCom is away, or somebody has to mend a setting. Its rows are left
// where they are, and one of them tries now and then.
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Clock } from '../ports/channels.ts';
import type { WorkOutcome } from './worker.ts';

const FIRST_PAUSE_MS = 5000;
/** Also how soon all goes out after WeCom works again. */
const LONGEST_PAUSE_MS = MINUTE_MS;
/** A single lost answer is no outage. */
const LOST_IN_A_ROW = 3;

interface Pause {
  until: Instant;
  lengthMs: number;
  isProbed: boolean;
}

export interface Pauses {
  /** channels to be left alone now */
  resting(): string[];
  /** channels whose pause is over: of each one row may try */
  toProbe(): string[];
  /** a row of that channel is in hand; `note` says what came of it */
  probing(channel: string): void;
  /** that row has left the hand, perhaps without having been tried: then the next one may try */
  probed(channel: string): void;
  note(channel: string, outcome: WorkOutcome): void;
}

export function createPauses(clock: Clock): Pauses {
  const pauses = new Map<string, Pause>();
  const lost = new Map<string, number>();
  /** A clock that was set back does not prolong a pause. */
  const isOver = ({ until }: Pause) => until <= clock.now() || until > clock.now() + LONGEST_PAUSE_MS;

  function pause(channel: string, atLeastMs: number): void {
    const before = pauses.get(channel);
    // Rows that were in hand together fail together: that is one failure.
    if (before && !before.isProbed && !isOver(before)) return;
    const grown = before ? before.lengthMs * 2 : FIRST_PAUSE_MS;
    const lengthMs = Math.min(Math.max(grown, atLeastMs), LONGEST_PAUSE_MS);
    pauses.set(channel, { until: clock.now() + lengthMs, lengthMs, isProbed: false });
  }

  function setProbed(channel: string, isProbed: boolean): void {
    const probed = pauses.get(channel);
    if (probed) probed.isProbed = isProbed;
  }

  return {
    resting: () => [...pauses.keys()],
    toProbe: () => [...pauses].filter(([, p]) => !p.isProbed && isOver(p)).map(([channel]) => channel),
    probing: (channel) => setProbed(channel, true),
    probed: (channel) => setProbed(channel, false),
    note(channel, outcome) {
      if (outcome.kind === 'retry' && outcome.isWide) pause(channel, outcome.afterMs);
      else if (outcome.kind === 'unknown') {
        const inARow = (lost.get(channel) ?? 0) + 1;
        lost.set(channel, inARow);
        if (inARow >= LOST_IN_A_ROW || pauses.has(channel)) pause(channel, 0);
      } else {
        lost.delete(channel);
        pauses.delete(channel);
      }
    },
  };
}
