// What every callback channel offers to http/. Nothing about XML, JSON or signatures goes past it.
import type { Illustrated, IncomingMessage, Reply, StreamAsked } from '../../ports/channels.ts';
import type { CallbackQuery } from './callback-query.ts';

/** One authentic callback. */
export interface ReceivedCallback {
  /** null = nothing for the conversation; still call `answer(null)` */
  message: IncomingMessage | null;
  /**
   * The body of the HTTP 200, possibly empty. To be called once.
   * @param images PNG, below the text where the channel's answer carries them
   * @throws Error on a second call
   */
  answer(reply: Reply | null, images?: readonly Buffer[]): string;
  /** it asks what has become of an answer that was put off; `message` is null then */
  refresh?: StreamAsked | undefined;
  /** In place of `answer`: says that the answer is still to come. Absent where the product has no such thing. */
  postpone?: ((text: string) => string) | undefined;
}

export interface CallbackChannel {
  /** The body that answers the GET of the address check. @throws CallbackRefused */
  verifyUrl(query: CallbackQuery): string;
  /** Verifies, decrypts and shapes one POST. @throws CallbackRefused */
  receive(query: CallbackQuery, rawBody: Buffer): ReceivedCallback;
}

/** Joins a message with the way to answer it, and proves that it is answered once. */
export function received(
  message: IncomingMessage | null,
  write: (answer: Illustrated) => string,
  { refresh, postpone }: Pick<ReceivedCallback, 'refresh' | 'postpone'> = {},
): ReceivedCallback {
  let answered = false;
  const once =
    <T>(writeOnce: (value: T) => string) =>
    (value: T): string => {
      if (answered) throw new Error('callback answered twice');
      answered = true;
      return writeOnce(value);
    };
  const writeOnce = once(write);
  return {
    message,
    answer: (reply, images = []) => writeOnce({ reply, images }),
    refresh,
    postpone: postpone && once(postpone),
  };
}
