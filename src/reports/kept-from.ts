import { type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import type { Period } from '../domain/slots.ts';
import type { ReportTx } from './activities.ts';

/**
 * The first day of which anything is kept, where some of what lacks was over by then: it may have been held all the same.
 * Null where nothing of it was.
 */
export async function keptFrom(
  { tx, now }: { tx: Pick<ReportTx, 'firstActivity'>; now: Instant },
  lacking: Iterable<Period>,
): Promise<DateText | null> {
  const [earliest] = [...lacking].map(({ to }) => to).sort();
  const today = dateOf(now);
  if (earliest === undefined || earliest >= today) return null;
  const first = dateOf((await tx.firstActivity()) ?? now);
  return earliest < first ? first : null;
}
