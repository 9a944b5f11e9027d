// What figures over activities are counted from: read in bulk, because a city has more activities than a chat can wait for.
import type { Activity } from '../domain/activity/activity.ts';
import type { AttendanceState } from '../domain/activity/attendance.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type {
  ActivityFact,
  ActivityStanding,
  ActivityTally,
  StandingTally,
  StandingUnits,
} from '../domain/figures/activities.ts';
import type { FilingKind } from '../domain/filing/kinds.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import type { ProcessKind } from '../domain/process/kinds.ts';

/** Activities that start within the span (both ends included); cancelled ones are left out. */
export interface SpanQuery {
  from: Instant;
  to: Instant;
  /** activities of any of these types; absent = all */
  types?: readonly ActivityType[] | undefined;
  /** as of when an activity is over */
  now: Instant;
  /** how long an activity without a stated end lasts, in ms: at most a day */
  lastsMs: number;
  /** the same for units that have settled it otherwise */
  ownLastsMs: ReadonlyMap<number, number>;
}

export interface FigureQuery extends SpanQuery {
  unitIds: readonly number[];
}

export interface KindQuery extends FigureQuery {
  types: readonly ActivityType[];
}

/** Units with an activity of just these types. */
interface UnitsOfTypes {
  types: ActivityType[];
  unitIds: number[];
}

/** Units that held meetings of just these types in a year. */
interface MonthsOfTypes {
  types: ActivityType[];
  year: number;
  unitIds: number[];
  /** of each in which months: as bits, the lowest is January */
  months: number[];
}

/** Units above branch level, each with everything below it; none lies within another. */
interface AreaQuery extends SpanQuery {
  topIds: readonly number[];
}

/** Which activities are read: by where they stand, and of those the soonest so many. */
interface FactChoice {
  is(standing: ActivityStanding): boolean;
  first?: number | undefined;
}

/** One line of a roll, without the reason. */
export interface RollLine {
  activityId: number;
  personId: string;
  state: AttendanceState;
}

export interface StoredKeys {
  types: ReadonlyMap<ActivityType, number>;
  kinds: ReadonlyMap<ItemKind, number>;
  reports: ReadonlyMap<FilingKind, number>;
  processes: ReadonlyMap<ProcessKind, number>;
}

export interface FiguresTx {
  /** activities alike counted together, in no order */
  activityTallies(query: FigureQuery): Promise<ActivityTally[]>;
  /** the same for whole areas, from kept sums: a city's in the time of a branch's */
  activitySums(query: AreaQuery): Promise<StandingTally[]>;
  /** units of the query with at least one activity that stands so; `withDue`: and that somebody was due at */
  unitsWith(
    query: FigureQuery,
    is: (standing: ActivityStanding) => boolean,
    withDue: boolean,
  ): Promise<Set<number>>;
  /** the same by what the activities are, each unit once for each */
  unitsHaving(query: KindQuery, is: (standing: ActivityStanding) => boolean): Promise<UnitsOfTypes[]>;
  /** how the activities stand of which that holds, and in which units */
  unitsByStanding(query: KindQuery, is: (standing: ActivityStanding) => boolean): Promise<StandingUnits[]>;
  /**
   * In which months units held meetings that were held then. The span is of whole months; what lies outside may be told
   * too, and so may other units.
   */
  monthsHeld(query: FigureQuery): Promise<MonthsOfTypes[]>;
  /** when the first activity of all begins; undefined: there is none */
  firstActivity(): Promise<Instant | undefined>;
  /** one by one, soonest first */
  activityFacts(query: FigureQuery, choice?: FactChoice): Promise<ActivityFact[]>;
  /** the lines of their rolls */
  rollLines(activityIds: readonly Activity['id'][]): Promise<RollLine[]>;
  /** ids of those who were due, by activity, where its record keeps them */
  keptDue(activityIds: readonly Activity['id'][]): Promise<Map<number, ReadonlySet<string>>>;
  /** the types that stored activities are of and the kinds that items, filings and processes are of, each with how many are */
  storedKeys(): Promise<StoredKeys>;
  /** whether days are over for good whose activities are not summed yet */
  hasUnsummed(now: Instant): Promise<boolean>;
}
