// What an answer leaves for the next line: a mark, written with the answer, also with one that only reads.
import { QUESTION_LIFE_MS } from '../../questions.ts';
import type { Turn } from '../../turn.ts';

/** Chat by chat: what was asked in private is nothing a group could go on from. */
const keyOf = ({ sender, chat }: Turn, what: 'asked' | 'rest'): string => `${what}:${sender.id}:${chat}`;

export const remember = (turn: Turn, what: 'asked' | 'rest', value: object): Promise<void> =>
  turn.tx.putMark(keyOf(turn, what), JSON.stringify({ at: turn.now, ...value }));

/** Undefined where there was none, or longer ago than a question stays open. */
export async function remembered<T extends object>(
  turn: Turn,
  what: 'asked' | 'rest',
): Promise<T | undefined> {
  const mark = await turn.tx.mark(keyOf(turn, what));
  if (!mark) return undefined;
  const found = JSON.parse(mark) as T & { at: number };
  return turn.now - found.at <= QUESTION_LIFE_MS ? found : undefined;
}

/** Written only where there is something to forget. */
export async function forget(turn: Turn, what: 'asked' | 'rest'): Promise<void> {
  if (await turn.tx.mark(keyOf(turn, what))) await turn.tx.putMark(keyOf(turn, what), '');
}
