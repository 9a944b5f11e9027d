import type { Activity } from '../domain/activity/activity.ts';
import { dueFor } from '../domain/activity/due.ts';
import { isCommitteeOnly } from '../domain/activity/types.ts';
import { type DateText, dateOf } from '../domain/calendar/time.ts';
import { SECRETARY_ROLES } from '../domain/organisation/organisation.ts';
import { responsibleFor } from '../domain/organisation/responsible.ts';
import { handleOf, type Occurrence } from './activity-index.ts';
import { type Desk, type DueList, type Entry, RANK, type Recorders, type Topic } from './entry.ts';
import type { PlanInput } from './plan-types.ts';
import { titleOf } from './title.ts';

const recordMatter = (activity: Activity): string => `record:${handleOf(activity)}`;

/** The line for a meeting that is over and has no record; branches that meet alike share its words. */
export function recordEntry(desk: Desk, activity: Activity, date: DateText): Entry | undefined {
  if (activity.stage !== 'planned') return undefined;
  const expected = desk.due(activity).members.length;
  const types = desk.words.types(activity);
  const topic = desk.topics.once(date, 'record', `${expected} ${types}`, activity.startAt, () => {
    const name = desk.words.say('name.record', { types, start: activity.startAt });
    const data = { types, start: activity.startAt, expected };
    const due = dateOf(activity.startAt);
    return { name, rank: RANK.record, due, word: 'line.record_due', data, common: true, join: null };
  });
  return { matter: recordMatter(activity), unitId: activity.unitId, topic };
}

/** An announcement that comes to a person as a line, because the unit has no group to hear it. */
export function announcementEntry(desk: Desk, { activity, event }: Occurrence): Entry {
  const { words } = desk;
  const name = titleOf(desk, activity);
  const data = { types: name, when: words.when(activity.startAt), place: words.place(activity) };
  const due = dateOf(activity.startAt);
  const topic: Topic = {
    name,
    rank: RANK.announcement,
    due,
    word: 'line.announcement',
    data,
    common: false,
    join: null,
  };
  return { matter: `${event.rule}:${handleOf(activity)}`, unitId: activity.unitId, topic };
}

/** 应到 by unit and kind of meeting, worked out once: ten thousand branches ask several times a month. */
export function dueLists({ org }: Pick<PlanInput, 'org'>): (activity: Activity) => DueList {
  const ofCommittees = new Map<number, DueList>();
  const ofUnits = new Map<number, DueList>();
  return (activity) => {
    const lists = isCommitteeOnly(activity.types) ? ofCommittees : ofUnits;
    const found = lists.get(activity.unitId);
    if (found) return found;
    const due = dueFor(activity, org);
    const everyone = [...due.members, ...due.mobile, ...due.observers];
    const made = { ...due, everyone, userIds: due.members.map((p) => p.userId) };
    lists.set(activity.unitId, made);
    return made;
  };
}

/** Those who keep the record of a unit: the leader of a group, the secretary of a branch. */
export function recordKeepers({ org }: Pick<PlanInput, 'org'>): (unitId: number) => Recorders {
  const known = new Map<number, Recorders>();
  return (unitId) => {
    const found = known.get(unitId);
    if (found) return found;
    const roles = org.unit(unitId).kind === 'group' ? (['党小组长'] as const) : SECRETARY_ROLES;
    const people = responsibleFor(org, unitId, roles);
    const made = { people, userIds: people.map((p) => p.userId) };
    known.set(unitId, made);
    return made;
  };
}
