// What of a table is still to be shown: kept for as long as a question is open, in the chat where it was asked.
import type { IntentOf } from '../../../domain/intent.ts';
import { QUESTION_LIFE_MS } from '../../questions.ts';
import type { Turn } from '../../turn.ts';

interface Rest {
  asked: IntentOf<'query'>;
  /** lines that were shown */
  after: number;
}

const keyOf = ({ sender, chat }: Turn): string => `rest:${sender.id}:${chat}`;

/** A mark: it is written with the answer, also with one that only reads. The lines are read anew when they are asked for. */
export async function keepRest(turn: Turn, rest: Rest | undefined): Promise<void> {
  if (rest === undefined && !(await turn.tx.mark(keyOf(turn)))) return;
  await turn.tx.putMark(keyOf(turn), rest ? JSON.stringify({ at: turn.now, ...rest }) : '');
}

export async function restOf(turn: Turn): Promise<IntentOf<'query'> | undefined> {
  const mark = await turn.tx.mark(keyOf(turn));
  if (!mark) return undefined;
  const { at, asked, after } = JSON.parse(mark) as Rest & { at: number };
  return turn.now - at <= QUESTION_LIFE_MS ? { ...asked, after } : undefined;
}
