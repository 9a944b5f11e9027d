import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/server.ts';
import {
  APP,
  appCrypto,
  appXml,
  botCrypto,
  botText,
  newId,
  postApp,
  postBot,
  signedQuery,
} from '../support/wecom-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const sealedBody = (encrypted: string) => `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
const post = (path: string, body: string | Buffer) =>
  fetch(`${server.url}${path}`, { method: 'POST', body: body as NonNullable<RequestInit['body']> });

describe('address check', () => {
  it.each([
    ['app', appCrypto],
    ['bot', botCrypto],
  ])('echoes the plaintext to %s as it is', async (product, crypto) => {
    const echostr = crypto.encrypt('1616140317555161061');
    const response = await fetch(
      `${server.url}/wecom/${product}?${signedQuery(crypto, echostr)}&echostr=${encodeURIComponent(echostr)}`,
    );
    expect([response.status, await response.text()]).toEqual([200, '1616140317555161061']);
    expect(response.headers.get('content-type')).toContain('text/plain');
  });

  it.each(['app', 'bot'] as const)(
    'takes %s by one rule for GET and POST, however the address was typed',
    async (product) => {
      const crypto = product === 'app' ? appCrypto : botCrypto;
      const message = () =>
        product === 'app' ? appXml('zhaoliu', '我的') : JSON.stringify(botText('zhaoliu', 'wrchat', '我的'));
      const wrapped = (encrypt: string) =>
        product === 'app' ? sealedBody(encrypt) : JSON.stringify({ encrypt });
      for (const path of [
        `/wecom/${product}`,
        `/wecom/${product}/`,
        `//wecom//${product}//`,
        `/WeCom/${product.toUpperCase()}`,
        `/WECOM/${product}/`,
      ]) {
        const echostr = crypto.encrypt('echo');
        const got = await fetch(
          `${server.url}${path}?echostr=${encodeURIComponent(echostr)}&${signedQuery(crypto, echostr)}`,
        );
        expect([path, got.status, await got.text()]).toEqual([path, 200, 'echo']);
        const encrypted = crypto.encrypt(message());
        const posted = await post(`${path}?${signedQuery(crypto, encrypted)}`, wrapped(encrypted));
        expect([path, posted.status]).toEqual([path, 200]);
        expect((await posted.text()).length).toBeGreaterThan(100);
      }
      const near = await fetch(`${server.url}/wecom/${product}/x`);
      expect(near.status).toBe(404);
    },
  );

  it('says to other methods what it takes, and checks by HEAD as by GET', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const refused = await fetch(`${server.url}/wecom/app/`, { method });
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
    }
    expect((await fetch(`${server.url}/wecom/bot`, { method: 'OPTIONS' })).status).toBe(200);
    expect((await fetch(`${server.url}/wecom/bot`, { method: 'HEAD' })).status).toBe(400);
    const echostr = botCrypto.encrypt('echo');
    const query = `${signedQuery(botCrypto, echostr)}&echostr=${encodeURIComponent(echostr)}`;
    expect((await fetch(`${server.url}/wecom/bot?${query}`, { method: 'HEAD' })).status).toBe(200);
  });

  it('takes the + of base64 as it is, encoded, or as the blank that form decoding made of it', async () => {
    let echostr = '';
    while (!echostr.includes('+')) echostr = appCrypto.encrypt('echo');
    const query = signedQuery(appCrypto, echostr);
    for (const written of [
      echostr,
      encodeURIComponent(echostr),
      encodeURIComponent(echostr).replaceAll('%2B', '%20'),
    ]) {
      const answer = await fetch(
        `${server.url}/wecom/app?echostr=${written.replaceAll('=', '%3D')}&${query}`,
      );
      expect([answer.status, await answer.text()]).toEqual([200, 'echo']);
    }
  });

  it('refuses a request without parameters', async () => {
    expect((await fetch(`${server.url}/wecom/app`)).status).toBe(400);
    expect((await fetch(`${server.url}/wecom/bot?msg_signature=a&msg_signature=b`)).status).toBe(400);
  });
});

describe('messages', () => {
  it('answers the application by encrypted XML and the bot by a finished stream', async () => {
    const app = await postApp(server.url, appXml('zhaoliu', '帮助'));
    expect(app.status).toBe(200);
    expect(app.body).toContain(`<FromUserName><![CDATA[${APP.corpId}]]></FromUserName>`);
    expect(app.text).toContain('签到');
    const bot = await postBot(server.url, botText('zhaoliu', 'wrchat', '帮助'));
    expect(JSON.parse(bot.body)).toMatchObject({ msgtype: 'stream', stream: { finish: true } });
    expect(bot.text).toContain('签到');
  });

  it('repeats the stored answer to a repeated callback, byte for byte in meaning', async () => {
    const xml = appXml('zhaoliu', '我的');
    const [first, second] = [await postApp(server.url, xml), await postApp(server.url, xml)];
    expect(second.text).toBe(first.text);
    const message = botText('zhaoliu', 'wrchat', '我的');
    expect((await postBot(server.url, message)).text).toBe((await postBot(server.url, message)).text);
  });

  it('answers one of two identical callbacks that arrive at once, and the other alike', async () => {
    const xml = appXml('lisi', '帮助');
    const answers = await Promise.all(Array.from({ length: 8 }, () => postApp(server.url, xml)));
    expect(new Set(answers.map((a) => a.text)).size).toBe(1);
    expect(answers.every((a) => a.status === 200)).toBe(true);
  });

  it('greets who enters the bot’s chat by text, once a day, with what the person can say', async () => {
    const event = {
      msgid: newId(),
      create_time: Math.floor(Date.now() / 1000),
      aibotid: 'aib1',
      from: { userid: 'zhangsan' },
      msgtype: 'event',
      event: { eventtype: 'enter_chat' },
    };
    const answer = await postBot(server.url, event);
    expect(JSON.parse(answer.body)).toMatchObject({ msgtype: 'text' });
    expect(answer.text).toContain('安排 主题党日');
  });

  it('tells who is not on the roster, entering the chat, how to be added', async () => {
    const event = { msgid: newId(), aibotid: 'a', from: { userid: 'stranger9' }, msgtype: 'event' };
    const answer = await postBot(server.url, { ...event, event: { eventtype: 'enter_chat' } });
    expect(JSON.parse(answer.body)).toMatchObject({ msgtype: 'text' });
    expect(answer.text).toMatch(/账号 stranger9 告诉/);
  });

  it('says that a part beside the rest was not read, and carries out the rest', async () => {
    const single = { aibotid: 'aib1', chattype: 'single', from: { userid: 'zhaoliu' } };
    const odd = { msgtype: 'location', location: {} };
    const words = { msgtype: 'text', text: { content: '我的' } };
    const mixed = { ...single, msgid: newId(), msgtype: 'mixed', mixed: { msg_item: [words, odd] } };
    expect((await postBot(server.url, mixed)).text).toMatch(/赵六[\s\S]*这条消息里还有我看不懂的内容/);
    const quoting = { ...single, msgid: newId(), ...words, quote: odd };
    expect((await postBot(server.url, quoting)).text).toMatch(/赵六[\s\S]*引用的消息里还有我看不懂的内容/);
  });

  it('needs no mention in the bot’s private chat, and takes voice for text', async () => {
    const single = { msgid: newId(), aibotid: 'aib1', chattype: 'single', from: { userid: 'zhaoliu' } };
    expect(
      (await postBot(server.url, { ...single, msgtype: 'text', text: { content: '我的' } })).text,
    ).toContain('赵六');
    const voice = { ...single, msgid: newId(), msgtype: 'voice', voice: { content: '我的。' } };
    expect((await postBot(server.url, voice)).text).toContain('赵六');
  });

  it('keeps every answer within the bytes of its product, on character boundaries', async () => {
    const long = await postApp(
      server.url,
      appXml('zhangsan', `安排 主题党日 明年3月5日下午3点 会议室 主题:${'学'.repeat(900)}`),
    );
    expect(Buffer.byteLength(long.text)).toBeLessThanOrEqual(2048);
    expect(long.text).not.toContain('\ufffd');
  });

  it('reads bodies behind a byte order mark, with ids as numbers, twice under one id once', async () => {
    const json = `\ufeff{"msgid":900719925474099312${Date.now() % 10},"aibotid":1,"chattype":"single","from":{"userid":"zhaoliu"},"new_field":{"x":[1]},"msgtype":"text","text":{"content":"我的"}}`;
    const encrypt = botCrypto.encrypt(json);
    const sent = () =>
      post(`/wecom/bot?${signedQuery(botCrypto, encrypt)}`, `\ufeff${JSON.stringify({ encrypt, more: 1 })}`);
    const answers = [await (await sent()).text(), await (await sent()).text()].map((raw) =>
      botCrypto.decrypt(JSON.parse(raw).encrypt),
    );
    expect(answers[0]).toContain('赵六');
    expect(answers[1]).toBe(answers[0]);
    const xml = `\ufeff${appXml('zhaoliu', '我的')}`;
    const encrypted = appCrypto.encrypt(xml);
    const app = await post(
      `/wecom/app?${signedQuery(appCrypto, encrypted)}`,
      `\ufeff${sealedBody(encrypted)}`,
    );
    expect([app.status, (await app.text()).includes('<Encrypt>')]).toEqual([200, true]);
  });

  it('tells who sent a voice message without words, or something it cannot read, what to do', async () => {
    const voice = {
      msgid: newId(),
      aibotid: 'a',
      chattype: 'single',
      from: { userid: 'zhaoliu' },
      msgtype: 'voice',
    };
    expect((await postBot(server.url, { ...voice, voice: { content: '' } })).text).toMatch(/语音.*打字/);
    const app = appXml('zhaoliu', '').replace(
      /<MsgType>.*<\/Content>/,
      '<MsgType>voice</MsgType><MediaId>M</MediaId><Format>amr</Format>',
    );
    expect((await postApp(server.url, app)).text).toMatch(/语音.*打字/);
    const place = appXml('zhaoliu', '').replace(
      /<MsgType>.*<\/Content>/,
      '<MsgType>location</MsgType><Location_X>1</Location_X>',
    );
    expect((await postApp(server.url, place)).text).toContain('文字');
  });

  it('counts what people think of an answer, and has nothing to say to it', async () => {
    const id = newId();
    const answer = await postBot(server.url, botText('zhaoliu', 'wrchat', '我的', id));
    const { feedback } = (JSON.parse(answer.body) as { stream: { feedback: { id: string } } }).stream;
    const event = {
      msgid: newId(),
      aibotid: 'aib1',
      from: { userid: 'lisi' },
      msgtype: 'event',
      event: { eventtype: 'feedback_event', feedback_event: { id: feedback.id, type: 2, content: '不对' } },
    };
    for (const _ of [1, 2]) expect(await postBot(server.url, event)).toMatchObject({ status: 200, raw: '' });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toContain('zhibutong_feedback_total{verdict="wrong"} 1');
    const lessons = await server.app.store.read((tx) => tx.lessons(0));
    expect(lessons).toMatchObject([{ messageKey: `rated:bot:${id}`, text: '我的' }]);
  });

  it('acknowledges events and types it does not know', async () => {
    const event = `<xml><ToUserName>${APP.corpId}</ToUserName><FromUserName>zhaoliu</FromUserName><CreateTime>1700000000</CreateTime><MsgType>event</MsgType><Event>brand_new_event</Event></xml>`;
    expect(await postApp(server.url, event)).toMatchObject({ status: 200, raw: '' });
    const unknown = {
      msgid: newId(),
      aibotid: 'a',
      chattype: 'single',
      from: { userid: 'zhaoliu' },
      msgtype: 'hologram',
    };
    expect((await postBot(server.url, unknown)).text).toContain('没有记录');
  });
});

describe('hostile requests', () => {
  const good = () => appCrypto.encrypt(appXml('zhaoliu', '帮助'));
  const refusals: [string, () => Promise<Response>][] = [
    ['a wrong signature', () => post(`/wecom/app?${signedQuery(botCrypto, good())}`, sealedBody(good()))],
    ['no parameters', () => post('/wecom/app', sealedBody(good()))],
    ['no body', () => post(`/wecom/app?${signedQuery(appCrypto, '')}`, '')],
    [
      'another product’s message',
      () => post(`/wecom/app?${signedQuery(appCrypto, 'x')}`, JSON.stringify({ encrypt: 'x' })),
    ],
    ['broken base64', () => post(`/wecom/app?${signedQuery(appCrypto, '%%%%')}`, sealedBody('%%%%'))],
    [
      'a truncated frame',
      () => {
        const cut = good().slice(0, 44);
        return post(`/wecom/app?${signedQuery(appCrypto, cut)}`, sealedBody(cut));
      },
    ],
    [
      'the wrong receiveid',
      () => {
        const other = botCrypto.encrypt(appXml('zhaoliu', '帮助'));
        return post(`/wecom/app?${signedQuery(appCrypto, other)}`, sealedBody(other));
      },
    ],
    [
      'an entity inside',
      () => {
        const bomb = appCrypto.encrypt(
          `<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><ToUserName>${APP.corpId}</ToUserName><FromUserName>&a;</FromUserName></xml>`,
        );
        return post(`/wecom/app?${signedQuery(appCrypto, bomb)}`, sealedBody(bomb));
      },
    ],
    [
      'a stale timestamp',
      () => {
        const encrypted = good();
        return post(
          `/wecom/app?${signedQuery(appCrypto, encrypted, Date.now() - 3600_000)}`,
          sealedBody(encrypted),
        );
      },
    ],
    ['JSON that is none', () => post(`/wecom/bot?${signedQuery(botCrypto, 'x')}`, '{"encrypt":')],
    ['binary noise', () => post(`/wecom/bot?${signedQuery(botCrypto, 'x')}`, Buffer.from([0, 255, 1, 254]))],
  ];

  it.each(refusals)('%s gets the one and same refusal', async (_, request) => {
    const response = await request();
    expect([response.status, await response.text()]).toEqual([400, 'bad request']);
  });

  it('a body of 10 MB costs a 413 or a closed connection, and the server goes on', async () => {
    const status = await post(
      `/wecom/app?${signedQuery(appCrypto, 'x')}`,
      Buffer.alloc(10 * 1024 * 1024, 65),
    ).then(
      (r) => r.status,
      () => 'closed',
    );
    expect([413, 'closed']).toContain(status);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('an endless body without a length is cut off', async () => {
    const outcome = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      let answer = '';
      socket.write(
        'POST /wecom/app?msg_signature=a&timestamp=1700000000&nonce=1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n',
      );
      const chunk = `10000\r\n${'A'.repeat(65_536)}\r\n`;
      const timer = setInterval(() => socket.write(chunk), 1);
      const done = () => {
        clearInterval(timer);
        socket.destroy();
        resolve(answer);
      };
      socket.on('data', (d) => {
        answer += d;
        done();
      });
      socket.on('close', done);
      socket.on('error', done);
    });
    // And nothing more is read of it, whoever goes on sending.
    expect(outcome).toMatch(/^$|^HTTP\/1\.1 413 [\s\S]*\r\nconnection: close\r\n/i);
  });

  it('are counted by reason, and nothing of them is stored', async () => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/zhibutong_callbacks_refused_total\{product="app",reason="bad_signature"\} \d/);
    expect(metrics).toMatch(/reason="too_large"\} \d/);
  });
});

describe('operators', () => {
  it('find health, readiness and no home page with credentials', async () => {
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ ok: true });
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({
      ok: true,
      missing: [],
      degraded: [],
    });
    expect((await fetch(`${server.url}/`)).status).toBe(404);
    expect((await fetch(`${server.url}/sandbox/`)).status).toBe(404);
  });
});
