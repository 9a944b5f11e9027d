// Contents of evidence in an S3-compatible object store (PUT, GET, DELETE of one object each).
import { ShelfUnavailable } from '../../domain/errors.ts';
import type { ShelfPlace } from '../../ports/ledger.ts';
import { type SigningKey, signedHeaders } from './signature.ts';

interface ObjectStoreSettings extends SigningKey {
  /** origin and path without a trailing slash */
  endpoint: string;
  /** first part of the path; absent where the endpoint's name says it */
  bucket?: string | undefined;
}

const TIMEOUT_MS = 60_000;

export function inObjectStore(settings: ObjectStoreSettings): ShelfPlace {
  const base = [settings.endpoint, ...(settings.bucket ? [settings.bucket] : []), 'evidence'].join('/');

  async function ask(method: 'PUT' | 'GET' | 'DELETE', sha256: string, body: Uint8Array = new Uint8Array()) {
    const url = new URL(`${base}/${sha256.slice(0, 2)}/${sha256}`);
    let response: Response;
    let content: Buffer;
    try {
      response = await fetch(url, {
        method,
        headers: signedHeaders({ method, url, body, at: Date.now() }, settings),
        ...(method === 'PUT' && { body: new Uint8Array(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      content = Buffer.from(await response.arrayBuffer());
    } catch (cause) {
      throw new ShelfUnavailable('unreachable', { cause });
    }
    if (response.ok) return content;
    // A bucket that is not there says nothing of what should lie in it.
    const isGone = response.status === 404 && !content.includes('NoSuchBucket');
    if (isGone && method !== 'PUT') return undefined;
    throw new ShelfUnavailable(String(response.status));
  }

  return {
    write: async (sha256, content) => void (await ask('PUT', sha256, content)),
    read: (sha256) => ask('GET', sha256),
    remove: async (sha256) => void (await ask('DELETE', sha256)),
  };
}
