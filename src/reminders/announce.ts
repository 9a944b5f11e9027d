import type { Activity } from '../domain/activity/activity.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import type { ActivityEvent } from './activity-events.ts';
import { handleOf, identityOf, type Occurrence } from './activity-index.ts';
import type { Desk, DueList } from './entry.ts';
import type { MessageRule, PlannedMessage } from './plan-types.ts';
import { titleOf } from './title.ts';

/** Names listed in a nudge; more are counted. */
const NAMES_LISTED = 50;
/** A card holds little. */
const ON_CARD = 10;
const NOBODY: readonly Person[] = [];

/**
 * The message of one occurrence, to the group or to persons; undefined when there is nobody left to tell.
 * @param audience userids to reach in private; those concerned, when left out
 */
export function announcementOf(
  desk: Desk,
  { activity, event }: Occurrence,
  audience?: string[],
): PlannedMessage | undefined {
  const rule = event.rule as MessageRule;
  const roll = turnoutOf(desk, activity);
  const userIds = audience ?? concerned(desk, event, roll, activity);
  if (userIds.length === 0) return undefined;
  const address = event.way === 'group' ? desk.input.addresses.get(activity.unitId) : undefined;
  const title = titleOf(desk, activity);
  const subject = handleOf(activity);
  const text = sentenceFor(desk, activity, event, roll, title);
  return {
    key: keyOf(activity, event),
    at: event.at,
    expiresAt: event.expiresAt,
    rule,
    unitId: activity.unitId,
    subject,
    title,
    audience: userIds,
    channel: address?.channel ?? desk.input.privateChannel,
    chat: address?.chat ?? null,
    text: address?.channel === 'appchat' ? `${text}\n${desk.words.say('part.unheard')}` : text,
    matters: [{ key: subject, unitId: activity.unitId, name: title }],
    // A webhook carries no buttons that anybody hears of.
    buttons: address && address.channel !== 'bot' ? [] : buttonsOf(desk, rule, activity, roll),
  };
}

/** Whether anybody is left to tell: a nudge with everybody there is none. */
export function hasAudience(desk: Desk, { activity, event }: Occurrence): boolean {
  if (event.rule === 'record_prompt') return desk.recorders(activity.unitId).people.length > 0;
  if (!desk.input.attendance.has(activity.id)) return desk.due(activity).members.length > 0;
  return concerned(desk, event, turnoutOf(desk, activity), activity).length > 0;
}

/** An invitation is made once for good; what hangs on time or place is made again when they change. */
function keyOf(activity: Activity, event: Pick<ActivityEvent, 'rule' | 'date'>): string {
  const identity = identityOf(activity);
  return event.rule === 'invitation'
    ? `invitation:${identity}`
    : `${event.rule}:${identity}:r${activity.revision}:${event.date}`;
}

interface Turnout {
  due: DueList;
  present: readonly Person[];
  leave: readonly Person[];
  absent: readonly Person[];
  missing: readonly Person[];
  /** missing without having asked for leave */
  chased: readonly Person[];
}

function turnoutOf(desk: Desk, activity: Activity): Turnout {
  const due = desk.due(activity);
  const known = desk.input.attendance.get(activity.id);
  if (!known)
    return {
      due,
      present: NOBODY,
      leave: NOBODY,
      absent: NOBODY,
      missing: due.members,
      chased: due.members,
    };
  const [came, left, asked] = [new Set(known.present), new Set(known.leave), new Set(known.pendingLeave)];
  const gone = new Set(known.absent);
  const missing = due.members.filter((p) => !came.has(p.id) && !left.has(p.id) && !gone.has(p.id));
  return {
    due,
    present: due.members.filter((p) => came.has(p.id)),
    leave: due.members.filter((p) => !came.has(p.id) && left.has(p.id)),
    absent: due.members.filter((p) => gone.has(p.id)),
    missing,
    chased: missing.filter((p) => !asked.has(p.id)),
  };
}

function concerned(desk: Desk, event: ActivityEvent, roll: Turnout, activity: Activity): string[] {
  const { due, chased, leave, absent } = roll;
  if (event.rule === 'record_prompt') return desk.recorders(activity.unitId).userIds;
  if (event.rule === 'nudge' || event.rule === 'opening')
    return chased === due.members ? due.userIds : chased.map((p) => p.userId);
  // In private nobody is reminded who has said already that they cannot come.
  if (event.way === 'group' || leave.length + absent.length === 0) return due.userIds;
  const away = new Set([...leave, ...absent]);
  return due.members.filter((p) => !away.has(p)).map((p) => p.userId);
}

function sentenceFor(
  desk: Desk,
  activity: Activity,
  event: ActivityEvent,
  roll: Turnout,
  types: string,
): string {
  const { words } = desk;
  const grouped = event.way === 'group';
  const common = { types, when: spanOf(desk, activity) };
  const place = words.place(activity);
  switch (event.rule) {
    case 'invitation':
    case 'day_before': {
      const topic = activity.topic === null ? '' : words.fill('part.topic', { topic: activity.topic });
      const leave = words.toSend('part.say_leave', grouped);
      return words.say(`activity.${event.rule}`, { ...common, leave, place, topic });
    }
    case 'opening':
      return words.say('activity.opening', {
        ...common,
        checkin: words.toSend('part.say_checkin', grouped),
        place,
      });
    case 'nudge':
      return words.fill('activity.nudge', {
        ...common,
        leave: words.toSend('part.say_leave', grouped),
        checkin: words.toSend('part.say_checkin', grouped),
        count: roll.chased.length,
        names: roll.chased === roll.due.members ? namesOfAll(desk, roll.due) : listed(desk, roll.chased),
      });
    case 'record_prompt':
      return recordText(desk, common, roll, activity);
    default:
      return words.say('activity.two_hours_before', { ...common, place });
  }
}

/** With its end where one was stated. */
function spanOf({ words }: Desk, { startAt, endAt }: Activity): string {
  const when = words.when(startAt);
  return endAt === null ? when : words.say('part.until', { when, end: endAt });
}

function recordText(
  desk: Desk,
  common: { types: string; when: string },
  roll: Turnout,
  { types, startAt }: Activity,
): string {
  const { words } = desk;
  const expected = roll.due.members.length;
  const what = words.types({ types });
  if (roll.present.length === 0)
    return words.say('activity.record_prompt_empty', { ...common, expected, what, start: startAt });
  const part = (name: 'part.on_leave' | 'part.absent' | 'part.unknown', people: readonly Person[]) =>
    people.length === 0
      ? ''
      : words.fill(name, { names: listed(desk, people, ON_CARD), count: people.length });
  return words.fill('activity.record_prompt', {
    ...common,
    expected,
    present: roll.present.length,
    leave: part('part.on_leave', roll.leave),
    absent: part('part.absent', roll.absent),
    unknown: part('part.unknown', roll.missing),
    example: exampleOf(desk, roll),
  });
}

/** A correction that could be meant: of somebody of whom nothing is known, else of one who was there. */
function exampleOf({ words }: Desk, { missing, present }: Turnout): string {
  const [lost] = missing;
  return lost
    ? words.fill('part.say_makeup', { name: lost.name })
    : words.fill('part.say_absent', { name: present[0]!.name });
}

/** Nobody has come yet, as a plan of days to come sees it: the same names each month. */
function namesOfAll(desk: Desk, due: DueList): string {
  due.names ??= listed(desk, due.members);
  return due.names;
}

function listed({ words }: Desk, people: readonly Person[], most = NAMES_LISTED): string {
  const names = words.fill('part.names', { names: people.slice(0, most).map((p) => p.name) });
  return people.length > most ? words.fill('part.and_more', { names, count: people.length }) : names;
}

function buttonsOf(
  { words }: Desk,
  rule: MessageRule,
  activity: Activity,
  { present }: Turnout,
): PlannedMessage['buttons'] {
  // Without a single check-in there is nothing to confirm: the figures have to be said.
  if (rule === 'record_prompt') {
    const all = { text: words.say('button.all'), key: `all:${activity.id}`, style: 1 as const };
    const edit = { text: words.say('button.edit'), key: `edit:${activity.id}`, style: 2 as const };
    const none = { text: words.say('button.not_held'), key: `not_held:${activity.id}`, style: 2 as const };
    const confirm = { text: words.say('button.confirm'), key: `record:${activity.id}`, style: 1 as const };
    return present.length === 0 ? [all, edit, none] : [all, confirm, edit, none];
  }
  if (rule !== 'invitation' && rule !== 'day_before' && rule !== 'opening') return [];
  const leave = { text: words.say('button.leave'), key: `leave:${activity.id}`, style: 2 as const };
  if (rule !== 'opening') return [leave];
  return [{ text: words.say('button.checkin'), key: `checkin:${activity.id}`, style: 1 }, leave];
}
