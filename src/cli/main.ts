import { FileTooLarge, ShelfUnavailable, StartError, StoreUnavailable } from '../domain/errors.ts';
import { flushLogs, redact, setLogLevel } from '../observe/log.ts';
import { ConfigError, loadConfig } from '../settings/environment.ts';
import { startupMessage } from '../wording/startup.ts';
import { print } from './command.ts';
import { COMMANDS } from './commands.ts';
import { commandOf, helpAsked, helpText, unknownCommand } from './help.ts';

const NAMES = Object.keys(COMMANDS);

async function run(words: string[]): Promise<number> {
  const asked = helpAsked(words);
  const name = commandOf(NAMES, words);
  try {
    if (asked) print(await helpText(NAMES, asked));
    else if (!name) throw unknownCommand(NAMES, words);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`${linesOf(error).join('\n')}\n`);
    return 2;
  }
  if (asked || !name) return 0;
  const config = loadConfig();
  // Answers go to stdout, and the operator asked a question: only trouble is logged.
  setLogLevel('warn');
  const command = await COMMANDS[name]!();
  return command({
    args: words.slice(name.split(' ').length),
    config: { ...config, logLevel: 'warn' },
  });
}

/** One line for what the operator can mend; anything else keeps its stack. */
function linesOf(error: unknown): readonly string[] {
  if (error instanceof ConfigError) return error.lines;
  if (error instanceof StartError) return [startupMessage(error.code, error.details)];
  if (error instanceof StoreUnavailable)
    return [startupMessage('store_unavailable', { trouble: startupMessage(`trouble_${error.trouble}`) })];
  if (error instanceof FileTooLarge) return [startupMessage('file_too_large')];
  if (error instanceof ShelfUnavailable)
    return [startupMessage('evidence_unreachable', { reason: error.reason })];
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (path !== undefined && /^E[A-Z]+$/.test(code))
    return [startupMessage('file_trouble', { file: path, code })];
  return [startupMessage('failed'), redact(String((error as Error).stack))];
}

// A reader that has seen enough (head) is no error.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(0);
    if (stream === process.stdout) process.stderr.write(`${startupMessage('output_lost', { code })}\n`);
    process.exit(1);
  });

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${linesOf(error).join('\n')}\n`);
  process.exitCode = 1;
}
await flushLogs();
