import type { Activity } from '../domain/activity/activity.ts';
import type { Requirement } from '../domain/activity/cadence.ts';
import type { Due } from '../domain/activity/due.ts';
import type { MinuteOfDay } from '../domain/calendar/minutes.ts';
import type { DateText } from '../domain/calendar/time.ts';
import type { FilingKind, FilingKindRow } from '../domain/filing/kinds.ts';
import type { Organisation, Person } from '../domain/organisation/organisation.ts';
import type { ActivityIndex } from './activity-index.ts';
import type { PlanInput } from './plan-types.ts';
import type { Posts, Recipient } from './posts.ts';
import type { LineName, Words } from './wording.ts';

/** Those expected at an activity, and everyone whom an invitation concerns, as userids of the roster. */
export interface DueList extends Due {
  userIds: string[];
  everyone: Person[];
  /** the members as a sentence lists them; made when first said */
  names?: string;
}

/** Who keeps the record of a unit. */
export interface Recorders {
  people: readonly Person[];
  /** of the roster */
  userIds: string[];
}

/** What every part of the planner works with. */
export interface Desk {
  input: PlanInput;
  index: ActivityIndex;
  posts: Posts;
  words: Words;
  topics: Topics;
  due(activity: Activity): DueList;
  recorders(unitId: number): Recorders;
  /** branches whose reports a person is to register */
  filesFor(personId: string): readonly number[];
  /** whether a branch owes a report; worked out once a branch */
  owes(unitId: number, kind: FilingKind): boolean;
  recipient(personId: string): { minute: MinuteOfDay; recipient: Recipient };
}

/** Topics that are the same for every unit, made once a day. */
interface Topics {
  once(
    date: DateText,
    about: Requirement | FilingKindRow | 'record',
    asks: string,
    when: string | number,
    make: () => Topic,
  ): Topic;
}

export function dailyTopics(): Topics {
  let today = '';
  let made = new Map<Requirement | FilingKindRow | 'record', Map<string, Map<string | number, Topic>>>();
  return {
    once(date, about, asks, when, make) {
      if (date !== today) {
        today = date;
        made = new Map();
      }
      // a map a step: the texts exist already, and putting them together for a key costs more than looking twice
      const own = kept(made, about, () => new Map<string, Map<string | number, Topic>>());
      const whens = kept(own, asks, () => new Map<string | number, Topic>());
      return kept(whens, when, make);
    },
  };
}

/** What the map holds at the key, made at the first question. */
export function kept<K, V extends object | string>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** One thing a person is told of in the digest: what is said, and of which matter of which unit. */
export interface Entry {
  matter: string;
  unitId: number;
  topic: Topic;
}

export interface Topic {
  /** as a person calls it: 整改12, 11月支委会 */
  name: string;
  /** urgency, the most urgent first */
  rank: number;
  /** orders topics of one rank */
  due: DateText;
  word: LineName;
  data: Readonly<Record<string, unknown>>;
  /** the same object for all units of a day: they share a line, and digests of the same topics share their text */
  common: boolean;
  /** lines of the same units that differ only in the name become one line; `data.name` is what they differ in */
  join: string | null;
}

/** Most urgent first; a person who reads only the first line reads the right one. */
export const RANK = {
  overdue: 10,
  today: 12,
  announcement: 14,
  record: 20,
  approval: 22,
  tomorrow: 24,
  unmet: 28,
  lastCall: 30,
  soon: 40,
  plan: 50,
  filing: 60,
  draft: 70,
  calendar: 80,
} as const;

/** The short name of a unit, with its parent where the name alone is not clear. */
export function unitNamer(org: Organisation): (unitId: number) => string {
  const counts = new Map<string, number>();
  for (const unit of org.units.values()) counts.set(unit.name, (counts.get(unit.name) ?? 0) + 1);
  const names = new Map<number, string>();
  return (unitId) => kept(names, unitId, () => clearName(org, counts, unitId));
}

function clearName(org: Organisation, counts: ReadonlyMap<string, number>, unitId: number): string {
  const unit = org.unit(unitId);
  const parent = unit.parentId === null ? undefined : org.units.get(unit.parentId);
  if (!parent || (unit.kind !== 'group' && counts.get(unit.name) === 1)) return unit.name;
  return `${parent.name}${unit.name}`;
}
