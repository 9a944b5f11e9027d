// The bad days of the stand-in come as they are ordered, and what it sends is what WeCom sends.
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decryptMedia } from '../../src/channels/wecom/crypto.ts';
import { type BareClient, bareClient } from './socket-stand-in/bare-client.ts';
import type { Json } from './socket-stand-in/types.ts';
import { openSocketStandIn, type SocketStandIn } from './socket-stand-in.ts';

const BOT = 'bot-1';
const SECRET = 'a-secret';
const START = Date.UTC(2026, 10, 29, 1);

let wecom: SocketStandIn;
let time: number;
const clients: BareClient[] = [];

async function dial(): Promise<BareClient> {
  const client = await bareClient(wecom.url, BOT, SECRET);
  clients.push(client);
  return client;
}

async function subscribed(): Promise<BareClient> {
  const client = await dial();
  await client.subscribe();
  return client;
}

/** Whether anything comes within a moment; `call` is awaited by nobody else. */
async function comes(answer: Promise<unknown>): Promise<boolean> {
  const moment = new Promise<false>((resolve) => setTimeout(() => resolve(false), 60));
  return Promise.race([
    answer.then(
      () => true,
      () => false,
    ),
    moment,
  ]);
}

beforeEach(async () => {
  time = START;
  wecom = await openSocketStandIn({ botId: BOT, secret: SECRET, now: () => time, subscribeGapMs: 0 });
  wecom.activate({ userId: 'u1' });
});

afterEach(async () => {
  for (const { ws } of clients.splice(0)) ws.on('error', () => undefined).terminate();
  await wecom.close();
});

const PUSH = { chatid: 'u1', chat_type: 1, msgtype: 'markdown', markdown: { content: '提醒' } };
const push = (client: BareClient) => client.call('aibot_send_msg', PUSH);
const isEvent = (frame: Json) => frame.cmd === 'aibot_event_callback';

describe('one subscriber per bot', () => {
  it('a second client gets its place acknowledged, the first an event and a close', async () => {
    const first = await subscribed();
    const second = await subscribed();
    const { body } = await first.until(isEvent);
    expect(body).toEqual({
      msgid: expect.any(String),
      create_time: START / 1000,
      aibotid: BOT,
      msgtype: 'event',
      event: { eventtype: 'disconnected_event' },
    });
    expect(await first.closed).toBe(1000);
    expect(await push(second)).toMatchObject({ errcode: 0 });
    await wecom.when(() => wecom.connections[0]!.closedAt !== undefined, 'the close');
    expect(wecom.connections[0]).toEqual({
      id: 1,
      openedAt: START,
      subscribedAt: START,
      closedAt: START,
      closeCode: 1000,
    });
    expect(wecom.complaints).toEqual([]);
  });

  it('a kick without event, and one that leaves the socket half alive', async () => {
    const first = await subscribed();
    wecom.kick({ event: false });
    expect(await first.closed).toBe(1000);
    expect(first.got.some(isEvent)).toBe(false);
    const second = await subscribed();
    wecom.kick({ close: false });
    await second.until(isEvent);
    expect(await second.call('ping')).toMatchObject({ errcode: 0 });
    expect(await push(second)).toMatchObject({ errcode: 846609 });
    expect(wecom.say({ userId: 'u1', text: '好' }).delivered).toBe(false);
  });

  it('hears nothing of messages while nobody is subscribed', async () => {
    const said = wecom.say({ userId: 'u1', text: '好' });
    const client = await subscribed();
    await client.call('ping');
    expect(said.delivered).toBe(false);
    expect(client.got.some((f) => f.cmd !== undefined)).toBe(false);
    await expect(said.reply(10)).rejects.toThrow('no complete reply; seen []');
  });
});

describe('subscribing', () => {
  it('is refused for a wrong secret, another bot, or as ordered', async () => {
    expect(await (await dial()).subscribe('wrong')).toMatchObject({ errcode: 40001 });
    const other = { bot_id: 'bot-2', secret: SECRET };
    expect(await (await dial()).call('aibot_subscribe', other)).toMatchObject({ errcode: 93019 });
    wecom.refuseSubscribe(-1);
    expect(await (await dial()).subscribe()).toMatchObject({ errcode: -1 });
    expect(await (await dial()).subscribe()).toMatchObject({ errcode: 0 });
    wecom.refuseSecret(true);
    expect(await (await dial()).subscribe()).toMatchObject({ errcode: 40001 });
    expect(wecom.complaints).toEqual([]);
  });

  it('is never acknowledged', async () => {
    wecom.neverAckSubscribe(true);
    const client = await dial();
    expect(await comes(client.subscribe())).toBe(false);
    expect(wecom.connections[0]!.subscribedAt).toBeUndefined();
    wecom.neverAckSubscribe(false);
    await subscribed();
    await wecom.whenSubscribed();
  });
});

describe('acknowledgements', () => {
  it('come late, never or twice, and the command has its effect', async () => {
    const client = await subscribed();
    wecom.ackDelayMs(100);
    const late = push(client);
    expect(await comes(late)).toBe(false);
    expect(wecom.pushes('u1')).toHaveLength(1);
    expect(await late).toMatchObject({ errcode: 0 });
    wecom.ackDelayMs(0);
    wecom.swallowAcks(1);
    expect(await comes(push(client))).toBe(false);
    expect(wecom.pushes()).toHaveLength(2);
    wecom.doubleAcks(true);
    await client.call('aibot_send_msg', PUSH, 'twice');
    await client.call('ping');
    expect(client.got.filter((f) => (f.headers as Json).req_id === 'twice')).toHaveLength(2);
    wecom.swallowAcks(true);
    expect(await comes(push(client))).toBe(false);
    expect(await comes(push(client))).toBe(false);
    expect(await client.call('ping')).toMatchObject({ errcode: 0 });
  });

  it('refuse as often and for what was ordered, without effect', async () => {
    const client = await subscribed();
    wecom.nak(45009, 2, 'aibot_send_msg', 'slow down');
    expect(await push(client)).toMatchObject({ errcode: 45009, errmsg: 'slow down' });
    const said = wecom.say({ userId: 'u1', text: '好' });
    const reply = { msgtype: 'markdown', markdown: { content: '好' } };
    expect(await client.call('aibot_respond_msg', reply, said.reqId)).toMatchObject({ errcode: 0 });
    expect(await push(client)).toMatchObject({ errcode: 45009 });
    expect(wecom.pushes()).toEqual([]);
    expect(await push(client)).toMatchObject({ errcode: 0 });
    expect(wecom.complaints).toEqual([]);
  });

  it('are 846609 on a socket that lost its subscription, until another one subscribes', async () => {
    const client = await subscribed();
    wecom.unsubscribed();
    expect(await push(client)).toMatchObject({ errcode: 846609 });
    expect(await client.call('ping')).toMatchObject({ errcode: 846609 });
    wecom.unsubscribed({ pings: false });
    expect(await client.call('ping')).toMatchObject({ errcode: 0 });
    expect(client.ws.readyState).toBe(WebSocket.OPEN);
    expect(await push(await subscribed())).toMatchObject({ errcode: 0 });
  });

  it('get lost with their command', async () => {
    const client = await subscribed();
    wecom.lose(1);
    expect(await comes(push(client))).toBe(false);
    expect(wecom.pushes()).toEqual([]);
    expect(await push(client)).toMatchObject({ errcode: 0 });
  });
});

describe('the connection', () => {
  it('breaks before or after a command', async () => {
    const before = await subscribed();
    wecom.dropOnNext('before');
    expect(await comes(Promise.race([push(before), before.closed.then(() => Promise.reject())]))).toBe(false);
    expect(await before.closed).toBe(1006);
    expect(wecom.pushes()).toEqual([]);
    const after = await subscribed();
    wecom.dropOnNext('after', 'aibot_send_msg');
    expect(await after.call('ping')).toMatchObject({ errcode: 0 });
    expect(await comes(push(after))).toBe(false);
    expect(await after.closed).toBe(1006);
    expect(wecom.pushes()).toHaveLength(1);
  });

  it('falls silent and stays open, even to a protocol ping and a close', async () => {
    const client = await subscribed();
    wecom.silence();
    const pong = new Promise((resolve) => client.ws.once('pong', resolve));
    client.ws.ping();
    expect(await comes(pong)).toBe(false);
    expect(await comes(client.call('ping'))).toBe(false);
    expect(wecom.framesOf('ping')).toHaveLength(1);
    client.ws.close();
    expect(await comes(client.closed)).toBe(false);
    expect(await push(await subscribed())).toMatchObject({ errcode: 0 });
  });

  it('answers protocol pings otherwise', async () => {
    const client = await dial();
    const pong = new Promise((resolve) => client.ws.once('pong', resolve));
    client.ws.ping();
    expect(await comes(pong)).toBe(true);
  });

  it('is not read, and delivers all of it later', async () => {
    const client = await subscribed();
    wecom.stopReading();
    const answer = push(client);
    expect(await comes(answer)).toBe(false);
    expect(wecom.pushes()).toEqual([]);
    wecom.resumeReading();
    expect(await answer).toMatchObject({ errcode: 0 });
  });

  it('is closed with a code, or broken', async () => {
    const one = await subscribed();
    wecom.closeAll(1012, 'restart');
    expect(await one.closed).toBe(1012);
    const two = await subscribed();
    wecom.dropAll();
    expect(await two.closed).toBe(1006);
  });

  it('is refused at the upgrade, or left hanging there', async () => {
    wecom.refuseUpgrades(true);
    await expect(dial()).rejects.toThrow('503');
    wecom.refuseUpgrades(false);
    wecom.hangUpgrades(true);
    const impatient = new WebSocket(wecom.url, { handshakeTimeout: 60 });
    const failed = await new Promise<Error>((resolve) => impatient.on('error', resolve));
    expect(failed.message).toContain('handshake has timed out');
    expect(wecom.connections).toEqual([]);
  });

  it('is impossible while the port is closed, and possible on the same port afterwards', async () => {
    const client = await subscribed();
    const { port } = new URL(wecom.url);
    await wecom.down();
    expect(await client.closed).toBe(1006);
    const refused = await new Promise<Error>((resolve) =>
      connect(Number(port), '127.0.0.1').on('error', resolve),
    );
    expect(refused.message).toContain('ECONNREFUSED');
    await wecom.up();
    expect(await push(await subscribed())).toMatchObject({ errcode: 0 });
  });

  it('is dropped when it says nothing for long', async () => {
    await wecom.close();
    wecom = await openSocketStandIn({ botId: BOT, secret: SECRET, idleMs: 50 });
    expect(await (await subscribed()).closed).toBe(1006);
  });
});

describe('what is sent as it stands', () => {
  const heard = async (send: () => void): Promise<string> => {
    const client = await dial();
    client.ws.removeAllListeners('message');
    const message = new Promise<string>((resolve) => {
      client.ws.on('message', (data, isBinary) => resolve(`${isBinary ? 'binary' : 'text'} ${data}`));
      client.ws.on('error', (error) => resolve(error.message));
    });
    send();
    return message;
  };

  it('a text with raw control characters, and bytes', async () => {
    expect(await heard(() => wecom.raw('{"a":"\u0001\t"}'))).toBe('text {"a":"\u0001\t"}');
    wecom.dropAll();
    await wecom.when(() => wecom.connections[0]!.closedAt !== undefined, 'the close');
    expect(await heard(() => wecom.raw(Buffer.from('x')))).toBe('binary x');
  });

  it('frames of the wire, long ones too, and several in one segment', async () => {
    const long = 'x'.repeat(70_000);
    for (const payload of ['', 'y'.repeat(200), long]) {
      expect(await heard(() => wecom.rawFrames({ opcode: 1, payload }))).toBe(`text ${payload}`);
      wecom.dropAll();
      await wecom.when(() => wecom.connections.every((c) => c.closedAt !== undefined), 'the close');
    }
    const errors = [
      [{ opcode: 3 }, 'invalid opcode 3'],
      [{ opcode: 1, rsv: 4 }, 'RSV1 must be clear'],
      [{ opcode: 1, masked: true }, 'MASK must be clear'],
      [{ opcode: 9, fin: false }, 'FIN must be set'],
    ] as const;
    for (const [frame, message] of errors) {
      expect(await heard(() => wecom.rawFrames(frame))).toContain(message);
      await wecom.when(() => wecom.connections.every((c) => c.closedAt !== undefined), 'the close');
    }
    const client = await subscribed();
    const error = new Promise<Error>((resolve) => client.ws.on('error', resolve));
    wecom.rawFrames({ opcode: 1, payload: wecom.disconnectedEvent() }, { opcode: 3 });
    await client.until(isEvent);
    expect((await error).message).toContain('invalid opcode 3');
  });
});

describe('what members send', () => {
  it('pictures and files, each with its own key in any of three forms, for five minutes', async () => {
    const client = await subscribed();
    const forms = ['base64', 'base64-43', 'hex'] as const;
    const lengths = [44, 43, 64];
    for (const keyForm of forms)
      wecom.say({ userId: 'u1', file: { content: '会议记录', name: '记录 1.txt', keyForm } });
    await client.until((f) => client.got.filter((g) => g.cmd).length === 3 && f.cmd !== undefined);
    const files = client.got.filter((f) => f.cmd).map((f) => (f.body as Json).file as Record<string, string>);
    expect(files.map((f) => f.aeskey!.length)).toEqual(lengths);
    expect(new Set(files.map((f) => f.aeskey)).size).toBe(3);
    for (const { url, aeskey } of files) {
      const response = await fetch(url!);
      expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('记录 1.txt'));
      const content = decryptMedia(Buffer.from(await response.arrayBuffer()), aeskey!);
      expect(String(content)).toBe('会议记录');
    }
    expect(wecom.mediaFetched).toHaveLength(3);
    time += 5 * 60_000 + 1;
    expect((await fetch(files[0]!.url!)).status).toBe(403);
    expect((await fetch(`${wecom.httpUrl}/media/99`)).status).toBe(404);
  });

  it('voice, mixed messages, quotes, unknown kinds, and the same msgid again', async () => {
    const client = await subscribed();
    wecom.say({ userId: 'u1', voice: '今天开了支委会' });
    const mixed = ['@小支 看', { image: { content: 'png' } }];
    wecom.say({ userId: 'u1', chatId: 'g1', mixed, quote: { text: '原话' }, msgid: 'm1' });
    wecom.say({ userId: 'u1', other: { msgtype: 'location', location: {} }, msgid: 'm1', extra: { x: 1 } });
    wecom.feedback({ userId: 'u1', id: 'f1', type: 2, content: '不准', reasons: [3] });
    wecom.command('aibot_future_cmd', { a: 1 });
    await client.until((f) => f.cmd === 'aibot_future_cmd');
    const [voice, both, other, feedback] = client.got.filter((f) => f.cmd).map((f) => f.body as Json);
    expect(voice).toMatchObject({
      chattype: 'single',
      msgtype: 'voice',
      voice: { content: '今天开了支委会' },
    });
    expect(voice).not.toHaveProperty('chatid');
    expect(both).toMatchObject({
      msgid: 'm1',
      chatid: 'g1',
      quote: { msgtype: 'text', text: { content: '原话' } },
      mixed: {
        msg_item: [
          { msgtype: 'text', text: { content: '@小支 看' } },
          {
            msgtype: 'image',
            image: { url: expect.stringContaining('/media/'), aeskey: expect.any(String) },
          },
        ],
      },
    });
    expect(other).toMatchObject({ msgid: 'm1', msgtype: 'location', x: 1 });
    expect((feedback!.event as Json).feedback_event).toEqual({
      id: 'f1',
      type: 2,
      content: '不准',
      inaccurate_reason_list: [3],
    });
    expect(() => wecom.say({ userId: 'u1', chatId: 'g1', voice: '好' })).toThrow('in groups');
    expect(() => wecom.say({ userId: 'u1' })).toThrow('needs a content');
  });

  it('choices of a card, nested as doc 101027 has them', async () => {
    const client = await subscribed();
    const selected = { q1: ['a', 'b'] };
    wecom.press({
      userId: 'u1',
      chatId: 'g1',
      taskId: 't',
      key: 'k',
      cardType: 'vote_interaction',
      selected,
    });
    const { body } = await client.until(isEvent);
    expect(body).toMatchObject({
      chatid: 'g1',
      chattype: 'group',
      from: { userid: 'u1' },
      event: {
        template_card_event: {
          card_type: 'vote_interaction',
          event_key: 'k',
          task_id: 't',
          selected_items: { selected_item: [{ question_key: 'q1', option_ids: { option_id: ['a', 'b'] } }] },
        },
      },
    });
  });

  it('is waited for in vain with a word about what was missing', async () => {
    await subscribed();
    await expect(wecom.waitForPush(() => true, 10)).rejects.toThrow('waited in vain for a push');
  });
});
