// What figures over activities are counted from: read in bulk, because a city has more activities than a chat can wait for.
import type { Activity } from '../domain/activity/activity.ts';
import type { AttendanceState } from '../domain/activity/attendance.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { ActivityFact, ActivityTally } from '../domain/figures/activities.ts';

/** Activities of these units that start within the span (both ends included); cancelled ones are left out. */
export interface FigureQuery {
  unitIds: readonly number[];
  from: Instant;
  to: Instant;
  /** activities of any of these types; absent = all */
  types?: readonly ActivityType[] | undefined;
  /** as of when an activity is over */
  now: Instant;
  /** only whether activities were held is asked: 实到 of a roll is left uncounted, which spares a city seconds */
  heldOnly?: boolean;
  /** how long an activity without a stated end lasts in a unit, in ms */
  lastsMs(unitId: number): number;
}

/** One line of a roll, without the reason. */
export interface RollLine {
  activityId: number;
  personId: string;
  state: AttendanceState;
}

export interface FiguresTx {
  /** activities alike counted together, in no order */
  activityTallies(query: FigureQuery): Promise<ActivityTally[]>;
  /** one by one, soonest first */
  activityFacts(query: FigureQuery): Promise<ActivityFact[]>;
  /** the lines of their rolls */
  rollLines(activityIds: readonly Activity['id'][]): Promise<RollLine[]>;
  /** ids of those who were due, by activity, where its record keeps them */
  keptDue(activityIds: readonly Activity['id'][]): Promise<Map<number, ReadonlySet<string>>>;
}
