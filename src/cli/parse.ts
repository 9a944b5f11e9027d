import { toCorpus } from '../parsing/corpus.ts';
import { type Knowledge, knowledgeOf } from '../parsing/knowledge.ts';
import type { ReadingOptions } from '../parsing/reader.ts';
import { understand } from '../parsing/understand.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * Answers JSON Lines `{"text","now"}` with one flat object each in the message corpus schema,
 * and with `certainty` (clear, ask) and `unread`, in order and as each line arrives. `people` and `units` say what the bot
 * would know. A line that cannot be read is answered with `{"error"}`; blank lines are skipped.
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
  const { text, now, people, units } = value as Record<string, unknown>;
  if (typeof text !== 'string') return { error: 'text is missing or no string' };
  const at = typeof now === 'string' && INSTANT.test(now) ? Date.parse(now) : Number.NaN;
  if (Number.isNaN(at)) return { error: 'now is missing or no ISO time with an offset' };
  const known = { people: names(people), units: names(units) };
  const wrong = Object.entries(known).find(([, list]) => list === undefined)?.[0];
  if (wrong) return { error: `${wrong} is no list of strings` };
  const said = understand(text, at, {
    ...options,
    knowledge: knowledgeFrom(known as Record<string, string[]>),
  });
  // What contradicts itself is understood, and asked about before it is stored.
  const certainty = said.certainty === 'clear' && said.contradictions.length === 0 ? 'clear' : 'ask';
  return { ...toCorpus(said.intent), certainty, unread: said.unread };
}

/** A list that may be left out; undefined when it is none. */
function names(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && value.every((v) => typeof v === 'string') ? value : undefined;
}

let last: { facts: string; knowledge: Knowledge } | undefined;

/** Lines of one place mostly come together: its names are made ready once. */
function knowledgeFrom({ people = [], units = [] }: Record<string, string[]>): Knowledge {
  const facts = JSON.stringify([people, units]);
  if (last?.facts === facts) return last.knowledge;
  last = { facts, knowledge: knowledgeOf({ people, units }) };
  return last.knowledge;
}
