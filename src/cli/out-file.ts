import { writeFileSync } from 'node:fs';
import { StartError } from '../domain/errors.ts';

/** Writes the file of `--out`. @throws StartError where that cannot be */
export function writeOut(file: string, content: Buffer): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new StartError('cannot_write', { file, code: (error as NodeJS.ErrnoException).code ?? '' });
  }
}
