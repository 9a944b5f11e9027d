// One interface per table. Instants are epoch ms integers, JSON is text, userids are lower-cased.
import type { Generated } from 'kysely';
import type { DashboardTables } from './tables-dashboard.ts';
import type { FilingTables } from './tables-filing.ts';
import type { LedgerTables } from './tables-ledger.ts';
import type { MusterTables } from './tables-muster.ts';
import type { ProcessTables } from './tables-process.ts';
import type { SchemeTables } from './tables-scheme.ts';
import type { SumTables } from './tables-sums.ts';

interface UnitTable {
  id: Generated<number>;
  parent_id: number | null;
  kind: string;
  name: string;
  path: string;
}
export interface PersonTable {
  id: string;
  user_id: string;
  name: string;
  kind: string;
  mobile: number;
  branch_id: number | null;
  group_id: number | null;
  active: number;
  changed_at: number;
  /** JSON of 队伍; null: none was ever told */
  teams: string | null;
}
export interface OfficeTable {
  person_id: string;
  unit_id: number;
  role: string;
}
export interface ActivityTable {
  id: Generated<number>;
  unit_id: number;
  types: string;
  topic: string | null;
  place: string | null;
  start_at: number;
  end_at: number | null;
  host: string | null;
  recorder: string | null;
  lecturer: string | null;
  has_clock: number;
  stage: string;
  source: string;
  created_by: string | null;
  created_at: number;
  revision: number;
  fixed_for: string | null;
  changed_in: Generated<number>;
}
export interface AttendanceTable {
  activity_id: number;
  person_id: string;
  state: string;
  reason: string | null;
  at: number;
  by_person: string;
  changed_in: Generated<number>;
}
interface AttendanceGoneTable {
  activity_id: number;
  person_id: string;
  changed_in: number;
}
export interface RecordTable {
  activity_id: number;
  state: string;
  expected: number | null;
  present: number | null;
  absent: string;
  content: string | null;
  due: string;
  votes: string;
  resolutions: string;
  by_person: string;
  at: number;
}
export interface MessageTable {
  id: Generated<number>;
  key: string;
  channel: string;
  chat_id: string | null;
  user_id: string;
  at: number;
  intent: string | null;
  text: string | null;
  reply: string | null;
  changes: string | null;
  undone_at: Generated<number | null>;
}
export interface BindingTable {
  unit_id: number;
  chat_id: string | null;
  webhook_key: string | null;
  appchat_id: string | null;
  dead_at: number | null;
  dead_why: string | null;
  bound_by: string;
  bound_at: number;
}
export interface SettingTable {
  unit_id: number;
  key: string;
  value: string;
}
interface QuestionTable {
  user_id: string;
  chat: string;
  body: string;
  expires_at: number;
}
export interface OutboxTable {
  id: Generated<number>;
  /** push, card, file, evidence or recall; what only a push has is empty in the others */
  kind: string;
  key: string;
  /** earliest moment to send, or to send again */
  at: number;
  expires_at: number;
  rule: string;
  unit_id: number | null;
  subject: string;
  channel: string;
  recipients: string;
  audience: string;
  text: string;
  card: string | null;
  state: string;
  attempts: number;
  doubts: number;
  /** when it first may have arrived */
  doubted_at: Generated<number | null>;
  /** how far it overtakes others: an index into HASTES of ports/outbox.ts */
  urgent: Generated<number>;
  fence: number;
  lease_until: number | null;
  outcome: string | null;
  refused: string;
  sent_at: number | null;
  /** one a line */
  message_id: string | null;
  response_code: string | null;
  matters: Generated<string>;
  /** JSON of what the kind knows; of a push what it said that no other column tells, else null */
  payload: string | null;
}
/** A row of the outbox that has not ended, behind those that were due before it to the same recipient. */
interface OutboxLaneTable {
  lane: string;
  rank: number;
  due: number;
  outbox_id: number;
  /** messages that it takes */
  places: number;
}
/** What was sent to a recipient lately, by the database's clock. */
interface LaneUseTable {
  lane: string;
  at: number;
  outbox_id: number;
  fence: number;
  places: number;
}
interface SnoozeTable {
  person_id: string;
  matter: string;
  on_date: string;
}
interface SettledTable {
  matter: string;
  by_person: string;
  at: number;
}
interface LessonTable {
  id: Generated<number>;
  at: number;
  read_at: number;
  user_id: string;
  message_key: string;
  text: string;
  intent: string;
  choice: number;
  choices: number;
}
interface SlowMessageTable {
  user_id: string;
  key: string;
  at: number;
  /** JSON of the message as it came */
  body: string;
}
interface MarkTable {
  key: string;
  value: string;
}
interface RevisionTable {
  /** organisation, activity, binding */
  name: string;
  value: number;
}
export interface AuditTable {
  id: Generated<number>;
  at: number;
  by_person: string;
  action: string;
  detail: string;
  /** null: who and what are erased */
  salt: string | null;
  /** of who and what; like `hash` null only where a version without a chain wrote beside this one */
  digest: string | null;
  hash: string | null;
}

interface LeaseTable {
  name: string;
  holder: string;
  /** by the database's clock */
  until: number;
  note: string;
  noted_at: number;
}

export interface BotChatTable {
  chat: string;
  user_id: string | null;
  first_at: number;
  last_at: number;
  dead: string | null;
}

interface BotUserTable {
  open_id: string;
  user_id: string;
}

export interface Tables
  extends LedgerTables,
    DashboardTables,
    FilingTables,
    MusterTables,
    ProcessTables,
    SchemeTables,
    SumTables {
  unit: UnitTable;
  person: PersonTable;
  office: OfficeTable;
  activity: ActivityTable;
  attendance: AttendanceTable;
  attendance_gone: AttendanceGoneTable;
  meeting_record: RecordTable;
  message: MessageTable;
  binding: BindingTable;
  setting: SettingTable;
  question: QuestionTable;
  outbox: OutboxTable;
  outbox_lane: OutboxLaneTable;
  lane_use: LaneUseTable;
  snooze: SnoozeTable;
  settled: SettledTable;
  lesson: LessonTable;
  slow_message: SlowMessageTable;
  mark: MarkTable;
  revision: RevisionTable;
  audit: AuditTable;
  lease: LeaseTable;
  bot_chat: BotChatTable;
  bot_user: BotUserTable;
}
