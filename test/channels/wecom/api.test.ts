import nock from 'nock';
import { describe, expect, it, test } from 'vitest';
import { memoryTokenCache } from '../../../src/channels/wecom/token-cache.ts';
import type { TokenCache } from '../../../src/ports/channels.ts';
import { BASE, makeApi, movableClock, onlyNock, post, tokenAnswers } from './_api.ts';

onlyNock();
const SEND = '/cgi-bin/message/send';
const send = (api: ReturnType<typeof makeApi>['api']) => api.call(SEND, { body: '{}' });
const ok = { errcode: 0, errmsg: 'ok' };
const dead = (errcode: number) => ({ errcode, errmsg: 'invalid access_token' });

/** A cache that helps with nothing, as when it is lost. */
const forgetful: TokenCache = {
  read: async () => null,
  write: async () => {},
  exclusive: (_, work) => work(),
};

describe('the token', () => {
  it('is fetched once for fifty calls at once, even without a lock', async () => {
    const { api } = makeApi({ cache: forgetful });
    tokenAnswers(1);
    post(SEND).times(50).reply(200, ok);
    const results = await Promise.all(Array.from({ length: 50 }, () => send(api)));
    expect(results.every((r) => r.ok)).toBe(true);
  });

  it('is renewed 300 s before it expires, not earlier', async () => {
    const { api, clock } = makeApi();
    tokenAnswers(2);
    post(SEND, 'tok1').times(2).reply(200, ok);
    post(SEND, 'tok2').reply(200, ok);
    await send(api);
    clock.forward(6_900_000 - 1);
    await send(api);
    clock.forward(1);
    expect((await send(api)).ok).toBe(true);
  });

  it('lives half its time when that is short', async () => {
    const { api, clock } = makeApi();
    tokenAnswers(2, 1, 120);
    post(SEND, 'tok1').times(2).reply(200, ok);
    post(SEND, 'tok2').reply(200, ok);
    await send(api);
    clock.forward(59_999);
    await send(api);
    clock.forward(1);
    await send(api);
  });

  test.each([40014, 42001])('that dies early with %i is fetched anew and the call repeated', async (code) => {
    const { api } = makeApi();
    tokenAnswers(2);
    post(SEND, 'tok1').reply(200, dead(code));
    post(SEND, 'tok2').reply(200, { ...ok, msgid: 'M' });
    expect(await send(api)).toMatchObject({ ok: true, value: { msgid: 'M' } });
  });

  it('is fetched once more for a storm of 40014', async () => {
    const { api } = makeApi();
    tokenAnswers(1);
    post(SEND, 'tok1').reply(200, ok);
    await send(api);
    tokenAnswers(1, 2);
    post(SEND, 'tok1').times(50).reply(200, dead(40014));
    post(SEND, 'tok2').times(50).reply(200, ok);
    const results = await Promise.all(Array.from({ length: 50 }, () => send(api)));
    expect(results.every((r) => r.ok)).toBe(true);
  });

  it('refused a second time is a matter of set-up, until somebody mends it', async () => {
    const { api } = makeApi();
    tokenAnswers(2);
    post(SEND, 'tok1').reply(200, dead(40014));
    post(SEND, 'tok2').reply(200, dead(40014));
    expect(await send(api)).toMatchObject({
      ok: false,
      failure: { kind: 'retry', code: 40014, reason: 'token_refused', isWide: true },
    });
  });

  it('of an older generation does not displace a newer one', async () => {
    const { tokens } = makeApi({ cache: forgetful });
    tokenAnswers(2);
    const first = await tokens.get();
    if (!first.ok) throw new Error('no token');
    tokens.invalidate(first.value.generation);
    const second = await tokens.get();
    tokens.invalidate(first.value.generation);
    expect(await tokens.get()).toEqual(second);
    expect(second).toMatchObject({ ok: true, value: { token: 'tok2' } });
  });

  it('serves on until it expires while a new one cannot be had', async () => {
    const { api, clock } = makeApi();
    tokenAnswers(1);
    post(SEND).times(2).reply(200, ok);
    await send(api);
    clock.forward(7_000_000);
    nock(BASE).get('/cgi-bin/gettoken').query(true).twice().reply(502, 'bad gateway');
    expect((await send(api)).ok).toBe(true);
    clock.forward(200_000);
    expect(await send(api)).toMatchObject({
      ok: false,
      failure: { kind: 'retry', reason: 'http_502', isWide: true },
    });
  });

  it.each<[string, (asked: nock.Interceptor) => void]>([
    ['is cut off', (asked) => asked.replyWithError(Object.assign(new Error(), { code: 'ECONNRESET' }))],
    ['speaks garbage', (asked) => asked.reply(200, '<html>')],
    ['times out at a gateway', (asked) => asked.reply(504, '')],
  ])('that %s leaves no doubt: what needed it did not leave', async (_, answer) => {
    const { api } = makeApi();
    answer(nock(BASE).get('/cgi-bin/gettoken').query(true));
    expect(await send(api)).toMatchObject({ ok: false, failure: { kind: 'retry', isWide: true } });
  });

  it('that died and cannot be fetched anew leaves no doubt either', async () => {
    const { api } = makeApi();
    tokenAnswers(1);
    post(SEND, 'tok1').reply(200, dead(40014));
    nock(BASE).get('/cgi-bin/gettoken').query(true).reply(504, '');
    expect(await send(api)).toMatchObject({ ok: false, failure: { kind: 'retry', isWide: true } });
  });

  it('without its fields counts as none', async () => {
    const { api } = makeApi();
    nock(BASE)
      .get('/cgi-bin/gettoken')
      .query(true)
      .reply(200, { errcode: 0, access_token: '', expires_in: 7200 });
    expect(await send(api)).toMatchObject({
      ok: false,
      failure: { kind: 'retry', reason: 'unreadable', isWide: true },
    });
  });
});

describe('the shared cache', () => {
  it('gives one token to two processes', async () => {
    const cache = memoryTokenCache();
    const clock = movableClock();
    const [a, b] = [makeApi({ cache, clock }), makeApi({ cache, clock })];
    tokenAnswers(1);
    post(SEND).twice().reply(200, ok);
    await Promise.all([send(a.api), send(b.api)]);
  });

  it('lets the second process use what the first fetched after 40014', async () => {
    const cache = memoryTokenCache();
    const clock = movableClock();
    const [a, b] = [makeApi({ cache, clock }), makeApi({ cache, clock })];
    tokenAnswers(2);
    post(SEND, 'tok1').times(2).reply(200, ok);
    await send(a.api);
    await send(b.api);
    post(SEND, 'tok1').times(2).reply(200, dead(40014));
    post(SEND, 'tok2').times(2).reply(200, ok);
    expect((await send(a.api)).ok).toBe(true);
    expect((await send(b.api)).ok).toBe(true);
  });

  it('keeps the token of the later generation', async () => {
    const cache = memoryTokenCache();
    const token = { token: 'new', refreshAt: 1, expiresAt: 2, generation: 9 };
    await cache.write('k', token);
    await cache.write('k', { ...token, token: 'late answer', generation: 8 });
    expect(await cache.read('k')).toEqual(token);
  });

  it('may fail without losing the message or the token', async () => {
    const down = async () => {
      throw new Error('connection lost');
    };
    const cache: TokenCache = { read: down, write: down, exclusive: (_, work) => work() };
    const { api } = makeApi({ cache });
    tokenAnswers(1);
    post(SEND).twice().reply(200, ok);
    expect((await send(api)).ok).toBe(true);
    expect((await send(api)).ok).toBe(true);
  });
});

describe('the breaker', () => {
  const refusedToken = (errcode: number) =>
    nock(BASE).get('/cgi-bin/gettoken').query(true).reply(200, { errcode, errmsg: 'invalid credential' });

  test.each([
    [40001, 2],
    [40013, 2],
    [40091, 2],
    [60020, 1],
    [50003, 1],
  ])('stops asking for tokens on %i and probes after a minute, then after %i', async (code, minutes) => {
    const { api, clock } = makeApi();
    refusedToken(code);
    const failure = { ok: false, failure: { kind: 'retry', code, isWide: true } };
    expect(await Promise.all([send(api), send(api), send(api)])).toMatchObject([failure, failure, failure]);
    clock.forward(60_000 - 1);
    expect(await send(api)).toMatchObject({ ...failure, failure: { ...failure.failure, afterMs: 1 } });
    clock.forward(1);
    refusedToken(code);
    expect(await send(api)).toMatchObject(failure);
    clock.forward(minutes * 60_000 - 1);
    expect(await send(api)).toMatchObject(failure);
    clock.forward(1);
    tokenAnswers(1);
    post(SEND).twice().reply(200, ok);
    expect((await send(api)).ok).toBe(true);
    expect((await send(api)).ok).toBe(true);
  });

  it('stops calls from an address that is not trusted', async () => {
    const { api, clock } = makeApi();
    tokenAnswers(1);
    post(SEND).reply(200, { errcode: 60020, errmsg: 'not allow to access from your ip, from ip: 9.9.9.9' });
    for (let i = 0; i < 3; i++)
      expect(await send(api)).toMatchObject({
        failure: { code: 60020, errmsg: expect.stringContaining('9.9.9.9') },
      });
    clock.forward(5 * 60_000);
    post(SEND).reply(200, { errcode: 60020, errmsg: 'still from ip: 9.9.9.9' });
    for (const result of await Promise.all([send(api), send(api), send(api)]))
      expect(result).toMatchObject({ failure: { code: 60020 } });
    clock.forward(5 * 60_000);
    post(SEND).twice().reply(200, ok);
    await send(api);
    expect((await send(api)).ok).toBe(true);
  });

  it('does not stay open when the clock is set back', async () => {
    const { api, clock } = makeApi();
    tokenAnswers(1);
    post(SEND).reply(200, { errcode: 60020, errmsg: 'x' });
    await send(api);
    clock.forward(-3_600_000);
    post(SEND).reply(200, ok);
    expect((await send(api)).ok).toBe(true);
  });

  it('does not open for what concerns one message', async () => {
    const { api } = makeApi();
    tokenAnswers(1);
    post(SEND).reply(200, { errcode: 81013, errmsg: 'x' });
    post(SEND).reply(200, ok);
    expect((await send(api)).ok).toBe(false);
    expect((await send(api)).ok).toBe(true);
  });
});
