// What went wrong before a command could do its work, in lines for whoever runs it.
import { FileTooLarge, ShelfUnavailable, StartError, StoreUnavailable } from '../domain/errors.ts';
import { redact } from '../observe/log.ts';
import { ConfigError } from '../settings/environment.ts';
import { startupMessage } from '../wording/startup.ts';

/** One line for what the operator can mend; anything else keeps its stack. */
export const linesOf = (error: unknown): readonly string[] =>
  mendable(error)?.lines ?? [startupMessage('failed'), redact(String((error as Error).stack))];

/** A name for machines and the lines of what the operator can mend; undefined for a fault of the program. */
export function mendable(error: unknown): { name: string; lines: readonly string[] } | undefined {
  if (error instanceof ConfigError) return { name: 'settings', lines: error.lines };
  if (error instanceof StartError)
    return { name: error.code, lines: [startupMessage(error.code, error.details)] };
  if (error instanceof StoreUnavailable) {
    const trouble = startupMessage(`trouble_${error.trouble}`);
    return { name: error.code, lines: [startupMessage('store_unavailable', { trouble })] };
  }
  if (error instanceof FileTooLarge)
    return { name: 'file_too_large', lines: [startupMessage('file_too_large')] };
  if (error instanceof ShelfUnavailable)
    return {
      name: 'evidence_unreachable',
      lines: [startupMessage('evidence_unreachable', { reason: error.reason })],
    };
  const { code = '', path } = error as NodeJS.ErrnoException;
  if (path === undefined || !/^E[A-Z]+$/.test(code)) return undefined;
  return { name: 'file_trouble', lines: [startupMessage('file_trouble', { file: path, code })] };
}
