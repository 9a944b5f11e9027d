// Against a real local server: the shapes of fetch errors are part of what is tested.
import { createCipheriv } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { createWecomHttp } from '../../../src/channels/wecom/http.ts';
import { createMediaFetcher } from '../../../src/channels/wecom/media.ts';
import { transportFailure } from '../../../src/channels/wecom/result.ts';
import type { MediaUnavailable } from '../../../src/domain/errors.ts';
import { setLogLevel } from '../../../src/observe/log.ts';

const KEY = 'LymvitSiWPvPIEUOwi0OuqCaqj8ZCKEfRAW89eYbTGY';
let server: Server;
let base = '';
let handler: RequestListener = () => {};

beforeAll(async () => {
  setLogLevel('silent');
  server = createServer((req, res) => handler(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const call = (h: RequestListener, timeoutMs = 2000) => {
  handler = h;
  return createWecomHttp({ base, timeoutMs }).call('/cgi-bin/x', {
    params: { access_token: 'T' },
    body: '{"a":"签到"}',
  });
};
const answer =
  (body: string, status = 200, headers = {}): RequestListener =>
  (_, res) =>
    void res.writeHead(status, headers).end(body);

describe('answers', () => {
  it('posts the text as it is and returns the fields', async () => {
    let seen = '';
    const result = await call((req, res) => {
      req.setEncoding('utf8').on('data', (chunk) => {
        seen += chunk;
      });
      req.on('end', () => res.end('{"errcode":0,"errmsg":"ok","msgid":"M"}'));
    });
    expect(seen).toBe('{"a":"签到"}');
    expect(result).toEqual({ ok: true, value: { errcode: 0, errmsg: 'ok', msgid: 'M' } });
  });

  test.each([
    ['{"id":1}', { ok: true }],
    ['{"errcode":"0"}', { ok: true }],
    [
      '{"errcode":81013,"errmsg":"x"}',
      { ok: false, failure: { kind: 'refused', code: 81013, scope: 'recipient' } },
    ],
    ['{"errcode":-1}', { ok: false, failure: { kind: 'retry', code: -1, reason: 'busy' } }],
    ['{"errcode":"many"}', { ok: false, failure: { kind: 'unknown', reason: 'unreadable' } }],
    ['<html>sign in</html>', { ok: false, failure: { kind: 'unknown', reason: 'unreadable' } }],
    ['[]', { ok: false, failure: { kind: 'unknown' } }],
    ['null', { ok: false, failure: { kind: 'unknown' } }],
    ['', { ok: false, failure: { kind: 'unknown' } }],
    ['{"errcode":0', { ok: false, failure: { kind: 'unknown' } }],
  ])('%s', async (body, expected) => {
    expect(await call(answer(body))).toMatchObject(expected);
  });

  test.each([
    [500, { kind: 'retry', isWide: true, reason: 'http_500' }],
    [502, { kind: 'retry', isWide: true }],
    [504, { kind: 'unknown' }],
    [503, { kind: 'retry', isWide: true }],
    [429, { kind: 'retry', isWide: true }],
    [404, { kind: 'retry', isWide: true }],
    [403, { kind: 'retry', isWide: true }],
    [302, { kind: 'retry', isWide: true }],
  ])('HTTP %i', async (status, failure) => {
    const result = await call(answer('{"errcode":0}', status, { location: `${base}/elsewhere` }));
    expect(result).toMatchObject({ ok: false, failure });
  });

  it('keeps the words of WeCom for the operator, without secrets', async () => {
    const errmsg = 'not allow, from ip: 1.2.3.4, url: /x?access_token=abc123&corpsecret=def456&key=ghi789';
    const result = await call(answer(JSON.stringify({ errcode: 60020, errmsg })));
    const text = JSON.stringify(result);
    expect(text).toContain('from ip: 1.2.3.4');
    expect(text).not.toMatch(/abc123|def456|ghi789/);
  });
});

describe('no answers', () => {
  const unknown = (reason: string) => ({ ok: false, failure: { kind: 'unknown', reason } });

  it('a silent server is unknown', async () => {
    expect(await call(() => {}, 80)).toEqual(unknown('timeout'));
  });
  it('is waited for longer than for a connection: where none comes about, nothing was sent', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    await createWecomHttp({ base: 'http://127.0.0.1:9' }).call('/x', { body: '{}' });
    // `fetch` gives up connecting after ten seconds, and looks at its own clock once a second at the most.
    expect(timeout.mock.calls[0]![0]).toBeGreaterThan(11_500);
    timeout.mockRestore();
  });
  it('an answer that stops half-way is unknown', async () => {
    expect(
      await call((_, res) => void res.writeHead(200, { 'content-length': '100' }).write('{'), 80),
    ).toEqual(unknown('timeout'));
  });
  it('a connection cut before the answer is unknown', async () => {
    expect(await call((req) => void req.socket.destroy())).toEqual(unknown('connection_lost'));
  });
  it('a connection cut within the answer is unknown', async () => {
    const cut: RequestListener = (req, res) => {
      res.writeHead(200, { 'content-length': '100' });
      res.write('{', () => req.socket.destroy());
    };
    expect(await call(cut)).toEqual(unknown('connection_lost'));
  });
  it('a port nobody listens on is to be tried again', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    for (const host of ['127.0.0.1', 'localhost']) {
      const result = await createWecomHttp({ base: `http://${host}:${port}` }).call('/x');
      expect(result).toMatchObject({ ok: false, failure: { kind: 'retry', reason: 'unreachable' } });
    }
  });
  // Each before a byte of the request has left; Node hides the code behind its own error, or behind one of several.
  it.each([
    ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
    ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s is to be tried again, and keeps the whole way waiting', (code) => {
    const cause = Object.assign(new Error(), { code });
    for (const behind of [cause, new AggregateError([cause])])
      expect(transportFailure(new TypeError('fetch failed', { cause: behind }))).toEqual({
        kind: 'retry',
        code: 0,
        reason: 'unreachable',
        afterMs: 5000,
        isWide: true,
      });
  });
  it('a name that does not exist is to be tried again', async () => {
    const result = await createWecomHttp({ base: 'http://no-such-host.invalid' }).call('/x');
    expect(result).toMatchObject({ ok: false, failure: { kind: 'retry', reason: 'unreachable' } });
  });
});

describe('downloads from the configured base', () => {
  const fetchMedia = (h: RequestListener, limits = {}) => {
    handler = h;
    const fetcher = createMediaFetcher({
      apiBase: `${base}/wecom`,
      botAesKey: KEY,
      timeoutMs: 80,
      ...limits,
    });
    return fetcher({ kind: 'image', source: { url: `${base}/file` } }).catch(
      (error: MediaUnavailable) => error.reason,
    );
  };

  it('are trusted though it is no https', async () => {
    const padded = Buffer.concat([Buffer.from('photo'), Buffer.alloc(27, 27)]);
    const key = Buffer.from(`${KEY}=`, 'base64');
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const sealed = Buffer.concat([cipher.update(padded), cipher.final()]);
    const got = await fetchMedia((_, res) => void res.end(sealed));
    expect(got).toMatchObject({ content: Buffer.from('photo') });
  });
  it('give up on a silent server', async () => {
    expect(await fetchMedia(() => {})).toBe('unreachable');
  });
  it('give up on a server that drips', async () => {
    expect(await fetchMedia((_, res) => void res.write('x'))).toBe('unreachable');
  });
  it('break off an endless file at the limit', async () => {
    let sent = 0;
    const endless: RequestListener = (_, res) => {
      const chunk = Buffer.alloc(64 * 1024);
      const more = () => {
        while (!res.destroyed) {
          sent += chunk.length;
          if (!res.write(chunk)) return void res.once('drain', more);
        }
      };
      more();
    };
    expect(await fetchMedia(endless, { maxBytes: 100_000, timeoutMs: 5000 })).toBe('too_large');
    expect(sent).toBeLessThan(20_000_000);
  });
});
