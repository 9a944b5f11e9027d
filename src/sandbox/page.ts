// The files of the page: what a browser runs stands in page/, what a person reads in templates/sandbox/.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const SCRIPTS_DIR = join(import.meta.dirname, 'page');
/** Beside them lie words only the stand-in reads. */
const WORDS = ['index.html', 'words.json'];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/** Data of chats is only ever set as text; this is the second lock on that door. */
export const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // No string may become HTML or a script at all, where the browser knows this.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** A file of the page by its plain name; undefined when there is none. */
export type PageFiles = (name: string) => Promise<{ type: string; bytes: Buffer } | undefined>;

/**
 * Names come from the disk and never from a request, so that no path can lead out of the two folders.
 *
 * @param wordsDir where index.html and words.json lie
 * @throws when a folder cannot be read
 */
export function createPage(wordsDir: string): PageFiles {
  const files = new Map([
    ...readdirSync(SCRIPTS_DIR).map((name) => [name, join(SCRIPTS_DIR, name)] as const),
    ...WORDS.map((name) => [name, join(wordsDir, name)] as const),
  ]);
  return async (name) => {
    const file = files.get(name);
    const type = TYPES[extname(name)];
    return file && type ? { type, bytes: await readFile(file) } : undefined;
  };
}
