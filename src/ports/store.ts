// What is stored, as the rules see it: every method is one question or one change, inside one transaction.
// SQL is the only truth; whatever an implementation caches must be proved fresh inside the transaction.
import type { Activity } from '../domain/activity/activity.ts';
import type { Attendance, RecordedFigures } from '../domain/activity/attendance.ts';
import type { Entries } from '../domain/activity/entries.ts';
import type { ResolutionText, VoteText } from '../domain/activity/votes.ts';
import { DAY_MS, type Instant } from '../domain/calendar/time.ts';
import type { StoreTrouble } from '../domain/errors.ts';
import type { Intent } from '../domain/intent.ts';
import type { Item } from '../domain/ledger/item.ts';
import type { MusterEntry } from '../domain/muster/muster.ts';
import type { Organisation, Person } from '../domain/organisation/organisation.ts';
import type { RosterChanges } from '../domain/organisation/roster.ts';
import type { Absence } from '../domain/slots.ts';
import type { BotChats } from './bot-chats.ts';
import type { IncomingMessage, Reply } from './channels.ts';
import type { DashboardReadTx, DashboardTx, PageSessions } from './dashboard.ts';
import type { FiguresTx } from './figures.ts';
import type { Leases } from './lease.ts';
import type { LedgerReadTx, LedgerTx } from './ledger.ts';
import type { MusterReadTx, MusterTx } from './muster.ts';
import type { OutboxEntry, OutboxQueue, OutboxRow, OutboxTx } from './outbox.ts';
import type { OutboxByHand } from './outbox-by-hand.ts';
import type { PlanReadTx, PlanTx } from './plan.ts';
import type { PushAddress } from './push-address.ts';
import type { ToldChange, ToldReadTx, ToldTx } from './told.ts';

/** Where a unit hears: its group chat (bot) and the push address of that group. */
export interface Binding {
  unitId: number;
  chatId: string | null;
  /** key of the group's webhook, never shown again */
  webhookKey: string | null;
  /** group the application made for it; in place of a webhook */
  appchatId?: string | undefined;
  /** since when, and the word why, WeCom takes nothing for the push address any more */
  dead?: { at: Instant; why: string } | undefined;
  boundBy: string;
  boundAt: Instant;
}

/** 决议; `itemNo` once it was opened as an item of the ledger. */
interface Resolution extends ResolutionText {
  itemNo?: number;
}

/**
 * The record of a meeting (会议记录), once it is confirmed; what contradicts itself is asked about and stored nowhere.
 * Who was there stands in the attendance alone: here are the figures, and who was due then.
 */
export interface MeetingRecord extends RecordedFigures {
  activityId: number;
  /** away, and on no roster here: their names as written; `unexcused` as said of them */
  guestsAway: (Absence & { unexcused?: boolean })[];
  content: string | null;
  /** 表决 (支部工作条例 Art. 11) */
  votes: VoteText[];
  resolutions: Resolution[];
  by: string;
  at: Instant;
}

/** One reversible step of a message: what stood there before it (null = nothing did), and what stands there since. */
export type Change =
  | {
      of: 'attendance';
      activityId: number;
      personId: string;
      before: Attendance | null;
      after: Attendance | null;
    }
  | { of: 'activity'; id: number; before: Activity | null; after: Activity }
  | { of: 'record'; activityId: number; before: MeetingRecord | null; after: MeetingRecord | null }
  | { of: 'binding'; unitId: number; before: Binding | null; after: Binding | null }
  | { of: 'setting'; unitId: number; key: string; before: string | null; after: string | null }
  | { of: 'settled'; matter: string }
  | { of: 'item'; id: number; before: Item | null; after: number }
  | { of: 'evidence'; id: number }
  /** called by this message */
  | { of: 'muster'; id: number }
  | { of: 'muster_entry'; musterId: number; personId: string; before: MusterEntry; after: MusterEntry }
  | ToldChange
  | { of: 'teams'; personId: string; before: readonly string[]; after: readonly string[] };

/** A message that was answered, with what it changed: the audit trail and the source of 撤销. */
export interface StoredMessage {
  key: string;
  channel: string;
  chatId: string | null;
  userId: string;
  at: Instant;
  intent: string | null;
  text: string | null;
  reply: Reply | null;
  changes: Change[];
}

/** What was done that no single message shows: exports, imports, what an operator did. */
export interface AuditEntry {
  at: Instant;
  /** lower-cased userid, or `cli` */
  by: string;
  action: string;
  detail: unknown;
}

/** A question the bot asked one person in one chat; gone when answered, expired or overtaken. */
export interface Question {
  userId: string;
  /** chat id, or empty for private */
  chat: string;
  /**
   * `choice`: one of `options`; `report`: one of them, or a line that corrects the report `intent`; `item`: the next line
   * is what `intent.lacks` of the ledger matter names; `reason`: why the leave `intent` is asked; `record`: what is
   * lacking in the record of `intent`, or wrong there, or takes one of `options` by its number; `plan`: what is wrong with
   * the plan just made; `filing`: the field that `intent.field` names; the others: the answer names what the text lacks.
   */
  awaiting: 'choice' | 'report' | 'time' | 'type' | 'item' | 'reason' | 'record' | 'plan' | 'filing';
  options: Intent[];
  intent: Intent | null;
  /** what 对 means, where it means anything: an index into `options` */
  yes?: number;
  /** the message that the answer completes */
  text: string | null;
  /** what tells its buttons from those of another question: the key of the message that it was asked about */
  about?: string;
  /** set where the options are readings of `text`: when it was read. What is chosen then may teach the reader */
  readAt?: Instant;
  /** set where a further message offered more: how many options stood in the first, at the same numbers */
  atFirst?: number;
  expiresAt: Instant;
}

/**
 * What somebody chose when asked what a message means, or (choice 0 of 0) a message whose answer somebody called wrong,
 * with what it is read as: either may teach the reader.
 */
export interface Lesson {
  /** when it was chosen, and when the message was read */
  at: Instant;
  readAt: Instant;
  userId: string;
  /** the message that chose: taken back with it; `rated:` and the message itself where it was called wrong */
  messageKey: string;
  /** as said */
  text: string;
  intent: Intent;
  /** which of how many, from 1 */
  choice: number;
  choices: number;
}

/** Lessons are kept no longer than this. */
export const LESSON_LIFE_MS = 180 * DAY_MS;

/** Every question, without any effect. All answers of one transaction are of one moment. */
export interface ReadTx
  extends LedgerReadTx,
    PlanReadTx,
    FiguresTx,
    DashboardReadTx,
    MusterReadTx,
    ToldReadTx {
  /** everyone active; the same object until something changes */
  organisation(): Promise<Organisation>;
  departed(): Promise<Person[]>;

  /** stored replies, by key, of those that were answered before; null = answered with nothing */
  answered(messages: readonly { userId: string; key: string }[]): Promise<Map<string, Reply | null>>;
  /** what that person was answered lately, newest first */
  answeredSince(userId: string, since: Instant): Promise<{ key: string; reply: Reply | null }[]>;
  /** the words of a message that was answered, and when that was */
  said(message: { userId: string; key: string }): Promise<{ text: string | null; at: Instant } | undefined>;
  /** messages of that person whose answer was put off, and when; for ten minutes */
  slowMessages(userId: string): Promise<{ message: IncomingMessage; at: Instant }[]>;
  /** the newest message of that person in that chat (empty: private) that was answered as anything */
  lastSaid(userId: string, chat: string): Promise<{ key: string; intent: string } | undefined>;
  /** the newest message of that person with changes that are not undone, not older than `since` */
  lastChanged(userId: string, since: Instant): Promise<StoredMessage | undefined>;
  /** messages of that person that changed something, undone ones too, newest first, not older than `since` */
  changesBy(userId: string, since: Instant): Promise<StoredMessage[]>;

  /** every message that changed the meeting, its roll or its record, oldest first, with when it was undone; reads all since */
  changesOf(activityId: number, since: Instant): Promise<(StoredMessage & { undoneAt: Instant | null })[]>;

  activity(id: number): Promise<Activity | undefined>;
  /** activities of these units that start inside the span, soonest first; cancelled ones left out */
  activities(unitIds: readonly number[], from: Instant, to: Instant): Promise<Activity[]>;

  /** rolls of several activities in one go, so that a batch of check-ins asks once */
  preloadAttendance(activityIds: readonly number[]): Promise<void>;
  attendance(activityId: number): Promise<Entries>;
  /** of several past activities in one go; kept nowhere, so that a county's past does not drive out what is in use */
  rolls(activityIds: readonly number[]): Promise<Map<number, Attendance[]>>;

  record(activityId: number): Promise<MeetingRecord | undefined>;
  /** of several activities in one go */
  records(activityIds: readonly number[]): Promise<Map<number, MeetingRecord>>;
  bindings(): Promise<readonly Binding[]>;
  /** per-unit settings as written, e.g. `leave.approval` → `true` */
  settings(): Promise<ReadonlyMap<number, ReadonlyMap<string, string>>>;

  /** reads the open questions of several people in one go */
  preloadQuestions(userIds: readonly string[]): Promise<void>;
  question(userId: string, chat: string): Promise<Question | undefined>;

  /** lessons not older than `since`, in order */
  lessons(since: Instant): Promise<Lesson[]>;

  outboxOf(subject: string): Promise<OutboxRow[]>;
  /** small durable marks, e.g. the last pointer to 帮助 per person */
  mark(key: string): Promise<string | undefined>;
}

/** Every question and every change. */
export interface Tx extends ReadTx, LedgerTx, PlanTx, OutboxTx, DashboardTx, MusterTx, ToldTx {
  /** @param written told how many people are written so far */
  applyRoster(changes: RosterChanges, at: Instant, written?: (people: number) => void): Promise<void>;

  /** 队伍 of somebody on the roster, as organisation/teams.ts writes them */
  putTeams(personId: string, teams: readonly string[]): Promise<void>;
  /** written with the commit */
  addMessage(message: StoredMessage): void;
  markUndone(message: { userId: string; key: string }, at: Instant): Promise<void>;

  addActivity(activity: Omit<Activity, 'id' | 'revision'>): Promise<Activity>;
  /** writes everything but id; the stored revision grows by one */
  changeActivity(activity: Activity): Promise<Activity>;

  /** seen by later reads of this transaction at once, written with the commit */
  putAttendance(row: Attendance): Promise<void>;
  removeAttendance(activityId: number, personId: string): Promise<void>;

  putRecord(record: MeetingRecord): Promise<void>;
  removeRecord(activityId: number): Promise<void>;
  /** takes the activities of one more day that is over for good into the sums of figures; whether there are more */
  sumNextDay(now: Instant): Promise<boolean>;

  putBinding(binding: Binding): Promise<void>;
  removeBinding(unitId: number): Promise<void>;
  /** WeCom knows the push address no longer; binding it anew revives it */
  loseAddress(address: PushAddress, dead: NonNullable<Binding['dead']>): Promise<void>;
  /** somebody has spoken to the bot there again, so it may speak there */
  findAddress(address: PushAddress): Promise<void>;

  putSetting(unitId: number, key: string, value: string | null): Promise<void>;
  putQuestion(question: Question): Promise<void>;
  clearQuestion(userId: string, chat: string): Promise<void>;

  /** repeated, it changes nothing */
  keepSlow(message: IncomingMessage, at: Instant): Promise<void>;

  addLesson(lesson: Lesson): Promise<void>;
  /** what a message taught, when it is undone */
  forgetLesson(message: { userId: string; key: string }): Promise<void>;
  forgetLessons(before: Instant): Promise<void>;

  /** rows whose key stands already are left as they are */
  addOutbox(entries: OutboxEntry[]): Promise<void>;
  /** this transaction added something to be pushed */
  readonly hasPushes: boolean;
  /** cancels what waits under a subject, and keeps from another try what is in hand; returns how many waited */
  cancelOutbox(subject: string, rules?: string[]): Promise<number>;

  putMark(key: string, value: string): Promise<void>;
  /** every change of a message leaves an entry by itself */
  audit(entry: AuditEntry): Promise<void>;
}

interface ReadOptions {
  /**
   * Takes longer than a message may wait (a whole city's figures): where the database runs inside this process, it is
   * read in a thread of its own.
   */
  heavy?: boolean;
}

export interface WriteOptions {
  /** An operator waits for it, not a message: a city's roster takes longer than a message may. */
  patient?: boolean;
  /** Asked together with the beginning of the transaction and seen under its lock: others wait a journey less. */
  ahead?(tx: Pick<ReadTx, 'answered' | 'preloadQuestions'>): Promise<unknown>;
}

export interface Store extends OutboxQueue, OutboxByHand, Leases, BotChats, PageSessions {
  /**
   * One transaction at a time over all instances; resolves after the commit is durable. `work` may run again when the
   * database refused it for now. @throws StoreUnavailable
   */
  write<T>(work: (tx: Tx) => Promise<T>, options?: WriteOptions): Promise<T>;
  /**
   * Sees what was committed before its first question, and nothing later; waits for no writer, and none waits for it.
   * `work` may run again when the database refused it for now. @throws StoreUnavailable
   */
  read<T>(work: (tx: ReadTx) => Promise<T>, options?: ReadOptions): Promise<T>;
  /** what keeps messages from being stored, within two seconds: it writes, unless something was written just before */
  trouble(): Promise<StoreTrouble | undefined>;
  close(): Promise<void>;
}
