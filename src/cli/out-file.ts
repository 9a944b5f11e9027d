import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../domain/errors.ts';

/** What the system says of a place that cannot be written to, and the sentence for it; any other: `cannot_write`. */
const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'out_no_folder',
  ENOTDIR: 'out_no_folder',
  EISDIR: 'out_is_folder',
  EACCES: 'out_no_right',
  EPERM: 'out_no_right',
  EROFS: 'out_read_only',
  ENOSPC: 'out_full',
  EDQUOT: 'out_full',
  ENAMETOOLONG: 'out_long_name',
};

/** Lets work be done on an output file. @throws StartError where the system refuses */
export function writing<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new StartError(SENTENCES[code] ?? 'cannot_write', { file, code }, { cause: error });
  }
}

/**
 * A file is opened by its ending: one that tells another kind of file would not open. A device has none.
 * @param endings first the usual one, small letters with the dot
 * @throws StartError naming them
 */
export function checkEnding(file: string, command: string, endings: readonly string[]): void {
  if (endings.some((ending) => file.toLowerCase().endsWith(ending))) return;
  const there = existing(file);
  if (there && !there.isFile() && !there.isDirectory()) return;
  throw new StartError('bad_ending', { file, command, ending: endings.join(' 或 ') });
}

/** Whether a file could be written there, known before the work for it is done. @throws StartError where it could not */
export function checkOut(file: string): void {
  writing(file, () => {
    const there = existing(file);
    if (there?.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
    if (there) accessSync(file, constants.W_OK);
    if (there && !there.isFile()) return;
    const folder = dirname(there ? realpathSync(file) : file);
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    accessSync(folder, constants.W_OK | constants.X_OK);
    // Of a name too long, and of a disk that is full of files, only the attempt tells.
    const part = partOf(file);
    closeSync(openSync(part, 'w'));
    rmSync(part, { force: true });
  });
}

/** Writes the file of `--out`: whole, or not at all. @throws StartError where that cannot be */
export function writeOut(file: string, content: Buffer | string): void {
  checkOut(file);
  const there = existing(file);
  // A device takes what it is given; nothing can be put in its place.
  if (there && !there.isFile()) {
    writing(file, () => writeFileSync(file, content));
    return;
  }
  const target = there ? realpathSync(file) : file;
  const part = partOf(file);
  try {
    writing(file, () => {
      writeFileSync(part, content, { flush: true, ...(there && { mode: there.mode }) });
      renameSync(part, target);
    });
  } finally {
    rmSync(part, { force: true });
  }
}

const existing = (file: string): Stats | undefined => statSync(file, { throwIfNoEntry: false });

/** Beside the file, so that putting it in place is one step. */
const partOf = (file: string): string => {
  const target = existing(file) ? realpathSync(file) : file;
  return `${target}.${process.pid}.part`;
};
