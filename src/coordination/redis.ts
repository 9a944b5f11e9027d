// Redis holds haste, never truth: losing it costs a fetch or a wait, not a message.
import { Redis } from 'ioredis';
import { logger } from '../observe/log.ts';
import type { TokenCache } from '../ports/channels.ts';
import { redisTokenCache } from './token-cache.ts';

export interface RedisConnection {
  tokenCache: TokenCache;
  ready(): Promise<boolean>;
  /** undefined where it does not answer */
  version(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** @param prefix keeps installations on one server apart */
export function connectRedis(url: string, prefix = 'zhibutong:'): RedisConnection {
  const redis = new Redis(url, {
    keyPrefix: prefix,
    // A dead Redis must answer "no" at once instead of queueing what the caller can do without.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 1000,
    connectTimeout: 2000,
    retryStrategy: (times) => Math.min(times * 200, 5000),
  });
  let isDown = false;
  redis.on('error', (error: Error) => {
    if (!isDown) logger('redis').warn({ err: error }, 'not reachable');
    isDown = true;
  });
  redis.on('ready', () => {
    isDown = false;
  });
  return {
    tokenCache: redisTokenCache(redis),
    ready: () =>
      redis.ping().then(
        () => true,
        () => false,
      ),
    version: () =>
      redis.info('server').then(
        (text) => /^redis_version:(\S+)/m.exec(text)?.[1] ?? '',
        () => undefined,
      ),
    close: async () => redis.disconnect(),
  };
}
