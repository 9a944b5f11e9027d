// The access token of one application (doc 91039): fetched by one caller at a time, shared, renewed early, dropped when
// WeCom says it is dead.
import { createHash } from 'node:crypto';
import { logger } from '../../observe/log.ts';
import type { Clock, StoredToken, TokenCache } from '../../ports/channels.ts';
import { createBreaker } from './breaker.ts';
import type { WecomHttp } from './http.ts';
import type { ApiResult } from './result.ts';

const log = logger('wecom.token');
const EARLY_S = 300;

interface Token {
  token: string;
  generation: number;
}
export interface Tokens {
  get(): Promise<ApiResult<Token>>;
  /** Says that WeCom refused the token of this generation; harmless when a newer one is there already. */
  invalidate(generation: number): void;
}

interface TokenSettings {
  http: WecomHttp;
  corpId: string;
  secret: string;
  cache: TokenCache;
  clock: Clock;
}

export function createTokens({ http, corpId, secret, cache, clock }: TokenSettings): Tokens {
  // A token belongs to one application only; the secret tells applications apart and is not shown.
  const key = `wecom:token:${corpId}:${createHash('sha256').update(secret).digest('hex').slice(0, 16)}`;
  const breaker = createBreaker(clock);
  let held: StoredToken | undefined;
  let deadGeneration = 0;
  let flight: Promise<ApiResult<Token>> | undefined;

  async function fetchToken(): Promise<ApiResult<Token>> {
    const shared = await cache.read(key).catch(cacheLost);
    if (shared && shared.generation > deadGeneration && clock.now() < shared.refreshAt) {
      held = shared;
      return { ok: true, value: shared };
    }
    const failure = breaker.blocked();
    if (failure) return stillHeld() ?? { ok: false, failure };

    const answer = await http.call('/cgi-bin/gettoken', { params: { corpid: corpId, corpsecret: secret } });
    breaker.note(answer);
    if (!answer.ok) return stillHeld() ?? answer;
    const fresh = storedToken(answer.value, clock.now(), Math.max(held?.generation ?? 0, deadGeneration));
    if (!fresh) return { ok: false, failure: { kind: 'unknown', reason: 'unreadable' } };
    held = fresh;
    // The token works whether or not others learn of it.
    await cache.write(key, fresh).catch(cacheLost);
    return { ok: true, value: fresh };
  }

  /** Between renewal time and expiry the old token is a fine stand-in for one that could not be fetched. */
  function stillHeld(): ApiResult<Token> | undefined {
    return held && clock.now() < held.expiresAt ? { ok: true, value: held } : undefined;
  }

  return {
    async get() {
      if (held && clock.now() < held.refreshAt) return { ok: true, value: held };
      flight ??= cache.exclusive(key, fetchToken).finally(() => {
        flight = undefined;
      });
      return flight;
    },
    invalidate(generation) {
      deadGeneration = Math.max(deadGeneration, generation);
      if (held && held.generation <= deadGeneration) held = undefined;
    },
  };
}

function storedToken(
  body: Readonly<Record<string, unknown>>,
  now: number,
  after: number,
): StoredToken | undefined {
  const { access_token: token, expires_in: seconds } = body;
  if (typeof token !== 'string' || token === '' || typeof seconds !== 'number' || !(seconds > 0))
    return undefined;
  return {
    token,
    refreshAt: now + (seconds - Math.min(EARLY_S, seconds / 2)) * 1000,
    expiresAt: now + seconds * 1000,
    // The time, so that it also grows over processes and over a lost cache.
    generation: Math.max(now, after + 1),
  };
}

function cacheLost(error: unknown): null {
  log.warn({ err: error }, 'token cache unavailable, going on without it');
  return null;
}
