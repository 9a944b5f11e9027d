// access_token of the application (doc 91039).
import { randomBytes } from 'node:crypto';
import type { World } from '../world.ts';
import { type ApiAnswer, type ApiCall, ApiError, done } from './call.ts';

const EXPIRES_S = 7200;

interface TokenBook {
  issue(call: ApiCall): ApiAnswer;
  /** @throws ApiError 41001, 40014 or 42001 */
  assertValid(call: ApiCall): void;
}

export function createTokenBook(world: World): TokenBook {
  // Not remembered over a restart: a server that kept its token then meets 40014, as it does in the field.
  const issued = new Map<string, number>();
  let current: string | undefined;
  return {
    issue({ query }) {
      const { corpId, app } = world.credentials;
      if (!query.get('corpid')) throw new ApiError(41002, 'corpid missing');
      if (!query.get('corpsecret')) throw new ApiError(41004, 'corpsecret missing');
      if (query.get('corpid') !== corpId) throw new ApiError(40013, 'invalid corpid');
      if (query.get('corpsecret') !== app.secret) throw new ApiError(40001, 'invalid credential');
      const left = current ? issued.get(current)! - world.now() : 0;
      if (current && left > 0) return done({ access_token: current, expires_in: Math.floor(left / 1000) });
      current = randomBytes(48).toString('base64url');
      issued.set(current, world.now() + EXPIRES_S * 1000);
      return done({ access_token: current, expires_in: EXPIRES_S });
    },
    assertValid({ query }) {
      const token = query.get('access_token');
      if (!token) throw new ApiError(41001, 'access_token missing');
      const until = issued.get(token);
      if (until === undefined) throw new ApiError(40014, 'invalid access_token');
      if (until <= world.now()) throw new ApiError(42001, 'access_token expired');
    },
  };
}
