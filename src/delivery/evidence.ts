// Fetches what came with messages right after the commit, outside the writer, and within its validity.

import type { Activity } from '../domain/activity/activity.ts';
import { meetingName } from '../domain/activity/types.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../domain/calendar/time.ts';

import { MediaUnavailable } from '../domain/errors.ts';
import { itemLabel } from '../domain/ledger/kinds.ts';
import type { Clock, FetchedMedia, MediaFetcher } from '../ports/channels.ts';
import type { Evidence, Shelf } from '../ports/ledger.ts';
import type { Store, Tx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';
import type { Worker, WorkOutcome } from './worker.ts';

const LOOSE_MS = DAY_MS;
const MAX_NAME = 80;

interface EvidenceParts {
  store: Pick<Store, 'write'>;
  fetch: MediaFetcher;
  shelf: Shelf;
  clock: Clock;
  templates: Templates;
  /** when a push that answers a person's act may go out */
  pushAt(now: Instant): Instant;
}

export function createEvidenceWorker(parts: EvidenceParts): Worker<'evidence'> {
  return {
    async work({ payload }) {
      const evidence = await parts.store.write((tx) => tx.evidence(payload.id));
      // Taken back, or forgotten, while it waited.
      if (!evidence?.media || evidence.state !== 'pending') return { kind: 'accepted' };
      try {
        return await kept(parts, evidence.id, await parts.fetch(evidence.media));
      } catch (error) {
        if (!(error instanceof MediaUnavailable)) throw error;
        const { reason } = error;
        return reason === 'unreachable'
          ? { kind: 'retry', code: 0, reason, afterMs: 0 }
          : { kind: 'refused', code: 0, reason, scope: 'message' };
      }
    },
    // Fetching twice does no harm.
    mayRepeat: () => true,
    async failed(tx, { payload }, reason) {
      if (await tx.settleEvidence(payload.id, { state: 'failed', reason }))
        await askAgain(parts, tx, (await tx.evidence(payload.id))!, reason);
    },
  };
}

async function kept({ shelf }: EvidenceParts, id: number, fetched: FetchedMedia): Promise<WorkOutcome> {
  const sha256 = await shelf.put(fetched.content);
  const size = fetched.content.length;
  const name = plainName(fetched.name);
  return {
    kind: 'accepted',
    keep: (tx) => tx.settleEvidence(id, { state: 'fetched', sha256, size, name }),
  };
}

/** The sender's name for the file, fit for a list: no path, no control characters. */
function plainName(name: string | undefined): string | null {
  const last = (name ?? '').split(/[\\/]/).at(-1)!;
  const plain = last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return plain === '' ? null : [...plain].slice(0, MAX_NAME).join('');
}

/** One message asks for all that a message lost. */
async function askAgain(parts: EvidenceParts, tx: Tx, evidence: Evidence, reason: string): Promise<void> {
  const person = (await tx.organisation()).person(evidence.by);
  if (!person) return;
  const now = parts.clock.now();
  const item = evidence.itemId === null ? undefined : await tx.item(evidence.itemId);
  const meeting = evidence.activityId === null ? undefined : await tx.activity(evidence.activityId);
  const name = item ? itemLabel(item) : meeting ? photoOf(parts, meeting) : '';
  await tx.addOutbox([
    {
      key: `evidence_failed:${evidence.messageKey}`,
      at: parts.pushAt(now),
      expiresAt: now + DAY_MS,
      rule: 'evidence_failed',
      unitId: item?.unitId ?? meeting?.unitId ?? null,
      subject: `evidence:${evidence.id}`,
      channel: 'app',
      to: [person.userId],
      audience: [person.id],
      text: parts.templates.render('ledger.media_failed', { name, reason }),
      card: null,
    },
  ]);
}

/** The meeting that it was a photo of. */
function photoOf({ templates }: Pick<EvidenceParts, 'templates'>, { types, startAt }: Activity): string {
  const name = meetingName(types);
  return templates.render('decisions.photo_of', { name, startAt });
}

/** Forgets, once an hour, what nobody gave to an item or a meeting within a day and what was taken back. */
export function createEvidenceSweep({
  store,
  shelf,
  clock,
}: Pick<EvidenceParts, 'store' | 'shelf' | 'clock'>): () => Promise<void> {
  let sweptAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now();
    if (now - sweptAt < HOUR_MS) return;
    sweptAt = now;
    const unwanted = await store.write((tx) => tx.dropLooseEvidence(now - LOOSE_MS));
    for (const sha256 of unwanted) await shelf.remove(sha256);
  };
}
