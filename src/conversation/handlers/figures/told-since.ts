// What was said since the figure that a line goes on from: where that was no part of it, the answer names what it goes on from.
import type { IntentOf } from '../../../domain/intent.ts';
import { isSmallTalk } from '../../../parsing/small-talk.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isRefusal, type Turn } from '../../turn.ts';
import { lastAsked, lastTold, type Told } from './asked.ts';
import { headed } from './form.ts';
import { forget, remember } from './remembering.ts';

type Query = IntentOf<'query'>;

/** How something is done, or what one may do: what is said next is of that, and of no figure before it. */
const OF_ANOTHER: ReadonlySet<string> = new Set([
  'help',
  'my',
  'process_how',
  'filing_how',
  'settings_show',
  'fixed_day_show',
  'record_history',
  'muster_list',
  'muster_roll',
]);

/** What a line may go on from; undefined where another matter was spoken of since. */
export async function toGoOnFrom(turn: Turn): Promise<Query | undefined> {
  const last = await lastAsked(turn);
  const between = last && (await since(turn));
  if (between === undefined || !OF_ANOTHER.has(between)) return last;
  await forget(turn, 'asked');
  return undefined;
}

/** Whether it was told by the answer right before. */
export async function isRightBefore(turn: Turn): Promise<boolean> {
  return (await lastTold(turn))?.isOffered !== true && (await since(turn)) === undefined;
}

/** What the last message was read as, where it left nothing to go on from; 好的 says nothing. */
async function since(turn: Turn): Promise<string | undefined> {
  const told = await lastTold(turn);
  if (told?.of === undefined) return undefined;
  const before = await turn.tx.lastSaid(turn.sender.id, turn.chat);
  return before && before.key !== told.of && before.intent !== 'ack' ? before.intent : undefined;
}

/** 加上请假人数, behind a line that was not understood: of what it is. @param told what was remembered before the answer */
export function sayingOfWhat(
  turn: Turn,
  reply: Reply | null,
  told: Told | undefined,
  isRight: boolean,
): Reply | null {
  if (!reply || isRight || isRefusal(reply) || !told?.words) return reply;
  return headed(turn.say('figures.going_on', { asked: told.words.join('，') }).text, reply);
}

/** 好的, 谢谢, 继续 leave what was asked where it was. */
export async function stayWith(turn: Turn): Promise<void> {
  const told = await lastTold(turn);
  const isIdle = turn.intent.intent === 'none' && (turn.intent.more || isSmallTalk(turn.text));
  if (told && isIdle && (await isRightBefore(turn)))
    await remember(turn, 'asked', { ...told, of: turn.message.key });
}
