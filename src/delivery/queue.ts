// Claim → do → record, one loop for every kind of waiting work. A row belongs to one claimant at a time; what happened
// is kept as WeCom said it. Kinds do not wait for one another, nor the urgent for what can wait,
// nor 集结 for anything.
import type { Instant } from '../domain/calendar/time.ts';
import { StoreUnavailable } from '../domain/errors.ts';
import type { Clock } from '../ports/channels.ts';
import type { WorkKind, WorkRow, WorkRows } from '../ports/outbox.ts';
import type { Store, Tx } from '../ports/store.ts';
import { createPauses, type Pauses } from './pauses.ts';
import { createPool, type Pool, type PoolRules } from './pool.ts';
import { createRecorder } from './recorder.ts';
import { type Verdict, verdictOf, withoutTrying } from './verdict.ts';
import type { Worker, Workers, WorkOutcome } from './worker.ts';

const nowhere = (): readonly string[] => [];

/** In the order of what dies first: an address of a picture after five minutes. */
const POOLS: readonly PoolRules[] = [
  { kind: 'evidence', atOnce: 16 },
  { kind: 'push', haste: 'muster', atOnce: 30 },
  { kind: 'push', haste: 'urgent', atOnce: 30 },
  { kind: 'push', haste: 'leisurely', atOnce: 30 },
  { kind: 'card', atOnce: 20 },
  { kind: 'recall', atOnce: 10 },
  { kind: 'file', atOnce: 4 },
  { kind: 'group', atOnce: 2 },
];

/** Prolonged while a row is in hand, so it only needs to outlast a pause of this process; a crash costs as much. */
const LEASE_MS = 60_000;
const EXTEND_EVERY_MS = 15_000;
const FREE_EVERY_MS = 5000;
/**
 * After the store was away everybody first records what became of what they had in hand; only then is taken back what
 * nobody spoke of.
 */
const CALM_MS = 20_000;
/** A store that is away is asked no more often. */
const AWAY_MS = 3000;

interface QueueEvents {
  /** `what`: the channel of a push, else the kind of work */
  pushSettled(what: string, outcome: string, code?: number): void;
  deliveryFailed(error: unknown): void;
  /** rows whose holder was not heard of again: they may have arrived */
  leasesLost(count: number): void;
}

interface QueueParts {
  store: Pick<Store, 'claimDue' | 'extendLeases' | 'freeLost' | 'settle' | 'write'>;
  workers: Workers;
  clock: Clock;
  events: QueueEvents;
  /** what only another instance can send by for now */
  away?(): readonly string[];
  /** ms without trouble after which lost rows are taken back */
  calmMs?: number;
}

export interface Queue {
  /** Does all that is due; resolves when nothing of it is in hand. Never rejects: errors are told to `events`. */
  run(): Promise<void>;
  /** Claims nothing more; resolves when what is in hand is recorded, or when the store stays away. */
  stop(): Promise<void>;
}

export function createQueue(parts: QueueParts): Queue {
  const { store, clock, events, calmMs = CALM_MS } = parts;
  const inHand = new Set<WorkRow>();
  const recorder = createRecorder();
  let troubleAt = performance.now();
  let freedAt = Number.NEGATIVE_INFINITY;
  let awayUntil = Number.NEGATIVE_INFINITY;

  function failed(error: unknown): void {
    troubleAt = performance.now();
    if (error instanceof StoreUnavailable) awayUntil = troubleAt + AWAY_MS;
    events.deliveryFailed(error);
  }

  const pausesOf = new Map<WorkKind, Pauses>(POOLS.map(({ kind }) => [kind, createPauses(clock)]));
  const pools = POOLS.map((rules) => poolOf(rules));

  function poolOf<K extends WorkKind>(rules: PoolRules<K>): Pool {
    const pauses = pausesOf.get(rules.kind)!;
    return createPool<K>({
      rules,
      store,
      clock,
      pauses,
      leaseMs: LEASE_MS,
      away: parts.away ?? nowhere,
      failed,
      async work(row) {
        const held: readonly WorkRow[] = row.kind === 'push' ? [row, ...(row.along ?? [])] : [row];
        for (const one of held) inHand.add(one);
        try {
          if (await doOne(row, parts.workers[rules.kind], pauses)) kickAll();
        } finally {
          for (const one of held) inHand.delete(one);
        }
      },
    });
  }

  /** Resolves to whether the end left more to be done. */
  async function doOne<K extends WorkKind>(
    row: WorkRows[K],
    worker: Worker<K>,
    pauses: Pauses,
  ): Promise<boolean> {
    const early = withoutTrying(row, worker, clock.now());
    let outcome = early ? undefined : await worker.work(row);
    const along = row.kind === 'push' ? (row.along ?? []) : [];
    // Nothing was sent, or one of the texts is what WeCom will not have: each goes by itself.
    const isShared = outcome && !(outcome.kind === 'refused' && outcome.scope === 'message');
    if (along.length > 0 && !isShared) {
      for (const one of along) await giveBack(one);
      if (outcome) outcome = await worker.work({ ...row, along: [] });
    }
    if (outcome) pauses.note(row.channel, outcome);
    let leftMore = await settleOne(row, worker, outcome, early);
    if (!isShared) return leftMore || along.length > 0;
    for (const one of along as WorkRows[K][])
      if (await settleOne(one, worker, outcome, undefined)) leftMore = true;
    return leftMore;
  }

  const giveBack = (row: WorkRow) =>
    recorder.untilRecorded(
      () =>
        store.settle(
          row,
          { state: 'waiting', at: row.at, attempts: row.attempts - 1, isUnsent: true },
          clock.now(),
        ),
      failed,
    );

  async function settleOne<K extends WorkKind>(
    row: WorkRows[K],
    worker: Worker<K>,
    outcome: WorkOutcome | undefined,
    early: Verdict | undefined,
  ): Promise<boolean> {
    const verdict = early ?? verdictOf(row, outcome!, worker, clock.now());
    const follows = whatFollows(worker, row, verdict, outcome, clock.now());
    const leftMore = await recorder.untilRecorded(() => record(row, verdict, follows), failed);
    const what = row.kind === 'push' ? row.channel : row.kind;
    events.pushSettled(what, verdict.state === 'waiting' ? 'retry' : verdict.state, verdict.code);
    return leftMore;
  }

  /** The writer is only asked where something follows; whoever has lost the lease causes nothing. */
  async function record(row: WorkRow, verdict: Verdict, follows: Follows | undefined): Promise<boolean> {
    const now = clock.now();
    if (!follows) {
      await store.settle(row, verdict, now);
      return false;
    }
    return store.write(async (tx) => {
      if (await tx.settle(row, verdict, now)) await follows(tx);
      return tx.hasPushes;
    });
  }

  function kickAll(): void {
    for (const pool of pools) pool.kick();
  }

  async function freeLost(): Promise<void> {
    const now = performance.now();
    if (now - troubleAt < calmMs || now - freedAt < Math.min(calmMs, FREE_EVERY_MS)) return;
    freedAt = now;
    const lost = await store.freeLost([...inHand]);
    if (lost > 0) events.leasesLost(lost);
  }

  const extending = setInterval(() => {
    if (inHand.size > 0) void store.extendLeases([...inHand], LEASE_MS).catch(failed);
  }, EXTEND_EVERY_MS).unref();

  async function idle(): Promise<void> {
    // What one kind leaves behind may be work of another.
    while (pools.some((pool) => pool.isBusy())) await Promise.all(pools.map((pool) => pool.idle()));
  }

  return {
    async run() {
      if (performance.now() >= awayUntil) {
        await freeLost().catch(failed);
        kickAll();
      }
      await idle();
    },
    async stop() {
      for (const pool of pools) pool.stop();
      recorder.hurry();
      await idle();
      clearInterval(extending);
    },
  };
}

type Follows = (tx: Tx) => Promise<unknown>;

function whatFollows<K extends WorkKind>(
  worker: Worker<K>,
  row: WorkRows[K],
  verdict: Verdict,
  outcome: WorkOutcome | undefined,
  now: Instant,
): Follows | undefined {
  if (verdict.state === 'waiting') return undefined;
  if (verdict.state === 'accepted') return outcome?.kind === 'accepted' ? outcome.keep : undefined;
  const isAddressDead = outcome?.kind === 'refused' && outcome.scope === 'destination';
  // Of a push nothing else follows, and thousands may end in one outage.
  if (row.kind === 'push' && !isAddressDead) return undefined;
  return worker.failed && ((tx) => worker.failed!(tx, row, verdict.reason, { isAddressDead, now }));
}
