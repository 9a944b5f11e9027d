export type Json = Record<string, unknown>;

/** @throws Error naming the place when the value is not a JSON object */
export function asObject(value: unknown, place: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${place} is not an object`);
  return value as Json;
}

/** The objects of a list; an absent or malformed list is empty. */
export function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter((v) => typeof v === 'object' && v !== null) : [];
}

export const bytesOf = (value: unknown): number => (typeof value === 'string' ? Buffer.byteLength(value) : 0);

/** At most `limit` bytes of UTF-8, ending on a character boundary. */
export function cutBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  return new TextDecoder().decode(Buffer.from(text).subarray(0, limit)).replace(/\uFFFD+$/, '');
}
