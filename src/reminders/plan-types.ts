import type { Activity } from '../domain/activity/activity.ts';
import type { DateText, Instant } from '../domain/calendar/time.ts';
import type { Item } from '../domain/ledger/item.ts';
import type { Organisation } from '../domain/organisation/organisation.ts';
import type { Permissions } from '../domain/organisation/permissions.ts';
import type { Process } from '../domain/process/process.ts';
import type { Scheme } from '../domain/scheme/scheme.ts';
import type { CardButton, PushChannel } from '../ports/channels.ts';
import type { GroupsBy, PushAddress } from '../ports/push-address.ts';
import type { Settings } from '../settings/settings.ts';
import type { OwnSettings } from '../settings/units.ts';
import type { Wording } from '../wording/templates.ts';

/** What changes seldom: people, set-up, rules and words. */
export interface PlanSetting {
  org: Organisation;
  permissions: Permissions;
  settings: Settings;
  units: ReadonlyMap<number, OwnSettings>;
  /** where the group of a unit hears; units that share a chat share its address, and its daily cap */
  addresses: ReadonlyMap<number, PushAddress>;
  /** units whose group hears nothing any more, since when */
  lost: readonly { unitId: number; at: Instant }[];
  /** how persons are reached: app message, or the bot in private (long connection) */
  privateChannel: 'app' | 'bot';
  groupsBy: GroupsBy;
  /** display name to @-mention in a group; null where no bot listens in groups */
  botName: string | null;
  render: Wording;
}

/** Person ids of one activity's roll. */
export interface AttendanceSummary {
  present: readonly string[];
  leave: readonly string[];
  absent: readonly string[];
  /** leave that waits for consent: not chased */
  pendingLeave: readonly string[];
}

/** The plans (行动计划), and how many of their works each unit has reported for the running month. */
interface SchemeState {
  schemes: readonly Scheme[];
  /** YYYY-MM */
  month: string;
  reported: ReadonlyMap<number, number>;
}

/** A line of a digest that somebody put off, or that an outage kept back, and the working day it comes again. */
export interface Snooze {
  personId: string;
  matter: string;
  on: DateText;
}

/** What happens: the planner reads it as it stands and assumes that nothing further happens. */
export interface PlanState {
  /** with cancelled ones: a cancelled fixed day is not made again */
  activities: readonly Activity[];
  attendance: ReadonlyMap<number, AttendanceSummary>;
  items: readonly Item[];
  /** those that go on */
  processes: readonly Process[];
  /** matters said to be done, of requirements that are met by saying so */
  settled: ReadonlySet<string>;
  snoozes: readonly Snooze[];
  /** absent: there is no plan whose works are reported */
  plans?: SchemeState | undefined;
}

export interface PlanInput extends PlanSetting, PlanState {
  /** of some units alone: what they are told at its own moment is planned, and nothing of the morning */
  isPart?: boolean;
}

/** Half-open: from ≤ at < to. */
export interface TimeSpan {
  from: Instant;
  to: Instant;
}

/** One thing a message is about; settling it silences the message. */
interface Matter {
  /** e.g. `item:12`, `cadence:committee_meeting:3:2026-11` */
  key: string;
  unitId: number;
  /** as a person calls it: 整改12, 11月支委会 */
  name: string;
}

export type MessageRule =
  | 'invitation'
  | 'day_before'
  | 'opening'
  | 'nudge'
  | 'two_hours_before'
  | 'record_prompt'
  | 'digest';

export interface PlannedMessage {
  /** deterministic: the same matter at the same moment has the same key, however often it is planned */
  key: string;
  at: Instant;
  /** after this the message is of no use and is dropped as stale */
  expiresAt: Instant;
  rule: MessageRule;
  unitId: number;
  /** `activity:12`, `fixed_day:3:2026-11` or `digest:<person>:<date>`: the handle to cancel what waits */
  subject: string;
  /** the same for people: 主题党日 */
  title: string;
  /** userids as the roster writes them: recipients of a private message, those concerned of a group message */
  audience: string[];
  channel: PushChannel;
  /** the address a group message goes to; null for private ones */
  chat: string | null;
  text: string;
  matters: Matter[];
  buttons: CardButton[];
}
