// The answer of a callback: in time or not at all, and no failure without a trace.
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallbackChannel } from '../../src/channels/wecom/callback.ts';
import { createHttp } from '../../src/http/server.ts';
import type { IncomingMessage, Reply } from '../../src/ports/channels.ts';

/** WeCom waits so long before it closes the connection and sends again (doc 90238). */
const WECOM_WAITS_MS = 5000;

const message: IncomingMessage = {
  key: 'app:1',
  channel: 'app',
  userId: 'zhaoliu',
  at: 0,
  content: { kind: 'text', text: '签到' },
};

let server: Server;
let url: string;
let handle: () => Promise<Reply | null>;
let failures: unknown[];
/** by what was refused or failed */
let named: (string | undefined)[];
let heard: IncomingMessage[];
let answered: number[];
let shed: number[];
let metrics: () => Promise<string>;
/** what is kept because its answer takes longer, and what a refresh finds */
let kept: IncomingMessage[];
let keep: () => Promise<unknown>;
/** the pictures of whatever is answered */
let drawn: () => Promise<Buffer[]>;
let found: () => Promise<{ reply: Reply | null } | { message: IncomingMessage }>;
const bot: CallbackChannel = {
  verifyUrl: () => '',
  receive: (_, body) => ({
    message: body.toString() === 'refresh' ? null : message,
    refresh: body.toString() === 'refresh' ? { userId: 'zhaoliu', isOf: () => true } : undefined,
    answer: (reply, images = []) => ['finished', reply?.text, ...images.map(String)].join(' '),
    postpone: (text) => `unfinished ${text}`,
  }),
};

beforeEach(async () => {
  failures = [];
  named = [];
  heard = [];
  answered = [];
  shed = [];
  metrics = async () => '';
  kept = [];
  drawn = async () => [];
  keep = async () => undefined;
  server = createHttp({
    callbacks: {
      app: {
        verifyUrl: () => '',
        receive: () => ({ message, answer: (reply: Reply | null) => reply?.text ?? '' }),
      },
      bot,
    },
    slow: {
      meanwhile: '请稍等',
      async keep(one) {
        await keep();
        kept.push(one);
        return '请稍等';
      },
      find: () => found(),
    },
    illustrate: async (reply) => ({ reply, images: await drawn() }),
    onMessage: (message) => {
      heard.push(message);
      return handle();
    },
    readiness: async () => ({ missing: [], degraded: [] }),
    events: {
      callbackRefused: () => undefined,
      callbackAnswered: (_, status) => answered.push(status),
      callbackShed: () => shed.push(1),
      requestFailed(error, requestId) {
        failures.push(error);
        named.push(requestId);
      },
      metrics: () => metrics(),
      contentType: 'text/plain',
    },
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/app`;
});
afterEach(async () => {
  vi.useRealTimers();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = async () => {
  const response = await fetch(url, { method: 'POST', body: 'x' });
  return [response.status, await response.text()];
};

it('comes within the five seconds WeCom waits, however long the handling hangs, and not before it must', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const arrived = new Promise<void>((resolve) => {
    handle = () => {
      resolve();
      return new Promise<never>(() => undefined);
    };
  });
  let isAnswered = false;
  const answer = post().finally(() => {
    isAnswered = true;
  });
  await arrived;
  await vi.advanceTimersByTimeAsync(WECOM_WAITS_MS - 1000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isAnswered).toBe(false);
  await vi.advanceTimersByTimeAsync(900);
  expect(await answer).toEqual([503, 'try again']);
  expect(answered).toEqual([503]);
  // Hanging is not breaking: the repetition meets the stored answer.
  expect(failures).toEqual([]);
});

describe('a stream', () => {
  const toBot = async (body: string) => {
    const response = await fetch(new URL('/wecom/bot', url), { method: 'POST', body });
    return [response.status, await response.text()];
  };
  /** Posts, and lets so many ms pass once the handling has begun. */
  async function hanging(body: string, ms: number) {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
    const arrived = new Promise<void>((resolve) => {
      handle = () => {
        resolve();
        return new Promise<never>(() => undefined);
      };
    });
    const answer = toBot(body);
    await arrived;
    await vi.advanceTimersByTimeAsync(ms);
    return answer;
  }

  it('is put off when its answer takes longer, after the message is kept', async () => {
    expect(await hanging('message', 3500)).toEqual([200, 'unfinished 请稍等']);
    expect(kept).toMatchObject([{ key: message.key, requestId: expect.any(String) }]);
    expect(failures).toEqual([]);
  });

  it('is not put off for a fault: nothing is kept of what was never handled', async () => {
    handle = () => Promise.reject(new Error('slip'));
    const [status, text] = await toBot('message');
    expect(status).toBeGreaterThanOrEqual(500);
    expect(text).not.toContain('unfinished');
    expect(kept).toEqual([]);
    expect(failures).toHaveLength(1);
  });

  it('is not promised when the message could not be kept: WeCom says it again', async () => {
    keep = () => Promise.reject(new Error('the store is away'));
    expect(await hanging('message', 3500)).toEqual([503, 'try again']);
    vi.useRealTimers();
    keep = () => new Promise(() => undefined);
    expect(await hanging('message', 4900)).toEqual([503, 'try again']);
    expect(kept).toEqual([]);
  });

  it('is finished at once when the answer is there, and never put off then', async () => {
    handle = async () => ({ text: '赵六已签到' });
    expect(await toBot('message')).toEqual([200, 'finished 赵六已签到']);
    expect(kept).toEqual([]);
  });

  it('that is asked for ends with its answer, stored or made now', async () => {
    found = async () => ({ reply: { text: '18/23' } });
    expect(await toBot('refresh')).toEqual([200, 'finished 18/23']);
    expect(heard).toEqual([]);
    found = async () => ({ message });
    handle = async () => ({ text: '19/23' });
    expect(await toBot('refresh')).toEqual([200, 'finished 19/23']);
    expect(heard).toHaveLength(1);
  });

  it('ends with its pictures, at once or when it is asked for', async () => {
    drawn = async () => [Buffer.from('PNG')];
    handle = async () => ({ text: '到会率' });
    expect(await toBot('message')).toEqual([200, 'finished 到会率 PNG']);
    found = async () => ({ reply: { text: '到会率' } });
    expect(await toBot('refresh')).toEqual([200, 'finished 到会率 PNG']);
  });

  it('is put off while its pictures are drawn', async () => {
    handle = async () => ({ text: '到会率' });
    const { promise, resolve } = Promise.withResolvers<Buffer[]>();
    drawn = () => promise;
    expect(await hanging('message', 3500)).toEqual([200, 'unfinished 请稍等']);
    resolve([]);
  });

  it('that is asked for goes on, whatever is in the way: WeCom must not end it with words of its own', async () => {
    found = () => Promise.reject(new Error('the store is away'));
    expect(await toBot('refresh')).toEqual([200, 'unfinished 请稍等']);
    found = async () => ({ message });
    handle = () => Promise.reject(new Error('overloaded'));
    expect(await toBot('refresh')).toEqual([200, 'unfinished 请稍等']);
    expect(await hanging('refresh', 3500)).toEqual([200, 'unfinished 请稍等']);
  });
});

it.each([undefined, 'ECONNRESET', 'EPIPE'])(
  'is 503 and a failure with its cause when the handling breaks with %s, and the next one is answered',
  async (code) => {
    const broken = Object.assign(new Error('the store is gone'), { code });
    handle = () => Promise.reject(broken);
    expect(await post()).toEqual([503, 'try again']);
    expect(failures).toEqual([broken]);
    handle = async () => ({ text: '赵六已签到' });
    expect(await post()).toEqual([200, '赵六已签到']);
    expect(failures).toHaveLength(1);
    expect(answered).toEqual([503, 200]);
  },
);

it('is no failure of ours when the caller hangs up in the middle of the request', async () => {
  const asked = new Promise((resolve) => server.once('request', resolve));
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('POST /wecom/app HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nbegun');
  await asked;
  socket.destroy();
  await vi.waitFor(() => expect(answered).toHaveLength(1), 10_000);
  expect(failures).toEqual([]);
});

it('keeps a connection longer than a proxy before us does, and a slow request no longer than it may take', () => {
  // Of nginx: 60 s. Whoever closes first loses what the other is just sending.
  expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
  expect(server.headersTimeout).toBeLessThanOrEqual(WECOM_WAITS_MS);
  expect(server.requestTimeout).toBeLessThanOrEqual(2 * WECOM_WAITS_MS);
});

it('is 500 and a failure with its cause when a page breaks, and none where there is no page', async () => {
  const broken = new Error('no figures');
  metrics = () => Promise.reject(broken);
  expect((await fetch(new URL('/metrics', url))).status).toBe(500);
  expect(failures).toEqual([broken]);
  expect((await fetch(new URL('/nothing', url))).status).toBe(404);
  expect(failures).toEqual([broken]);
});

it('each request has a name of its own, which its answer, its message and the log carry', async () => {
  handle = () => Promise.reject(new Error('slip'));
  const answers = await Promise.all([1, 2].map(() => fetch(url, { method: 'POST', body: 'x' })));
  const ids = answers.map((answer) => answer.headers.get('x-request-id'));
  expect(new Set(ids).size).toBe(2);
  expect(named.sort()).toEqual([...ids].sort());
  expect(heard.map(({ requestId }) => requestId).sort()).toEqual([...ids].sort());
});

it.each([
  ['proxy-7.a_b', true],
  ['a'.repeat(65), false],
  ['a b', false],
  ['', false],
])('the name %j of a proxy before us is kept: %s', async (given, isKept) => {
  handle = async () => ({ text: '好' });
  const answer = await fetch(url, { method: 'POST', body: 'x', headers: { 'x-request-id': given } });
  expect(answer.headers.get('x-request-id') === given).toBe(isKept);
});
