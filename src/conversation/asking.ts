// A message that only asks: answered from a snapshot, beside the writer.
import type { Instant } from '../domain/calendar/time.ts';
import type { Understanding } from '../domain/intent.ts';
import type { IncomingMessage, Reply } from '../ports/channels.ts';
import type { Store } from '../ports/store.ts';
import { weightOf } from './acts.ts';
import { type Answered, dispatch } from './dispatch.ts';
import type { Heard, Hearing } from './hearing.ts';
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

/** Whether the message clearly asks and nothing else, as far as its words tell. */
export const onlyAsks = ({ content }: IncomingMessage, said: Understanding): boolean =>
  content.kind === 'text' && said.certainty === 'clear' && weightOf(said.intent) !== undefined;

/** @throws what the handler throws; StoreUnavailable */
export async function answerByReading(
  tools: Tools,
  hearing: Hearing,
  store: Pick<Store, 'read'>,
  message: IncomingMessage,
  heard: Heard,
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
      { heavy: weightOf(heard.said.intent) === 'heavy' },
    );
  } catch (error) {
    if (error instanceof NeedsWriter) return { kind: 'writer' };
    throw error;
  }
}
