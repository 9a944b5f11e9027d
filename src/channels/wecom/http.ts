// One request to WeCom's API: address, deadline, errcode. Nothing it returns or logs contains the query string, for
// that is where WeCom wants its secrets.
import type { Instant } from '../../domain/calendar/time.ts';
import { logger, redact } from '../../observe/log.ts';
import { type ApiResult, codeFailure, statusFailure, transportFailure } from './result.ts';

const log = logger('wecom.api');

export interface ApiRequest {
  params?: Readonly<Record<string, string>>;
  /** JSON text of a POST; a GET without it. Text, so that a repetition is byte-identical */
  body?: string;
}
export type ApiBody = Readonly<Record<string, unknown>>;

export interface WecomHttp {
  /** @param path e.g. `/cgi-bin/message/send` */
  call(path: string, request?: ApiRequest): Promise<ApiResult<ApiBody>>;
  /** Whether WeCom itself speaks to us, found out without any effect: it refuses the question, but it answers. */
  answers(): Promise<boolean>;
  /** WeCom's clock, to the second; undefined where it does not answer. */
  time(): Promise<Instant | undefined>;
  /** The address of a path, secrets included: for `fetch` only. */
  address(path: string, params?: Readonly<Record<string, string>>): string;
}

/** Longer than `fetch` itself tries to connect (10 s): only so is known that nothing was sent, where packets are dropped. */
const ANSWER_WITHIN_MS = 13_000;

interface HttpSettings {
  /** origin and path without a trailing slash, e.g. `https://qyapi.weixin.qq.com` */
  base: string;
  timeoutMs?: number | undefined;
  /** hears of each call that failed: `code` of WeCom's, an HTTP status, or 0 */
  onFailure?: ((api: string, reason: string, code: number) => void) | undefined;
  /** hears what WeCom's clock says, with each answer */
  onTime?: ((theirs: Instant) => void) | undefined;
}

/** Refused without a token, and without any effect (doc 92520). */
const HARMLESS = '/cgi-bin/get_api_domain_ip';

export function createWecomHttp({
  base,
  timeoutMs = ANSWER_WITHIN_MS,
  onFailure,
  onTime,
}: HttpSettings): WecomHttp {
  const address: WecomHttp['address'] = (path, params = {}) =>
    `${base}${path}?${new URLSearchParams(params)}`;
  return {
    address,
    async answers() {
      const asked = await request(address(HARMLESS), undefined, timeoutMs, onTime);
      if (asked.ok) return true;
      const code = 'code' in asked.failure ? asked.failure.code : 0;
      // A code of WeCom's, or a status that speaks of the question: neither a gateway in trouble nor nothing at all.
      return code !== 0 && code !== 429 && !(code >= 500 && code < 600);
    },
    async time() {
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const response = await fetch(address(HARMLESS), { redirect: 'manual', signal });
        await response.body?.cancel();
        return timeIn(response);
      } catch {
        return undefined;
      }
    },
    async call(path, { params, body } = {}) {
      const result = await request(address(path, params), body, timeoutMs, onTime);
      if (!result.ok) {
        const { failure } = result;
        log.warn({ api: path, ...failure }, 'call failed');
        onFailure?.(path, failure.reason, 'code' in failure ? failure.code : 0);
      }
      // WeCom may drop fields it could not read and still say 0 (doc 90313).
      else if (/wrong json format/i.test(String(result.value.errmsg)))
        log.error({ api: path }, 'body not fully read');
      return result;
    },
  };
}

async function request(
  url: string,
  body: string | undefined,
  timeoutMs: number,
  onTime?: (theirs: Instant) => void,
): Promise<ApiResult<ApiBody>> {
  try {
    const response = await fetch(url, {
      ...(body === undefined
        ? {}
        : { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const theirs = timeIn(response);
    if (theirs !== undefined) onTime?.(theirs);
    return response.ok ? readAnswer(text) : { ok: false, failure: statusFailure(response.status) };
  } catch (error) {
    return { ok: false, failure: transportFailure(error) };
  }
}

function timeIn(response: Response): Instant | undefined {
  const told = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(told) ? undefined : told;
}

/** HTTP is 200 for errors too; some calls leave errcode out on success (doc 90664). */
export function readAnswer(text: string): ApiResult<ApiBody> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const code = isObject(body) ? Number(body.errcode ?? 0) : Number.NaN;
  if (!isObject(body) || !Number.isInteger(code))
    return { ok: false, failure: { kind: 'unknown', reason: 'unreadable' } };
  if (code === 0) return { ok: true, value: body };
  return { ok: false, failure: codeFailure(code, redact(String(body.errmsg ?? '')).slice(0, 500)) };
}

function isObject(value: unknown): value is ApiBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
