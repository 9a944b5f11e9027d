// A WeCom API client against nock, with a clock that only moves when told.
import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createApi } from '../../../src/channels/wecom/api.ts';
import { createWecomHttp } from '../../../src/channels/wecom/http.ts';
import { createTokens } from '../../../src/channels/wecom/token.ts';
import { memoryTokenCache } from '../../../src/channels/wecom/token-cache.ts';
import { setLogLevel } from '../../../src/observe/log.ts';
import type { TokenCache } from '../../../src/ports/channels.ts';

export const BASE = 'https://qyapi.weixin.qq.com';
export const SECRET = 'S3cretS3cretS3cretS3cretS3cretS3cretS3cret';

/** No test of this file reaches the network, and every promised answer is used. */
export function onlyNock(): void {
  beforeAll(() => {
    setLogLevel('silent');
    nock.disableNetConnect();
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    expect(unused).toEqual([]);
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

export function movableClock(start = 1_763_710_200_000) {
  let now = start;
  return {
    now: () => now,
    forward(ms: number) {
      now += ms;
    },
  };
}

export function makeApi(
  options: {
    timeoutMs?: number | undefined;
    cache?: TokenCache;
    clock?: ReturnType<typeof movableClock>;
  } = {},
) {
  const clock = options.clock ?? movableClock();
  const http = createWecomHttp({ base: BASE, timeoutMs: options.timeoutMs });
  const cache = options.cache ?? memoryTokenCache();
  const tokens = createTokens({ http, corpId: 'ww1', secret: SECRET, cache, clock });
  return { api: createApi({ http, tokens, clock }), tokens, http, clock, cache };
}

/** Answers `gettoken` the given number of times with tok1, tok2, … */
export function tokenAnswers(times = 1, from = 1, expires_in = 7200): void {
  for (let i = 0; i < times; i++)
    nock(BASE)
      .get('/cgi-bin/gettoken')
      .query({ corpid: 'ww1', corpsecret: SECRET })
      .reply(200, { errcode: 0, errmsg: 'ok', access_token: `tok${from + i}`, expires_in });
}

export function post(path: string, token = 'tok1') {
  return nock(BASE).post(path).query({ access_token: token });
}
