import { createDecipheriv } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  appReply,
  botReply,
  CREDENTIALS,
  dumpChat,
  echo,
  type Hear,
  type Heard,
  openStage,
  type Stage,
  stream,
} from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  stage.heard.length = 0;
  stage.hear = echo;
});

const last = async (as: string, chat: string) => (await dumpChat(stage, as, chat)).at(-1);

describe('a private message', () => {
  it('arrives as encrypted XML and its encrypted reply is shown', async () => {
    const answer = await stage.post('say', { as: 'sunli', chat: 'private', text: '请假 发烧 ]]> <b>' });
    expect(answer).toMatchObject({ ok: true, reply: { text: '收到:请假 发烧 ]]> <b>' } });
    expect(stage.heard[0]!.message).toMatchObject({
      ToUserName: CREDENTIALS.corpId,
      FromUserName: 'sunli',
      CreateTime: '1795258200',
      MsgType: 'text',
      AgentID: '1000002',
    });
    expect(await dumpChat(stage, 'sunli', 'private')).toEqual([
      'sunli(delivered): 请假 发烧 ]]> <b>',
      'bot: 收到:请假 发烧 ]]> <b>',
    ]);
  });

  it('is shown as heard and not answered when the answer is empty', async () => {
    stage.hear = () => ({});
    expect(await stage.post('say', { as: 'lifang', chat: 'private', text: '你好' })).toMatchObject({
      ok: true,
    });
    expect(await last('lifang', 'private')).toBe('lifang(silent): 你好');
  });

  it('is cut at 2048 bytes when the reply is longer, and says so', async () => {
    stage.hear = (heard) => appReply(heard, { MsgType: 'text', Content: '党'.repeat(700) });
    const { reply } = await stage.post('say', { as: 'lifang', chat: 'private', text: '长' });
    expect(reply.text).toBe('党'.repeat(682));
    const { chats } = await stage.state('lifang');
    expect(chats.at(-1).messages.at(-1).warnings).toEqual(['truncated']);
  });

  it('is repeated three times under the same MsgId, encrypted anew, then given up', async () => {
    stage.hear = () => ({ status: 500 });
    const answer = await stage.post('say', { as: 'sunli', chat: 'private', text: '到' });
    expect(answer).toMatchObject({ ok: false, error: 'status', detail: 'HTTP 500' });
    expect(stage.heard).toHaveLength(4);
    expect(new Set(stage.heard.map((h) => h.message.MsgId)).size).toBe(1);
    expect(new Set(stage.heard.map((h) => h.encrypted)).size).toBe(4);
    expect((await dumpChat(stage, 'sunli', 'private')).slice(-2)).toEqual([
      'sunli(failed): 到',
      'system: status',
    ]);
  });

  it('is taken once a repetition succeeds, also after a timeout', async () => {
    let calls = 0;
    stage.hear = async (heard) => {
      calls++;
      if (calls === 1) await new Promise((resolve) => setTimeout(resolve, 200));
      return calls < 3 ? { status: 503 } : echo(heard);
    };
    expect(await stage.post('say', { as: 'sunli', chat: 'private', text: '签到' })).toMatchObject({
      ok: true,
      reply: { text: '收到:签到' },
    });
    expect(calls).toBe(3);
  });

  it('gets another MsgId than the message before', async () => {
    await stage.post('say', { as: 'sunli', chat: 'private', text: '一' });
    await stage.post('say', { as: 'sunli', chat: 'private', text: '一' });
    expect(stage.heard[0]!.message.MsgId).not.toBe(stage.heard[1]!.message.MsgId);
  });

  it('reports a server that is not there', async () => {
    const alone = await openStage({ serverUrl: () => 'http://127.0.0.1:9' });
    const answer = await alone.post('say', { as: 'sunli', chat: 'private', text: '在吗' });
    expect(answer).toMatchObject({ ok: false, error: 'connection' });
    await alone.close();
  });
});

describe('a group message', () => {
  it('arrives as encrypted JSON with the mention and is answered by a stream', async () => {
    const answer = await stage.post('say', { as: 'zhaoxiaojun', chat: 'wrFirst', text: '签到' });
    expect(answer.reply.text).toBe('收到:**@支部通 签到**');
    expect(stage.heard[0]!.message).toMatchObject({
      chatid: 'wrFirst',
      chattype: 'group',
      from: { userid: 'zhaoxiaojun' },
      msgtype: 'text',
      text: { content: '@支部通 签到' },
    });
    expect(stage.heard[0]!.message.response_url).toContain(
      '/sandbox/qyapi/cgi-bin/aibot/response?response_code=',
    );
    expect((await dumpChat(stage, 'lifang', 'wrFirst')).at(-1)).toBe('bot: 收到:**@支部通 签到**');
  });

  it('without a mention is shown to the group and told to nobody', async () => {
    const answer = await stage.post('say', {
      as: 'lifang',
      chat: 'wrFirst',
      text: '谁带车?',
      mention: false,
    });
    expect(answer).toEqual({ ok: true, messageId: expect.any(String) });
    expect(stage.heard).toEqual([]);
    expect(await last('sunli', 'wrFirst')).toBe('lifang(unheard): 谁带车?');
  });

  it('follows an unfinished stream until it is finished', async () => {
    const pages = ['正在统计…', '正在统计……', '完成'];
    // One that took long is asked again under its own id, as WeCom does.
    const asked = () => new Set(stage.heard.map((h) => h.message.msgid)).size;
    stage.hear = (heard) => {
      const page = heard.message.msgtype === 'stream' ? asked() - 1 : 0;
      return botReply(heard, {
        msgtype: 'stream',
        stream: { id: 's9', finish: page === 2, content: pages[page] },
      });
    };
    expect(await stage.post('say', { as: 'sunli', chat: 'wrFirst', text: '统计' })).toMatchObject({
      reply: { text: '完成' },
    });
    for (const { message } of stage.heard.slice(1)) expect(message.stream).toEqual({ id: 's9' });
    expect(asked()).toBe(3);
    expect(await last('sunli', 'wrFirst')).toBe('bot: 完成');
  });
});

describe('an answer WeCom would not take', () => {
  const text = { MsgType: 'text', Content: '好' };
  const lying: Hear = (heard) =>
    appReply({ ...heard, message: { ...heard.message, FromUserName: 'lifang' } }, text);
  it.each<[string, string, Hear]>([
    ['no XML', 'envelope', () => ({ body: 'success' })],
    ['JSON', 'envelope', () => ({ body: '{"ok":true}' })],
    ['XML without Encrypt', 'envelope', () => ({ body: '<xml><Nonce>1</Nonce></xml>' })],
    ['a declaration', 'envelope', (h) => ({ body: `<?xml version="1.0"?>${appReply(h, text).body}` })],
    ['another nonce than the signed one', 'signature', (h) => appReply(h, text, { nonce: '43' })],
    [
      'another timestamp than the signed one',
      'signature',
      (h) => appReply(h, text, { timestamp: 1_700_000_001 }),
    ],
    ['a reply to somebody else', 'content', lying],
    ['markdown, which passive replies do not have', 'content', (h) => appReply(h, { MsgType: 'markdown' })],
    ['an empty text', 'content', (h) => appReply(h, { MsgType: 'text', Content: '' })],
    [
      'a card update to a message',
      'content',
      (h) => appReply(h, { MsgType: 'update_button', Button: { ReplaceName: 'x' } }),
    ],
  ])('in private: %s', async (_, code, hear) => {
    stage.hear = hear;
    expect(await stage.post('say', { as: 'sunli', chat: 'private', text: '签到' })).toMatchObject({
      ok: false,
      error: code,
    });
    expect(await last('sunli', 'private')).toBe(`system: ${code}`);
  });

  it.each<[string, string, Hear]>([
    ['no JSON', 'envelope', () => ({ body: 'ok' })],
    ['a nonce of its own', 'envelope', (h) => botReply(h, stream('好'), { nonce: '7' })],
    [
      'a timestamp in milliseconds',
      'envelope',
      (h) => botReply(h, stream('好'), { timestamp: 1_700_000_000_000 }),
    ],
    ['a wrong signature', 'signature', (h) => botReply(h, stream('好'), { msgsignature: 'a'.repeat(40) })],
    ['a spoilt ciphertext', 'signature', (h) => botReply(h, stream('好'), { encrypt: 'AAAA' })],
    ['plain text', 'content', (h) => botReply(h, { msgtype: 'text', text: { content: '好' } })],
    ['more than 20480 bytes', 'content', (h) => botReply(h, stream('党'.repeat(6827)))],
    ['an empty stream', 'content', (h) => botReply(h, stream(' '))],
    [
      'a card without buttons',
      'card',
      (h) => botReply(h, { msgtype: 'template_card', template_card: { card_type: 'button_interaction' } }),
    ],
  ])('in a group: %s', async (_, code, hear) => {
    stage.hear = hear;
    expect(await stage.post('say', { as: 'sunli', chat: 'wrFirst', text: '签到' })).toMatchObject({
      ok: false,
      error: code,
    });
    expect(await last('sunli', 'wrFirst')).toBe(`system: ${code}`);
  });
});

describe('entering the private chat', () => {
  const enter = () => stage.post('enter', { as: 'chenqiang' });

  it('tells the server once a day and shows its welcome', async () => {
    expect(await enter()).toMatchObject({ reply: { text: '收到:enter_agent' } });
    expect(await enter()).toEqual({ ok: true });
    expect(stage.heard.map((h) => h.message.Event)).toEqual(['enter_agent']);
    stage.clock.at += 86_400_000;
    await enter();
    expect(stage.heard).toHaveLength(2);
  });
});

describe('a picture', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(60, 7)]);
  const send = async (query: Record<string, string>) => {
    const init = { method: 'POST', headers: { 'content-type': 'image/png' }, body: png };
    return (await fetch(`${stage.base}/sandbox/api/picture?${new URLSearchParams(query)}`, init)).json();
  };

  it('arrives in private as a media_id that can be fetched', async () => {
    expect(await send({ as: 'sunli', chat: 'private', name: '现场.png' })).toMatchObject({ ok: true });
    const { MediaId, MsgType } = stage.heard[0]!.message;
    expect(MsgType).toBe('image');
    const file = await stage.get(
      `/sandbox/qyapi/cgi-bin/media/get?access_token=${await stage.token()}&media_id=${MediaId}`,
    );
    expect(file.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await file.arrayBuffer())).toEqual(png);
    expect((await dumpChat(stage, 'sunli', 'private')).at(-2)).toBe('sunli(delivered): 现场.png');
  });

  it('arrives in a group with the mention, behind an address that gives ciphertext for five minutes', async () => {
    await send({ as: 'sunli', chat: 'wrFirst', name: '现场.png' });
    const items = (stage.heard[0] as Heard).message.mixed.msg_item;
    expect(items[0].text.content).toBe('@支部通 ');
    const key = Buffer.from(`${CREDENTIALS.bot.aesKey}=`, 'base64');
    const sealed = Buffer.from(await (await fetch(items[1].image.url)).arrayBuffer());
    const plain = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16))
      .setAutoPadding(false)
      .update(sealed);
    expect(plain.subarray(0, plain.length - plain.at(-1)!)).toEqual(png);
    stage.clock.at += 5 * 60_000 + 1;
    expect(await (await fetch(items[1].image.url)).json()).toMatchObject({ errcode: 40007 });
  });

  it('stays unheard in a group without the mention', async () => {
    await send({ as: 'sunli', chat: 'wrFirst', name: '现场.png', mention: 'false' });
    expect(stage.heard).toEqual([]);
  });
});

describe('what the page may not do', () => {
  it.each<[string, object, string]>([
    ['speak as nobody', { as: 'ghost', chat: 'private', text: '在' }, 'unknown_person'],
    ['speak in a group of others', { as: 'huanglei', chat: 'wrFirst', text: '在' }, 'unknown_chat'],
    ['say nothing', { as: 'huanglei', chat: 'private', text: ' \n ' }, 'empty'],
    ['say too much', { as: 'huanglei', chat: 'private', text: '党'.repeat(6000) }, 'too_long'],
  ])('%s', async (_, request, error) => {
    expect(await stage.post('say', request)).toEqual({ ok: false, error });
    expect(stage.heard).toEqual([]);
  });

  it('see private chats of others or groups it is not in', async () => {
    await stage.post('say', { as: 'lifang', chat: 'private', text: '只给我看' });
    const { chats } = await stage.state('huanglei');
    expect(chats.map((c: { id: string }) => c.id)).toEqual(['wrSecond', 'private']);
    expect(JSON.stringify(chats)).not.toContain('只给我看');
  });
});
