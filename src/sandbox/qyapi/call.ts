import type { Json } from '../json.ts';
import type { World } from '../world.ts';

/** One request of the server to the stand-in of qyapi.weixin.qq.com. */
export interface ApiCall {
  world: World;
  method: string;
  query: URLSearchParams;
  contentType: string;
  body: Buffer;
}

/** JSON with an errcode, always HTTP 200; or a file. */
export type ApiAnswer = Json | { file: { bytes: Buffer; type: string; name: string } };
export type ApiHandler = (call: ApiCall) => ApiAnswer;

/** A refusal by errcode (doc 90313). */
export class ApiError extends Error {
  readonly errcode: number;
  constructor(errcode: number, errmsg: string) {
    super(errmsg);
    this.errcode = errcode;
  }
}

export const done = (extra: Json = {}): Json => ({ errcode: 0, errmsg: 'ok', ...extra });

/** @throws ApiError 40058 when the body is not one JSON object of well-formed UTF-8 */
export function jsonBody(call: ApiCall): Json {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.body));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Reported below: WeCom has one code for all of it.
  }
  throw new ApiError(40058, 'wrong json format');
}

export const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
