import { type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import type { ReportTx } from './activities.ts';

/**
 * The first day of which anything is kept, where some of what lacks was over by then: it may have been held all the same.
 * Null where nothing of it was.
 * @param earliest the last day of the earliest period that is lacking, null where none is
 */
export async function keptFrom(
  { tx, now }: { tx: Pick<ReportTx, 'firstActivity'>; now: Instant },
  earliest: DateText | null,
): Promise<DateText | null> {
  if (earliest === null || earliest >= dateOf(now)) return null;
  const first = dateOf((await tx.firstActivity()) ?? now);
  return earliest < first ? first : null;
}
