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

/** How soon is noticed that an operator has mended a setting. */
const MENDED_MS = 60_000;

export function codeFailure(code: number, errmsg?: string): ApiFailure {
  const { reaction, reason, afterMs } = classify(code);
  const retry = { kind: 'retry', code, reason, errmsg } as const;
  switch (reaction) {
    case 'backoff':
      return { ...retry, afterMs };
    case 'limit':
      return { ...retry, afterMs, isWide: true };
    case 'own_setup':
      return { ...retry, afterMs: MENDED_MS };
    case 'setup':
    // A token refused a second time is no longer a matter of freshness.
    case 'refresh':
      return { ...retry, afterMs: MENDED_MS, isWide: true };
    default:
      return { kind: 'refused', code, reason, scope: reaction, errmsg };
  }
}

/** `fetch` threw: no answer, or none to the end. */
export function transportFailure(error: unknown): ApiFailure {
  if ((error as Error)?.name === 'TimeoutError') return { kind: 'unknown', reason: 'timeout' };
  const code = errorCode(error);
  return code && NEVER_SENT.has(code)
    ? { kind: 'retry', code: 0, reason: 'unreachable', afterMs: UNREACHABLE_MS, isWide: true }
    : { kind: 'unknown', reason: 'connection_lost' };
}

/** It waited for WeCom's answer in vain, so the message may have gone through. */
const GATEWAY_TIMEOUT = 504;

/**
 * An HTTP status other than 2xx never comes from WeCom's business logic: a gateway or proxy speaks, and says that it did
 * not hand the request on.
 */
export function statusFailure(status: number): ApiFailure {
  const reason = `http_${status}`;
  return status === GATEWAY_TIMEOUT
    ? { kind: 'unknown', reason }
    : { kind: 'retry', code: status, reason, afterMs: UNREACHABLE_MS, isWide: true };
}

/** Of a call without any effect, e.g. for a token: whatever went wrong, the message that needed it did not leave. */
export function notSent(failure: ApiFailure): ApiFailure {
  return failure.kind === 'unknown'
    ? { ...failure, kind: 'retry', code: 0, afterMs: UNREACHABLE_MS, isWide: true }
    : failure;
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
