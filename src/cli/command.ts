import { type ParseArgsConfig, parseArgs } from 'node:util';
import { isDate } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { isSlip } from '../parsing/slips.ts';
import type { Config } from '../settings/environment.ts';
import { startupMessage } from '../wording/startup.ts';

export interface CommandInput {
  args: string[];
  config: Config;
}
/** Resolves to the exit code. */
export type Command = (input: CommandInput) => Promise<number>;

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Flags and places of a command.
 * @param places how many words may stand there beside the options
 * @throws StartError for what it does not know, naming what it does
 */
export function readArgs<T extends Options>(args: string[], options: T, places = 1) {
  const read = parsed(args, options);
  for (const [name, value] of Object.entries(read.values))
    if (typeof value === 'string' && value.trim() === '')
      throw new StartError('option_needs_value', { option: `--${name}` });
  const twice = repeated(read.tokens);
  if (twice !== undefined) throw new StartError('option_twice', { option: twice });
  const extra = read.positionals[places];
  if (extra !== undefined) throw new StartError('bad_argument', { got: extra });
  return read;
}

function parsed<T extends Options>(args: string[], options: T) {
  try {
    return parseArgs({ args: withValues(args, options), options, allowPositionals: true, tokens: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'(-[^\s'=<]*)/.exec(message)?.[1] ?? args.join(' ');
    if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw unknownOption(option, Object.keys(options));
    const isFlag = options[option.replace(/^--/, '')]?.type === 'boolean';
    throw new StartError(isFlag ? 'option_takes_none' : 'option_needs_value', { option });
  }
}

/** An option with two different values: which of them is meant nobody can tell. */
function repeated(tokens: readonly { kind: string; rawName?: string; value?: string | undefined }[]) {
  const given = new Map<string, string>();
  return tokens.find(({ kind, rawName = '', value }) => {
    if (kind !== 'option' || value === undefined) return false;
    const before = given.get(rawName);
    given.set(rawName, value);
    return before !== undefined && before !== value;
  })?.rawName;
}

/** `--days -5` has a value, though a wrong one: it is for the command to say so. */
function withValues(args: readonly string[], options: Options): string[] {
  const words: string[] = [];
  for (const word of args) {
    const before = words.at(-1) ?? '';
    const isValue = /^-\d/.test(word) && options[before.replace(/^--/, '')]?.type === 'string';
    if (isValue) words.splice(-1, 1, `${before}=${word}`);
    else words.push(word);
  }
  return words;
}

function unknownOption(option: string, names: readonly string[]): StartError {
  const known = names.map((name) => `--${name}`);
  if (known.length === 0) return new StartError('no_options', { option });
  const near = known.find((name) => isSlip(option, name));
  return near
    ? new StartError('unknown_option_near', { option, near, known: known.join(' ') })
    : new StartError('unknown_option', { option, known: known.join(' ') });
}

/** @throws StartError saying what an option should have been; `expects` names a sentence `expects_…` */
export function badOption(option: string, got: string, expects: string): StartError {
  return new StartError('bad_option', { option, got, expected: startupMessage(`expects_${expects}`) });
}

/** @throws StartError for what is no day */
export function dayOption(option: string, written: string): string {
  if (!isDate(written)) throw badOption(option, written, 'date');
  return written;
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
