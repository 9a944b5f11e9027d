import { HOUR_MS, type Instant, MINUTE_MS } from '../calendar/time.ts';
import type { ActivityType } from './types.ts';

/** What somebody decided about an activity; open and closed follow from the clock and are never stored. */
export type ActivityStage = 'planned' | 'recorded' | 'cancelled';
export type ActivityPhase = 'open' | 'closed' | ActivityStage;

export interface Activity {
  id: number;
  unitId: number;
  /** one meeting may be several (主题党日暨党课); never empty */
  types: ActivityType[];
  topic: string | null;
  place: string | null;
  startAt: Instant;
  /** false: only the day was said, and `startAt` keeps it on that day; no hour of it is ever shown */
  hasClock: boolean;
  /** stated end; null = closes `closeAfterHours` after the start */
  endAt: Instant | null;
  /** names as written by the secretary */
  host: string | null;
  recorder: string | null;
  /** 主讲人 of a 党课 */
  lecturer: string | null;
  stage: ActivityStage;
  /** `fixed_day`: created by itself on the branch's 主题党日 */
  source: 'person' | 'fixed_day' | 'report';
  /** month (YYYY-MM) a `fixed_day` activity was made for, whatever day it was moved to; one per unit and month */
  fixedFor?: string | null;
  createdBy: string | null;
  createdAt: Instant;
  /** grows by one with each change of time, place or stage; part of every reminder's key */
  revision: number;
}

/** Defaults of config/activity.yaml, overridable per unit. */
export interface ActivitySettings {
  openBeforeMinutes: number;
  closeAfterHours: number;
  /** a leave needs the secretary's consent before it counts */
  leaveApproval: boolean;
  /** `member`: each checks in; `secretary`: one report by the secretary, nobody is prompted to check in */
  attendance: 'member' | 'secretary';
}

export function opensAt(activity: Activity, settings: ActivitySettings): Instant {
  return activity.startAt - settings.openBeforeMinutes * MINUTE_MS;
}

export function closesAt(activity: Activity, settings: ActivitySettings): Instant {
  return activity.endAt ?? activity.startAt + settings.closeAfterHours * HOUR_MS;
}

/** planned → open → closed → recorded; or cancelled. */
export function phaseOf(activity: Activity, now: Instant, settings: ActivitySettings): ActivityPhase {
  if (activity.stage !== 'planned') return activity.stage;
  if (now >= closesAt(activity, settings)) return 'closed';
  return now >= opensAt(activity, settings) ? 'open' : 'planned';
}
