// 集结 as it is stored: a call, and a row for everybody who is called.
import type { Instant } from '../domain/calendar/time.ts';
import type { Muster, MusterCounts, MusterEntry, MusterStand } from '../domain/muster/muster.ts';

/** Whom WeCom did not reach; `waiting`: how many messages of the call have not ended. */
interface MusterReach {
  waiting: number;
  /** userids as they were sent to */
  refused: string[];
}

/** Which of those who are called. */
export interface MusterPart {
  /** branches they belong to; absent: all */
  branchIds?: readonly number[] | undefined;
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
  musterCounts(id: number, part?: MusterPart): Promise<MusterCounts>;
  /** person ids that stand so, in order */
  musterPeople(id: number, stand: MusterStand, most: number, part?: MusterPart): Promise<string[]>;
  musterReach(id: number): Promise<MusterReach>;
}

export interface MusterTx {
  addMuster(muster: Omit<Muster, 'id'>, personIds: readonly string[]): Promise<Muster>;
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
  off: 'muster_off',
  report: 'muster_report',
} as const;

/** WeCom takes so many recipients in one call (doc 90236). */
export const MUSTER_BATCH = 1000;
