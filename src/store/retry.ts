import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Codes after which nothing of the attempt was kept and another may pass: the embedded store held by another
 * process, and PostgreSQL's deadlock and serialisation victims.
 */
const RETRYABLE = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', '40P01', '40001']);
const LIMIT_MS = 5000;

/** Repeats a whole transaction for up to 5 s while it is only refused for now. */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let waitMs = 2, waited = 0; ; waitMs = Math.min(waitMs * 2, 100)) {
    try {
      return await attempt();
    } catch (error) {
      const code = (error as { code?: string }).code;
      if (!code || !RETRYABLE.has(code) || waited >= LIMIT_MS) throw error;
      waited += waitMs;
      await sleep(waitMs);
    }
  }
}
