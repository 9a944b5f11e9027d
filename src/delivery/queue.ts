// Claim → do → record, one loop for every kind of waiting work. A row belongs to one claimant at a time; what happened
// is kept as WeCom said it. Kinds do not wait for one another.
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Clock } from '../ports/channels.ts';
import { WORK_KINDS, type WorkKind, type WorkRow, type WorkRows } from '../ports/outbox.ts';
import type { Store, Tx } from '../ports/store.ts';
import { type Verdict, verdictOf, withoutTrying } from './verdict.ts';
import type { Worker, Workers, WorkOutcome } from './worker.ts';

interface LaneRules {
  /** rows in hand at the same time */
  atOnce: number;
  /** longer than one try may take, short enough that a crash costs little */
  leaseMs: number;
}

const LANES: Readonly<Record<WorkKind, LaneRules>> = {
  evidence: { atOnce: 4, leaseMs: 75_000 },
  push: { atOnce: 50, leaseMs: MINUTE_MS },
  card: { atOnce: 20, leaseMs: MINUTE_MS },
  file: { atOnce: 4, leaseMs: 2 * MINUTE_MS },
};

interface QueueEvents {
  /** `what`: the channel of a push, else the kind of work */
  pushSettled(what: string, outcome: string, code?: number): void;
  deliveryFailed(error: unknown): void;
}

interface QueueParts {
  store: Pick<Store, 'claimDue' | 'settle' | 'write'>;
  workers: Workers;
  clock: Clock;
  events: QueueEvents;
}

export interface Queue {
  /** Does all that is due; resolves when nothing of it is in hand. Never rejects: errors are told to `events`. */
  run(): Promise<void>;
  /** Claims nothing more; resolves when what is in hand is recorded. */
  stop(): Promise<void>;
}

export function createQueue(parts: QueueParts): Queue {
  const lanes = WORK_KINDS.map((kind) => createLane(parts, kind, kickAll));

  function kickAll(): void {
    for (const lane of lanes) lane.kick();
  }
  async function idle(): Promise<void> {
    // What one kind leaves behind may be work of another.
    while (lanes.some((lane) => lane.isBusy())) await Promise.all(lanes.map((lane) => lane.idle()));
  }
  return {
    run() {
      kickAll();
      return idle();
    },
    stop() {
      for (const lane of lanes) lane.stop();
      return idle();
    },
  };
}

interface Lane {
  /** looks for due rows now, or once more after the look that is under way */
  kick(): void;
  stop(): void;
  isBusy(): boolean;
  idle(): Promise<void>;
}

/** The rows of one kind: as many in hand as there are places, the next one as soon as a place is free. */
function createLane<K extends WorkKind>(parts: QueueParts, kind: K, kickAll: () => void): Lane {
  const { store, clock, events } = parts;
  const { atOnce, leaseMs } = LANES[kind];
  const worker: Worker<K> = parts.workers[kind];
  const inHand = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let mayBeMore = false;
  let isStopped = false;

  const mayTake = () => mayBeMore && !isStopped && inHand.size < atOnce;

  async function look(): Promise<void> {
    while (mayTake()) {
      mayBeMore = false;
      const places = atOnce - inHand.size;
      const rows = await store.claimDue(clock.now(), leaseMs, places, kind);
      if (rows.length === places) mayBeMore = true;
      for (const row of rows) take(row);
    }
  }

  function lookAgain(): void {
    looking ??= look()
      .catch(events.deliveryFailed)
      .finally(() => {
        looking = undefined;
        if (mayTake()) lookAgain();
      });
  }

  function take(row: WorkRows[K]): void {
    const done = doOne(parts, worker, row)
      .then((leftMore) => leftMore && kickAll())
      .catch(events.deliveryFailed)
      .then(() => {
        inHand.delete(done);
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

/** Resolves to whether the end left more to be done. */
async function doOne<K extends WorkKind>(
  { store, clock, events }: QueueParts,
  worker: Worker<K>,
  row: WorkRows[K],
): Promise<boolean> {
  const sends = worker.sends(row);
  const early = withoutTrying(row, sends, clock.now());
  const outcome = early ? undefined : await worker.work(row);
  const verdict = early ?? verdictOf(row, outcome!, sends, clock.now());
  const leftMore = await record(store, row, verdict, whatFollows(worker, row, verdict, outcome), clock.now());
  const what = row.kind === 'push' ? row.channel : row.kind;
  events.pushSettled(what, verdict.state === 'waiting' ? 'retry' : verdict.state, verdict.code);
  return leftMore;
}

type Follows = (tx: Tx) => Promise<unknown>;

/** The writer is only asked where something follows; whoever has lost the lease causes nothing. */
async function record(
  store: QueueParts['store'],
  row: WorkRow,
  verdict: Verdict,
  follows: Follows | undefined,
  now: Instant,
): Promise<boolean> {
  if (!follows) {
    await store.settle(row, verdict, now);
    return false;
  }
  return store.write(async (tx) => {
    if (await tx.settle(row, verdict, now)) await follows(tx);
    return tx.hasPushes;
  });
}

function whatFollows<K extends WorkKind>(
  worker: Worker<K>,
  row: WorkRows[K],
  verdict: Verdict,
  outcome: WorkOutcome | undefined,
): Follows | undefined {
  if (verdict.state === 'waiting') return undefined;
  if (outcome?.kind === 'accepted') return outcome.keep;
  return worker.failed && ((tx) => worker.failed!(tx, row, verdict.reason));
}
