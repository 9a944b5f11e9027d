// A channel rests while WeCom is away. Whatever becomes of the row that was to find out whether it works again, and
// whoever else rests beside it: once WeCom works, what waits leaves by itself.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import type { Queue } from '../../src/delivery/queue.ts';
import type { Push, PushOutcome, Sender } from '../../src/ports/channels.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { queueOf } from '../support/queue.ts';
import { HOUR, MINUTE, message, toGroup } from '../support/sending.ts';

const START = Date.parse('2026-11-23T09:00:00+08:00');
const AWAY: PushOutcome = { kind: 'retry', code: 502, reason: 'http_502', afterMs: 5000, isWide: true };
const LOST: PushOutcome = { kind: 'unknown', reason: 'timeout' };

let store: OpenStore;
let now: number;
let queue: Queue;
/** what WeCom does; a throw is a slip of our own */
let wecom: (push: Push) => PushOutcome;
let sender: Sender;
const clock = { now: () => now };

beforeEach(async () => {
  now = START;
  store = openStore({ kind: 'sqlite', file: ':memory:' }, clock);
  await store.migrate();
  sender = async (push) => wecom(push);
  const send: Sender = (push) => sender(push);
  const push = createPushWorker({ app: send, webhook: send });
  queue = queueOf(store, { push }, clock, { failed: () => undefined });
});
afterEach(() => store.close());

const add = (...rows: Parameters<typeof message>[]) =>
  store.write((tx) => tx.addOutbox(rows.map((row) => message(...row))));
const stateOf = async (subject: string) => (await store.write((tx) => tx.outboxOf(subject)))[0]!.state;
const goOn = async (ms: number) => {
  for (const end = now + ms; now < end; now += 5000) await queue.run();
};

it('only one tries while nobody knows', async () => {
  wecom = () => AWAY;
  const crowd = Array.from({ length: 9 }, (_, i) => message(`m${i}`, now, { to: [`u${i}`] }));
  await store.write((tx) => tx.addOutbox(crowd));
  await queue.run();
  let tried = 0;
  let answer = (_: PushOutcome) => {};
  sender = () => {
    tried += 1;
    return new Promise((resolve) => (answer = resolve));
  };
  now += 5000;
  const running = queue.run();
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    void queue.run();
  }
  expect(tried).toBe(1);
  sender = async () => ({ kind: 'accepted' });
  answer({ kind: 'accepted' });
  await running;
  await queue.run();
  expect(await store.openOutbox()).toEqual([]);
});

it('files rest with the application', async () => {
  let tried = 0;
  const work = async () => {
    tried += 1;
    return AWAY;
  };
  const files = queueOf(store, { file: { work, mayRepeat: () => true } }, clock);
  await store.write((tx) =>
    tx.addFilePushes(
      Array.from({ length: 9 }, (_, i) => ({
        key: `f${i}`,
        at: now,
        users: [`u${i}`],
        name: 'a',
        content: { sha256: 'aa' },
      })),
    ),
  );
  await files.run();
  const together = tried;
  now += 5000;
  await files.run();
  expect([together, tried]).toEqual([4, 5]);
});

it('the row that was to try has expired', async () => {
  wecom = () => AWAY;
  await add(['short', now, { expiresAt: now + 3000 }], ['long', now, { to: ['lisi'] }]);
  await queue.run();
  wecom = () => ({ kind: 'accepted' });
  await goOn(MINUTE);
  expect([await stateOf('short'), await stateOf('long')]).toEqual(['dropped', 'accepted']);
});

it('it may not be repeated', async () => {
  wecom = () => LOST;
  await add(
    ['a', now, toGroup('group-key-a')],
    ['b', now, toGroup('group-key-b')],
    ['c', now, toGroup('group-key-c')],
  );
  await queue.run();
  // As after two crashes.
  await store.db.updateTable('outbox').set({ doubts: 2 }).execute();
  await add(['late', now + 5 * MINUTE, toGroup('group-key-late')]);
  wecom = () => ({ kind: 'accepted' });
  await goOn(10 * MINUTE);
  expect([await stateOf('a'), await stateOf('late')]).toEqual(['unknown', 'accepted']);
});

it('our own code failed on it', async () => {
  wecom = () => AWAY;
  await add(['bad', now], ['good', now, { to: ['lisi'] }]);
  await queue.run();
  wecom = ({ text }) => {
    if (text === 'bad') throw new Error('slip');
    return { kind: 'accepted' };
  };
  await goOn(MINUTE);
  expect(await stateOf('good')).toBe('accepted');
});

it('another channel rests and nothing waits for it any more', async () => {
  wecom = () => AWAY;
  await add(['group', now, toGroup('group-key-1')]);
  await queue.run();
  await add(['person', now]);
  await queue.run();
  await store.write((tx) => tx.cancelOutbox('group'));
  wecom = () => ({ kind: 'accepted' });
  await goOn(HOUR);
  expect(await stateOf('person')).toBe('accepted');
});
