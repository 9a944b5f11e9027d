// `doctor` on callbacks that the running server refused since it last took a message, and why.
import { type Refusals, refusalsOf } from '../app/refusals.ts';
import { DAY_MS, type Instant, isoShanghai } from '../domain/calendar/time.ts';
import type { ReadTx } from '../ports/store.ts';
import { type Finding, finding } from './finding.ts';

/** What the reasons of `CallbackRefused` have in common for whoever is to mend it; first in the list is told first. */
const CAUSES = [
  {
    name: 'doctor.refused_aes_key',
    reasons: ['bad_ciphertext', 'bad_padding', 'bad_frame'],
    isCertain: true,
  },
  { name: 'doctor.refused_receiveid', reasons: ['bad_receiveid', 'bad_message'], isCertain: true },
  // Anybody may send these; only WeCom can send those above, for they carry a right signature.
  { name: 'doctor.refused_stale', reasons: ['stale'], isCertain: false },
  { name: 'doctor.refused_signature', reasons: ['bad_signature'], isCertain: false },
] as const;

/** Longer ago it says nothing of today's settings. */
const LATELY_MS = 7 * DAY_MS;

export async function refusalFindings(tx: Pick<ReadTx, 'mark'>, now: Instant): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const product of ['app', 'bot'] as const)
    found.push(...findingsOf(await refusalsOf(tx, product), product, now));
  return found;
}

function findingsOf({ counts, lastAt, goodAt }: Refusals, product: 'app' | 'bot', now: Instant): Finding[] {
  if (lastAt === null || now - lastAt > LATELY_MS) return [];
  const isHeard = goodAt !== null && now - goodAt < DAY_MS;
  return CAUSES.flatMap(({ name, reasons, isCertain }) => {
    const count = reasons.reduce((sum, reason) => sum + (counts[reason] ?? 0), 0);
    if (count === 0) return [];
    const told = { product, count, at: isoShanghai(lastAt) };
    return [finding(isCertain || !isHeard ? '✗' : '△', name, told)];
  });
}
