import type { FileContent } from '../ports/outbox.ts';
import type { Turn } from './turn.ts';

/**
 * A file for the sender, in private, after the commit.
 * @param what tells it from others of the same message
 */
export const sendFile = (turn: Turn, what: string, name: string, content: FileContent): Promise<void> =>
  turn.tx.addFilePushes([
    { key: `${what}:${turn.message.key}`, at: turn.now, users: [turn.sender.userId], name, content },
  ]);
