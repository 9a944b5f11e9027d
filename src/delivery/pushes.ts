// Claim → send → record. A row belongs to one claimant at a time; what happened is kept as WeCom said it.
import { createHash } from 'node:crypto';
import { MINUTE_MS } from '../domain/calendar/time.ts';
import type { Clock, Push, PushChannel, PushOutcome, Sender } from '../ports/channels.ts';
import type { OutboxRow, OutboxState } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';

/** Longer than any send may take (10 s), short enough that a crash delays a message by a minute only. */
const LEASE_MS = MINUTE_MS;
const AT_ONCE = 50;

/**
 * What to do when a process died, or no answer came, between sending and recording. Application messages are sent
 * again byte-identical under WeCom's own duplicate check (doc 90236, window 30 min); a group webhook has no such
 * check: once more at the most, then it stays `unknown`.
 */
const ATTEMPTS_WHEN_UNKNOWN: Record<PushChannel, number> = { app: 4, webhook: 2, bot: 2, appchat: 2 };

interface DeliveryEvents {
  pushSettled(channel: string, outcome: string, code?: number): void;
}

interface Delivery {
  /** sends everything that is due now; calls that overlap share one run */
  run(): Promise<void>;
}

export function createDelivery(
  store: Store,
  senders: Partial<Record<PushChannel, Sender>>,
  clock: Clock,
  events: DeliveryEvents,
): Delivery {
  let running: Promise<void> | undefined;
  let again = false;

  async function all(): Promise<void> {
    do {
      again = false;
      for (;;) {
        const rows = await store.claimDue(clock.now(), LEASE_MS, AT_ONCE);
        if (rows.length === 0) break;
        await Promise.all(rows.map(one));
      }
    } while (again);
  }

  async function one(row: OutboxRow): Promise<void> {
    const verdict = await attempt(row, senders[row.channel], clock.now());
    events.pushSettled(row.channel, verdict.state === 'waiting' ? 'retry' : verdict.state, verdict.code);
    await store.settle(row, verdict, clock.now());
  }

  return {
    run() {
      again = true;
      running ??= all().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

type Verdict = { state: OutboxState; outcome: string; at?: number; code?: number } & Partial<
  Pick<OutboxRow, 'refused' | 'messageId' | 'responseCode'>
>;

async function attempt(row: OutboxRow, sender: Sender | undefined, now: number): Promise<Verdict> {
  if (now > row.expiresAt) return { state: 'dropped', outcome: 'stale' };
  if (!sender) return { state: 'refused', outcome: 'channel_not_set_up' };
  if (row.outcome === 'doubtful' && row.attempts > ATTEMPTS_WHEN_UNKNOWN[row.channel]) {
    return { state: 'unknown', outcome: 'doubtful' };
  }
  return verdictOf(row, await sender(pushOf(row)), now);
}

function verdictOf(row: OutboxRow, outcome: PushOutcome, now: number): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return {
        state: 'accepted',
        outcome: 'accepted',
        refused: [...(outcome.refusedUsers ?? []), ...(outcome.unlicensedUsers ?? [])],
        messageId: outcome.messageId ?? null,
        responseCode: outcome.responseCode ?? null,
      };
    case 'refused':
      return {
        state: 'refused',
        outcome: outcome.reason,
        code: outcome.code,
        refused: outcome.scope === 'recipient' ? row.to : [],
      };
    case 'retry':
      return { state: 'waiting', outcome: outcome.reason, code: outcome.code, at: now + outcome.afterMs };
    case 'unknown':
      return row.attempts < ATTEMPTS_WHEN_UNKNOWN[row.channel]
        ? { state: 'waiting', outcome: outcome.reason, at: now + 2 ** row.attempts * 1500 }
        : { state: 'unknown', outcome: outcome.reason };
  }
}

function pushOf(row: OutboxRow): Push {
  const to =
    row.channel === 'webhook'
      ? { webhook: row.to[0]! }
      : row.channel === 'app'
        ? { users: row.to }
        : { chat: row.to[0]! };
  return {
    channel: row.channel,
    to,
    text: row.text,
    card: row.card ? { ...row.card, taskId: taskIdOf(row.key) } : undefined,
  };
}

/** Derived from the key, so that a second send of the same card meets the same task (doc 90236: [0-9A-Za-z_\-@] ≤ 128 bytes). */
export const taskIdOf = (key: string): string =>
  `z${createHash('sha256').update(key).digest('hex').slice(0, 40)}`;
