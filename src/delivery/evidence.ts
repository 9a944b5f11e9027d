// Fetches what came with messages right after the commit, outside the writer, and within its validity.
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import { MediaUnavailable } from '../domain/errors.ts';
import type { Clock, FetchedMedia, MediaFetcher } from '../ports/channels.ts';
import type { Evidence, EvidenceResult, Shelf } from '../ports/ledger.ts';
import type { Store, Tx } from '../ports/store.ts';
import type { Templates } from '../wording/templates.ts';

/** Longer than the fetcher's own limit, so that two instances never fetch the same file. */
const LEASE_MS = 75_000;
const AT_ONCE = 4;
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

export interface EvidenceWorker {
  /** Fetches everything whose turn it is; call it after each commit with pictures and once a minute. Never overlaps. */
  run(): Promise<void>;
}

export function createEvidenceWorker(parts: EvidenceParts): EvidenceWorker {
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let sweptAt = Number.NEGATIVE_INFINITY;

  async function work(): Promise<void> {
    do {
      isAskedAgain = false;
      for (;;) {
        const now = parts.clock.now();
        const claimed = await parts.store.write((tx) => tx.claimEvidence(now, LEASE_MS, AT_ONCE));
        if (claimed.length === 0) break;
        await Promise.all(claimed.map((evidence) => fetchOne(parts, evidence)));
      }
    } while (isAskedAgain);
    const now = parts.clock.now();
    if (now - sweptAt < HOUR_MS) return;
    sweptAt = now;
    const unwanted = await parts.store.write((tx) => tx.dropLooseEvidence(now - LOOSE_MS));
    for (const sha256 of unwanted) await parts.shelf.remove(sha256);
  }

  return {
    run() {
      isAskedAgain = true;
      running ??= work().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}

async function fetchOne(parts: EvidenceParts, evidence: Evidence): Promise<void> {
  const result = await resultOf(parts, evidence);
  if (!result) return;
  await parts.store.write(async (tx) => {
    const settled = await tx.settleEvidence(evidence.id, result);
    if (settled && result.state === 'failed') await askAgain(parts, tx, evidence, result.reason);
  });
}

/** undefined: worth another try later. */
async function resultOf(parts: EvidenceParts, evidence: Evidence): Promise<EvidenceResult | undefined> {
  const now = parts.clock.now();
  if (!evidence.media || now > evidence.validUntil) return { state: 'failed', reason: 'expired' };
  let fetched: FetchedMedia;
  try {
    fetched = await parts.fetch(evidence.media);
  } catch (error) {
    if (!(error instanceof MediaUnavailable)) throw error;
    const isPassing = error.reason === 'unreachable' && now + MINUTE_MS < evidence.validUntil;
    return isPassing ? undefined : { state: 'failed', reason: error.reason };
  }
  const sha256 = await parts.shelf.put(fetched.content);
  return { state: 'fetched', sha256, size: fetched.content.length, name: plainName(fetched.name) };
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
  const name = item ? parts.templates.render(`ledger.kind.${item.kind}`, { no: item.no }) : '';
  await tx.addOutbox([
    {
      key: `evidence_failed:${evidence.messageKey}`,
      at: parts.pushAt(now),
      expiresAt: now + DAY_MS,
      rule: 'evidence_failed',
      unitId: item?.unitId ?? null,
      subject: `evidence:${evidence.id}`,
      channel: 'app',
      to: [person.userId],
      audience: [person.id],
      text: parts.templates.render('ledger.media_failed', { name, reason }),
      card: null,
    },
  ]);
}
