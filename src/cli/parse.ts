import { toCorpus } from '../parsing/corpus.ts';
import type { ReadingOptions } from '../parsing/grammar.ts';
import { understand } from '../parsing/understand.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Answers JSON Lines `{"text","now"}` with one flat object each in the message corpus schema,
 * in order and as each line arrives. A line that cannot be read is answered with `{"error"}`; blank lines are skipped.
 * @param input lines without their ends
 * @param write gets each answer without a line end
 * @param options what the bot would know
 */
export async function parseLines(
  input: AsyncIterable<string>,
  write: (line: string) => unknown,
  options: ReadingOptions = {},
): Promise<void> {
  for await (const line of input) if (line.trim() !== '') await write(JSON.stringify(answer(line, options)));
}

function answer(line: string, options: ReadingOptions): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\ufeff/, ''));
  } catch {
    return { error: 'not a JSON object' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { error: 'not a JSON object' };
  const { text, now } = value as { text?: unknown; now?: unknown };
  if (typeof text !== 'string') return { error: 'text is missing or no string' };
  const at = typeof now === 'string' && INSTANT.test(now) ? Date.parse(now) : Number.NaN;
  if (Number.isNaN(at)) return { error: 'now is missing or no ISO time with an offset' };
  return toCorpus(understand(text, at, options).intent);
}
