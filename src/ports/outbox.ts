// What waits to be done at WeCom, of every kind, and what became of it.
import type { ActivityType } from '../domain/activity/types.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Period } from '../domain/slots.ts';
import type { CardButton, CardUpdate, PushChannel, UploadedFile } from './channels.ts';
import type { FiguresRequest, MusterRequest } from './figure-files.ts';
import type { FilingRequest } from './filing.ts';
import type { LedgerRequest } from './ledger.ts';
import type { Picture } from './pictures.ts';
import type { ProcessRequest } from './process.ts';
import type { PushAddress } from './push-address.ts';

/** A message, a card that is to lose its buttons, a file, a picture to be fetched, a message to be recalled, a group to be made. */
export type WorkKind = 'push' | 'card' | 'file' | 'evidence' | 'recall' | 'group';

export const WORK_KINDS = [
  'evidence',
  'push',
  'card',
  'recall',
  'file',
  'group',
] as const satisfies readonly WorkKind[];

/** Who overtakes whom among messages: 集结 all others, and what somebody waits for what nobody does. */
export const HASTES = ['leisurely', 'urgent', 'muster'] as const;
export type Haste = (typeof HASTES)[number];

/** Messages that may wait while others overtake them: nobody stands and waits for what they say. */
const LEISURELY: ReadonlySet<string> = new Set(['digest', 'day_before', 'record_due']);

export const hasteOf = (rule: string): Haste =>
  rule === 'muster' || rule.startsWith('muster_') ? 'muster' : LEISURELY.has(rule) ? 'leisurely' : 'urgent';

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
  /** what it goes by; what is fetched or updated goes by the application */
  channel: PushChannel;
  state: OutboxState;
  /** tries that were about this row itself; what kept the whole channel from sending counts as one */
  attempts: number;
  /** tries that may have arrived although nobody heard so */
  doubts: number;
  /** when the first of them was */
  doubtedAt: Instant | null;
  /** grows with each claim; a stale claimant cannot record */
  fence: number;
  outcome: string | null;
  /** userids WeCom did not reach */
  refused: string[];
}

/** What a push said that the row alone does not tell, kept before it left: a repetition says the same, byte by byte. */
export interface Said {
  /** the texts it took, where it was too long for one */
  parts?: string[];
  /** without its card, whose number was taken by another before */
  plain?: true;
}

export interface OutboxRow extends OutboxEntry, Progress {
  kind: 'push';
  said: Said | null;
  sentAt: Instant | null;
  /** what WeCom calls the messages it took; empty where it does not say */
  messageIds: string[];
  responseCode: string | null;
  /** claimed with it: what waited behind it for the same group and fits into the same message */
  along?: readonly OutboxRow[];
}

/** Between texts that are one message. */
export const JOINT = '\n\n';

/** A card that still shows buttons although the matter is decided. */
export type CardUpdateEntry = CardUpdate & { at: Instant };

/** Who wants the messages of a matter back, and is told what came of it. */
interface RecallRequest {
  /** userid as written in the roster */
  by: string;
  /** what the notice was about, as the answer calls it */
  about: string;
  /** a group was told too: what is there cannot be recalled */
  group: boolean;
}

/** A message that WeCom took, to be taken back from everybody who got it. */
export interface RecallEntry {
  /** deterministic and shared by all that are recalled together */
  subject: string;
  at: Instant;
  push: OutboxRow;
  asked: RecallRequest;
}

/** What has been said of the recall of an accepted push; `accepted`: nothing. */
export type Recalled = 'accepted' | 'recalling' | 'recalled';

/** A file for persons or a group, on its way. */
export interface FileEntry {
  /** deterministic: the same request meets the same row */
  key: string;
  at: Instant;
  /** whoever it is for, or where it is for a group who asked for it: told where it cannot be sent */
  users: string[];
  /** name as the reader sees it */
  name: string;
  content: FileContent;
  /** absent: by the application */
  channel?: PushChannel;
  /** where it goes instead of to `users` */
  group?: PushAddress;
}
export type FileContent =
  | { sha256: string }
  | { ledger: LedgerRequest }
  | { meetings: MeetingsRequest }
  /** drawn when it leaves, from the figures that were told */
  | { picture: Picture }
  | { figures: FiguresRequest }
  | { filing: FilingRequest }
  | { process: ProcessRequest }
  | { muster: MusterRequest };

/** What meetings can be taken away as: their records to be printed, or a table of who was there. */
export type Paper = 'minutes' | 'attendance';

/** Which meetings a file is to hold. */
export interface MeetingsRequest extends Period {
  paper: Paper;
  unitIds: readonly number[];
  /** absent: of every kind */
  types?: readonly ActivityType[] | undefined;
  /** ids of the meetings of which it may tell why people were away; absent: of none */
  reasonsOf?: 'all' | readonly number[] | undefined;
}

/** A group that is to be made for a unit, or given the members of its roster. */
export interface GroupEntry extends GroupWork {
  /** deterministic: the same request meets the same row */
  key: string;
  at: Instant;
  /** userid of whoever asked */
  by: string;
}
interface GroupWork {
  unitId: number;
  /** its name */
  unit: string;
  /** what its number is made from where it has none yet */
  seed: string;
  chatId: string | null;
  /** userids as written in the roster */
  owner: string;
  members: string[];
}

/** What a kind knows beside whom it reaches; `push` has columns of its own. */
interface Payloads {
  card: Pick<CardUpdate, 'responseCode' | 'cardState'>;
  /** `uploaded`: for a repetition to name the same */
  /** `by`: for a group, whoever asked */
  file: { name: string; content: FileContent; by?: string; uploaded?: UploadedFile };
  evidence: { id: number };
  group: GroupWork;
  recall: RecallRequest & { messageId: string; pushId: number };
}

/** What is kept with a row of each kind. */
type Kept = Payloads & { push: Said };

/** A row of any kind but `push`. */
type Errand<K extends keyof Payloads> = Entry & Progress & { kind: K; payload: Payloads[K] };

/** The row of each kind of work. */
export interface WorkRows {
  push: OutboxRow;
  card: Errand<'card'>;
  file: Errand<'file'>;
  evidence: Errand<'evidence'>;
  group: Errand<'group'>;
  recall: Errand<'recall'>;
}
export type WorkRow = WorkRows[WorkKind];

/** What is recorded of a try. */
export interface Settlement extends Partial<Pick<OutboxRow, 'refused' | 'messageIds' | 'responseCode'>> {
  state: OutboxState;
  outcome?: string | null;
  /** `waiting`: when to try again */
  at?: Instant;
  attempts?: number;
  doubts?: number;
  doubtedAt?: Instant | null;
  /** it surely did not leave, so it takes no place of the recipient's limit */
  isUnsent?: boolean;
  /** others need not wait for it any longer, though they came later: it alone is refused again and again */
  stepsAside?: boolean;
}

/** Which due rows to claim. */
export interface ClaimOf<K extends WorkKind> {
  kind: K;
  /** `push`: only what is in that haste */
  haste?: Haste;
  limit: number;
  /** how long the rows belong to the caller */
  leaseMs: number;
  /** what goes by these is left, unless it has expired: that only has to be told */
  notBy?: readonly string[];
  /** only what goes by this */
  onlyBy?: string;
}

/** Waiting work, inside the transaction of the matter it belongs to. */
export interface OutboxTx {
  /** the same card is updated once: its code works once */
  addCardUpdates(entries: CardUpdateEntry[]): Promise<void>;
  /** rows whose key stands already are left as they are */
  addFilePushes(entries: FileEntry[]): Promise<void>;
  addGroups(entries: GroupEntry[]): Promise<void>;
  /** one row for each message that such a push took; the push counts as being recalled from then on */
  addRecalls(entries: readonly RecallEntry[]): Promise<void>;
  /** all rows of a recall, in whatever state */
  recallsOf(subject: string): Promise<WorkRows['recall'][]>;
  markRecalled(pushId: number, as: Recalled): Promise<void>;
  /** records what became of a claimed row; false when the lease was lost to another claimant */
  settle(row: WorkRow, result: Settlement, now: Instant): Promise<boolean>;
}

/** Waiting work outside the writer: rows are claimed under a lease, whose time is the database's. */
export interface OutboxQueue {
  /**
   * Due rows, oldest first; each belongs to the caller until it settles it or the lease is over. A row waits for those
   * that came before it to the same recipient, and for a place under the recipient's limits.
   */
  claimDue<K extends WorkKind>(now: Instant, claim: ClaimOf<K>): Promise<WorkRows[K][]>;
  /** prolongs the leases of rows that are in hand */
  extendLeases(rows: readonly WorkRow[], leaseMs: number): Promise<void>;
  /** gives back, as doubtful, what was in the hands of somebody whose lease is over; `mine` stay in hand. How many */
  freeLost(mine: readonly WorkRow[]): Promise<number>;
  /**
   * Keeps with a claimed row, in place of what was kept before, what a repetition has to say again; false when the lease
   * was lost.
   */
  keepWith<K extends WorkKind>(row: WorkRows[K], kept: Kept[K]): Promise<boolean>;
  /** as in a transaction, for what ends without further effect */
  settle(row: WorkRow, result: Settlement, now: Instant): Promise<boolean>;
  /** the soonest waiting moment, to sleep until */
  nextDue(): Promise<Instant | undefined>;
  /** how much has not ended */
  depth(): Promise<Depth[]>;
}

/** Rows of one kind that stand alike; `oldestAt`: the moment the oldest was due, or is to be tried again. */
export interface Depth {
  kind: WorkKind;
  state: OutboxState;
  count: number;
  oldestAt: Instant;
}
