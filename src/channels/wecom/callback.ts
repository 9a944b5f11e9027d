// What every callback channel offers to http/. Nothing about XML, JSON or signatures goes past it.
import type { IncomingMessage, Reply } from '../../ports/channels.ts';
import type { CallbackQuery } from './callback-query.ts';

/** One authentic callback. */
interface ReceivedCallback {
  /** null = nothing for the conversation; still call `answer(null)` */
  message: IncomingMessage | null;
  /**
   * The body of the HTTP 200, possibly empty. To be called once.
   * @throws Error on a second call
   */
  answer(reply: Reply | null): string;
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
  write: (reply: Reply | null) => string,
): ReceivedCallback {
  let answered = false;
  return {
    message,
    answer(reply) {
      if (answered) throw new Error('callback answered twice');
      answered = true;
      return write(reply);
    },
  };
}
