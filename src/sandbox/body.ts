import type { IncomingMessage } from 'node:http';
import { Refusal } from './world.ts';

const MB = 1024 * 1024;
const BODY_BYTES = MB;
export const UPLOAD_BYTES = 10 * MB;

/** @throws Refusal `too_large` (413) beyond the limit */
export async function readBody(request: IncomingMessage, limit = BODY_BYTES): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Refusal('too_large', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws Refusal `bad_request` when the body is not a JSON object */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const body = await readBody(request);
  try {
    const value = JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Refused below like any other body that is not an object.
  }
  throw new Refusal('bad_request');
}
