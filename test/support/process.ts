import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_CONFIG } from './settings.ts';

const ROOT = join(import.meta.dirname, '../..');

const BASE_ENV = { PATH: process.env.PATH ?? '', CONFIG_DIR: TEST_CONFIG };

export interface ServerProcess {
  child: ChildProcess;
  url: string;
  /** what it wrote so far, its log included */
  output(): string;
}

/**
 * `npm start` as its own process; resolves when it says where it listens.
 * @param log where its log goes, if it is not to be read here
 */
export async function spawnServer(env: Record<string, string>, log?: number): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'src/start.mjs')], {
    cwd: ROOT,
    env: { ...BASE_ENV, LOG_LEVEL: 'fatal', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', log ?? 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const found = /http:\/\/[\d.:]+/.exec(output);
      if (found) resolve(found[0].replace(/\/$/, ''));
    };
    child.stdout!.on('data', read);
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.once('exit', (code) => reject(new Error(`server ended with ${code}: ${output}`)));
  });
  return { child, url, output: () => output };
}

export async function endProcess(
  { child }: ServerProcess,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code as number | null;
}

interface Ended {
  code: number;
  out: string;
  err: string;
}

/** A command as an operator runs it. */
export const runCli = (args: string[], env: Record<string, string>, input = ''): Promise<Ended> =>
  run('src/cli/start.mjs', args, env, input);

/** Commands one after the other in one process; of each the code is told on a line of its own. */
export const runCommands = (all: string[][], env: Record<string, string>, input = ''): Promise<Ended> =>
  run('test/support/every-command.mjs', [JSON.stringify(all)], env, input);

async function run(file: string, args: string[], env: Record<string, string>, input: string): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    env: { ...BASE_ENV, ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (c) => {
    out += c;
  });
  child.stderr.on('data', (c) => {
    err += c;
  });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code: code as number, out, err };
}

/** The same with its answer written to a file. */
export async function runCliTo(
  file: string,
  args: string[],
  env: Record<string, string>,
): Promise<Omit<Ended, 'out'>> {
  const out = openSync(file, 'w');
  try {
    const child = spawn(process.execPath, [join(ROOT, 'src/cli/start.mjs'), ...args], {
      cwd: ROOT,
      env: { ...BASE_ENV, ...env },
      stdio: ['ignore', out, 'pipe'],
    });
    let err = '';
    child.stderr!.on('data', (chunk) => {
      err += chunk;
    });
    const [code] = await once(child, 'close');
    return { code: code as number, err };
  } finally {
    closeSync(out);
  }
}

/** The same before a reader who closes at once (`| head`); resolves to the exit code. */
export async function runCliToClosed(args: string[], env: Record<string, string>): Promise<number | null> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/start.mjs'), ...args], {
    cwd: ROOT,
    env: { ...BASE_ENV, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout.destroy();
  const [code] = await once(child, 'exit');
  return code as number | null;
}
