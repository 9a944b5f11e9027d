import type { Kysely } from 'kysely';
import type { Instant } from '../domain/calendar/time.ts';
import type { Tables } from './tables.ts';

/** How often the wait after an attempt doubles at most. */
const MAX_DOUBLINGS = 7;

/** ms until a claimed row may be claimed again: the lease first, then longer each time. */
const waitAfter = (attempts: number, leaseMs: number): number =>
  leaseMs * 2 ** Math.min(attempts, MAX_DOUBLINGS);

type Waiting = 'card_update' | 'file_push' | 'evidence';

/** Claims rows of a table of errands: each may be claimed again only after its wait, should nobody settle it. */
export async function postpone(
  db: Kysely<Tables>,
  table: Waiting,
  rows: readonly { id: number; attempts: number }[],
  now: Instant,
  leaseMs: number,
): Promise<void> {
  for (const row of rows) {
    await db
      .updateTable(table as 'card_update')
      .set({ next_at: now + waitAfter(row.attempts, leaseMs), attempts: row.attempts + 1 })
      .where('id', '=', row.id)
      .execute();
  }
}
