// Fetches what came with messages right after the commit, outside the writer, and within its validity.

import type { Activity } from '../domain/activity/activity.ts';
import { meetingName } from '../domain/activity/types.ts';
import { DAY_MS, HOUR_MS, type Instant } from '../domain/calendar/time.ts';

import { MediaUnavailable } from '../domain/errors.ts';
import { itemLabel } from '../domain/ledger/kinds.ts';
import type { Clock, FetchedMedia, MediaFetcher } from '../ports/channels.ts';
import type { Evidence, Shelf } from '../ports/ledger.ts';
import { schemeFileMark } from '../ports/scheme.ts';
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
  /** takes in a file that was sent as a plan; what there is to tell of it */
  takePlan?(file: PlanFile): Promise<readonly string[]>;
}

interface PlanFile {
  content: Buffer;
  name: string;
  /** id of the unit whose plan it is */
  unitId: number;
  /** lower-cased userid */
  by: string;
}

export function createEvidenceWorker(parts: EvidenceParts): Worker<'evidence'> {
  return {
    async work({ payload }) {
      const { evidence, plan } = await parts.store.write(async (tx) => ({
        evidence: await tx.evidence(payload.id),
        plan: await tx.mark(schemeFileMark(payload.id)),
      }));
      // Taken back, or forgotten, while it waited.
      if (!evidence?.media || evidence.state !== 'pending') return { kind: 'accepted' };
      try {
        const fetched = await parts.fetch(evidence.media);
        const told = plan ? await planTaken(parts, evidence, Number(plan), fetched) : [];
        return await kept(parts, evidence, fetched, told);
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

/** Fetched again after a crash it changes nothing: the same file twice is harmless. */
async function planTaken(
  { takePlan, templates }: EvidenceParts,
  { by }: Evidence,
  unitId: number,
  fetched: FetchedMedia,
): Promise<readonly string[]> {
  const name = plainName(fetched.name) ?? templates.render('scheme.unnamed');
  return (await takePlan?.({ content: fetched.content, name, unitId, by })) ?? [];
}

/** @param told what there is to say of it beside */
async function kept(
  parts: EvidenceParts,
  evidence: Evidence,
  fetched: FetchedMedia,
  told: readonly string[],
): Promise<WorkOutcome> {
  const { shelf, templates } = parts;
  const { id } = evidence;
  const sha256 = await shelf.put(fetched.content);
  const size = fetched.content.length;
  const name = plainName(fetched.name);
  return {
    kind: 'accepted',
    keep: async (tx) => {
      await tx.settleEvidence(id, { state: 'fetched', sha256, size, name });
      if (told.length > 0) await tell(parts, tx, evidence, templates.render('scheme.taken', { lines: told }));
    },
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
  if (await tx.mark(schemeFileMark(evidence.id)))
    return tell(parts, tx, evidence, parts.templates.render('scheme.file_gone', { reason }));
  const item = evidence.itemId === null ? undefined : await tx.item(evidence.itemId);
  const meeting = evidence.activityId === null ? undefined : await tx.activity(evidence.activityId);
  const name = item ? itemLabel(item) : meeting ? photoOf(parts, meeting) : '';
  const text = parts.templates.render('ledger.media_failed', { name, reason });
  await tell(parts, tx, evidence, text, item?.unitId ?? meeting?.unitId ?? null);
}

/** One message to whoever sent it. */
async function tell(
  parts: EvidenceParts,
  tx: Tx,
  evidence: Evidence,
  text: string,
  unitId: number | null = null,
): Promise<void> {
  const person = (await tx.organisation()).person(evidence.by);
  if (!person) return;
  const now = parts.clock.now();
  await tx.addOutbox([
    {
      key: `evidence_failed:${evidence.messageKey}`,
      at: parts.pushAt(now),
      expiresAt: now + DAY_MS,
      rule: 'evidence_failed',
      unitId,
      subject: `evidence:${evidence.id}`,
      channel: 'app',
      to: [person.userId],
      audience: [person.id],
      text,
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
