// Fields that WeCom does not know it passes over in silence: here they are refused, so that a slip fails in a test and not
// in a city. Codes of doc 90313.
import type { Json } from '../json.ts';
import { ApiError } from './call.ts';

/** @throws ApiError 40058 for a field the call does not have */
export function assertFields(object: Json, known: readonly string[], where = 'body'): void {
  const unknown = Object.keys(object).filter((name) => object[name] !== undefined && !known.includes(name));
  if (unknown.length > 0) throw new ApiError(40058, `${where} has no field ${unknown.join(', ')}`);
}

/** @throws ApiError 40058 where a flag is set to anything but 0 and 1 */
export function assertFlag(object: Json, name: string): void {
  const value = object[name];
  if (value !== undefined && value !== 0 && value !== 1) throw new ApiError(40058, `${name} must be 0 or 1`);
}

/** A list as message/send writes it: ids joined by `|`. @throws ApiError 40058, or `tooMany` */
export function joined(object: Json, name: string, most: number, tooMany: number): string[] {
  const value = object[name] ?? '';
  if (typeof value !== 'string') throw new ApiError(40058, `${name} must be a string, joined by |`);
  return atMost(value.split('|').filter(Boolean), most, tooMany, name);
}

/** A list as update_template_card writes it: an array. @throws ApiError 40058, or `tooMany` */
export function arrayOf(
  object: Json,
  name: string,
  kind: 'string' | 'number',
  most: number,
  tooMany: number,
): string[] {
  const value = object[name] ?? [];
  if (!Array.isArray(value) || value.some((id) => typeof id !== kind))
    throw new ApiError(40058, `${name} must be an array of ${kind}s`);
  return atMost(value.map(String), most, tooMany, name);
}

function atMost(ids: string[], most: number, errcode: number, name: string): string[] {
  if (ids.length > most) throw new ApiError(errcode, `more than ${most} in ${name}`);
  return ids;
}

/** What JSON writes for a half of a pair, or for a control character. */
const ESCAPED = /(?<!\\)(?:\\\\)*\\u[0-9a-f]{4}/i;

/** @throws ApiError 40033: texts go as raw UTF-8 */
export function assertRaw(body: Buffer): void {
  if (ESCAPED.test(body.toString('utf8'))) throw new ApiError(40033, 'illegal characters');
}
