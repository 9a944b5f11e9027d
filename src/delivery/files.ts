// Files asked for by message go out in private, after the commit and outside the writer.
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import type { Clock, FileSender } from '../ports/channels.ts';
import type { LedgerRequest, Shelf } from '../ports/ledger.ts';
import type { FileContent, MeetingsRequest } from '../ports/outbox.ts';
import type { Templates } from '../wording/templates.ts';
import { NOT_SET_UP, type Worker } from './worker.ts';

/** WeCom does not check files for repetitions; a file twice is better than none. */
const MOST_SENDS = 5;

interface FileParts {
  shelf: Shelf;
  /** writes the ledger file that is asked for */
  makeLedger(request: LedgerRequest): Promise<Buffer>;
  /** the same of meetings; undefined where none of them is left */
  makeMeetings(request: MeetingsRequest): Promise<Buffer | undefined>;
  /** absent where no application is set up */
  send?: FileSender | undefined;
  clock: Clock;
  templates: Templates;
  /** when a push that answers a person's act may go out */
  pushAt(now: Instant): Instant;
}

function contentOf(parts: FileParts, content: FileContent): Promise<Buffer | undefined> {
  if ('sha256' in content) return parts.shelf.get(content.sha256);
  return 'ledger' in content ? parts.makeLedger(content.ledger) : parts.makeMeetings(content.meetings);
}

export function createFileWorker(parts: FileParts): Worker<'file'> {
  return {
    async work({ to, payload: { name, content } }) {
      if (!parts.send) return NOT_SET_UP;
      const file = await contentOf(parts, content);
      if (!file) return { kind: 'refused', code: 0, reason: 'file_gone', scope: 'message' };
      return parts.send({ users: to, name, content: file });
    },
    mayRepeat: ({ doubts }) => doubts < MOST_SENDS,
    async failed(tx, { key, to, payload: { name } }, reason) {
      const now = parts.clock.now();
      await tx.addOutbox([
        {
          key: `file_failed:${key}`,
          at: parts.pushAt(now),
          expiresAt: now + DAY_MS,
          rule: 'file_failed',
          unitId: null,
          subject: key,
          channel: 'app',
          to,
          audience: to.map((id) => id.toLowerCase()),
          text: parts.templates.render('ledger.file_failed', { name, reason }),
          card: null,
        },
      ]);
    },
  };
}
