// The page for admins (/dashboard): the links that let somebody in, and who is in. Of what lets in, only a SHA-256 is kept.
import type { Instant } from '../domain/calendar/time.ts';
import type { OutboxRow } from './outbox.ts';

/** How long a link lets in, once. */
export const ENTRY_LIFE_MS = 10 * 60_000;

/** Links to the page, as answers of the bot carry them. */
export interface EntryLinks {
  /** whether anybody has said under which address the page is reached */
  isReachable(): boolean;
  /** A new link; its key is put into the text when that leaves, so that what is stored opens nothing. */
  make(): { link: string; hash: string };
}

export interface PageSession {
  /** of the cookie's token */
  hash: string;
  userId: string;
  madeAt: Instant;
  seenAt: Instant;
}

export interface DashboardTx {
  addEntryKey(hash: string, userId: string, expiresAt: Instant): Promise<void>;
  /** Whose key it is. It is gone then: whoever comes second finds none, and nobody finds one that has expired. */
  takeEntryKey(hash: string, now: Instant): Promise<string | undefined>;
  addPageSession(session: PageSession): Promise<void>;
}

/** Asked beside any transaction: a look at the page waits for no writer. */
export interface PageSessions {
  pageSession(hash: string): Promise<PageSession | undefined>;
  sawPageSession(hash: string, at: Instant): Promise<void>;
  endPageSession(hash: string): Promise<void>;
}

export interface DashboardReadTx {
  /** messages of these units that somebody surely or maybe did not get, newest first, at most so many */
  undelivered(unitIds: readonly number[], since: Instant, most: number): Promise<OutboxRow[]>;
}
