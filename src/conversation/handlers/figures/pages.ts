// Long lists come in pages: whole lines, no more than one message holds; what is left is counted, and 继续 tells it.
import type { Slots } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Turn } from '../../turn.ts';
import { keepRest } from './rest.ts';

/** Lines a phone shows without scrolling far. */
export const SHOWN = 12;
/** A passive answer of the application takes 2048 bytes, and is cut within a line behind that. */
const MESSAGE_BYTES = 2000;

/** Lines that were told before. */
export const toldBefore = ({ intent }: Turn): number => (intent as Partial<Pick<Slots, 'after'>>).after ?? 0;

interface Page<T> {
  /** of those that are not told yet, as many as are wanted at the most */
  rows: readonly T[];
  /** how many there are in all, told ones among them */
  total: number;
}

/** @param say the answer with these lines, behind which so many are left */
export async function paged<T>(
  turn: Turn,
  { rows, total }: Page<T>,
  say: (shown: T[], left: number) => Reply | Promise<Reply>,
): Promise<Reply> {
  const before = toldBefore(turn);
  const from = before === 0 ? '' : `${turn.say('paper.page_from', { from: before + 1 }).text}\n`;
  const room = MESSAGE_BYTES / (turn.sharing ?? 1);
  const saying = async (count: number): Promise<Reply> => {
    const reply = await say(rows.slice(0, count), total - before - count);
    return { ...reply, text: from + reply.text };
  };
  let reply = await saying(rows.length);
  let fits = rows.length;
  if (bytesOf(reply) > room && rows.length > 1) {
    let over = rows.length;
    fits = 0;
    // Lines are about as long as one another, so the first guess is near and the next is beside it.
    let count = Math.floor((rows.length * room) / bytesOf(reply));
    while (over - fits > 1) {
      count = Math.min(Math.max(count, fits + 1), over - 1);
      const one = await saying(count);
      if (bytesOf(one) > room) over = count--;
      else [fits, reply] = [count++, one];
    }
    if (fits === 0) [fits, reply] = [1, await saying(1)];
  }
  const left = total - before - fits;
  await keepRest(turn, left > 0 && fits > 0 ? { asked: turn.intent, after: before + fits } : undefined);
  return reply;
}

const bytesOf = ({ text }: Reply): number => new TextEncoder().encode(text).length;
