import { StartError } from '../domain/errors.ts';
import { flushLogs, setLogLevel } from '../observe/log.ts';
import { ConfigError, loadConfig } from '../settings/environment.ts';
import { startupMessage } from '../wording/startup.ts';
import { print } from './command.ts';
import { COMMANDS } from './commands.ts';
import { commandOf, helpAsked, helpText, unknownCommand } from './help.ts';
import { linesOf } from './mendable.ts';

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
  const args = words.slice(name.split(' ').length);
  let config: ReturnType<typeof loadConfig>;
  try {
    config = loadConfig();
  } catch (error) {
    if (name !== 'doctor' || !(error instanceof ConfigError)) throw error;
    return (await import('./doctor.ts')).tellSettings(args, error);
  }
  // Answers go to stdout, and the operator asked a question: only trouble is logged.
  setLogLevel('warn');
  const command = await COMMANDS[name]!();
  return command({ args, config: { ...config, logLevel: 'warn' } });
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
