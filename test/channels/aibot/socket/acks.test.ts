// Which frame an ack speaks of, and what is known of a frame that got none.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAcks } from '../../../../src/channels/aibot/socket/acks.ts';
import { readFrame } from '../../../../src/channels/aibot/socket/wire.ts';

const ACK_MS = 1000;
const ack = (reqId: string, code = 0) => ({
  kind: 'ack' as const,
  reqId,
  code,
  errmsg: 'e',
  body: { n: code },
});
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What was written so far, by name; each is left without trouble unless told otherwise. */
function setUp() {
  const acks = createAcks(ACK_MS);
  const written: string[] = [];
  const send = (reqId: string, name: string, trouble?: 'not_connected' | 'congested') =>
    acks.await(reqId, () => {
      written.push(name);
      return trouble;
    });
  return { acks, written, send };
}

test('one frame at a time for each req_id, others meanwhile', async () => {
  const { acks, written, send } = setUp();
  const first = send('r', 'first');
  const second = send('r', 'second');
  void send('other', 'other');
  await vi.advanceTimersByTimeAsync(10);
  expect(written).toEqual(['first', 'other']);
  expect(acks.take(ack('r'))).toBe(true);
  expect(await first).toEqual({ kind: 'acked', body: { n: 0 } });
  await vi.advanceTimersByTimeAsync(0);
  expect(written).toEqual(['first', 'other', 'second']);
  expect(acks.take(ack('r', 846605))).toBe(true);
  expect(await second).toEqual({ kind: 'rejected', code: 846605, errmsg: 'e' });
  expect(acks.take(ack('r'))).toBe(false);
});

test('a late ack speaks of no later frame: the req_id is spent', async () => {
  const { acks, written, send } = setUp();
  const first = send('r', 'first');
  const second = send('r', 'second');
  await vi.advanceTimersByTimeAsync(ACK_MS);
  expect(await first).toEqual({ kind: 'unknown', reason: 'timeout' });
  expect(await second).toEqual({ kind: 'not_sent', reason: 'req_id_spent' });
  expect(await send('r', 'third')).toEqual({ kind: 'not_sent', reason: 'req_id_spent' });
  expect(acks.take(ack('r'))).toBe(false);
  expect(written).toEqual(['first']);
});

test('what could not be written leaves the req_id as it was', async () => {
  const { acks, send } = setUp();
  expect(await send('r', 'first', 'congested')).toEqual({ kind: 'not_sent', reason: 'congested' });
  const again = send('r', 'again');
  acks.take(ack('r'));
  expect(await again).toMatchObject({ kind: 'acked' });
});

test('at the end what was written is unknown, what waits its turn was never sent, and nothing more is', async () => {
  const { acks, written, send } = setUp();
  const first = send('r', 'first');
  const second = send('r', 'second');
  acks.end();
  expect(await first).toEqual({ kind: 'unknown', reason: 'connection_lost' });
  expect(await second).toEqual({ kind: 'not_sent', reason: 'not_connected' });
  expect(await send('new', 'new')).toEqual({ kind: 'not_sent', reason: 'not_connected' });
  expect(written).toEqual(['first']);
  expect(vi.getTimerCount()).toBe(0);
});

test('of frames that have ended nothing is kept, and of the spent ids only the newest', async () => {
  const sizes = new Set<{ size: number }>();
  const watch = <T extends { size: number }>(Base: new () => T) =>
    class extends (Base as new () => object) {
      constructor() {
        super();
        sizes.add(this as unknown as T);
      }
    };
  vi.stubGlobal('Map', watch(Map));
  vi.stubGlobal('Set', watch(Set));
  let made: ReturnType<typeof setUp>;
  try {
    made = setUp();
  } finally {
    vi.unstubAllGlobals();
  }
  const { acks, send } = made;
  for (let i = 0; i < 5000; i++) {
    const sent = send(`r${i}`, '');
    acks.take(ack(`r${i}`));
    await sent;
  }
  expect([...sizes].map(({ size }) => size)).toEqual([0, 0, 0]);
  const all = Array.from({ length: 5000 }, (_, i) => send(`s${i}`, ''));
  await vi.advanceTimersByTimeAsync(ACK_MS);
  await Promise.all(all);
  expect([...sizes].map(({ size }) => size)).toEqual([0, 0, 1000]);
});

test.each([undefined, null, 7, { zh: '好' }])(
  'an ack is one whatever its words are (%o): only the code counts',
  (errmsg) => {
    const frame = readFrame(JSON.stringify({ headers: { req_id: 'r' }, errcode: 93006, errmsg }));
    expect(frame).toEqual({ kind: 'ack', reqId: 'r', code: 93006, errmsg: '', body: undefined });
  },
);
