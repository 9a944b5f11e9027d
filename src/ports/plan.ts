// What planning reads and writes besides the records themselves.
import type { Activity } from '../domain/activity/activity.ts';
import type { DateText, Instant } from '../domain/calendar/time.ts';
import type { FilingKind } from '../domain/filing/kinds.ts';
import type { Item } from '../domain/ledger/item.ts';
import type { Process } from '../domain/process/process.ts';
import type { OutboxEntry, OutboxRow } from './outbox.ts';

/**
 * Each is raised by every change of what it counts: where it stands the same, so does that. `…_marked` counts those
 * changes that say in their rows when they were made: all but those of the version before, which may still run beside
 * this one.
 */
export const COUNTERS = [
  'organisation',
  'activity',
  'activity_marked',
  'attendance',
  'attendance_marked',
  'binding',
  'item',
  'matter',
  'muster',
  'process',
  'filing',
  'scheme',
] as const;
export type Counter = (typeof COUNTERS)[number];
export type Counters = Readonly<Record<Counter, number>>;

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

/** Reports of a kind whose day lies on or after that one. */
export interface FiledSince {
  kind: FilingKind;
  from: DateText;
}

/** The state of the world as planning sees it. */
interface StoredPlanState {
  /** those that start at or after `since`, cancelled ones and drafts too */
  activities: Activity[];
  attendance: Map<number, StoredRoll>;
  items: Item[];
  /** the open ones */
  processes: Process[];
  settled: Set<string>;
  snoozes: StoredSnooze[];
}

export interface PlanReadTx {
  /** as they stood when the transaction began; `binding` counts settings too, `matter` what was settled or put off, `filing` what branches registered for a period */
  readonly counters: Counters;
  /**
   * @param since earliest start of activities that count for any open period
   * @param filed which reports of branches may still be told of; absent: none
   */
  planState(since: Instant, now: Instant, filed?: readonly FiledSince[]): Promise<StoredPlanState>;
  /** activities and rolls of these units alone */
  planStateOf(unitIds: readonly number[], since: Instant, now: Instant): Promise<StoredPlanState>;
  /** all that start at or after `since`, in portions, so that a city need not be read at once */
  activitiesSince(since: Instant): AsyncIterable<Activity[]>;
  /** those changed since the counter of activities stood there */
  activitiesChangedSince(count: number): Promise<Activity[]>;
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
  /** lets the keys go of what was planned for later than now, and ends what of it waits */
  forgetAhead(now: Instant): Promise<void>;
  /** written as dropped at once, so that what an outage swallowed can be seen */
  addStale(entries: readonly OutboxEntry[]): Promise<void>;
  /** new wording for a row that still waits; null cancels it */
  rewordOutbox(id: number, text: string | null, matters: readonly string[]): Promise<void>;
}
