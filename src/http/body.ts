import type { IncomingMessage } from 'node:http';

/** Callbacks carry text and addresses, never files. */
const BODY_LIMIT_BYTES = 1024 * 1024;

export class BodyTooLarge extends Error {}
/** The caller is gone, or spoke no HTTP, before the body was whole. */
export class HungUp extends Error {}

/** Reads the raw body whatever its content type says; stops at the limit. */
export function readBody(request: IncomingMessage, limit = BODY_LIMIT_BYTES): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(new BodyTooLarge());
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size > limit) {
        request.removeAllListeners('data');
        request.resume();
        reject(new BodyTooLarge());
      } else parts.push(part);
    });
    request.on('end', () => resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts)));
    request.on('error', (cause) => reject(new HungUp('request broken', { cause })));
    request.on('aborted', () => reject(new HungUp('request aborted')));
  });
}
