// One contract over memory and Redis; and what a dead Redis costs.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryTokenCache } from '../../src/channels/wecom/token-cache.ts';
import { connectRedis, type RedisConnection } from '../../src/coordination/redis.ts';
import type { StoredToken, TokenCache } from '../../src/ports/channels.ts';

const url = process.env.TEST_REDIS_URL;
if (!url && process.env.CI) throw new Error('TEST_REDIS_URL must be set in CI');
if (!url) console.warn('Redis suites are skipped: TEST_REDIS_URL is not set');

const token = (generation: number): StoredToken => ({
  token: `t${generation}`,
  refreshAt: 1_800_000_000_000,
  expiresAt: 1_800_000_300_000,
  generation,
});

function contract(name: string, open: () => Promise<{ cache: TokenCache; close(): Promise<void> }>) {
  describe(name, () => {
    let cache: TokenCache;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ cache, close } = await open());
    });
    afterAll(() => close());

    it('gives back what was written, and nothing before', async () => {
      expect(await cache.read('a')).toBeNull();
      await cache.write('a', token(1));
      expect(await cache.read('a')).toEqual(token(1));
    });

    it('never lets an older answer overwrite a newer token', async () => {
      await cache.write('b', token(3));
      await cache.write('b', token(2));
      expect(await cache.read('b')).toEqual(token(3));
    });

    it('runs one piece of work at a time under a key, and others beside it', async () => {
      const log: string[] = [];
      const work = (id: string, key: string) =>
        cache.exclusive(key, async () => {
          log.push(`${id}+`);
          await new Promise((resolve) => setTimeout(resolve, 30));
          log.push(`${id}-`);
        });
      await Promise.all([work('1', 'c'), work('2', 'c')]);
      expect([log[1]?.[0], log[3]?.[0]]).toEqual([log[0]?.[0], log[2]?.[0]]);
    });

    it('lets go of a key when the work fails', async () => {
      await expect(cache.exclusive('d', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await cache.exclusive('d', async () => 7)).toBe(7);
    });
  });
}

contract('token cache in memory', async () => ({ cache: memoryTokenCache(), close: async () => undefined }));

describe.skipIf(!url)('with Redis', () => {
  contract('token cache in Redis', async () => {
    const redis = connectRedis(url!, `zbt-test-${randomBytes(4).toString('hex')}:`);
    for (let i = 0; i < 50 && !(await redis.ready()); i++) await new Promise((r) => setTimeout(r, 20));
    return { cache: redis.tokenCache, close: redis.close };
  });
});

describe('a dead Redis', () => {
  let redis: RedisConnection;
  beforeAll(() => {
    redis = connectRedis('redis://127.0.0.1:1/0');
  });
  afterAll(() => redis.close());

  it('is said to be dead, and work goes on without it', async () => {
    expect(await redis.ready()).toBe(false);
    expect(await redis.tokenCache.exclusive('x', async () => 'done')).toBe('done');
    await expect(redis.tokenCache.read('x')).rejects.toThrow();
  });
});
