import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BOT, connect, FAST, freshLease } from '../../../support/socket-client.ts';
import { openSocketStandIn, type SocketStandIn } from '../../../support/socket-stand-in.ts';

let wecom: SocketStandIn;
const open: { stop(): Promise<void> }[] = [];
const start = (...args: Parameters<typeof connect> extends [unknown, ...infer R] ? R : never) => {
  const client = connect(wecom, ...args);
  open.push(client);
  return client;
};
const push = (client: ReturnType<typeof connect>, chat: string, text = '通知') =>
  client.send({ channel: 'bot', to: { chat }, text, isRepeat: false });
/** connections that stand open at this moment */
const standing = () => wecom.connections.filter((c) => c.closedAt === undefined).length;
const subscribes = () => wecom.framesOf('aibot_subscribe').length;

beforeEach(async () => {
  wecom = await openSocketStandIn({ ...BOT, subscribeGapMs: 0 });
});
afterEach(async () => {
  for (const client of open.splice(0)) await client.stop();
  await wecom.close();
});

test('logs in once, and beats without a body', async () => {
  start();
  await wecom.whenSubscribed();
  await wecom.when(() => wecom.framesOf('ping').length >= 3, 'three heartbeats');
  expect(subscribes()).toBe(1);
  expect(wecom.framesOf('ping').every(({ frame }) => !('body' in frame!))).toBe(true);
  expect(wecom.complaints).toEqual([]);
});

describe('the other side is away', () => {
  test.each([
    ['nobody listens', () => wecom.down(), () => wecom.up()],
    ['the upgrade is refused', () => wecom.refuseUpgrades(true), () => wecom.refuseUpgrades(false)],
    ['the upgrade is never answered', () => wecom.hangUpgrades(true), () => wecom.hangUpgrades(false)],
    [
      'the login is never answered',
      () => wecom.neverAckSubscribe(true),
      () => wecom.neverAckSubscribe(false),
    ],
  ])('%s: tried until it works', async (_what, away, back) => {
    await away();
    const client = start();
    await vi.waitFor(
      () => expect(client.states.filter((s) => s === 'unreachable').length).toBeGreaterThan(1),
      {
        timeout: 4000,
      },
    );
    expect(client.isUp()).toBe(false);
    await back();
    await wecom.whenSubscribed(1, 4000);
    await vi.waitFor(() => expect(client.isUp()).toBe(true));
    expect(standing()).toBe(1);
    expect(client.failures).toEqual([]);
  });

  test('a link that is cut comes back by itself, each time with one socket', async () => {
    const client = start();
    for (let i = 1; i <= 5; i++) {
      await wecom.whenSubscribed(i);
      await vi.waitFor(() => expect(client.isUp()).toBe(true));
      wecom.dropAll();
    }
    await wecom.whenSubscribed(6);
    await vi.waitFor(() => expect(standing()).toBe(1));
  });

  test('one that answers nothing any more is left after two heartbeats', async () => {
    const client = start();
    await wecom.whenSubscribed();
    wecom.silence();
    const beats = () => wecom.framesOf('ping').filter(({ connection }) => connection === 1).length;
    const before = beats();
    await wecom.whenSubscribed(2, 4000);
    expect(beats() - before).toBe(2);
    expect(client.states).toContain('silent');
  });

  test('one that is open and no longer logged in is left at once, and what was refused may go again', async () => {
    const client = start(undefined, { times: { heartbeatMs: 60_000 } });
    await wecom.whenSubscribed();
    await wecom.say({ userId: 'zhangsan', text: '你好' }).reply();
    wecom.unsubscribed();
    expect(await push(client, 'zhangsan')).toMatchObject({ kind: 'retry', reason: 'not_subscribed' });
    await wecom.whenSubscribed(2);
    await vi.waitFor(() => expect(client.isUp()).toBe(true));
    expect(await push(client, 'zhangsan')).toEqual({ kind: 'accepted' });
    expect(client.states).toContain('unsubscribed');
  });

  test('what was on its way together when the login went surely did not leave: all of it may go again', async () => {
    const client = start(undefined, { times: { heartbeatMs: 60_000 } });
    await wecom.whenSubscribed();
    const people = ['u1', 'u2', 'u3', 'u4'];
    for (const userId of people) await wecom.say({ userId, text: '你好' }).reply();
    wecom.unsubscribed();
    const outcomes = await Promise.all(people.map((userId) => push(client, userId)));
    expect(client.isUp()).toBe(false);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ kind: 'retry', reason: 'not_subscribed', isWide: true });
    await wecom.whenSubscribed(2);
    await vi.waitFor(() => expect(client.isUp()).toBe(true));
    for (const userId of people) expect(await push(client, userId)).toEqual({ kind: 'accepted' });
    expect(wecom.complaints).toEqual([]);
  });

  test('one whose login went is not held up by what nobody answers, and is given nothing more', async () => {
    const client = start(undefined, { times: { heartbeatMs: 60_000, ackMs: 60_000 } });
    await wecom.whenSubscribed();
    await wecom.say({ userId: 'u1', text: '你好' }).reply();
    await vi.waitFor(() => expect(client.isUp()).toBe(true));
    wecom.lose(1);
    const lost = push(client, 'u1');
    wecom.nak(846609, 1, 'aibot_send_msg');
    expect(await push(client, 'u1')).toMatchObject({ reason: 'not_subscribed' });
    const sent = wecom.framesOf('aibot_send_msg').length;
    expect(await push(client, 'u1')).toMatchObject({ kind: 'retry', reason: 'not_connected' });
    expect(wecom.framesOf('aibot_send_msg')).toHaveLength(sent);
    expect(await lost).toEqual({ kind: 'unknown', reason: 'connection_lost' });
    await wecom.whenSubscribed(2);
  });
});

describe('one connection for each bot', () => {
  test('whoever is thrown out stays away, then comes back', async () => {
    const client = start();
    await wecom.whenSubscribed();
    wecom.kick();
    await vi.waitFor(() => expect(client.states).toContain('kicked'));
    await new Promise((resolve) => setTimeout(resolve, FAST.kickedMs[0] - 100));
    expect(subscribes()).toBe(1);
    await wecom.whenSubscribed(2);
    expect(standing()).toBe(1);
  });

  test.each([{ event: false }, { close: false }])('a throw-out in part (%o) is one as well', async (how) => {
    start();
    await wecom.whenSubscribed();
    wecom.kick(how);
    await wecom.whenSubscribed(2);
    await vi.waitFor(() => expect(standing()).toBe(1));
  });

  test('two that do not know each other do not fight', async () => {
    start();
    await wecom.whenSubscribed();
    start(undefined, { me: 'b' });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    // The first wait is 300 ms, then 600 to 900, then the longest.
    expect(subscribes()).toBeLessThanOrEqual(8);
  });

  test('of two with one lease one connects; the other takes over when it ends', async () => {
    const lease = freshLease();
    const first = start(undefined, { lease, me: 'a' });
    await wecom.whenSubscribed();
    const second = start(undefined, { lease, me: 'b' });
    await vi.waitFor(() => expect(second.states).toContain('standby'));
    expect(subscribes()).toBe(1);
    expect(second.isUp()).toBe(false);
    await first.stop();
    await wecom.whenSubscribed(2);
    expect(lease.holder).toBe('b');
    expect(standing()).toBe(1);
  });

  test('who has lost the lease closes', async () => {
    const lease = freshLease();
    const client = start(undefined, { lease });
    await wecom.whenSubscribed();
    lease.holder = 'b';
    await vi.waitFor(() => expect(standing()).toBe(0));
    expect(client.isUp()).toBe(false);
  });

  test('a store that is away closes nothing: what comes is still answered', async () => {
    const lease = freshLease();
    const client = start(undefined, { lease });
    await wecom.whenSubscribed();
    lease.trouble = new Error('away');
    await new Promise((resolve) => setTimeout(resolve, 4 * FAST.leaseMs));
    expect(await wecom.say({ userId: 'zhangsan', text: '在吗' }).text()).toBe('好：在吗');
    expect(client.failures.length).toBeGreaterThan(0);
    expect(subscribes()).toBe(1);
  });

  test('what the link does is kept for whoever asks, without the secret', async () => {
    const lease = freshLease();
    start(undefined, { lease });
    await vi.waitFor(() => expect(lease.note).toContain('connected'));
    expect(lease.note).not.toContain(BOT.secret);
  });
});

test('a refused secret is tried seldom, and told with what WeCom said', async () => {
  wecom.refuseSecret(true);
  const lease = freshLease();
  const client = start(undefined, { lease });
  await vi.waitFor(() => expect(client.states).toContain('refused'));
  await new Promise((resolve) => setTimeout(resolve, 1200));
  // 200 to 300 ms, 400 to 600, then 800 to 1000.
  expect(subscribes()).toBeLessThanOrEqual(4);
  expect(JSON.parse(lease.note)).toMatchObject({ state: expect.stringMatching(/refused|connecting/) });
  wecom.refuseSecret(false);
  await wecom.whenSubscribed(1, 4000);
});

// Busy, too often counted in two ways, and not logged in yet.
test.each([-1, 45009, 846607, 846609])('a login refused with %i is no refused secret', async (code) => {
  wecom.refuseSubscribe(code);
  // Taken for refused, it would be tried again in a minute.
  const client = start(undefined, { times: { ...FAST, refusedMs: [60_000, 60_000] } });
  await wecom.whenSubscribed(1, 4000);
  await vi.waitFor(() => expect(client.isUp()).toBe(true));
});

test.each([
  ['no JSON', '{"cmd": '],
  ['no object', '[1]'],
  ['no req_id', '{"cmd":"aibot_msg_callback","body":{}}'],
  ['an ack of nothing', '{"headers":{"req_id":"x"},"errcode":0}'],
  ['an ack without errcode', '{"headers":{"req_id":"x"}}'],
  ['bytes', Buffer.from([1, 2, 3])],
  ['a body that is none', '{"cmd":"aibot_msg_callback","headers":{"req_id":"r"},"body":null}'],
])('%s does no harm', async (_what, data) => {
  const client = start();
  await wecom.whenSubscribed();
  wecom.raw(data);
  expect(await wecom.say({ userId: 'zhangsan', text: '签到' }).text()).toBe('好：签到');
  expect(client.ignored.length).toBe(1);
  expect(subscribes()).toBe(1);
});

test('what WeCom adds later is left aside', async () => {
  const client = start();
  await wecom.whenSubscribed();
  wecom.event('enter_check_update', { x: 1 });
  wecom.command('aibot_new_command', { x: 1 });
  wecom.command(`x${'y'.repeat(100_000)}`, {});
  wecom.feedback({ userId: 'zhangsan', id: 'f', type: 1 });
  expect(await wecom.say({ userId: 'zhangsan', text: '签到' }).text()).toBe('好：签到');
  expect(client.ignored).toContain('aibot_new_command');
  for (const name of client.ignored) expect(name.length).toBeLessThanOrEqual(40);
  expect(client.failures).toEqual([]);
});

test('a broken frame behind a throw-out does not end the process', async () => {
  const client = start();
  await wecom.whenSubscribed();
  wecom.rawFrames({ opcode: 1, payload: wecom.disconnectedEvent() }, { opcode: 3, payload: 'x' });
  await vi.waitFor(() => expect(client.states).toContain('kicked'));
  await wecom.whenSubscribed(2);
});

test('raw control characters inside a text lose nothing', async () => {
  const client = start();
  await wecom.whenSubscribed();
  const body = { msgid: 'm1', aibotid: BOT.botId, chattype: 'single', from: { userid: 'zhangsan' } };
  const text = JSON.stringify({ ...body, msgtype: 'text', text: { content: '第一行#第二行' } });
  wecom.raw(
    `{"cmd":"aibot_msg_callback","headers":{"req_id":"r1"},"body":${text.replace('#', '\n\t\u0001')}}`,
  );
  await vi.waitFor(() => expect(client.heard.length).toBe(1));
  expect(client.heard[0]!.content).toMatchObject({ kind: 'text', text: expect.stringContaining('第二行') });
});

describe('what became of a push', () => {
  const bound = async (client: ReturnType<typeof connect>) => {
    await wecom.whenSubscribed();
    await vi.waitFor(() => expect(client.isUp()).toBe(true));
    await wecom.say({ userId: 'zhangsan', text: '你好' }).reply();
  };

  test('no ack in time: it may have arrived', async () => {
    const client = start();
    await bound(client);
    wecom.swallowAcks(1);
    expect(await push(client, 'zhangsan')).toEqual({ kind: 'unknown', reason: 'timeout' });
    expect(wecom.pushes('zhangsan').length).toBe(1);
  });

  test('the link is cut behind it: it may have arrived', async () => {
    const client = start();
    await bound(client);
    wecom.dropOnNext('after', 'aibot_send_msg');
    expect(await push(client, 'zhangsan')).toEqual({ kind: 'unknown', reason: 'connection_lost' });
  });

  test('the link is down before: it surely did not leave', async () => {
    const client = start();
    await bound(client);
    await wecom.down();
    await vi.waitFor(() => expect(client.isUp()).toBe(false));
    expect(await push(client, 'zhangsan')).toMatchObject({
      kind: 'retry',
      reason: 'not_connected',
      isWide: true,
    });
    await wecom.up();
  });

  test.each([
    [846607, { kind: 'retry', reason: 'too_frequent' }],
    [45009, { kind: 'retry', reason: 'too_frequent' }],
    [93006, { kind: 'retry', reason: 'not_activated' }],
    [93017, { kind: 'refused', scope: 'message' }],
    [99999, { kind: 'retry', reason: 'unknown_code' }],
  ])('errcode %i', async (code, outcome) => {
    const client = start();
    await bound(client);
    wecom.nak(code, 1, 'aibot_send_msg');
    const got = await push(client, 'zhangsan');
    expect(got).toMatchObject(outcome);
    // A limit is of one chat: it keeps no other waiting.
    expect(got).not.toHaveProperty('isWide');
  });

  test('a peer that reads no more is given only so much', async () => {
    const client = start(undefined, { times: { heartbeatMs: 60_000, ackMs: 10_000 } });
    await bound(client);
    for (let i = 0; i < 40; i++)
      client.chats.set(`wr${i}`, { ...client.chats.get('zhangsan')!, chat: `wr${i}`, userId: null });
    wecom.stopReading();
    const text = '长'.repeat(6000);
    const outcomes: Promise<unknown>[] = [];
    for (let round = 0; round < 20; round++)
      for (let i = 0; i < 40; i++) outcomes.push(push(client, `wr${i}`, text));
    await vi.waitFor(
      async () =>
        expect(
          await Promise.race([
            Promise.any(
              outcomes.map((o) =>
                o.then((x) => {
                  if ((x as { reason?: string }).reason !== 'congested') throw new Error('other');
                  return 'congested';
                }),
              ),
            ),
            new Promise((r) => setTimeout(r, 10)),
          ]),
        ).toBe('congested'),
      { timeout: 15_000 },
    );
    wecom.resumeReading();
    await Promise.all(outcomes);
  }, 30_000);
});
