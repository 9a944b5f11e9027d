import type { Clock } from '../../ports/channels.ts';
import { createBreaker } from './breaker.ts';
import { classify } from './errcodes.ts';
import type { ApiBody, ApiRequest, WecomHttp } from './http.ts';
import { type ApiFailure, type ApiResult, notSent } from './result.ts';
import type { Tokens } from './token.ts';

/** WeCom's API on behalf of one application. */
export interface WecomApi {
  call(path: string, request?: ApiRequest): Promise<ApiResult<ApiBody>>;
  /** Runs any request that needs a token; on a dead token once more with a new one. */
  authorised<T>(attempt: (token: string) => Promise<ApiResult<T>>): Promise<ApiResult<T>>;
}

interface ApiSettings {
  http: WecomHttp;
  tokens: Tokens;
  clock: Clock;
}

export function createApi({ http, tokens, clock }: ApiSettings): WecomApi {
  const breaker = createBreaker(clock);

  async function authorised<T>(attempt: (token: string) => Promise<ApiResult<T>>): Promise<ApiResult<T>> {
    const failure = breaker.blocked();
    if (failure) return { ok: false, failure };
    const first = await tokens.get();
    if (!first.ok) return { ok: false, failure: notSent(first.failure) };
    let result = await attempt(first.value.token);
    if (!result.ok && isDeadToken(result.failure)) {
      tokens.invalidate(first.value.generation);
      const second = await tokens.get();
      // Once only: 40014 also means a token of the wrong kind, which no refresh mends.
      if (!second.ok) return { ok: false, failure: notSent(second.failure) };
      result = await attempt(second.value.token);
    }
    breaker.note(result);
    return result;
  }

  return {
    authorised,
    call: (path, request) =>
      authorised((token) =>
        http.call(path, { ...request, params: { ...request?.params, access_token: token } }),
      ),
  };
}

function isDeadToken(failure: ApiFailure): boolean {
  return 'code' in failure && failure.code > 0 && classify(failure.code).reaction === 'refresh';
}
