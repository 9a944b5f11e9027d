// Files members send: encrypted, each with its own key, on the stand-in's own address for five minutes (doc 101463).
import { createCipheriv, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

const VALID_MS = 5 * 60_000;
const BLOCK = 32;

/** How the key is written; all three have been seen. */
export type KeyForm = 'base64' | 'base64-43' | 'hex';

export interface SentMedia {
  content: Buffer | string;
  /** name in Content-Disposition; none without it */
  name?: string;
  keyForm?: KeyForm;
}

export interface MediaShelf {
  /** the `url` and `aeskey` of a callback */
  shelve(media: SentMedia): { url: string; aeskey: string };
  serve(request: IncomingMessage, response: ServerResponse): void;
  /** paths that were asked for, in order */
  fetched: string[];
}

export function createMediaShelf(now: () => number, base: () => string): MediaShelf {
  const shelf = new Map<string, { sealed: Buffer; name?: string | undefined; at: number }>();
  const fetched: string[] = [];
  return {
    fetched,
    shelve({ content, name, keyForm = 'base64' }) {
      const key = randomBytes(32);
      const path = `/media/${shelf.size + 1}`;
      shelf.set(path, { sealed: sealed(Buffer.from(content), key), name, at: now() });
      return { url: `${base()}${path}`, aeskey: written(key, keyForm) };
    },
    serve(request, response) {
      const path = request.url!;
      fetched.push(path);
      const item = shelf.get(path);
      if (!item) return void response.writeHead(404).end();
      if (now() - item.at > VALID_MS) return void response.writeHead(403).end();
      if (item.name !== undefined)
        response.setHeader(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(item.name)}`,
        );
      response.setHeader('content-type', 'application/octet-stream');
      response.end(item.sealed);
    },
  };
}

function sealed(content: Buffer, key: Buffer): Buffer {
  const padding = BLOCK - (content.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([content, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]);
}

function written(key: Buffer, form: KeyForm): string {
  if (form === 'hex') return key.toString('hex');
  return form === 'base64' ? key.toString('base64') : key.toString('base64').replace(/=+$/, '');
}
