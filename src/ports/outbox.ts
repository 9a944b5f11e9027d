// What waits to be done at WeCom, of every kind, and what became of it.
import type { ActivityType } from '../domain/activity/types.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Period } from '../domain/slots.ts';
import type { CardButton, CardUpdate, OutgoingFile, PushChannel } from './channels.ts';
import type { LedgerRequest } from './ledger.ts';

/** A message, a card that is to lose its buttons, a file to persons, a picture or file to be fetched. */
export type WorkKind = 'push' | 'card' | 'file' | 'evidence';

/** In the order of what dies first: an address of a picture after five minutes. */
export const WORK_KINDS = ['evidence', 'push', 'card', 'file'] as const satisfies readonly WorkKind[];

export type OutboxState =
  | 'waiting'
  | 'sending'
  | 'accepted'
  | 'refused'
  | 'unknown'
  | 'dropped'
  | 'cancelled';

/** What is told about waiting work when it is written down. */
interface Entry {
  /** deterministic and unique over all kinds: a second plan of the same matter meets the same row */
  key: string;
  /** earliest moment to do it */
  at: Instant;
  /** after this it is stale and dropped, with a reason */
  expiresAt: Instant;
  /** what it is about, e.g. `activity:12`; settling the matter cancels what waits under it */
  subject: string;
  /** whom it reaches: userids; of a group push one chat id or webhook key */
  to: string[];
}

/** A message to be pushed. */
export interface OutboxEntry extends Entry {
  rule: string;
  unitId: number | null;
  channel: PushChannel;
  /** userids it concerns */
  audience: string[];
  text: string;
  card: { title: string; buttons: CardButton[] } | null;
  /** what a digest names, in the order of its lines */
  matters?: string[];
}

/** How far a row has come. */
interface Progress {
  id: number;
  state: OutboxState;
  /** claims that came to a try; being held back by a limit of our own is none */
  attempts: number;
  /** tries that may have arrived although nobody heard so */
  doubts: number;
  /** grows with each claim; a stale claimant cannot record */
  fence: number;
  outcome: string | null;
  /** userids WeCom did not reach */
  refused: string[];
}

export interface OutboxRow extends OutboxEntry, Progress {
  kind: 'push';
  sentAt: Instant | null;
  messageId: string | null;
  responseCode: string | null;
}

/** A card that still shows buttons although the matter is decided. */
export type CardUpdateEntry = CardUpdate & { at: Instant };

/** A file for persons: a kept content, or one that is written when it leaves. */
export interface FileEntry extends Omit<OutgoingFile, 'content'> {
  /** deterministic: the same request meets the same row */
  key: string;
  at: Instant;
  content: FileContent;
}
export type FileContent = { sha256: string } | { ledger: LedgerRequest } | { meetings: MeetingsRequest };

/** What meetings can be taken away as: their records to be printed, or a table of who was there. */
export type Paper = 'minutes' | 'attendance';

/** Which meetings a file is to hold. */
export interface MeetingsRequest extends Period {
  paper: Paper;
  unitIds: readonly number[];
  /** absent: of every kind */
  types?: readonly ActivityType[] | undefined;
}

/** What a kind knows beside whom it reaches; `push` has columns of its own. */
interface Payloads {
  card: Pick<CardUpdate, 'responseCode' | 'cardState'>;
  file: { name: string; content: FileContent };
  evidence: { id: number };
}

/** A row of any kind but `push`. */
type Errand<K extends keyof Payloads> = Entry & Progress & { kind: K; payload: Payloads[K] };

/** The row of each kind of work. */
export interface WorkRows {
  push: OutboxRow;
  card: Errand<'card'>;
  file: Errand<'file'>;
  evidence: Errand<'evidence'>;
}
export type WorkRow = WorkRows[WorkKind];

/** What is recorded of a try. */
export interface Settlement extends Partial<Pick<OutboxRow, 'refused' | 'messageId' | 'responseCode'>> {
  state: OutboxState;
  outcome?: string | null;
  /** `waiting`: when to try again */
  at?: Instant;
  attempts?: number;
  doubts?: number;
}

/** Waiting work, inside the transaction of the matter it belongs to. */
export interface OutboxTx {
  /** the same card is updated once: its code works once */
  addCardUpdates(entries: CardUpdateEntry[]): Promise<void>;
  /** rows whose key stands already are left as they are */
  addFilePushes(entries: FileEntry[]): Promise<void>;
  /** records what became of a claimed row; false when the lease was lost to another claimant */
  settle(row: WorkRow, result: Settlement, now: Instant): Promise<boolean>;
}

/** Waiting work outside the writer: rows are claimed under a lease. */
export interface OutboxQueue {
  /** due rows of one kind, oldest first; each belongs to the caller until it settles it or `leaseMs` are over */
  claimDue<K extends WorkKind>(now: Instant, leaseMs: number, limit: number, kind: K): Promise<WorkRows[K][]>;
  /** as in a transaction, for what ends without further effect */
  settle(row: WorkRow, result: Settlement, now: Instant): Promise<boolean>;
  /** the soonest waiting moment, to sleep until */
  nextDue(): Promise<Instant | undefined>;
}

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
