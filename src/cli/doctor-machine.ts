// `doctor` on what the program stands on: database, Redis, disk.
import { statfsSync } from 'node:fs';
import { connectRedis } from '../coordination/redis.ts';
import { type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { Config } from '../settings/environment.ts';
import type { OpenStore } from '../store/store.ts';
import { type Finding, finding } from './finding.ts';

/** So long Redis is given to connect. */
const REDIS_MS = 2000;
const MB = 1024 * 1024;
const LITTLE_MB = 1024;
/** SQLite's log alone takes tens of megabytes. */
const TOO_LITTLE_MB = 100;

/** Whether the store can be written, is of this version, and goes by the same time. */
export async function databaseFindings(
  store: Pick<OpenStore, 'trouble' | 'schema' | 'time'>,
  { database }: Pick<Config, 'database'>,
  now: () => Instant,
): Promise<Finding[]> {
  const trouble = await store.trouble();
  if (trouble) return [finding('✗', 'doctor.database_trouble', { trouble })];
  const { newest, unknown } = await store.schema();
  const schema =
    unknown.length > 0
      ? finding('✗', 'doctor.database_newer', { names: unknown.join(' ') })
      : finding('✓', 'doctor.database', { kind: database.kind, version: newest });
  if (database.kind === 'sqlite') return [schema];
  const ours = now();
  const offMs = (await store.time()) - ours;
  const off = { seconds: Math.round(Math.abs(offMs) / 1000), ahead: offMs < 0 };
  return Math.abs(offMs) > MINUTE_MS ? [schema, finding('✗', 'doctor.database_clock', off)] : [schema];
}

/** Where the store and the evidence lie; nothing of a folder that is not there. @param free bytes that are left */
export function diskFindings(dir: string, free = freeIn(dir)): Finding[] {
  if (free === undefined) return [];
  const mb = Math.floor(free / MB);
  const told = { dir, mb };
  if (mb < TOO_LITTLE_MB) return [finding('✗', 'doctor.disk_full', told)];
  return [mb < LITTLE_MB ? finding('△', 'doctor.disk_low', told) : finding('✓', 'doctor.disk', told)];
}

function freeIn(dir: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

export async function redisFinding({ redisUrl, database }: Config): Promise<Finding> {
  // The embedded store serves one server only: nothing is missing.
  if (!redisUrl) return finding(database.kind === 'sqlite' ? '✓' : '△', 'doctor.redis_none');
  const redis = connectRedis(redisUrl);
  const until = performance.now() + REDIS_MS;
  let version = await redis.version();
  while (version === undefined && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    version = await redis.version();
  }
  await redis.close();
  return version === undefined
    ? finding('✗', 'doctor.redis_down')
    : finding('✓', 'doctor.redis', { version });
}
