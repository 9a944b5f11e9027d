import {
  type OnceDate,
  onceReminders,
  type Requirement,
  requirementsAt,
} from '../domain/activity/cadence.ts';
import type { MinuteOfDay } from '../domain/calendar/minutes.ts';
import type { DateText } from '../domain/calendar/time.ts';
import { nearestAdmins, responsibleFor } from '../domain/organisation/responsible.ts';
import { push } from './activity-index.ts';
import type { PlanSetting } from './plan-types.ts';
import { minuteWithin } from './spread.ts';
import { ROUNDS, type Steps } from './steps.ts';

/** What one person answers for at one unit. */
export interface Post {
  unitId: number;
  /** requirements the person is reminded of */
  told: RequirementList;
  /** requirements whose failure the person hears of as admin */
  over: RequirementList;
}

/** A person with everything the person answers for. */
export interface Recipient {
  personId: string;
  /** as the roster writes it */
  userId: string;
  posts: readonly Post[];
  /** number of the kind of these posts; absent for those who have none */
  kind?: number;
}

/** Equal lists are one object with one number, so that a day works out once which requirements of a list count. */
interface RequirementList {
  number: number;
  requirements: readonly Requirement[];
}

interface OnceNotice {
  personId: string;
  unitId: number;
  requirement: Requirement;
  date: OnceDate;
}

/** Who answers for what; hangs on people, offices and settings only, so it outlives many ticks. */
export interface Posts {
  of(personId: string): readonly Post[];
  /** people with posts whose digest goes at that minute of the day */
  at(minute: MinuteOfDay): readonly Recipient[];
  /** by their number */
  lists: readonly RequirementList[];
  /** posts that ask on the same days are one kind: a day asks once for each, not for each person */
  kinds: readonly (readonly Post[])[];
  ofUnit(unitId: number): readonly Requirement[];
  once(date: DateText): readonly OnceNotice[];
  onceDates: readonly { unitId: number; requirement: Requirement; date: OnceDate }[];
}

const NONE: readonly never[] = [];

export const NO_POSTS: Posts = {
  of: () => NONE,
  at: () => NONE,
  lists: NONE,
  kinds: NONE,
  ofUnit: () => NONE,
  once: () => NONE,
  onceDates: NONE,
};

export function* indexPosts(setting: PlanSetting): Steps<Posts> {
  const { org } = setting;
  const { cadence } = setting.settings;
  const byUnit = new Map<number, Requirement[]>();
  const byPerson = new Map<string, Map<number, Named>>();
  for (const unit of org.units.values()) {
    const own = requirementsAt(cadence, org, unit.id);
    if (own.length === 0) continue;
    byUnit.set(unit.id, own);
    if (byUnit.size % ROUNDS === 0) yield;
    const admins = nearestAdmins(org, unit.id);
    for (const requirement of own) {
      if (requirement.period === 'once') continue;
      for (const p of responsibleFor(org, unit.id, requirement.tell))
        postOf(byPerson, p.id, unit.id).told.push(requirement);
      if (requirement.escalate)
        for (const p of admins) postOf(byPerson, p.id, unit.id).over.push(requirement);
    }
  }
  const lists: RequirementList[] = [];
  const shared = sharing(lists);
  const posts = new Map<string, Post[]>();
  for (const [id, of] of byPerson) {
    const own = [...of.values()];
    posts.set(
      id,
      own.map((p) => ({ unitId: p.unitId, told: shared(p.told), over: shared(p.over) })),
    );
    if (posts.size % ROUNDS === 0) yield;
  }
  const byMinute = new Map<MinuteOfDay, Recipient[]>();
  const kinds: (readonly Post[])[] = [];
  const kindOf = numbering(kinds);
  // in the order of their messages, which spares each minute of the year most of its sorting
  for (const [i, personId] of [...posts.keys()].sort().entries()) {
    if (i % ROUNDS === ROUNDS - 1) yield;
    const { userId } = org.people.get(personId)!;
    const minute = minuteWithin(setting.settings.reminders.digest.window, personId);
    const own = posts.get(personId)!;
    push(byMinute, minute, { personId, userId, posts: own, kind: kindOf(own) });
  }
  const onceDates = onceDatesOf(setting, byUnit);
  const once = onceNotices(setting, onceDates);
  return {
    of: (personId) => posts.get(personId) ?? NONE,
    at: (minute) => byMinute.get(minute) ?? NONE,
    lists,
    kinds,
    ofUnit: (unitId) => byUnit.get(unitId) ?? NONE,
    once: (date) => once.get(date) ?? NONE,
    onceDates,
  };
}

function sharing(lists: RequirementList[]): (list: Requirement[]) => RequirementList {
  const numbers = new Map<Requirement, number>();
  const known = new Map<string, RequirementList>();
  return (requirements) => {
    for (const r of requirements) if (!numbers.has(r)) numbers.set(r, numbers.size);
    const key = requirements.map((r) => numbers.get(r)).join();
    const found = known.get(key);
    if (found) return found;
    const made = { number: lists.length, requirements };
    lists.push(made);
    known.set(key, made);
    return made;
  };
}

function numbering(kinds: (readonly Post[])[]): (posts: readonly Post[]) => number {
  const known = new Map<string, number>();
  return (posts) => {
    const lists = new Set(posts.map(({ told, over }) => `${told.number}/${over.number}`));
    const key = [...lists].sort().join();
    const number = known.get(key) ?? kinds.push(posts) - 1;
    known.set(key, number);
    return number;
  };
}

/** A post while it is being put together. */
interface Named {
  unitId: number;
  told: Requirement[];
  over: Requirement[];
}

function postOf(byPerson: Map<string, Map<number, Named>>, personId: string, unitId: number): Named {
  const units = byPerson.get(personId) ?? new Map<number, Named>();
  byPerson.set(personId, units);
  const post = units.get(unitId) ?? { unitId, told: [], over: [] };
  units.set(unitId, post);
  return post;
}

function onceDatesOf(setting: PlanSetting, byUnit: ReadonlyMap<number, Requirement[]>): Posts['onceDates'] {
  if (setting.settings.cadence.dates.length === 0) return [];
  const idOf = new Map([...setting.org.units.values()].map((u) => [u.path, u.id]));
  return setting.settings.cadence.dates.flatMap((date) => {
    const unitId = idOf.get(date.unit);
    const requirement =
      unitId === undefined ? undefined : byUnit.get(unitId)?.find((r) => r.id === date.requirement);
    return unitId !== undefined && requirement?.period === 'once' ? [{ unitId, requirement, date }] : [];
  });
}

function onceNotices(setting: PlanSetting, dates: Posts['onceDates']): Map<DateText, OnceNotice[]> {
  const days = new Map<DateText, OnceNotice[]>();
  for (const { unitId, requirement, date } of dates) {
    const told = responsibleFor(setting.org, unitId, requirement.tell);
    for (const day of onceReminders(requirement, date.on, setting.settings.calendar))
      for (const p of told) push(days, day, { personId: p.id, unitId, requirement, date });
    if (!requirement.escalate) continue;
    const after = setting.settings.calendar.addWorkingDays(date.on, 1);
    for (const p of nearestAdmins(setting.org, unitId))
      push(days, after, { personId: p.id, unitId, requirement, date });
  }
  return days;
}
