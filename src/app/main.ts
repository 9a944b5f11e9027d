import { StartError, StoreUnavailable } from '../domain/errors.ts';
import { flushLogs, logger, redact } from '../observe/log.ts';
import { ConfigError, loadConfig } from '../settings/environment.ts';
import { startupMessage } from '../wording/startup.ts';

/** One clear line per mistake for what the operator can mend; anything else keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.lines.join('\n');
  if (error instanceof StartError) return startupMessage(error.code, error.details);
  if (error instanceof StoreUnavailable)
    return startupMessage('store_unavailable', { trouble: error.trouble });
  const { code, path, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return startupMessage('port_in_use', { port: port ?? '', address: address ?? '' });
  if (path !== undefined && /^E[A-Z]+$/.test(code ?? ''))
    return startupMessage('file_trouble', { file: path, code: code ?? '' });
  return redact((error as Error).stack ?? String(error));
}

/** Starts the server and stops it on SIGTERM or SIGINT. */
export async function main(): Promise<void> {
  try {
    const config = loadConfig();
    const { startApp } = await import('./server.ts');
    const app = await startApp(config);
    process.stdout.write(
      `${startupMessage(config.mode === 'sandbox' ? 'ready_sandbox' : 'ready', { url: app.url })}\n`,
    );
    outliveOutages();
    stopOnSignal(app.stop);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

/**
 * What nobody awaits may fail too. Where it is a lost connection the server goes on, and says so; anything else left
 * half done by a fault of ours is better ended and started anew.
 */
function outliveOutages(): void {
  process.on('unhandledRejection', (error) =>
    logger('app').error({ err: error }, 'nobody awaited what failed'),
  );
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    logger('app').fatal({ err: error }, 'uncaught');
    if (isOutage(error)) return;
    endWithin(FAULT_MS);
    void flushLogs().then(() => process.exit(1));
  });
}

const isOutage = (error: NodeJS.ErrnoException) =>
  error instanceof StoreUnavailable || /^E(CONN|PIPE|TIMEDOUT|HOST|NET|AI_AGAIN)/.test(error.code ?? '');

/** With the last words the process ends within ten seconds. */
const STOP_MS = 9200;
const FAULT_MS = 2000;
const LAST_WORDS_MS = 300;

/**
 * Whatever hangs, the process ends: also where nobody reads its log any more, on which even an exit would wait for ever.
 * What was answered is in the store by then.
 */
function endWithin(ms: number): void {
  setTimeout(() => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), LAST_WORDS_MS);
    void flushLogs().then(() => process.exit(1));
  }, ms).unref();
}

function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      logger('app').info({ signal }, 'stopping');
      endWithin(STOP_MS);
      void stop().then(() => process.exit(0));
    });
  }
}
