import { type ParseArgsConfig, parseArgs } from 'node:util';
import { StartError } from '../domain/errors.ts';
import type { Config } from '../settings/environment.ts';

export interface CommandInput {
  args: string[];
  config: Config;
}
/** Resolves to the exit code. */
export type Command = (input: CommandInput) => Promise<number>;

/** Flags and places of a command. @throws StartError for what it does not know */
export function readArgs<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new StartError('bad_argument', {
      got: String((error as Error).message.match(/'([^']+)'/)?.[1] ?? args.join(' ')),
    });
  }
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
