// Callbacks that were refused since the last good one, kept where another process finds them: `doctor` says why.
import type { Instant } from '../domain/calendar/time.ts';
import type { Clock } from '../ports/channels.ts';
import type { ReadTx, Store } from '../ports/store.ts';

type Product = 'app' | 'bot';

/** What was refused of one product since the last message that was taken; times are epoch ms. */
export interface Refusals {
  counts: Readonly<Record<string, number>>;
  lastAt: Instant | null;
  /** the last good one that ended a run of refusals, or was heard of before a refusal */
  goodAt: Instant | null;
}

/** Written no more often: whoever sends rubbish must not make work. */
const EVERY_MS = 60_000;
/** A good message ends a run sooner than that: whoever mended the settings sends one and asks `doctor`. */
const ENDED_MS = 2000;
const NONE: Refusals = { counts: {}, lastAt: null, goodAt: null };
const markOf = (product: Product): string => `callbacks_refused:${product}`;

export async function refusalsOf(tx: Pick<ReadTx, 'mark'>, product: Product): Promise<Refusals> {
  const mark = await tx.mark(markOf(product));
  return mark === undefined ? NONE : (JSON.parse(mark) as Refusals);
}

interface RefusalLog {
  refused(product: Product, reason: string): void;
  /** a message from somebody was taken */
  heard(product: Product): void;
  /** writes what is left: a restart is what mends most settings */
  stop(): Promise<void>;
}

/** What has not been written yet. */
interface Fresh {
  counts: Record<string, number>;
  lastAt: Instant | null;
  goodAt: Instant | null;
}

export function createRefusals(store: Pick<Store, 'write'>, clock: Clock): RefusalLog {
  const fresh: Record<Product, Fresh | undefined> = { app: undefined, bot: undefined };
  /** a run of refusals may stand in the store: another process may have left it */
  const isOpen: Record<Product, boolean> = { app: true, bot: true };
  /** the last message of each, until a refusal after it takes it along */
  const good: Record<Product, Instant | null> = { app: null, bot: null };
  let writtenAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let dueAt = Number.POSITIVE_INFINITY;

  function later(ms: number): void {
    const at = performance.now() + ms;
    if (timer && at >= dueAt) return;
    clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void write(), ms);
    timer.unref();
  }

  /** What could not be written is kept for the next time; that the store is away is told elsewhere. */
  async function write(): Promise<void> {
    timer = undefined;
    writtenAt = performance.now();
    const writes = (['app', 'bot'] as const).map(async (product) => {
      const taken = fresh[product];
      fresh[product] = undefined;
      if (taken) await put(product, taken).catch(() => again(product, taken));
    });
    await Promise.all(writes);
  }

  function again(product: Product, taken: Fresh): void {
    const since = fresh[product];
    fresh[product] = since ? joined(taken, since) : taken;
    later(EVERY_MS);
  }

  async function put(product: Product, taken: Fresh): Promise<void> {
    await store.write(async (tx) => {
      const before = await refusalsOf(tx, product);
      const after = joined(before, taken);
      const isQuiet = before.lastAt === null && after.lastAt === null;
      if (!isQuiet) await tx.putMark(markOf(product), JSON.stringify(after));
    });
    if (taken.lastAt === null && fresh[product] === undefined) isOpen[product] = false;
  }

  return {
    refused(product, reason) {
      const now = clock.now();
      const before = fresh[product] ?? { ...NONE, goodAt: good[product] };
      good[product] = null;
      fresh[product] = {
        ...before,
        lastAt: now,
        counts: { ...before.counts, [reason]: (before.counts[reason] ?? 0) + 1 },
      };
      isOpen[product] = true;
      later(Math.max(0, EVERY_MS - (performance.now() - writtenAt)));
    },
    heard(product) {
      good[product] = clock.now();
      if (!isOpen[product]) return;
      fresh[product] = { ...NONE, counts: {}, goodAt: good[product] };
      later(ENDED_MS);
    },
    async stop() {
      await write();
      clearTimeout(timer);
    },
  };
}

/** A good one ends what was refused before it. */
function joined(before: Refusals, after: Refusals): Fresh {
  if (after.goodAt !== null) return { ...after, counts: { ...after.counts } };
  const counts = { ...before.counts };
  for (const [reason, count] of Object.entries(after.counts)) counts[reason] = (counts[reason] ?? 0) + count;
  return { counts, lastAt: after.lastAt ?? before.lastAt, goodAt: before.goodAt };
}
