// A message that only asks: answered from a snapshot, beside the writer.
import type { Instant } from '../domain/calendar/time.ts';
import { namedIn } from '../parsing/topics.ts';
import type { IncomingMessage, Reply } from '../ports/channels.ts';
import type { Store } from '../ports/store.ts';
import type { Weight } from './act.ts';
import { weightOf } from './acts.ts';
import { maybeSeveral } from './beside.ts';
import { bySound } from './by-sound.ts';
import { type Answered, dispatch } from './dispatch.ts';
import type { Heard, Hearing } from './hearing.ts';
import { mayBeNearest } from './nearest.ts';
import { NeedsWriter, type Note, readingTx } from './reading-tx.ts';
import type { Tools } from './turn.ts';

/** An answer that still has to be kept, with what its handler left to be done. */
export interface FreshAnswer extends Answered {
  kind: 'fresh';
  at: Instant;
  notes: readonly Note[];
}

type Asked =
  | FreshAnswer
  /** answered before */
  | { kind: 'known'; reply: Reply | null }
  /** may answer a question of ours, or has something to change */
  | { kind: 'writer' };

/** Of the names of matters some count a whole city. */
const BY_NAME: Weight = 'heavy';
const SEVERAL: Weight = 'heavy';
const NEAREST: Weight = 'heavy';

/**
 * What it takes to answer a message that asks and does nothing else, as far as its words tell; undefined for any other.
 * 三会一课 and 逾期 by themselves ask as well, unless the reader is sure that something else is meant.
 */
export function weightAsked(
  { content }: IncomingMessage,
  { said, reading }: Heard,
  now: Instant,
): Weight | undefined {
  if (content.kind !== 'text') return undefined;
  const { certainty, intent, asFarAsRead } = said;
  const heard = bySound({ text: content.text, now, reading }, said);
  if (heard) return heard.onlyAsks ? weightOf(heard.intent) : undefined;
  if (asFarAsRead) return weightOf(asFarAsRead);
  if (maybeSeveral(content.text, said)) return SEVERAL;
  if (certainty === 'clear' && intent.intent !== 'none') return weightOf(intent);
  if (mayBeNearest(content.text, said)) return NEAREST;
  const named = namedIn(content.text);
  return named?.kind === 'question' && named.says.length === 1 ? BY_NAME : undefined;
}

/** @throws what the handler throws; StoreUnavailable */
export async function answerByReading(
  tools: Tools,
  hearing: Hearing,
  store: Pick<Store, 'read'>,
  message: IncomingMessage,
  heard: Heard,
  weight: Weight,
  at: Instant,
): Promise<Asked> {
  try {
    return await store.read(
      async (read): Promise<Asked> => {
        const before = await read.answered([message]);
        if (before.has(message.key)) return { kind: 'known', reply: before.get(message.key)! };
        const userId = message.userId.toLowerCase();
        if (await read.question(userId, message.chatId ?? '')) return { kind: 'writer' };
        const { tx, notes } = readingTx(read);
        return { kind: 'fresh', at, notes, ...(await dispatch(tools, hearing, tx, message, heard, at)) };
      },
      { heavy: weight === 'heavy' },
    );
  } catch (error) {
    if (error instanceof NeedsWriter) return { kind: 'writer' };
    throw error;
  }
}
