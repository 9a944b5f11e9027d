import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Shelf, ShelfPlace } from '../ports/ledger.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * Contents under their own SHA-256: what is written twice is kept once, what changed is not given out.
 * @param older where contents lay before `place` was chosen: found there, they move on being asked for
 */
export function createShelf(place: ShelfPlace, older: readonly ShelfPlace[] = []): Shelf {
  const get = async (from: ShelfPlace, sha256: string) => {
    const content = await from.read(sha256);
    return content && digest(content) === sha256 ? content : undefined;
  };
  return {
    async put(content) {
      const sha256 = digest(content);
      await place.write(sha256, content);
      return sha256;
    },
    async get(sha256) {
      assertName(sha256);
      const found = await get(place, sha256);
      if (found) return found;
      for (const before of older) {
        const content = await get(before, sha256);
        if (!content) continue;
        await place.write(sha256, content);
        await before.remove(sha256);
        return content;
      }
      return undefined;
    },
    async remove(sha256) {
      assertName(sha256);
      for (const each of [place, ...older]) await each.remove(sha256);
    },
  };
}

/** Files in `dir`, for one server alone. */
export function onDisk(dir: string): ShelfPlace {
  const pathOf = (sha256: string) => join(dir, sha256.slice(0, 2), sha256);
  return {
    async write(sha256, content) {
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
    },
    read: (sha256) => readFile(pathOf(sha256)).catch(() => undefined),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

function assertName(sha256: string): void {
  if (!SHA256.test(sha256)) throw new Error('not a SHA-256');
}

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
