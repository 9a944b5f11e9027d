import type { Instant } from '../domain/calendar/time.ts';
import type { IntentName, IntentOf } from '../domain/intent.ts';
import type { Organisation, Person, Unit } from '../domain/organisation/organisation.ts';
import type { Action, Permissions, Target } from '../domain/organisation/permissions.ts';
import type { ReadingOptions } from '../parsing/reader.ts';
import type { IncomingMessage, Reply } from '../ports/channels.ts';
import type { EntryLinks } from '../ports/dashboard.ts';
import type { GroupsBy } from '../ports/push-address.ts';
import type { Change, Tx } from '../ports/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { Given, SentenceName } from '../wording/catalogue.ts';
import type { Templates } from '../wording/templates.ts';

/** What every turn of a conversation shares. */
export interface Tools {
  templates: Templates;
  permissions: Permissions;
  /** lower-cased userids of ADMIN_USERIDS */
  admins: ReadonlySet<string>;
  settings: Settings;
  /** what a group mentions the bot by; null where it cannot hear one */
  botName: string | null;
  /** how persons and groups are pushed to */
  personsBy: 'app' | 'bot';
  groupsBy: GroupsBy;
  /** whether there is an application, which alone can make groups */
  canMakeGroups?: boolean;
  /** nobody can be sent a file in private: there is neither an application nor a long connection */
  noFiles?: boolean;
  /** to the page for admins, where a server shows one */
  entryLinks?: EntryLinks | undefined;
  /** when a push that answers a person's act may go out: now, or after quiet hours */
  pushAt(now: Instant): Instant;
}

/** One message being answered: who says what where, and the tools that already know it. */
export interface Turn<N extends IntentName = IntentName> extends Tools {
  tx: Tx;
  now: Instant;
  message: IncomingMessage;
  /** as said, for the record and for questions that it completes */
  text: string;
  intent: IntentOf<N>;
  /** what was known when the message was read; what completes it is read with the same */
  reading: ReadingOptions;
  sender: Person;
  org: Organisation;
  /** chat id, or empty in private */
  chat: string;
  /** the unit this group chat is bound to */
  groupUnit: Unit | undefined;
  /** so many answers to it share one message; absent: it is the only one */
  sharing?: number;
  /** what this message changed so far, for 撤销 */
  changes: Change[];
  say<N extends SentenceName>(name: N, ...data: Given<N>): Reply;
}

/** The same message with another meaning. */
export const meaning = <N extends IntentName>(turn: Turn, intent: IntentOf<N>): Turn<N> => ({
  ...turn,
  intent,
});

/** For what an answer shows or offers; whether an intent may be carried out is asked in act.ts and nowhere else. */
export const mayDo = (turn: Turn, action: Action, target: Target): boolean =>
  turn.permissions.may(turn.org, turn.sender, action, target);

/** Nothing was to be recorded, and the refusal does not speak of it. */
const ONLY_ASKS: ReadonlySet<IntentName> = new Set<IntentName>([
  'query',
  'query_more',
  'export',
  'dashboard',
  'delivery_status',
  'diagnose',
]);

/** Asked to be made or sent, and no question whose answer somebody else has. */
const isRequest = (intent: IntentName): boolean =>
  intent.endsWith('export') || intent === 'dashboard' || intent === 'diagnose';

/** 这个要问书记, behind a question; 这件事要由书记来办, of what was to be done. */
const isQuestion = ({ intent }: Turn, action: Action): boolean =>
  action.startsWith('see_') &&
  !isRequest(intent.intent) &&
  !('format' in intent && intent.format === 'file') &&
  !('toGroup' in intent && intent.toGroup);

const refusals = new WeakSet<Reply>();

/** What was refused is nothing to go on from. */
export const isRefusal = (reply: Reply): boolean => refusals.has(reply);

/** One line that says who can instead. */
export function refuse(turn: Turn, action: Action, target: Target): Reply {
  const reply = turn.say('general.not_allowed', {
    unit: turn.org.unit(target.unitId).name,
    who: whoMay(turn, action, target),
    question: isQuestion(turn, action),
    asks: ONLY_ASKS.has(turn.intent.intent),
  });
  refusals.add(reply);
  return reply;
}

/** Up to three who may, each with the nearest office at the unit or above it; none for whom only the settings name. */
export function whoMay({ org, permissions }: Turn, action: Action, target: Target) {
  const people = permissions.whoMay(org, action, target).slice(0, 3);
  return people.map(({ id, name }) => {
    const held = org.officesOf(id);
    const at = org.ancestry(target.unitId).find((unit) => held.some((office) => office.unitId === unit.id));
    return { role: held.find((office) => office.unitId === at?.id)?.role ?? '', name };
  });
}
