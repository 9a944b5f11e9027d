import { request } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLocalRequest } from '../../src/sandbox/guard.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const here = '127.0.0.1';
describe('a request is local', () => {
  it.each<[boolean, string | undefined, string | undefined, string | undefined]>([
    [true, here, 'localhost:3000', undefined],
    [true, here, '127.0.0.1:3000', 'http://127.0.0.1:3000'],
    [true, '::1', '[::1]:3000', undefined],
    [true, '::ffff:127.0.0.1', 'LOCALHOST', 'http://localhost'],
    [false, '192.168.1.7', 'localhost:3000', undefined],
    [false, '::ffff:10.0.0.1', 'localhost:3000', undefined],
    [false, undefined, 'localhost:3000', undefined],
    [false, here, 'evil.example:3000', undefined],
    [false, here, '127.0.0.1.evil.example', undefined],
    [false, here, 'localhost.evil.example', undefined],
    [false, here, undefined, undefined],
    [false, here, 'localhost:3000', 'http://evil.example'],
    [false, here, 'localhost:3000', 'http://localhost:8080'],
    [false, here, 'localhost:3000', 'null'],
  ])('%s: from %s to %s caused by %s', (expected, remoteAddress, host, origin) => {
    expect(isLocalRequest({ headers: { host, origin }, socket: { remoteAddress } as Socket })).toBe(expected);
  });
});

const ask = (path: string, headers: Record<string, string>) =>
  new Promise<[number, string]>((resolve, reject) => {
    const { hostname, port } = new URL(stage.base);
    // The path as it stands: a URL would resolve its dots.
    const call = request({ hostname, port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve([response.statusCode!, body]));
    });
    call.on('error', reject).end();
  });

describe('anything else', () => {
  it.each([
    '/sandbox',
    '/sandbox/',
    '/sandbox/api/state',
    '/sandbox/api/events?as=sunli',
    '/sandbox/qyapi/cgi-bin/gettoken',
  ])('gets one plain line at %s', async (path) => {
    const [status, body] = await ask(path, { host: 'rebound.example' });
    expect(status).toBe(403);
    expect(body).toMatch(/^[^\n<]+$/);
    expect((await ask(path, { origin: 'http://evil.example' }))[0]).toBe(403);
  });

  it('leaves paths outside the sandbox alone', async () => {
    expect((await ask('/sandboxes', { host: 'rebound.example' }))[1]).not.toContain('127.0.0.1');
  });
});

describe('the page', () => {
  it('comes with a policy that allows nothing from elsewhere', async () => {
    const page = await stage.get('/sandbox/');
    const policy = page.headers.get('content-security-policy')!;
    expect(Object.fromEntries(policy.split('; ').map((rule) => rule.split(/ (.*)/)))).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'connect-src': "'self'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
    });
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await stage.get('/sandbox')).url).toBe(`${stage.base}/sandbox/`);
  });

  it.each([
    ['app.js', 'text/javascript; charset=utf-8'],
    ['base.css', 'text/css; charset=utf-8'],
    ['words.json', 'application/json; charset=utf-8'],
    ['index.html', 'text/html; charset=utf-8'],
  ])('gives %s its type, which nobody may guess at', async (name, type) => {
    const { status, headers } = await stage.get(`/sandbox/${name}`);
    expect([status, headers.get('content-type')]).toEqual([200, type]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '..%2fpackage.json',
    '%2e%2e/page.ts',
    '../page.ts',
    '../../../package.json',
    '..\\page.ts',
    '..%5cpage.ts',
    './app.js',
    '/app.js',
    'page/app.js',
    'app.js%00.html',
    'APP.JS',
    'page.ts',
    'suggestions.json',
    'none.js',
    'a/b.js',
    'constructor',
  ])('does not give away %s', async (name) => {
    const [status, body] = await ask(`/sandbox/${name}`, {});
    expect([status, body]).toEqual([404, '{"ok":false,"error":"not_found"}']);
  });

  it('refuses bodies that are too large or no JSON object', async () => {
    const post = (body: string) => fetch(`${stage.base}/sandbox/api/say`, { method: 'POST', body });
    const big = await post(JSON.stringify({ text: 'a'.repeat(1024 * 1024) }));
    // What follows on the same connection would be lost with the rest of that body.
    expect([big.status, big.headers.get('connection')]).toEqual([413, 'close']);
    expect((await post('[]')).status).toBe(400);
    expect((await post('{')).status).toBe(400);
  });
});
