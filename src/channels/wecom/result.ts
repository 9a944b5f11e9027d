// What came of one call to WeCom, and how its failures become the outcome of a push.
import type { PushOutcome } from '../../ports/channels.ts';
import { classify } from './errcodes.ts';

/** `errmsg`: WeCom's words for the operator (with the `from ip` of 60020), secrets removed; nothing branches on it. */
export type ApiFailure = Exclude<PushOutcome, { kind: 'accepted' }> & { errmsg?: string | undefined };
export type ApiResult<T> = { ok: true; value: T } | { ok: false; failure: ApiFailure };

/** Errors of `fetch` that come before anything was sent; trying again cannot double a message. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);
const UNREACHABLE_MS = 5_000;

export function codeFailure(code: number, errmsg?: string): ApiFailure {
  const { reaction, reason, afterMs } = classify(code);
  if (reaction === 'backoff') return { kind: 'retry', code, reason, afterMs, errmsg };
  // A token refused a second time is no longer a matter of freshness.
  return { kind: 'refused', code, reason, scope: reaction === 'refresh' ? 'setup' : reaction, errmsg };
}

/** `fetch` threw: no answer, or none to the end. */
export function transportFailure(error: unknown): ApiFailure {
  if ((error as Error)?.name === 'TimeoutError') return { kind: 'unknown', reason: 'timeout' };
  const code = errorCode(error);
  return code && NEVER_SENT.has(code)
    ? { kind: 'retry', code: 0, reason: 'unreachable', afterMs: UNREACHABLE_MS }
    : { kind: 'unknown', reason: 'connection_lost' };
}

/** An HTTP status other than 2xx never comes from WeCom's business logic: a gateway or proxy speaks. */
export function statusFailure(status: number): ApiFailure {
  const reason = `http_${status}`;
  if (status === 429 || status === 503)
    return { kind: 'retry', code: status, reason, afterMs: UNREACHABLE_MS };
  // Another 5xx may have come after the message went through.
  if (status >= 500) return { kind: 'unknown', reason };
  return { kind: 'refused', code: status, reason, scope: 'setup' };
}

/** The failure without what is only for the operator. */
export function outcomeOf({ errmsg: _, ...outcome }: ApiFailure): PushOutcome {
  return outcome;
}

/** Node hides the cause of a failed fetch one or two levels down, behind several addresses in a list. */
function errorCode(error: unknown): string | undefined {
  for (let e = error as ErrorLike | undefined; e; e = e.cause ?? e.errors?.[0])
    if (typeof e.code === 'string') return e.code;
  return undefined;
}
interface ErrorLike {
  code?: unknown;
  cause?: ErrorLike;
  errors?: ErrorLike[];
}
