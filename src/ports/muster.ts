// 集结 as it is stored: a call, and a row for everybody who is called.
import type { Instant } from '../domain/calendar/time.ts';
import type { Muster, MusterCounts, MusterEntry, MusterStand } from '../domain/muster/muster.ts';

/** Whom WeCom did not reach; `waiting`: how many messages of the call have not ended. */
interface MusterReach {
  waiting: number;
  /** userids as they were sent to */
  refused: string[];
}

/** Those who are to be told something in one call. */
export interface MusterBatch {
  kind: 'call' | 'nudge' | 'change' | 'off';
  /** 1, 2 …; 0 was told at once */
  batch: number;
  personIds: string[];
}

/** Which of those who are called. */
export interface MusterPart {
  /** branches they belong to; absent: all */
  branchIds?: readonly number[] | undefined;
}

/** Of those one muster called, the ones of one 党小组, one branch, or of none. */
export interface MusterShare extends MusterCounts {
  musterId: number;
  isDrill: boolean;
  /** whose matter the muster is */
  unitId: number;
  branchId: number | null;
  groupId: number | null;
}

export interface MusterReadTx {
  /** that take answers or wait for their clock, newest first; kept in memory until one begins or ends */
  openMusters(): Promise<readonly Muster[]>;
  muster(id: number): Promise<Muster | undefined>;
  /** called within the span, newest first, called off ones too */
  musters(from: Instant, to: Instant): Promise<Muster[]>;
  /** of several people in one go, so that a batch of answers asks once */
  preloadMusterEntries(id: number, personIds: readonly string[]): Promise<void>;
  musterEntry(id: number, personId: string): Promise<MusterEntry | undefined>;
  /** in the order of person ids, after one of them */
  musterEntries(id: number, after: string, most: number): Promise<MusterEntry[]>;
  /** of musters called within the span and not called off, by where their people are */
  musterShares(from: Instant, to: Instant): Promise<MusterShare[]>;
  musterCounts(id: number, part?: MusterPart): Promise<MusterCounts>;
  /** person ids that stand so, in order */
  musterPeople(id: number, stand: MusterStand, most: number, part?: MusterPart): Promise<string[]>;
  musterReach(id: number): Promise<MusterReach>;
  /** musters of which somebody is still to be told something */
  mustersToTell(): Promise<number[]>;
}

export interface MusterTx {
  addMuster(muster: Omit<Muster, 'id'>): Promise<Muster>;
  /** who is called from now on */
  addMusterPeople(id: number, personIds: readonly string[]): Promise<void>;
  /**
   * To be told a portion at a time, outside this transaction: a city at once would keep everybody else waiting.
   * @param first number of the first; numbers are not used twice for one kind
   */
  addMusterBatches(
    id: number,
    kind: MusterBatch['kind'],
    batches: readonly (readonly string[])[],
    first?: number,
  ): Promise<void>;
  /** the first of them, which is gone then */
  takeMusterBatch(id: number): Promise<MusterBatch | undefined>;
  /** takes back those of the kinds; how many people they hold */
  dropMusterBatches(id: number, kinds: readonly MusterBatch['kind'][]): Promise<number>;
  /** writes state and clocks */
  changeMuster(muster: Muster): Promise<void>;
  putMusterEntry(entry: MusterEntry): Promise<void>;
}

/** What the outbox calls the messages of a muster. */
export const musterSubject = (id: number): string => `muster:${id}`;

/** Rules of its messages: the call, the second one to the silent, what calls it off, what the caller is told. */
export const MUSTER_RULES = {
  call: 'muster',
  nudge: 'muster_nudge',
  change: 'muster_change',
  off: 'muster_off',
  report: 'muster_report',
} as const;
