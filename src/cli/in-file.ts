import { readFileSync } from 'node:fs';
import { StartError } from '../domain/errors.ts';

/** What the system says of a file that cannot be read, and the sentence for it; any other: `cannot_read`. */
const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'no_such_file',
  ENOTDIR: 'no_such_file',
  ENAMETOOLONG: 'no_such_file',
  EISDIR: 'in_is_folder',
  EACCES: 'in_no_right',
  EPERM: 'in_no_right',
};

/** The file a command is given. @throws StartError where it cannot be read, saying why */
export function readInput(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new StartError(SENTENCES[code] ?? 'cannot_read', { file, code }, { cause: error });
  }
}
