// A stand-in that never complains proves nothing: each complaint is provoked here by a client without manners.
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type BareClient, bareClient } from './socket-stand-in/bare-client.ts';
import type { Json } from './socket-stand-in/types.ts';
import { openSocketStandIn, type SocketStandIn } from './socket-stand-in.ts';

const BOT = 'bot-1';
const SECRET = 'a-secret';
const MINUTE = 60_000;

let wecom: SocketStandIn;
let time: number;
const clients: BareClient[] = [];

async function open(options: { subscribeGapMs?: number } = {}): Promise<void> {
  time = Date.UTC(2026, 10, 29, 1);
  wecom = await openSocketStandIn({
    botId: BOT,
    secret: SECRET,
    now: () => time,
    subscribeGapMs: 0,
    ...options,
  });
}

async function dial(): Promise<BareClient> {
  const client = await bareClient(wecom.url, BOT, SECRET);
  clients.push(client);
  return client;
}

/** Opened, with one subscriber. */
async function subscribed(): Promise<BareClient> {
  await open();
  const client = await dial();
  expect(await client.subscribe()).toMatchObject({ errcode: 0 });
  return client;
}

afterEach(async () => {
  for (const { ws } of clients.splice(0)) ws.on('error', () => undefined).terminate();
  await wecom.close();
});

const push = (chatid: string, content = '提醒', more: Json = {}) => ({
  chatid,
  chat_type: chatid.startsWith('g') ? 2 : 1,
  msgtype: 'markdown',
  markdown: { content },
  ...more,
});
const stream = (id: string, content: string, finish: boolean) => ({
  msgtype: 'stream',
  stream: { id, content, finish },
});
const buttons = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ text: `选${i}`, key: `k${i}` }));
const card = (taskId: string, more: Json = {}) => ({
  card_type: 'button_interaction',
  main_title: { title: '确认' },
  task_id: taskId,
  button_list: buttons(2),
  ...more,
});
const cardPush = (chatid: string, template_card: Json) => ({
  chatid,
  chat_type: 1,
  msgtype: 'template_card',
  template_card,
});

describe('a client with manners', () => {
  it('is never complained about', async () => {
    const client = await subscribed();
    const pong = await client.call('ping');
    expect(pong).toEqual({ headers: expect.anything(), errcode: 0, errmsg: 'ok' });
    const said = wecom.say({ userId: 'u1', chatId: 'g1', text: '@小支 帮助' });
    const heard = await client.until((f) => f.cmd === 'aibot_msg_callback');
    expect(heard).toEqual({
      cmd: 'aibot_msg_callback',
      headers: { req_id: said.reqId },
      body: {
        msgid: said.msgid,
        aibotid: BOT,
        chattype: 'group',
        chatid: 'g1',
        from: { userid: 'u1' },
        msgtype: 'text',
        text: { content: '@小支 帮助' },
      },
    });
    await client.call('aibot_respond_msg', stream('s1', '请稍候', false), said.reqId);
    expect(wecom.openStreams()).toEqual(['s1']);
    await client.call('aibot_respond_msg', stream('s1', '可以这样问', true), said.reqId);
    expect(await said.text()).toBe('可以这样问');
    expect(said.answers).toHaveLength(2);

    const card1 = card('t1');
    wecom.activate({ userId: 'u1' });
    expect(await client.call('aibot_send_msg', cardPush('u1', card1))).toMatchObject({ errcode: 0 });
    const pressed = wecom.press({ userId: 'u1', taskId: 't1', key: 'k1' });
    const event = await client.until((f) => f.cmd === 'aibot_event_callback');
    expect((event.body as Json).event).toEqual({
      eventtype: 'template_card_event',
      template_card_event: { card_type: 'button_interaction', event_key: 'k1', task_id: 't1' },
    });
    const update = { response_type: 'update_template_card', template_card: card1 };
    await client.call('aibot_respond_update_msg', update, pressed.reqId);
    expect(await pressed.reply()).toEqual([update]);

    const entered = wecom.enter({ userId: 'u2' });
    const welcome = { msgtype: 'text', text: { content: '您好' } };
    await client.call('aibot_respond_welcome_msg', welcome, entered.reqId);
    expect(await entered.text()).toBe('您好');
    expect(await client.call('aibot_send_msg', push('g1'))).toMatchObject({ errcode: 0 });
    expect((await wecom.waitForPush(({ body }) => body.chatid === 'g1')).body).toEqual(push('g1'));
    expect(wecom.pushes('g1')).toHaveLength(1);
    expect(wecom.complaints).toEqual([]);
    expect(wecom.connections).toEqual([{ id: 1, openedAt: time, subscribedAt: time }]);
  });

  it('uploads in chunks of any order, also over two connections, and may send what it uploaded', async () => {
    const client = await subscribed();
    const content = Buffer.alloc(600 * 1024, '支部');
    const half = 512 * 1024;
    const md5 = createHash('md5').update(content).digest('hex');
    const init = { type: 'file', filename: '台账.xlsx', total_size: content.length, total_chunks: 2, md5 };
    const { body } = await client.call('aibot_upload_media_init', init);
    const chunk = (i: number) => ({
      ...body,
      chunk_index: i,
      base64_data: content.subarray(i * half, (i + 1) * half).toString('base64'),
    });
    await client.call('aibot_upload_media_chunk', chunk(1));
    const second = await dial();
    await second.subscribe();
    expect(await second.call('aibot_upload_media_chunk', chunk(0))).toMatchObject({ errcode: 0 });
    await second.call('aibot_upload_media_chunk', chunk(0));
    const { body: done } = await second.call('aibot_upload_media_finish', body);
    wecom.activate({ userId: 'u1' });
    const file = { chatid: 'u1', chat_type: 1, msgtype: 'file', file: { media_id: done!.media_id } };
    expect(await second.call('aibot_send_msg', file)).toMatchObject({ errcode: 0 });
    expect(wecom.uploads[0]!.content.equals(content)).toBe(true);
    expect(wecom.complaints).toEqual([]);
  });
});

describe('complaints about frames', () => {
  const cases: [string, (client: BareClient) => void, string][] = [
    ['broken JSON', (c) => c.ws.send('{"cmd":'), '#1 ?: frame is not a JSON object'],
    ['a list', (c) => c.send([]), '#1 ?: frame is not a JSON object'],
    ['binary', (c) => c.ws.send(Buffer.from('{}'), { binary: true }), '#1 ?: binary frame'],
    ['a huge frame', (c) => c.ws.send(' '.repeat(1024 * 1024 + 1)), '#1 ?: frame of 1048577 bytes'],
    ['no req_id', (c) => c.send({ cmd: 'ping', headers: {} }), '#1 ping: req_id is missing or blank'],
    ['no headers', (c) => c.send({ cmd: 'ping' }), '#1 ping: req_id is missing or blank'],
    [
      'a blank req_id',
      (c) => c.send({ cmd: 'ping', headers: { req_id: ' ' } }),
      '#1 ping: req_id is missing or blank',
    ],
    ['no cmd', (c) => c.send({ headers: { req_id: 'x' } }), '#1 ?: cmd is missing or blank'],
    [
      'a receipt of a callback',
      (c) => c.send({ headers: { req_id: 'x' }, errcode: 0, errmsg: 'ok' }),
      '#1 ?: callbacks are not acknowledged by the client',
    ],
    [
      'keys of its own',
      (c) => c.send({ cmd: 'ping', headers: { req_id: 'x' }, version: 1 }),
      '#1 ping: frame must not have version',
    ],
    [
      'headers of its own',
      (c) => c.send({ cmd: 'ping', headers: { req_id: 'x', trace: '1' } }),
      '#1 ping: headers must not have trace',
    ],
    [
      'a ping with a body',
      (c) => c.send({ cmd: 'ping', headers: { req_id: 'x' }, body: {} }),
      '#1 ping: ping must not have a body',
    ],
    [
      'an unknown command',
      (c) => c.send({ cmd: 'aibot_recall', headers: { req_id: 'x' }, body: {} }),
      '#1 aibot_recall: unknown cmd',
    ],
    [
      'a command without body',
      (c) => c.send({ cmd: 'aibot_send_msg', headers: { req_id: 'x' } }),
      '#1 aibot_send_msg: body is missing',
    ],
    [
      'a second subscribe',
      (c) =>
        c.send({
          cmd: 'aibot_subscribe',
          headers: { req_id: 'x' },
          body: { bot_id: BOT, secret: SECRET },
        }),
      '#1 aibot_subscribe: second subscribe on one connection',
    ],
  ];
  it.each(cases)('%s', async (_, send, complaint) => {
    const client = await subscribed();
    send(client);
    await wecom.when(() => wecom.complaints.length > 0, 'a complaint');
    expect(wecom.complaints).toContain(complaint);
  });

  it('a req_id used before, on this connection or another one, or taken from a callback', async () => {
    const client = await subscribed();
    await client.call('ping', undefined, 'same');
    await client.call('ping', undefined, 'same');
    expect(wecom.complaints).toEqual(['#1 ping: req_id same was used before']);
    const second = await dial();
    await second.subscribe();
    await second.call('ping', undefined, 'same');
    const said = wecom.say({ userId: 'u1', text: '好' });
    await second.call('aibot_send_msg', push('u1'), said.reqId);
    expect(wecom.complaints.slice(1)).toEqual([
      '#2 ping: req_id same was used before',
      `#2 aibot_send_msg: req_id ${said.reqId} was used before`,
    ]);
  });

  it('commands before the subscribe, pings as well', async () => {
    await open();
    const client = await dial();
    wecom.activate({ userId: 'u1' });
    expect(await client.call('aibot_send_msg', push('u1'))).toMatchObject({ errcode: 846609 });
    expect(await client.call('ping')).toMatchObject({ errcode: 846609 });
    expect(wecom.complaints).toEqual([
      '#1 aibot_send_msg: command before subscribe',
      '#1 ping: command before subscribe',
    ]);
    expect(wecom.pushes()).toEqual([]);
  });

  it('a client that goes on after it was thrown out; what was on its way is nobody’s fault', async () => {
    const client = await subscribed();
    wecom.kick({ close: false });
    await client.call('ping');
    expect(wecom.complaints).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.call('ping');
    expect(wecom.complaints).toEqual(['#1 ping: was thrown out and goes on']);
  });

  it('a subscribe within a second of the last one, and one with a strange or blank body', async () => {
    await open({ subscribeGapMs: 60_000 });
    await (await dial()).subscribe();
    const second = await dial();
    await second.subscribe();
    expect(wecom.complaints).toEqual([
      expect.stringMatching(/^#2 aibot_subscribe: subscribes again after \d+ ms$/),
    ]);
    await wecom.close();
    await open();
    await (await dial()).call('aibot_subscribe', { bot_id: BOT, secret: SECRET, token: 'x' });
    await (await dial()).call('aibot_subscribe', { bot_id: BOT, secret: '' });
    expect(wecom.complaints).toEqual([
      '#1 aibot_subscribe: body must not have token',
      '#2 aibot_subscribe: bot_id or secret is blank',
    ]);
  });

  it('a broken WebSocket frame of the client', async () => {
    await open();
    const { hostname, port } = new URL(wecom.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET / HTTP/1.1\r\nHost: ${hostname}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write(Buffer.from([0x83, 0x00]));
    await wecom.when(() => wecom.complaints.length > 0, 'a complaint');
    expect(wecom.complaints[0]).toContain('#1 broken frame: ');
    socket.destroy();
  });
});

describe('complaints about pushes', () => {
  const content = 'x'.repeat(20_481);
  const cases: [string, Json, number, string][] = [
    ['text', { ...push('u1'), msgtype: 'text', text: { content: 'x' } }, 40058, 'msgtype text is not'],
    [
      'markdown_v2',
      { ...push('u1'), msgtype: 'markdown_v2', markdown_v2: { content: 'x' } },
      40058,
      'msgtype markdown_v2 is not',
    ],
    ['a stream', { chatid: 'u1', chat_type: 1, ...stream('s', 'x', true) }, 40058, 'msgtype stream is not'],
    ['no chat_type', { ...push('u1'), chat_type: undefined }, 40058, 'chat_type is neither'],
    ['chat_type 0', push('u1', 'x', { chat_type: 0 }), 40058, 'chat_type is neither'],
    ['a chat_type of groups', push('u1', 'x', { chat_type: 2 }), 93006, 'chat_type 2 is wrong'],
    ['a chat_type of members', push('g1', 'x', { chat_type: 1 }), 93006, 'chat_type 1 is wrong'],
    ['no chatid', push('', 'x'), 93006, 'chatid is missing or blank'],
    ['an unknown chatid', push('u9'), 93006, 'unknown chatid u9'],
    ['a chatid in other case', push('U1'), 93006, 'unknown chatid U1, spelt unlike u1'],
    ['a member who never wrote', push('u-silent'), 846607, 'nobody has written to the bot in u-silent'],
    ['a group where nobody wrote', push('g-silent'), 93001, 'nobody has written to the bot in g-silent'],
    ['no content', push('u1', ''), 93017, 'markdown.content is empty'],
    [
      'content of another type',
      push('u1', 'x', { markdown: { content: 5 } }),
      40058,
      'markdown.content is not a string',
    ],
    ['no markdown', push('u1', 'x', { markdown: undefined }), 40058, 'markdown is missing'],
    ['blank content', push('u1', ' \n\t'), 93017, 'markdown.content is empty'],
    ['long content', push('u1', content), 40058, 'markdown.content has 20481 bytes'],
    ['content long in bytes', push('u1', '支'.repeat(6827)), 40058, 'markdown.content has 20481 bytes'],
    ['mentions', push('u1', 'x', { mentioned_list: ['@all'] }), 40058, 'body must not have mentioned_list'],
    [
      'a long feedback id',
      push('u1', 'x', { markdown: { content: 'x', feedback: { id: 'x'.repeat(257) } } }),
      40058,
      'markdown.feedback.id must have',
    ],
    [
      'a feedback id long in bytes',
      push('u1', 'x', { markdown: { content: 'x', feedback: { id: '支'.repeat(86) } } }),
      40058,
      'markdown.feedback.id must have',
    ],
    [
      'media never uploaded',
      { chatid: 'u1', chat_type: 1, msgtype: 'file', file: { media_id: 'm' } },
      40058,
      'file.media_id was never uploaded',
    ],
    ['seven buttons', cardPush('u1', card('t', { button_list: buttons(7) })), 40058, 'more than 6 buttons'],
    ['a task_id of odd characters', cardPush('u1', card('任务')), 42014, 'illegal task_id'],
    ['no task_id', cardPush('u1', card('t', { task_id: undefined })), 42014, 'missing task_id'],
    ['a subtitle in an object', cardPush('u1', card('t', { sub_title_text: {} })), 40058, 'not a string'],
    [
      'a button with a key of its own',
      cardPush('u1', card('t', { button_list: [{ text: '好', key: 'k', colour: 1 }] })),
      40058,
      'button_list[0] has no colour',
    ],
    [
      'a long key',
      cardPush('u1', card('t', { button_list: [{ text: '好', key: 'k'.repeat(1025) }] })),
      42039,
      'button key',
    ],
    [
      'seven rows',
      cardPush(
        'u1',
        card('t', { horizontal_content_list: Array(7).fill({ keyname: '时间', value: '今天' }) }),
      ),
      42035,
      'more than 6 rows',
    ],
  ];
  it.each(cases)('%s', async (_, body, errcode, complaint) => {
    const client = await subscribed();
    wecom.activate({ userId: 'u1' });
    wecom.activate({ chatId: 'g1' });
    wecom.know({ userId: 'u-silent' });
    wecom.know({ chatId: 'g-silent' });
    expect(await client.call('aibot_send_msg', body)).toMatchObject({ errcode });
    expect(wecom.complaints).toEqual([expect.stringContaining(complaint)]);
    expect(wecom.pushes()).toEqual([]);
  });

  it('a task_id that was used before', async () => {
    const client = await subscribed();
    wecom.activate({ userId: 'u1' });
    await client.call('aibot_send_msg', cardPush('u1', card('t1')));
    await client.call('aibot_send_msg', cardPush('u1', card('t1')));
    expect(wecom.complaints).toEqual(['#1 aibot_send_msg: template_card: task_id was used before']);
  });

  it('a second push to a group that refused the bot; the first refusal is nobody’s fault', async () => {
    const client = await subscribed();
    wecom.remove('g1');
    expect(await client.call('aibot_send_msg', push('g1'))).toMatchObject({ errcode: 93008 });
    expect(wecom.complaints).toEqual([]);
    expect(await client.call('aibot_send_msg', push('g1'))).toMatchObject({ errcode: 93008 });
    expect(wecom.complaints).toEqual(['#1 aibot_send_msg: pushes to g1 again, which refused the bot']);
    wecom.say({ userId: 'u1', chatId: 'g1', text: '@小支 回来' });
    expect(await client.call('aibot_send_msg', push('g1'))).toMatchObject({ errcode: 0 });
  });
});

describe('rates of a chat', () => {
  it('are 30 a minute and 1000 an hour, replies and pushes together, each chat by itself', async () => {
    const client = await subscribed();
    wecom.activate({ chatId: 'g2' });
    const said = wecom.say({ userId: 'u1', chatId: 'g1', text: '@小支 好' });
    for (let i = 0; i < 29; i++) await client.call('aibot_send_msg', push('g1'));
    await client.call('aibot_respond_msg', stream('s', '好', true), said.reqId);
    expect(wecom.complaints).toEqual([]);
    expect(await client.call('aibot_send_msg', push('g1'))).toMatchObject({ errcode: 846607 });
    expect(await client.call('aibot_send_msg', push('g2'))).toMatchObject({ errcode: 0 });
    expect(wecom.complaints).toEqual(['#1 aibot_send_msg: more messages to g1 than allowed in a minute']);
    time += MINUTE / 2;
    for (let sent = 30; sent < 1000; sent += 10) {
      time += MINUTE / 2;
      for (let i = 0; i < 10; i++) await client.call('aibot_send_msg', push('g1'));
    }
    time += MINUTE;
    expect(wecom.complaints).toHaveLength(1);
    expect(await client.call('aibot_send_msg', push('g1'))).toMatchObject({ errcode: 45009 });
    expect(wecom.complaints[1]).toContain('allowed in an hour');
  });
});

describe('complaints about answers', () => {
  it('a req_id of another connection, and one of no callback', async () => {
    const client = await subscribed();
    const said = wecom.say({ userId: 'u1', text: '好' });
    client.ws.terminate();
    await client.closed;
    const second = await dial();
    await second.subscribe();
    const body = stream('s', '好', true);
    expect(await second.call('aibot_respond_msg', body, said.reqId)).toMatchObject({ errcode: 846605 });
    expect(await second.call('aibot_respond_msg', body, 'made-up')).toMatchObject({ errcode: 846605 });
    expect(wecom.complaints).toEqual([
      `#2 aibot_respond_msg: req_id ${said.reqId} is of another connection`,
      '#2 aibot_respond_msg: req_id made-up is of no callback',
    ]);
  });

  it('the wrong command for a callback, and any for an event that has none', async () => {
    const client = await subscribed();
    const reply = { msgtype: 'markdown', markdown: { content: '好' } };
    const welcome = { msgtype: 'text', text: { content: '好' } };
    const pressed = wecom.press({ userId: 'u1', taskId: 't', key: 'k' });
    const rated = wecom.feedback({ userId: 'u1', id: 'f', type: 1 });
    const unknown = wecom.event('auth_change_event', { auth_list: [] });
    const said = wecom.say({ userId: 'u1', text: '好' });
    const calls: [string, Json, string][] = [
      ['aibot_respond_msg', reply, pressed.reqId],
      ['aibot_respond_msg', reply, rated.reqId],
      ['aibot_respond_msg', reply, unknown.reqId],
      ['aibot_respond_welcome_msg', welcome, said.reqId],
    ];
    for (const [cmd, body, id] of calls)
      expect(await client.call(cmd, body, id)).toMatchObject({ errcode: 846605 });
    expect(wecom.complaints).toEqual([
      '#1 aibot_respond_msg: answers a callback of kind template_card_event',
      '#1 aibot_respond_msg: answers a callback of kind other',
      '#1 aibot_respond_msg: answers a callback of kind other',
      '#1 aibot_respond_welcome_msg: answers a callback of kind message',
    ]);
  });

  it('a welcome or an update after 5 s, a reply after a day, and a second of either', async () => {
    const client = await subscribed();
    const welcome = { msgtype: 'text', text: { content: '好' } };
    const update = { response_type: 'update_template_card', template_card: card('t') };
    const entered = wecom.enter({ userId: 'u1' });
    const pressed = wecom.press({ userId: 'u1', taskId: 't', key: 'k' });
    const said = wecom.say({ userId: 'u1', text: '好' });
    const inTime = wecom.enter({ userId: 'u2' });
    const again = wecom.press({ userId: 'u2', taskId: 't', key: 'k' });
    time += 5000;
    await client.call('aibot_respond_welcome_msg', welcome, inTime.reqId);
    await client.call('aibot_respond_update_msg', update, again.reqId);
    expect(wecom.complaints).toEqual([]);
    await client.call('aibot_respond_welcome_msg', welcome, inTime.reqId);
    await client.call('aibot_respond_update_msg', update, again.reqId);
    time += 1;
    await client.call('aibot_respond_welcome_msg', welcome, entered.reqId);
    await client.call('aibot_respond_update_msg', update, pressed.reqId);
    time += 24 * 60 * MINUTE;
    await client.call('aibot_respond_msg', stream('s', '好', true), said.reqId);
    expect(wecom.complaints).toEqual([
      `#1 aibot_respond_welcome_msg: answers req_id ${inTime.reqId} a second time`,
      `#1 aibot_respond_update_msg: answers req_id ${again.reqId} a second time`,
      '#1 aibot_respond_welcome_msg: comes 5001 ms after its callback, too late',
      '#1 aibot_respond_update_msg: comes 5001 ms after its callback, too late',
      '#1 aibot_respond_msg: comes 86405001 ms after its callback, too late',
    ]);
    expect(said.answers).toEqual([]);
  });

  it('an update with another task_id, without response_type or card, or with blank userids', async () => {
    const client = await subscribed();
    const pressed = () => wecom.press({ userId: 'u1', taskId: 't', key: 'k' }).reqId;
    const update = { response_type: 'update_template_card', template_card: card('t') };
    const send = (body: Json) => client.call('aibot_respond_update_msg', body, pressed());
    await send({ ...update, template_card: card('other') });
    await send({ template_card: card('t') });
    await send({ response_type: 'update_template_card' });
    await send({ ...update, userids: [''] });
    await send({ ...update, userids: [] });
    expect(wecom.complaints.map((c) => c.replace(/^#1 aibot_respond_update_msg: /, ''))).toEqual([
      "task_id is not the callback's t",
      'response_type is not update_template_card',
      'template_card is missing',
      'userids is not a list of userids',
      'userids is not a list of userids',
    ]);
  });

  it('plain text, and what doc 101463 contradicts itself about', async () => {
    const client = await subscribed();
    const { reqId } = wecom.say({ userId: 'u1', text: '好' });
    const send = (body: Json) => client.call('aibot_respond_msg', body, reqId);
    await send({ msgtype: 'text', text: { content: '好' } });
    await send({
      msgtype: 'stream_with_template_card',
      stream: { id: 's', content: '好' },
      template_card: card('t'),
    });
    await send({ msgtype: 'stream', stream: { id: 's', content: '好', msg_item: [] } });
    await send({ msgtype: 'stream', stream: { content: '好' } });
    await send({ msgtype: 'stream', stream: { id: 's', content: '好', finish: 'true' } });
    expect(wecom.complaints.map((c) => c.replace(/^#1 aibot_respond_msg: /, ''))).toEqual([
      'msgtype text is not allowed here',
      'stream_with_template_card is contradictory in doc 101463: not to be relied on',
      'stream.msg_item is contradictory in doc 101463: not to be relied on',
      'stream.id is missing or blank',
      'stream.finish is not a boolean',
    ]);
  });

  it('a stream beyond its six minutes, after its end, on another req_id, or ended with nothing', async () => {
    const client = await subscribed();
    const one = wecom.say({ userId: 'u1', text: '一' });
    const two = wecom.say({ userId: 'u2', text: '二' });
    const send = (body: Json, said = one) => client.call('aibot_respond_msg', body, said.reqId);
    await send(stream('a', '请稍候', false));
    await send(stream('a', ' ', true));
    time += 6 * MINUTE;
    await send(stream('a', '还在查', false));
    expect(wecom.complaints).toEqual(['#1 aibot_respond_msg: finish content is empty']);
    time += 1;
    expect(await send(stream('a', '好了', true))).toMatchObject({ errcode: 846608 });
    expect(await send(stream('b', '好了', true))).toMatchObject({ errcode: 0 });
    expect(await send(stream('b', '又好了', true))).toMatchObject({ errcode: 846608 });
    await send(stream('b', '好', true), two);
    expect(wecom.complaints.slice(1)).toEqual([
      '#1 aibot_respond_msg: stream a is older than 6 minutes',
      '#1 aibot_respond_msg: stream b is finished already',
      '#1 aibot_respond_msg: stream b belongs to another req_id',
    ]);
    expect(wecom.openStreams()).toEqual(['a']);
  });

  it('media after a stream, and a reply that would leave a stream open', async () => {
    const client = await subscribed();
    const { reqId } = wecom.say({ userId: 'u1', text: '好' });
    await client.call('aibot_respond_msg', stream('s', '请稍候', false), reqId);
    await client.call('aibot_respond_msg', { msgtype: 'markdown', markdown: { content: '好' } }, reqId);
    await client.call('aibot_respond_msg', { msgtype: 'file', file: { media_id: 'x' } }, reqId);
    expect(wecom.complaints).toEqual([
      '#1 aibot_respond_msg: a reply without stream does not replace the open stream',
      '#1 aibot_respond_msg: file.media_id was never uploaded',
      '#1 aibot_respond_msg: media after a stream has to be pushed',
    ]);
  });

  it('a reply before the one on the same req_id was acknowledged', async () => {
    const client = await subscribed();
    const { reqId } = wecom.say({ userId: 'u1', text: '好' });
    wecom.ackDelayMs(30);
    const first = client.call('aibot_respond_msg', stream('s', '一', false), reqId);
    client.send({ cmd: 'aibot_respond_msg', headers: { req_id: reqId }, body: stream('s', '二', true) });
    await first;
    expect(wecom.complaints).toEqual([
      `#1 aibot_respond_msg: req_id ${reqId} has an unacknowledged reply already`,
    ]);
  });
});

describe('complaints about uploads', () => {
  const init = { type: 'file', filename: 'a.txt', total_size: 5, total_chunks: 1 };
  const inits: [string, Json, string][] = [
    ['a strange type', { ...init, type: 'link' }, 'upload of unknown type link'],
    ['no name', { ...init, filename: ' ' }, 'filename is missing or blank'],
    ['four bytes', { ...init, total_size: 4 }, 'total_size is not an integer from 5'],
    ['a size in words', { ...init, total_size: '5' }, 'total_size is not an integer from 5'],
    ['a large file', { ...init, total_size: 20 * 1024 * 1024 + 1, total_chunks: 41 }, 'is too large'],
    ['too many chunks', { ...init, total_chunks: 101 }, 'total_chunks is not within 1 and 100'],
    ['too few chunks', { ...init, total_size: 512 * 1024 + 1 }, 'total_chunks are too few'],
    ['no md5', { ...init, md5: 'xyz' }, 'md5 is not 32 hex characters'],
    ['more keys', { ...init, size: 3 }, 'body must not have size'],
  ];
  it.each(inits)('%s', async (_, body, complaint) => {
    const client = await subscribed();
    await client.call('aibot_upload_media_init', body);
    expect(wecom.complaints).toContainEqual(expect.stringContaining(complaint));
  });

  it('chunks that do not belong, and an end that does not fit', async () => {
    const client = await subscribed();
    const begin = async (more: Json = {}) =>
      (await client.call('aibot_upload_media_init', { ...init, ...more })).body!;
    const chunk = (body: Json) => client.call('aibot_upload_media_chunk', body);
    const finish = (body: Json) => client.call('aibot_upload_media_finish', body);
    const base64_data = Buffer.from('abcde').toString('base64');
    await chunk({ upload_id: 'made-up', chunk_index: 0, base64_data });
    const one = await begin();
    await chunk({ ...one, chunk_index: 1, base64_data });
    await chunk({ ...one, chunk_index: 0, base64_data: '???' });
    await chunk({ ...one, chunk_index: 0, base64_data: Buffer.alloc(512 * 1024 + 1).toString('base64') });
    await finish(one);
    await chunk({ ...one, chunk_index: 0, base64_data });
    await finish(one);
    await finish(one);
    const two = await begin({ total_size: 6 });
    await chunk({ ...two, chunk_index: 0, base64_data });
    await finish(two);
    const three = await begin({ md5: '0'.repeat(32) });
    await chunk({ ...three, chunk_index: 0, base64_data });
    await finish(three);
    const four = await begin();
    time += 30 * MINUTE + 1;
    await chunk({ ...four, chunk_index: 0, base64_data });
    expect(wecom.complaints.map((c) => c.replace(/^#1 aibot_upload_media_/, ''))).toEqual([
      'chunk: unknown upload_id made-up',
      'chunk: chunk_index 0 is not within 0 and -1',
      'chunk: chunk_index 1 is not within 0 and 0',
      'chunk: base64_data is not base64',
      'chunk: a chunk has more than 524288 bytes',
      'finish: chunk 0 is missing',
      'finish: the upload is finished already',
      'finish: 5 bytes came, not 6',
      'finish: md5 does not match',
      'chunk: the upload is older than 30 minutes',
    ]);
  });

  it('more than thirty a minute', async () => {
    const client = await subscribed();
    for (let i = 0; i < 30; i++) await client.call('aibot_upload_media_init', init);
    expect(wecom.complaints).toEqual([]);
    expect(await client.call('aibot_upload_media_init', init)).toMatchObject({ errcode: 45009 });
    expect(wecom.complaints).toEqual(['#1 aibot_upload_media_init: more uploads than allowed in a minute']);
  });

  it('media of another type, or older than three days', async () => {
    const client = await subscribed();
    wecom.activate({ userId: 'u1' });
    const { body } = await client.call('aibot_upload_media_init', init);
    await client.call('aibot_upload_media_chunk', { ...body, chunk_index: 0, base64_data: 'YWJjZGU=' });
    const { media_id } = (await client.call('aibot_upload_media_finish', body)).body!;
    const to = { chatid: 'u1', chat_type: 1 };
    await client.call('aibot_send_msg', { ...to, msgtype: 'image', image: { media_id } });
    time += 3 * 24 * 60 * MINUTE + 1;
    await client.call('aibot_send_msg', { ...to, msgtype: 'file', file: { media_id } });
    expect(wecom.complaints).toEqual([
      '#1 aibot_send_msg: image.media_id is of a file',
      '#1 aibot_send_msg: file.media_id is older than 3 days',
    ]);
  });
});
