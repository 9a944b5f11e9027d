import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a folder and those above it, one by one: asked for all at once, Node turns in circles where /proc refuses. */
export function makeFolder(folder: string): void {
  const there = stat(folder);
  if (there?.isDirectory()) return;
  if (there) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR', path: folder });
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Somebody else made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Whose folder it is where root looks at another's: what root makes there, that other could not write. */
export function otherOwnerOf(folder: string): string | undefined {
  const uid = process.getuid?.() === 0 ? stat(folder)?.uid : undefined;
  return uid ? (nameOf(uid) ?? `#${uid}`) : undefined;
}

function nameOf(uid: number): string | undefined {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
    return lines.map((line) => line.split(':')).find(([, , id]) => id === `${uid}`)?.[0];
  } catch {
    return undefined;
  }
}

function stat(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw Object.assign(error as Error, { path });
  }
}
