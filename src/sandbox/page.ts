import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** Data of chats is only ever set as text; this is the second lock on that door. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** A file of the page by its plain name; undefined when there is none. */
export async function pageFile(
  dir: string,
  name: string,
): Promise<{ type: string; bytes: Buffer } | undefined> {
  const type = TYPES[extname(name)];
  if (!type || !/^[a-z-]+\.[a-z]+$/.test(name)) return undefined;
  try {
    return { type, bytes: await readFile(join(dir, name)) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
