import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import { backoffMs } from '../../src/delivery/verdict.ts';
import type { Workers, WorkOutcome } from '../../src/delivery/worker.ts';
import type { PushOutcome } from '../../src/ports/channels.ts';
import type { OutboxEntry } from '../../src/ports/outbox.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { queueOf } from '../support/queue.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let store: OpenStore;
let now: number;
const clock = { now: () => now };

beforeEach(async () => {
  store = openStore({ kind: 'sqlite', file: ':memory:' }, clock);
  await store.migrate();
  now = START;
});
afterEach(() => store.close());

const push = (key: string, over: Partial<OutboxEntry> = {}): OutboxEntry => ({
  key,
  at: START,
  expiresAt: START + 24 * HOUR,
  rule: 'opening',
  unitId: null,
  subject: 's',
  channel: 'app',
  to: ['ZhangSan'],
  audience: ['zhangsan'],
  text: '通知',
  card: null,
  ...over,
});
const addPush = (key = 'k', over: Partial<OutboxEntry> = {}) =>
  store.write((tx) => tx.addOutbox([push(key, over)]));
const addFile = () =>
  store.write((tx) =>
    tx.addFilePushes([{ key: 'f', at: now, users: ['LiSi'], name: 'a', content: { sha256: 'aa' } }]),
  );
const row = async (subject = 's') => (await store.write((tx) => tx.outboxOf(subject)))[0]!;
const accepted: PushOutcome = { kind: 'accepted' };
const never = new Promise<PushOutcome>(() => undefined);
/** until the condition holds; the test's own limit ends it otherwise */
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
};

const fileWorker = (
  work: () => Promise<WorkOutcome>,
  failed?: Workers['file']['failed'],
): Workers['file'] => ({ work, mayRepeat: ({ doubts }) => doubts < 3, ...(failed ? { failed } : {}) });

describe('waiting for the next try', () => {
  it('grows with each one and is capped', () => {
    const waits = Array.from({ length: 12 }, (_, i) => backoffMs(i + 1));
    expect(waits.slice(0, 4)).toEqual([15_000, 30_000, 60_000, 120_000]);
    expect(waits.every((wait, i) => i === 0 || wait >= waits[i - 1]!)).toBe(true);
    expect(waits.at(-1)).toBe(15 * MINUTE);
  });

  it('is kept to, to the millisecond, until the row expires', async () => {
    const triedAt: number[] = [];
    const busy: PushOutcome = { kind: 'retry', code: -1, reason: 'busy', afterMs: 2000 };
    const sender = async () => {
      triedAt.push(now - START);
      return busy;
    };
    await addPush('k', { expiresAt: START + 20 * MINUTE });
    const queue = queueOf(store, { push: createPushWorker({ app: sender }) }, clock);
    await queue.run();
    for (let due = await store.nextDue(); due !== undefined; due = await store.nextDue()) {
      now = due - 1;
      await queue.run();
      now = due;
      await queue.run();
    }
    expect(triedAt).toEqual([0, 15_000, 45_000, 105_000, 225_000, 465_000, 945_000]);
    // The next one would come too late: it ends here, not when that moment comes.
    expect(now - START).toBe(945_000);
    expect(await row()).toMatchObject({ state: 'dropped', outcome: 'stale' });
  });

  it('is not longer than the channel is away, whatever was tried', async () => {
    await store.write((tx) =>
      tx.addOutbox([1, 2, 3].map((n) => push(`k${n}`, { to: [`u${n}`], subject: `k${n}` }))),
    );
    const triedAt: number[] = [];
    let isAway = true;
    const sender = async (): Promise<PushOutcome> => {
      triedAt.push(now - START);
      return isAway
        ? { kind: 'retry', code: 502, reason: 'http_502', afterMs: 5000, isWide: true }
        : { kind: 'accepted' };
    };
    const queue = queueOf(store, { push: createPushWorker({ app: sender }) }, clock);
    // Two hours; looked at every five seconds.
    for (; now < START + 2 * HOUR; now += 5000) await queue.run();
    // All that was in hand failed together; after that one at a time finds out, ever more seldom.
    expect(triedAt.slice(0, 8)).toEqual([0, 0, 0, 5000, 15_000, 35_000, 75_000, 135_000]);
    expect(triedAt.length).toBeLessThan(130);
    isAway = false;
    const worksAt = now - START;
    for (; now < START + 2 * HOUR + 2 * MINUTE; now += 5000) await queue.run();
    const states = (await store.openOutbox()).map((r) => r.state);
    expect(states).toEqual([]);
    expect(triedAt.slice(-3).every((at) => at - worksAt <= 61_000)).toBe(true);
  });
});

describe('a channel that rests', () => {
  const away: PushOutcome = { kind: 'retry', code: 502, reason: 'http_502', afterMs: 5000, isWide: true };

  it.each<[string, () => Promise<PushOutcome>]>([
    ['was too late for any try', async () => away],
    ['met a slip of our own', () => Promise.reject(new Error('slip'))],
  ])('is not forgotten because the row that was to find out %s', async (what, first) => {
    const answers = [async () => away, first];
    await addPush('a', { to: ['a'], subject: 'a', expiresAt: START + HOUR });
    const sender = () => (answers.shift() ?? (async () => accepted))();
    const queue = queueOf(store, { push: createPushWorker({ app: sender }) }, clock, {
      failed: () => undefined,
    });
    await queue.run();
    // The first to find out is too late by then, or trips; the others are still to go.
    if (what.startsWith('was')) {
      answers.length = 0;
      now += 2 * HOUR;
    } else now += MINUTE;
    await addPush('b', { to: ['b'], subject: 'b', at: now });
    await addPush('c', { to: ['c'], subject: 'c', at: now });
    for (let i = 0; i < 5; i++) {
      await queue.run();
      now += MINUTE;
    }
    expect([(await row('b')).state, (await row('c')).state]).toEqual(['accepted', 'accepted']);
  });
});

it('a channel that only another instance can send by finds out nothing here, and takes no row', async () => {
  let isAway = false;
  let sends = 0;
  const bot = async (): Promise<PushOutcome> => {
    sends++;
    return { kind: 'retry', code: 0, reason: 'not_connected', afterMs: 2000, isWide: true };
  };
  const queue = queueOf(store, { push: createPushWorker({ bot }) }, clock, {
    away: () => (isAway ? ['bot'] : []),
  });
  await addPush('k', { channel: 'bot', to: ['wr1'] });
  await queue.run();
  expect(sends).toBe(1);
  isAway = true;
  for (let i = 0; i < 3; i++) {
    now += MINUTE;
    await queue.run();
  }
  expect(sends).toBe(1);
  isAway = false;
  await queue.run();
  expect(sends).toBe(2);
});

it('is told as a retry, by channel, and its end as what it is', async () => {
  const answers: PushOutcome[] = [{ kind: 'retry', code: -1, reason: 'busy', afterMs: 0 }, accepted];
  const told: string[] = [];
  await addPush();
  const push = createPushWorker({ app: async () => answers.shift()! });
  const settled = (what: string, outcome: string) => told.push(`${what} ${outcome}`);
  const queue = queueOf(store, { push }, clock, { settled });
  await queue.run();
  now += MINUTE;
  await queue.run();
  expect(told).toEqual(['app retry', 'app accepted']);
});

it('whom an accepted message did not reach is kept, for whatever reason', async () => {
  await addPush('k', { to: ['LiSi', 'ZhaoLiu', 'WangWu'] });
  const answer: PushOutcome = { ...accepted, refusedUsers: ['LiSi'], unlicensedUsers: ['ZhaoLiu'] };
  await queueOf(store, { push: createPushWorker({ app: async () => answer }) }, clock).run();
  expect((await row()).refused).toEqual(['LiSi', 'ZhaoLiu']);
});

it('a lease outlasts every try, and ends soon after a crash', async () => {
  const leases: number[] = [];
  const claimDue: OpenStore['claimDue'] = (at, claim) => {
    leases.push(claim.leaseMs);
    return store.claimDue(at, claim);
  };
  const worker = { work: () => Promise.resolve(accepted), mayRepeat: () => false };
  const workers: Workers = {
    push: worker,
    card: worker,
    file: worker,
    evidence: worker,
    recall: worker,
    group: worker,
  };
  await queueOf({ ...store, claimDue }, workers, clock).run();
  expect(leases.length).toBeGreaterThanOrEqual(4);
  // Prolonged each quarter of a minute while the row is in hand.
  for (const lease of leases) expect(lease).toBeGreaterThanOrEqual(45_000);
  for (const lease of leases) expect(lease).toBeLessThanOrEqual(5 * MINUTE);
});

describe('kinds', () => {
  it('do not wait for one another, nor for a run that is under way', async () => {
    await addPush();
    const seen: string[] = [];
    const queue = queueOf(
      store,
      {
        push: createPushWorker({
          app: () => {
            seen.push('push');
            return never;
          },
        }),
        file: fileWorker(async () => {
          seen.push('file');
          return accepted;
        }),
      },
      clock,
    );
    void queue.run();
    await until(() => seen.includes('push'));
    await addFile();
    void queue.run();
    await until(async () => (await store.openOutbox()).every((r) => r.kind === 'push'));
    expect(seen).toEqual(['push', 'file']);
  });

  it('use every place that is free, and the next one as soon as it is', async () => {
    await store.write((tx) =>
      tx.addOutbox(Array.from({ length: 120 }, (_, i) => push(`k${i}`, { to: [`u${i}`] }))),
    );
    let inHand = 0;
    let most = 0;
    let done = 0;
    const sender = async () => {
      most = Math.max(most, ++inHand);
      // One hangs for as long as the others take.
      if (inHand === 1 && done === 0) await until(() => done >= 119);
      await new Promise((resolve) => setImmediate(resolve));
      inHand -= 1;
      done += 1;
      return accepted;
    };
    await queueOf(store, { push: createPushWorker({ app: sender }) }, clock).run();
    expect([done, most]).toEqual([120, 30]);
  });

  it('leave no row to two queues', async () => {
    await store.write((tx) =>
      tx.addOutbox(Array.from({ length: 40 }, (_, i) => push(`k${i}`, { to: [`u${i}`] }))),
    );
    let sent = 0;
    const sender = async () => {
      sent += 1;
      return accepted;
    };
    const two = [1, 2].map(() => queueOf(store, { push: createPushWorker({ app: sender }) }, clock));
    await Promise.all([...two, ...two].map((queue) => queue.run()));
    expect(sent).toBe(40);
  });
});

it('thousands that are refused, or too late, do not wait for the writer', async () => {
  for (let i = 0; i < 20; i++) {
    await addPush(`k${i}`, { to: [`u${i}`], subject: `k${i}` });
    await addPush(`late${i}`, { to: [`u${i}`], subject: `late${i}`, at: START - HOUR, expiresAt: START - 1 });
  }
  let writes = 0;
  const write: OpenStore['write'] = (work) => {
    writes++;
    return store.write(work);
  };
  const app = async (): Promise<PushOutcome> => ({
    kind: 'refused',
    code: 81_013,
    reason: 'not_visible',
    scope: 'recipient',
  });
  await queueOf({ ...store, write }, { push: createPushWorker({ app }) }, clock).run();
  expect([(await row('k19')).state, (await row('late19')).state]).toEqual(['refused', 'dropped']);
  expect(writes).toBe(0);
});

describe('the end', () => {
  const refused: PushOutcome = { kind: 'refused', code: 1, reason: 'too_large', scope: 'message' };
  const tell =
    (told: string[]): Workers['file']['failed'] =>
    async (tx, { key }, reason) => {
      told.push(reason);
      await tx.addOutbox([push(`told:${key}`, { subject: 'told' })]);
    };

  it('is told at once: what it leaves to be said does not wait for the next run', async () => {
    const told: string[] = [];
    await addFile();
    const file = fileWorker(async () => refused, tell(told));
    await queueOf(store, { file, push: createPushWorker({ app: async () => accepted }) }, clock).run();
    expect([told, (await row('told')).state]).toEqual([['too_large'], 'accepted']);
  });

  it('comes with expiry too, without another try', async () => {
    const told: string[] = [];
    await addFile();
    now += 25 * HOUR;
    const file = fileWorker(() => Promise.reject(new Error('tried')), tell(told));
    await queueOf(store, { file }, clock).run();
    expect(told).toEqual(['expired']);
  });

  it('comes after as many doubts as the kind allows', async () => {
    const told: string[] = [];
    let tries = 0;
    await addFile();
    const file = fileWorker(async () => {
      tries += 1;
      return { kind: 'unknown', reason: 'timeout' };
    }, tell(told));
    for (let i = 0; i < 9; i++) {
      await queueOf(store, { file }, clock).run();
      now += HOUR;
    }
    expect([tries, told]).toEqual([3, ['timeout']]);
  });

  it('is caused by nobody who has lost the lease', async () => {
    const told: string[] = [];
    await addFile();
    const slow = fileWorker(async () => {
      // Frozen for longer than the lease; another instance took over and was done.
      now += 10 * MINUTE;
      await queueOf(store, { file: fileWorker(async () => accepted) }, clock).run();
      return refused;
    }, tell(told));
    await queueOf(store, { file: slow }, clock).run();
    expect(told).toEqual([]);
    expect(await store.openOutbox()).toEqual([]);
  });
});

describe('errors of our own', () => {
  it('are told, keep the row for another try, and stop nobody else', async () => {
    await addPush('bad', { text: 'bad' });
    await addPush('good', { subject: 'good', to: ['LiSi'] });
    const failures: unknown[] = [];
    const sender = async ({ text }: { text: string }) => {
      if (text === 'bad') throw new Error('slip');
      return accepted;
    };
    const queue = queueOf(store, { push: createPushWorker({ app: sender }) }, clock, {
      failed: (error) => failures.push(error),
    });
    await queue.run();
    expect(failures).toMatchObject([{ message: 'slip' }]);
    expect([(await row()).state, (await row('good')).state]).toEqual(['sending', 'accepted']);
  });

  it('are told when the store is away, and the next run goes on', async () => {
    await addPush();
    const failures: unknown[] = [];
    let isAway = true;
    const claimDue: OpenStore['claimDue'] = (...args) =>
      isAway ? Promise.reject(new Error('away')) : store.claimDue(...args);
    const queue = queueOf(
      { ...store, claimDue },
      { push: createPushWorker({ app: async () => accepted }) },
      clock,
      { failed: (error) => failures.push(error) },
    );
    await queue.run();
    expect(failures).not.toEqual([]);
    for (const failure of failures) expect(failure).toMatchObject({ message: 'away' });
    isAway = false;
    await queue.run();
    expect((await row()).state).toBe('accepted');
  });
});

it('stops by finishing what is in hand and taking nothing more', async () => {
  await store.write((tx) =>
    tx.addOutbox(Array.from({ length: 60 }, (_, i) => push(`k${i}`, { to: [`u${i}`] }))),
  );
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  let sent = 0;
  const sender = async () => {
    sent += 1;
    await gate;
    return accepted;
  };
  const queue = queueOf(store, { push: createPushWorker({ app: sender }) }, clock);
  void queue.run();
  await until(() => sent === 30);
  const stopped = queue.stop();
  release();
  await stopped;
  await queue.run();
  const states = (await store.write((tx) => tx.outboxOf('s'))).map((r) => r.state);
  expect(states.filter((s) => s === 'accepted')).toHaveLength(30);
  expect(states.filter((s) => s === 'waiting')).toHaveLength(30);
});

describe('what piled up for one group', () => {
  const group = { channel: 'webhook', to: ['key'] } as const;
  const three = () =>
    store.write((tx) =>
      tx.addOutbox(
        ['甲', '乙', '丙'].map((text, i) => push(`k${i}`, { ...group, to: ['key'], text, subject: `k${i}` })),
      ),
    );
  const states = async () => Promise.all(['k0', 'k1', 'k2'].map(async (k) => (await row(k)).state));

  it('leaves as one message, and each of it is recorded', async () => {
    const said: string[] = [];
    const settled: string[] = [];
    const webhook = async ({ text }: { text: string }) => {
      said.push(text);
      return accepted;
    };
    await three();
    const events = { settled: (what: string, outcome: string) => void settled.push(`${what} ${outcome}`) };
    await queueOf(store, { push: createPushWorker({ webhook }) }, clock, events).run();
    expect(said).toEqual(['甲\n\n乙\n\n丙']);
    expect(await states()).toEqual(['accepted', 'accepted', 'accepted']);
    expect(settled).toEqual(Array(3).fill('webhook accepted'));
  });

  it('goes by itself where WeCom will not have one of the texts', async () => {
    const said: string[] = [];
    const webhook = async ({ text }: { text: string }): Promise<PushOutcome> => {
      said.push(text);
      return text.includes('乙')
        ? { kind: 'refused', code: 40_058, reason: 'bad_text', scope: 'message' }
        : accepted;
    };
    await three();
    await queueOf(store, { push: createPushWorker({ webhook }) }, clock).run();
    expect(await states()).toEqual(['accepted', 'refused', 'accepted']);
    expect(said.filter((text) => text === '甲' || text === '丙')).toEqual(['甲', '丙']);
  });

  it('and went by itself for the sake of another counts no try of its own', async () => {
    const answers: PushOutcome[] = [
      { kind: 'refused', code: 40_058, reason: 'bad_text', scope: 'message' },
      { kind: 'refused', code: 40_058, reason: 'bad_text', scope: 'message' },
    ];
    const busy: PushOutcome = { kind: 'retry', code: -1, reason: 'busy', afterMs: 0 };
    const webhook = async () => answers.shift() ?? busy;
    await three();
    await queueOf(store, { push: createPushWorker({ webhook }) }, clock).run();
    expect(await states()).toEqual(['refused', 'waiting', 'waiting']);
    // One try, of which the first wait follows.
    expect(await row('k1')).toMatchObject({ attempts: 1, at: now + backoffMs(1) });
  });

  it('meets a group that is gone once, all of it', async () => {
    let sends = 0;
    const webhook = async (): Promise<PushOutcome> => {
      sends++;
      return { kind: 'refused', code: 93_000, reason: 'webhook_gone', scope: 'destination' };
    };
    await three();
    await queueOf(store, { push: createPushWorker({ webhook }) }, clock).run();
    expect(await states()).toEqual(['refused', 'refused', 'refused']);
    expect(sends).toBe(1);
  });

  it('may have arrived as a whole: each goes once more at the most, and alone', async () => {
    const said: string[] = [];
    const webhook = async ({ text }: { text: string }): Promise<PushOutcome> => {
      said.push(text);
      return { kind: 'unknown', reason: 'timeout' };
    };
    await three();
    const queue = queueOf(store, { push: createPushWorker({ webhook }) }, clock);
    for (; now < START + HOUR; now += MINUTE) await queue.run();
    expect(said).toEqual(['甲\n\n乙\n\n丙', '甲', '乙', '丙']);
    expect(await states()).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('is not kept from going by one before it that is too late', async () => {
    const said: string[] = [];
    const webhook = async ({ text }: { text: string }) => {
      said.push(text);
      return accepted;
    };
    await three();
    await addPush('late', { ...group, to: ['key'], at: START - HOUR, expiresAt: START - 1, subject: 'late' });
    await queueOf(store, { push: createPushWorker({ webhook }) }, clock).run();
    expect((await row('late')).state).toBe('dropped');
    expect(said).toEqual(['甲\n\n乙\n\n丙']);
  });
});
