// Files asked for by message go out after the commit and outside the writer, in private or into a group.
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import { FileTooLarge } from '../domain/errors.ts';
import { fileName } from '../domain/file-name.ts';
import type { Clock, FileSender, PushChannel } from '../ports/channels.ts';
import type { FiguresRequest, MusterRequest } from '../ports/figure-files.ts';
import type { FilingRequest } from '../ports/filing.ts';
import type { LedgerRequest, Shelf } from '../ports/ledger.ts';
import type { FileContent, MeetingsRequest } from '../ports/outbox.ts';
import type { Drawer } from '../ports/pictures.ts';
import type { ProcessRequest } from '../ports/process.ts';
import type { Store } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';
import { mayRepeatBy, NOT_SET_UP, type Worker } from './worker.ts';

interface FileParts {
  store: Pick<Store, 'keepWith'>;
  shelf: Shelf;
  /** writes the ledger file that is asked for */
  makeLedger(request: LedgerRequest): Promise<Buffer>;
  /** the same of meetings; undefined where none of them is left */
  makeMeetings(request: MeetingsRequest): Promise<Buffer | undefined>;
  /** and of figures; undefined where whoever they are about is gone */
  makeFigures(request: FiguresRequest): Promise<Buffer | undefined>;
  /** and of what was registered; undefined where it is gone */
  makeFilings(request: FilingRequest): Promise<Buffer | undefined>;
  /** and of what runs through steps; undefined where it is gone */
  makeProcesses(request: ProcessRequest): Promise<Buffer | undefined>;
  /** and of a muster; undefined where it is gone */
  makeMuster(request: MusterRequest): Promise<Buffer | undefined>;
  drawer: Pick<Drawer, 'png'>;
  /** channels that are not set up have none */
  senders: Partial<Readonly<Record<PushChannel, FileSender | undefined>>>;
  clock: Clock;
  templates: Templates;
  /** when a push that answers a person's act may go out */
  pushAt(now: Instant): Instant;
}

function contentOf(parts: FileParts, content: FileContent): Promise<Buffer | undefined> {
  if ('sha256' in content) return parts.shelf.get(content.sha256);
  if ('picture' in content) return parts.drawer.png(content.picture);
  if ('figures' in content) return parts.makeFigures(content.figures);
  if ('filing' in content) return parts.makeFilings(content.filing);
  if ('process' in content) return parts.makeProcesses(content.process);
  if ('muster' in content) return parts.makeMuster(content.muster);
  return 'ledger' in content ? parts.makeLedger(content.ledger) : parts.makeMeetings(content.meetings);
}

/** Built once more it would be no smaller. */
function unbuilt(error: unknown): 'too_large' {
  if (error instanceof FileTooLarge) return 'too_large';
  throw error;
}

export function createFileWorker(parts: FileParts): Worker<'file'> {
  return {
    async work(row) {
      const send = parts.senders[row.channel];
      if (!send) return NOT_SET_UP;
      const { name, content, by, uploaded: known } = row.payload;
      const kept = { name, content, ...(by !== undefined && { by }) };
      const file = await contentOf(parts, content).catch(unbuilt);
      if (file === 'too_large') return { kind: 'refused', code: 0, reason: 'too_large', scope: 'message' };
      if (!file) return { kind: 'refused', code: 0, reason: 'file_gone', scope: 'message' };
      const outcome = await send(
        { to: row.to, name: fileName(name), content: file },
        {
          known,
          keep: (uploaded) => parts.store.keepWith(row, { ...kept, uploaded }),
          isRepeat: row.doubts > 0,
        },
      );
      if (outcome.kind !== 'refused' || outcome.reason !== 'media_expired' || !known) return outcome;
      // WeCom no longer knows what was uploaded for an earlier try: it goes up once more.
      await parts.store.keepWith(row, kept);
      return { kind: 'retry', code: outcome.code, reason: outcome.reason, afterMs: 0 };
    },
    mayRepeat: mayRepeatBy,
    async failed(tx, row, reason) {
      const { key } = row;
      const { name, by } = row.payload;
      const to = by === undefined ? row.to : [by];
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
