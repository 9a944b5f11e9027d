import type { ActivitySettings } from '../domain/activity/activity.ts';
import type { Cadence } from '../domain/activity/cadence.ts';
import type { Shift } from '../domain/activity/fixed-day.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Intent } from '../domain/intent.ts';
import type { Organisation, Person, Unit } from '../domain/organisation/organisation.ts';
import type { Action, Matter, Permissions } from '../domain/organisation/permissions.ts';
import type { IncomingMessage, Reply } from '../ports/channels.ts';
import type { Change, Tx } from '../ports/store.ts';
import type { TemplateData, Templates } from '../wording/templates.ts';

/** What conversation knows of planning: days off, what is due, and how fixed days move. */
interface PlanningRules {
  calendar: Calendar;
  cadence: Cadence;
  fixedDayShift: Shift;
}

/** What every turn of a conversation shares. */
export interface Desk {
  templates: Templates;
  permissions: Permissions;
  defaults: ActivitySettings;
  /** lower-cased userids of ADMIN_USERIDS */
  admins: ReadonlySet<string>;
  planning: PlanningRules;
  /** when a push that answers a person's act may go out: now, or after quiet hours */
  pushAt(now: Instant): Instant;
}

/** One message being answered: who says what where, and the tools that already know it. */
export interface Turn extends Desk {
  tx: Tx;
  now: Instant;
  message: IncomingMessage;
  /** as said, for the record and for questions that it completes */
  text: string;
  intent: Intent;
  sender: Person;
  org: Organisation;
  /** chat id, or empty in private */
  chat: string;
  /** the unit this group chat is bound to */
  groupUnit: Unit | undefined;
  /** the sender has said 对 to what this intent was asked about */
  confirmed: boolean;
  /** what this message changed so far, for 撤销 */
  changes: Change[];
  say(name: string, data?: TemplateData): Reply;
}

/** Answers one intent; null says nothing. */
export type Handler = (turn: Turn) => Promise<Reply | null>;

export const mayDo = (turn: Turn, action: Action, matter: Matter): boolean =>
  turn.permissions.may(turn.org, turn.sender, action, matter);

/** One line that says who can instead. */
export function refuse(turn: Turn, action: Action, matter: Matter): Reply {
  const who = turn.permissions.whoMay(turn.org, action, matter).slice(0, 3);
  return turn.say('general.not_allowed', {
    action,
    unit: turn.org.unit(matter.unitId).name,
    who: who.map((p) => p.name),
  });
}
