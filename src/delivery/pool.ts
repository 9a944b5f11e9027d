// The rows of one kind: as many in hand as there are places, the next one as soon as a place is free.
import type { Clock } from '../ports/channels.ts';
import type { Haste, WorkKind, WorkRows } from '../ports/outbox.ts';
import type { Store } from '../ports/store.ts';
import type { Pauses } from './pauses.ts';

export interface PoolRules<K extends WorkKind = WorkKind> {
  kind: K;
  /** `push`: only what is in that haste */
  haste?: Haste;
  /** rows in hand at the same time */
  atOnce: number;
}

interface PoolParts<K extends WorkKind> {
  rules: PoolRules<K>;
  store: Pick<Store, 'claimDue'>;
  clock: Clock;
  pauses: Pauses;
  leaseMs: number;
  /** channels by which this instance cannot send for now */
  away(): readonly string[];
  /** does one row, to its recorded end */
  work(row: WorkRows[K]): Promise<void>;
  failed(error: unknown): void;
}

export interface Pool {
  /** looks for due rows now, or once more after the look that is under way */
  kick(): void;
  /** claims nothing more */
  stop(): void;
  isBusy(): boolean;
  idle(): Promise<void>;
}

export function createPool<K extends WorkKind>(parts: PoolParts<K>): Pool {
  const { rules, store, clock, pauses, leaseMs, away } = parts;
  const { kind, haste, atOnce } = rules;
  const inHand = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let mayBeMore = false;
  let isStopped = false;

  const mayTake = () => mayBeMore && !isStopped && inHand.size < atOnce;
  const claim = (limit: number, by: { notBy: readonly string[] } | { onlyBy: string }) =>
    store.claimDue(clock.now(), { kind, limit, leaseMs, ...(haste !== undefined && { haste }), ...by });

  async function look(): Promise<void> {
    await probe();
    while (mayTake()) {
      mayBeMore = false;
      const places = atOnce - inHand.size;
      const rows = await claim(places, { notBy: [...pauses.resting(), ...away()] });
      if (rows.length === places) mayBeMore = true;
      for (const row of rows) take(row);
    }
  }

  /** One row finds out whether its channel works again. */
  async function probe(): Promise<void> {
    for (const channel of pauses.toProbe()) {
      if (away().includes(channel)) continue;
      if (!mayTake()) return;
      const [row] = await claim(1, { onlyBy: channel });
      if (!row) continue;
      pauses.probing(channel);
      take(row, () => pauses.probed(channel));
    }
  }

  function lookAgain(): void {
    looking ??= look()
      .catch((error) => {
        // Until somebody asks again: the store may be away.
        mayBeMore = false;
        parts.failed(error);
      })
      .finally(() => {
        looking = undefined;
        if (mayTake()) lookAgain();
      });
  }

  function take(row: WorkRows[K], left?: () => void): void {
    const done = parts
      .work(row)
      .catch(parts.failed)
      .then(() => {
        left?.();
        inHand.delete(done);
        // Whoever waited behind it in its lane may go now.
        mayBeMore = true;
        if (mayTake()) lookAgain();
      });
    inHand.add(done);
  }

  return {
    kick() {
      mayBeMore = true;
      lookAgain();
    },
    stop() {
      isStopped = true;
    },
    isBusy: () => looking !== undefined || inHand.size > 0,
    async idle() {
      while (looking || inHand.size > 0) await Promise.all([looking, ...inHand]);
    },
  };
}
