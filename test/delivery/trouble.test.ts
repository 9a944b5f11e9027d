// The store is away for a while, or a send takes long: leases, and what is asked of the store meanwhile.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import { createQueue, type Queue } from '../../src/delivery/queue.ts';
import { createRecorder } from '../../src/delivery/recorder.ts';
import type { Workers } from '../../src/delivery/worker.ts';
import { StoreUnavailable } from '../../src/domain/errors.ts';
import type { PushOutcome } from '../../src/ports/channels.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { queueOf } from '../support/queue.ts';
import { MINUTE, message } from '../support/sending.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const away = () => Promise.reject(new StoreUnavailable('unreachable', { cause: new Error('cut') }));

let store: OpenStore;
let now: number;
const clock = { now: () => now };

beforeEach(async () => {
  now = START;
  store = openStore({ kind: 'sqlite', file: ':memory:' }, clock);
  await store.migrate();
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
});

it('a send that takes longer than the lease is not taken from itself', async () => {
  await store.write((tx) => tx.addOutbox([message('slow', now), message('b', now, { to: ['lisi'] })]));
  const sent: string[] = [];
  let answer = (_: PushOutcome) => {};
  const app = ({ text }: { text: string }): Promise<PushOutcome> => {
    sent.push(text);
    if (text === 'b') return Promise.resolve({ kind: 'accepted' });
    return new Promise((resolve) => (answer = resolve));
  };
  const queue = queueOf(store, { push: createPushWorker({ app }) }, clock);
  const running = queue.run();
  while (sent.length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
  now += 10 * MINUTE;
  await store.write((tx) =>
    tx.addOutbox([message('b', now), message('c', now, { to: ['wangwu'], text: 'b' })]),
  );
  const again = queue.run();
  while (sent.length < 3) await new Promise((resolve) => setTimeout(resolve, 2));
  answer({ kind: 'accepted' });
  await Promise.all([running, again]);
  expect(sent.sort()).toEqual(['b', 'b', 'slow']);
});

describe('with time of its own', () => {
  let queue: Queue;
  let asked: string[];
  let isAway: boolean;
  const make = (app: () => Promise<PushOutcome>) => {
    const told =
      <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
      (...args: A): Promise<R> => {
        asked.push(name);
        return isAway ? away() : call(...args);
      };
    const worker = { work: app, mayRepeat: () => false };
    const workers: Workers = {
      push: createPushWorker({ app }),
      card: worker,
      file: worker,
      evidence: worker,
      group: worker,
      recall: worker,
    };
    queue = createQueue({
      store: {
        ...store,
        claimDue: told('claim', store.claimDue) as OpenStore['claimDue'],
        freeLost: told('free', store.freeLost),
        extendLeases: told('extend', store.extendLeases),
      },
      workers,
      clock,
      events: { pushSettled: () => {}, deliveryFailed: () => {}, leasesLost: () => {} },
    });
  };
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
    asked = [];
    isAway = false;
  });
  afterEach(() => queue.stop());
  const runAfter = async (ms: number) => {
    vi.advanceTimersByTime(ms);
    asked = [];
    await queue.run();
    return asked;
  };

  it('what others lost is taken back only when nothing went wrong for a while', async () => {
    make(async () => ({ kind: 'accepted' }));
    expect(await runAfter(0)).not.toContain('free');
    expect(await runAfter(20_000)).toContain('free');
    isAway = true;
    await runAfter(5000);
    isAway = false;
    expect(await runAfter(10_000)).not.toContain('free');
    expect(await runAfter(10_000)).toContain('free');
  });

  it('a store that is away is not asked by every look', async () => {
    make(async () => ({ kind: 'accepted' }));
    isAway = true;
    expect(await runAfter(0)).toContain('claim');
    isAway = false;
    expect(await runAfter(2000)).toEqual([]);
    expect(await runAfter(1000)).toContain('claim');
  });

  it('the lease of what is in hand is prolonged well before it ends', async () => {
    let answer = (_: PushOutcome) => {};
    make(() => new Promise((resolve) => (answer = resolve)));
    await store.write((tx) => tx.addOutbox([message('slow', now)]));
    const running = queue.run();
    while ((await store.openOutbox())[0]!.state !== 'sending') await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve, 20));
    vi.advanceTimersByTime(30_000);
    expect(asked).toContain('extend');
    answer({ kind: 'accepted' });
    await running;
  });
});

describe('recording', () => {
  it('goes on until the store takes it, and does not keep a process from ending', async () => {
    vi.useFakeTimers();
    const { untilRecorded, hurry } = createRecorder();
    let left = 30;
    const recorded = untilRecorded(async () => {
      if (left-- > 0) return away();
      return 'kept';
    }, vi.fn());
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    expect(await recorded).toBe('kept');
    const never = untilRecorded(away, vi.fn());
    const end = expect(never).rejects.toThrow(StoreUnavailable);
    await vi.advanceTimersByTimeAsync(MINUTE);
    hurry();
    await vi.advanceTimersByTimeAsync(10_000);
    await end;
  });
});
