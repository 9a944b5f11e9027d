import type { ApiResult } from '../wecom/result.ts';

export const WEBHOOK_KEY = /^[\w-]{8,128}$/;

/** How often is counted for each address: one that was sent too much keeps no other group waiting. */
export function ownLimit<T>(result: ApiResult<T>): ApiResult<T> {
  if (result.ok || result.failure.kind !== 'retry' || result.failure.reason !== 'too_frequent') return result;
  const { isWide: _, ...failure } = result.failure;
  return { ok: false, failure };
}
