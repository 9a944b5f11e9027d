import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Shelf } from '../ports/ledger.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/** Files under their own SHA-256 in `dir`: what is written twice is kept once, what changed is not given out. */
export function createShelf(dir: string): Shelf {
  const pathOf = (sha256: string) => {
    if (!SHA256.test(sha256)) throw new Error('not a SHA-256');
    return join(dir, sha256.slice(0, 2), sha256);
  };
  return {
    async put(content) {
      const sha256 = digest(content);
      const path = pathOf(sha256);
      await mkdir(dirname(path), { recursive: true });
      // A half-written file must never stand under a whole one's name.
      const part = `${path}.${randomBytes(4).toString('hex')}.part`;
      const file = await open(part, 'w', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, path);
      return sha256;
    },
    async get(sha256) {
      const content = await readFile(pathOf(sha256)).catch(() => undefined);
      return content && digest(content) === sha256 ? content : undefined;
    },
    async remove(sha256) {
      await rm(pathOf(sha256), { force: true });
    },
  };
}

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
