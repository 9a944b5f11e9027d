// What is stored of the ledger: items, their history and evidence.
import type { Instant } from '../domain/calendar/time.ts';
import type { Item, ItemBrief, ItemKind, ItemState, NewItem } from '../domain/ledger/item.ts';
import type { MediaRef } from './channels.ts';

/** One change of an item: who, when, from which message, and what it was before. */
export interface ItemEvent {
  itemId: number;
  at: Instant;
  by: string;
  /** null for what no message caused: an import */
  messageKey: string | null;
  /** a move of domain/ledger.ts, or open, import, undo, evidence */
  what: string;
  note: string | null;
  before: Partial<Item>;
  after: Partial<Item>;
}

type EvidenceState = 'pending' | 'fetched' | 'failed' | 'withdrawn';

/** A picture or file that belongs to an item, or a picture of a meeting; kept under its SHA-256 once fetched. */
export interface Evidence {
  id: number;
  /** null until it is clear which item it belongs to */
  itemId: number | null;
  /** the meeting it is a photo of; never beside an item */
  activityId: number | null;
  by: string;
  at: Instant;
  messageKey: string;
  kind: MediaRef['kind'];
  state: EvidenceState;
  /** where to fetch it; a bearer capability, cleared when settled */
  media: MediaRef | null;
  /** after this WeCom no longer gives it out */
  validUntil: Instant;
  /** name as sent */
  name: string | null;
  size: number | null;
  sha256: string | null;
  /** why it failed */
  reason: string | null;
}

type EvidenceResult =
  | { state: 'fetched'; sha256: string; size: number; name: string | null }
  | { state: 'failed'; reason: string };

/** Which part of the ledger a file is to hold. */
export interface LedgerRequest {
  /** absent = every unit */
  unitIds?: number[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** absent: the ledger's */
  kind?: ItemKind | undefined;
  /** to be read in Word, under this title; absent: a workbook */
  title?: string | undefined;
  /** these alone, as they were told */
  ids?: number[] | undefined;
}

interface ItemFilter {
  /** absent = every unit */
  unitIds?: readonly number[] | undefined;
  kind?: ItemKind | undefined;
  states?: readonly ItemState[];
  /** responsible person, leader, supervisor or, for handed out ones, the sender */
  person?: string;
  batch?: string;
  /** with those withdrawn, merged or split */
  withGone?: boolean;
}

/** What was handed out by one message. */
export interface Batch {
  batch: string;
  /** of the first item */
  no: number;
  kind: ItemKind;
  problem: string;
  openedAt: Instant;
  count: number;
  /** not closed */
  open: number;
}

export interface LedgerReadTx {
  item(id: number): Promise<Item | undefined>;
  /** by number or, in any case, by the superior's code */
  itemNamed(name: string): Promise<Item | undefined>;
  /** in the order of their numbers */
  items(filter: ItemFilter): Promise<Item[]>;
  /** all of these units, but those withdrawn, merged or split; in the order of their numbers */
  itemBriefs(filter: Pick<ItemFilter, 'unitIds' | 'kind'>): Promise<ItemBrief[]>;
  /** the newest that `openedBy` handed out or that lie in these units, newest first; none that is wholly taken back */
  batches(asked: { unitIds?: readonly number[]; openedBy: string; kind: ItemKind }): Promise<Batch[]>;
  /** whole, in the order asked for */
  itemsWith(ids: readonly number[]): Promise<Item[]>;
  /** oldest first */
  itemEvents(itemId: number): Promise<ItemEvent[]>;
  /** of these items, oldest first; withdrawn ones left out */
  evidenceOf(itemIds: readonly number[]): Promise<Evidence[]>;
  /** photos of a meeting, oldest first; withdrawn ones left out, those that could not be fetched too */
  photosOf(activityIds: readonly number[]): Promise<Evidence[]>;
  /** sent by this person since then and not yet given to an item or a meeting, oldest first */
  looseEvidence(userId: string, since: Instant): Promise<Evidence[]>;
  /** names of all contents that some row needs, each once */
  evidenceContents(): Promise<string[]>;
  evidence(id: number): Promise<Evidence | undefined>;
}

export interface LedgerTx extends LedgerReadTx {
  /** gives it the next number of the organisation */
  addItem(item: NewItem): Promise<Item>;
  /** writes everything but id and number; the stored revision grows by one */
  changeItem(item: Item): Promise<Item>;
  addItemEvent(event: ItemEvent): Promise<void>;

  /** what is pending waits to be fetched from then on */
  addEvidence(evidence: Omit<Evidence, 'id'>): Promise<Evidence>;
  /** says what it belongs to */
  giveEvidence(ids: readonly number[], to: { itemId: number } | { activityId: number }): Promise<void>;
  /** what came of fetching it; false when it was settled or withdrawn in between */
  settleEvidence(id: number, result: EvidenceResult): Promise<boolean>;
  /** taken back; what waited to be fetched is not */
  withdrawEvidence(id: number): Promise<void>;
  /** removes what nobody gave to an item or a meeting, and what was taken back; returns the contents no other row needs */
  dropLooseEvidence(before: Instant): Promise<string[]>;
}

/** Contents kept under their SHA-256 (hex). @throws ShelfUnavailable, StoreUnavailable where nobody can say what is there */
export interface Shelf {
  put(content: Buffer): Promise<string>;
  /** undefined when it is not there or no longer what the name says */
  get(sha256: string): Promise<Buffer | undefined>;
  remove(sha256: string): Promise<void>;
}

/** Where the contents of a shelf lie. What is written under a name is always the same, and stands whole or not at all. */
export interface ShelfPlace {
  write(sha256: string, content: Buffer): Promise<void>;
  read(sha256: string): Promise<Buffer | undefined>;
  remove(sha256: string): Promise<void>;
}
