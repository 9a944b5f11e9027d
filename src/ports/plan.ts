// What planning reads and writes besides the records themselves.
import type { Activity } from '../domain/activity/activity.ts';
import type { DateText, Instant } from '../domain/calendar/time.ts';
import type { Item } from '../domain/ledger/item.ts';
import type { OutboxEntry, OutboxRow } from './outbox.ts';

/** Person ids of one activity's roll. */
export interface StoredRoll {
  present: string[];
  leave: string[];
  absent: string[];
  pendingLeave: string[];
}

/** A line somebody put off, or that an outage kept back, and the working day it comes again. */
interface StoredSnooze {
  personId: string;
  matter: string;
  on: DateText;
}

/** The state of the world as planning sees it. */
interface StoredPlanState {
  /** those that start at or after `since`, cancelled ones and drafts too */
  activities: Activity[];
  attendance: Map<number, StoredRoll>;
  items: Item[];
  settled: Set<string>;
  snoozes: StoredSnooze[];
}

export interface PlanReadTx {
  /** @param since earliest start of activities that count for any open period */
  planState(since: Instant, now: Instant): Promise<StoredPlanState>;
  isSettled(matter: string): Promise<boolean>;
  /** newest rows about a person, newest first, e.g. the last digest */
  outboxFor(personId: string, rules: readonly string[], since: Instant): Promise<OutboxRow[]>;
  /** rows of these units (all, when absent) since then, newest first */
  outboxOfUnits(unitIds: readonly number[] | undefined, since: Instant): Promise<OutboxRow[]>;
  /** digests that wait: their text must be as true as at the moment they leave */
  waitingDigests(): Promise<OutboxRow[]>;
}

export interface PlanTx extends PlanReadTx {
  putSnoozes(snoozes: readonly StoredSnooze[]): Promise<void>;
  /** a matter that is met by saying so; cancels or refreshes what waits about it */
  settleMatter(matter: string, by: string, at: Instant): Promise<void>;
  unsettleMatter(matter: string): Promise<void>;
  /** written as dropped at once, so that what an outage swallowed can be seen */
  addStale(entries: readonly OutboxEntry[]): Promise<void>;
  /** new wording for a row that still waits; null cancels it */
  rewordOutbox(id: number, text: string | null, matters: readonly string[]): Promise<void>;
}
