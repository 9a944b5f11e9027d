import type { Instant } from '../domain/calendar/time.ts';
import type { WorkRow } from './outbox.ts';

/** What an operator sees and does by hand. `id` absent: all. */
export interface OutboxByHand {
  /** what waits, failed, is unknown or was given up; oldest first */
  openOutbox(): Promise<WorkRow[]>;
  outboxRow(id: number): Promise<WorkRow | undefined>;
  /**
   * Makes due at once what failed, is unknown or waits for its next try, and by its id what was dropped; a picture that
   * ended stays ended, as its address is gone. Returns how many.
   */
  retryOutbox(now: Instant, id?: number): Promise<number>;
  /** ends what waits, failed or is unknown; returns how many */
  dropOutbox(id?: number): Promise<number>;
}
