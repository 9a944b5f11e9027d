import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { StoredToken, TokenCache } from '../ports/channels.ts';

const LOCK_MS = 15_000;
const WAIT_MS = 12_000;

// A slow older answer must not overwrite a newer token.
const WRITE = `
local old = redis.call('GET', KEYS[1])
if old and cjson.decode(old).generation >= tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return 1`;
const UNLOCK = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/** Access tokens shared between processes; the in-memory twin lives with the channels. */
export function redisTokenCache(redis: Redis): TokenCache {
  return {
    async read(key) {
      const text = await redis.get(key);
      return text === null ? null : (JSON.parse(text) as StoredToken);
    },
    async write(key, token) {
      const lifeMs = Math.max(1000, token.expiresAt - token.refreshAt + 7200_000);
      await redis.eval(WRITE, 1, key, JSON.stringify(token), token.generation, lifeMs);
    },
    async exclusive(key, work) {
      const lock = `${key}:lock`;
      const mine = randomUUID();
      const locked = await acquire(redis, lock, mine);
      try {
        return await work();
      } finally {
        if (locked) await redis.eval(UNLOCK, 1, lock, mine).catch(() => undefined);
      }
    },
  };
}

/** False when Redis is gone or the lock stays taken: the caller goes on without it. */
async function acquire(redis: Redis, lock: string, mine: string): Promise<boolean> {
  for (let waited = 0; waited < WAIT_MS; waited += 100) {
    try {
      if ((await redis.set(lock, mine, 'PX', LOCK_MS, 'NX')) === 'OK') return true;
    } catch {
      return false;
    }
    await sleep(100);
  }
  return false;
}
