// What waits to be sent, and what became of it.
import type { Instant } from '../domain/calendar/time.ts';
import type { CardButton, PushChannel } from './channels.ts';

export type OutboxState =
  | 'waiting'
  | 'sending'
  | 'accepted'
  | 'refused'
  | 'unknown'
  | 'dropped'
  | 'cancelled';

/** A message to be pushed. The key is deterministic: a second plan of the same matter meets the same row. */
export interface OutboxEntry {
  key: string;
  /** earliest moment to send */
  at: Instant;
  /** after this it is stale and dropped, with a reason */
  expiresAt: Instant;
  rule: string;
  unitId: number | null;
  /** what it is about, e.g. `activity:12`; settling the matter cancels what waits under it */
  subject: string;
  channel: PushChannel;
  /** userids for app and private bot; one chat id or webhook key for a group */
  to: string[];
  /** userids it concerns */
  audience: string[];
  text: string;
  card: { title: string; buttons: CardButton[] } | null;
  /** what a digest names, in the order of its lines */
  matters?: string[];
}

export interface OutboxRow extends OutboxEntry {
  id: number;
  state: OutboxState;
  attempts: number;
  /** grows with each claim; a stale claimant cannot record */
  fence: number;
  outcome: string | null;
  refused: string[];
  sentAt: Instant | null;
  messageId: string | null;
  responseCode: string | null;
}
