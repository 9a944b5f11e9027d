// Files asked for by message go out in private, after the commit and outside the writer.
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import type { Clock, FileSender, PushOutcome } from '../ports/channels.ts';
import type { FilePush, LedgerRequest, Shelf } from '../ports/ledger.ts';
import type { Store } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';

const LEASE_MS = 120_000;
const AT_ONCE = 4;
const MAX_ATTEMPTS = 5;

interface FilePushParts {
  store: Pick<Store, 'write'>;
  shelf: Shelf;
  /** writes the ledger file that is asked for */
  makeLedger(request: LedgerRequest): Promise<Buffer>;
  send: FileSender;
  clock: Clock;
  templates: Templates;
  pushAt(now: Instant): Instant;
}

/** `run`: call it after each commit and once a minute. */
export function createFilePushes(parts: FilePushParts): { run(): Promise<void> } {
  return {
    async run() {
      const { store, clock } = parts;
      const rows = await store.write((tx) => tx.claimFilePushes(clock.now(), LEASE_MS, AT_ONCE));
      await Promise.all(rows.map((row) => one(parts, row)));
    },
  };
}

async function one(parts: FilePushParts, row: FilePush): Promise<void> {
  const { content } = row;
  const file =
    'sha256' in content ? await parts.shelf.get(content.sha256) : await parts.makeLedger(content.ledger);
  const outcome: PushOutcome = file
    ? await parts.send({ users: row.users, name: row.name, content: file })
    : { kind: 'refused', code: 0, reason: 'file_gone', scope: 'message' };
  const isPassing = outcome.kind === 'retry' || outcome.kind === 'unknown';
  if (isPassing && row.attempts < MAX_ATTEMPTS) return;
  const now = parts.clock.now();
  await parts.store.write(async (tx) => {
    await tx.removeFilePush(row.id);
    if (outcome.kind === 'accepted') return;
    await tx.addOutbox([
      {
        key: `file_failed:${row.key}`,
        at: parts.pushAt(now),
        expiresAt: now + DAY_MS,
        rule: 'file_failed',
        unitId: null,
        subject: `file:${row.key}`,
        channel: 'app',
        to: row.users,
        audience: row.users.map((id) => id.toLowerCase()),
        text: parts.templates.render('ledger.file_failed', { name: row.name, reason: outcome.reason }),
        card: null,
      },
    ]);
  });
}
