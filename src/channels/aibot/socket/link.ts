// Keeps one connection open over all instances for as long as the server runs: only who holds the lease connects, since
// WeCom lets a second connection throw out the first (doc 101463).
import type { Lease } from '../../../ports/lease.ts';
import type { Answer } from './acks.ts';
import { type Callback, type Ending, openSession, type Session, type SessionTimes } from './session.ts';
import type { OutFrame } from './wire.ts';

/** What the link is doing, as kept for doctor; `code` and `errmsg` are WeCom's. */
export interface LinkState {
  state: 'connecting' | 'connected' | Exclude<Ending['kind'], 'closed'>;
  code?: number;
  errmsg?: string;
}

export interface LinkTimes {
  /** first and longest wait before a new connection, ms; what a connection held counts towards it */
  retryMs: readonly [number, number];
  /** the same where WeCom refuses the login: it limits how often one may try */
  refusedMs: readonly [number, number];
  /** the same after another connection took the place: two that come back at once would throw each other out for ever */
  kickedMs: readonly [number, number];
  /** ms between looks at the lease, which lasts three of them */
  leaseMs: number;
  /** a connection that held so long was a good one: waits after a refusal or a kick grow anew after it */
  goodMs: number;
}

const USUAL: LinkTimes = {
  retryMs: [1000, 30_000],
  refusedMs: [30_000, 10 * 60_000],
  kickedMs: [30_000, 8 * 60_000],
  leaseMs: 5000,
  goodMs: 5 * 60_000,
};
const LEASE_LOOKS = 3;
/** WeCom is busy: nothing is wrong with the credentials. */
const BUSY = new Set([-1, 45009, 846607]);

interface LinkSettings {
  url: string;
  botId: string;
  secret: string;
  lease: Lease;
  times?: Partial<LinkTimes & SessionTimes> | undefined;
  /** never throws */
  onCallback(callback: Callback): void;
  onStray(what: 'no_frame' | 'ack'): void;
  /** what has changed; `connected` means that pushes may go */
  changed(state: LinkState | { state: 'standby' }): void;
  failed(error: unknown): void;
}

export interface Link {
  isUp(): boolean;
  /** @throws never */
  send(frame: OutFrame): Promise<Answer>;
  /** closes the connection and lets another instance take over */
  stop(): Promise<void>;
}

export function openLink(settings: LinkSettings): Link {
  const times = { ...USUAL, ...settings.times };
  const { lease, changed } = settings;
  const stopping = new AbortController();
  let session: Session | undefined;
  let isUp = false;
  let note: LinkState = { state: 'connecting' };
  /** by kind of ending: how many in a row */
  let inARow = { kind: '', count: 0 };
  let lookedAt: Promise<boolean> | undefined;
  /** thrown out, and not to come back yet */
  let isAside = false;

  function tell(state: LinkState): void {
    note = state;
    changed(state);
    // The state is to be seen at once, not with the next look.
    void holdLease();
  }

  /** True where the lease is ours, and where nobody can say: WeCom itself throws out whoever came before. */
  function holdLease(): Promise<boolean> {
    const look = (lookedAt ?? Promise.resolve(true)).then(() =>
      lease.hold(times.leaseMs * LEASE_LOOKS, JSON.stringify(note)).catch((error) => {
        settings.failed(error);
        return session !== undefined;
      }),
    );
    lookedAt = look;
    return look;
  }

  /** Resolves to how it ended, and how long it was logged in before. */
  async function connect(): Promise<{ ending: Ending; heldMs: number }> {
    tell({ state: 'connecting' });
    const { url, botId, secret, onCallback, onStray } = settings;
    session = openSession({ url, botId, secret, times, onCallback, onStray });
    if (stopping.signal.aborted) session.close();
    let loggedInAt: number | undefined;
    if (await session.loggedIn) {
      loggedInAt = performance.now();
      isUp = true;
      tell({ state: 'connected' });
    }
    const ending = await session.ended;
    isUp = false;
    session = undefined;
    return { ending, heldMs: loggedInAt === undefined ? 0 : performance.now() - loggedInAt };
  }

  function waitAfter(ending: Ending, heldMs: number): number {
    const isBusy = ending.kind === 'refused' && BUSY.has(ending.code);
    const kind = ending.kind === 'kicked' || (ending.kind === 'refused' && !isBusy) ? ending.kind : 'retry';
    const [first, longest] = times[`${kind}Ms`];
    // Lines that are cut every few minutes are usual, and what people say meanwhile is lost: who held longer than the
    // longest wait is back at once, however often.
    const wasGood = heldMs > (kind === 'retry' ? longest : times.goodMs);
    inARow = { kind, count: kind === inARow.kind && !wasGood ? inARow.count + 1 : 0 };
    const ms = first * 2 ** inARow.count;
    // Two that were thrown out together must not come back together. Never sooner than the rule says.
    if (kind !== 'retry') return Math.min(ms * (1 + Math.random() / 2), longest);
    const spread = 0.5 + Math.random();
    return Math.max(Math.min(ms * spread, longest) - heldMs, first * spread);
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (!(await holdLease())) {
        changed({ state: 'standby' });
        await sleep(times.leaseMs);
        continue;
      }
      const { ending, heldMs } = await connect();
      if (ending.kind === 'closed') continue;
      tell(ending.kind === 'refused' ? { ...ending, state: 'refused' } : { state: ending.kind });
      const isThrownOut = ending.kind === 'kicked';
      isAside = isThrownOut && (await holdLease());
      // By the instance that has taken over: as it is to be, and no reason to stay away longer each time.
      if (isThrownOut && !isAside) inARow = { kind: '', count: 0 };
      await sleep(waitAfter(ending, heldMs));
      isAside = false;
    }
  }

  const release = () => lease.release(JSON.stringify(note)).catch(settings.failed);

  /**
   * While connected the lease is prolonged; who has lost it closes at once. While we stay away after a kick, too:
   * another of our instances would throw out whoever is there in our place.
   */
  const looking = setInterval(() => {
    if (session || isAside) void holdLease().then((isOurs) => isOurs || session?.close());
  }, times.leaseMs);

  function sleep(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (stopping.signal.aborted) resolve();
    const timer = setTimeout(resolve, ms);
    const wake = () => resolve();
    stopping.signal.addEventListener('abort', wake, { once: true });
    return promise.finally(() => {
      clearTimeout(timer);
      stopping.signal.removeEventListener('abort', wake);
    });
  }

  const running = run().catch(settings.failed);
  return {
    isUp: () => isUp && (session?.isUsable() ?? false),
    send: (frame) => (isUp && session ? session.send(frame) : NOT_CONNECTED),
    async stop() {
      stopping.abort();
      clearInterval(looking);
      session?.close();
      await running;
      await lookedAt;
      await release();
    },
  };
}

const NOT_CONNECTED: Promise<Answer> = Promise.resolve({ kind: 'not_sent', reason: 'not_connected' });
