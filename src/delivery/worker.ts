// What a kind of work knows: how to do it once, and what follows when it has failed for good.

import type { Instant } from '../domain/calendar/time.ts';
import { PUSH_CHANNELS, type PushOutcome } from '../ports/channels.ts';
import type { WorkKind, WorkRow, WorkRows } from '../ports/outbox.ts';
import type { Tx } from '../ports/store.ts';

type Accepted = Extract<PushOutcome, { kind: 'accepted' }>;

/** As WeCom said it; `keep` writes down what was brought back, in the transaction that records the end. */
export type WorkOutcome = Exclude<PushOutcome, Accepted> | (Accepted & { keep?(tx: Tx): Promise<unknown> });

interface Failing {
  /** nothing can be sent there any more, whatever it is */
  isAddressDead: boolean;
  now: Instant;
}

export interface Worker<K extends WorkKind> {
  /** One try. Throws for slips of our own only; like a crash that leaves the row to its lease. */
  work(row: WorkRows[K]): Promise<WorkOutcome>;
  /** whether it may be done at `at` although it may have arrived before, as often as `row.doubts` says */
  mayRepeat(row: WorkRows[K], at: Instant): boolean;
  /** what follows once nothing more will be tried; in the transaction that records the end, so once at the most */
  failed?(tx: Tx, row: WorkRows[K], reason: string, why: Failing): Promise<void>;
}

export type Workers = { [K in WorkKind]: Worker<K> };

/** As long as its channel's own duplicate check covers a repetition; nothing checks a group or the bot. */
export function mayRepeatBy(
  { channel, doubts, doubtedAt }: Pick<WorkRow, 'channel' | 'doubts' | 'doubtedAt'>,
  at: Instant,
): boolean {
  const { repeatsForMs } = PUSH_CHANNELS[channel];
  return repeatsForMs === 'once' ? doubts < 2 : at - (doubtedAt ?? at) < repeatsForMs;
}

export const NOT_SET_UP: WorkOutcome = {
  kind: 'refused',
  code: 0,
  reason: 'channel_not_set_up',
  scope: 'setup',
};
