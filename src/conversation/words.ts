// Values that sentences are filled with.
import type { Activity } from '../domain/activity/activity.ts';
import { dueFor, type Roll, rollOf } from '../domain/activity/attendance.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { Turn } from './turn.ts';

/** `主题党日` or `主题党日暨党课`. */
export function activityName(turn: Pick<Turn, 'say'>, types: readonly ActivityType[]): string {
  return types.map((type) => turn.say(`activity_type.${type}`).text).join('暨');
}

interface ActivityWords {
  name: string;
  unit: string;
  startAt: number;
  place: string;
  topic: string;
  host: string;
  /** the activity is today */
  today: boolean;
}

export function activityWords(turn: Turn, activity: Activity): ActivityWords {
  return {
    name: activityName(turn, activity.types),
    unit: turn.org.unit(activity.unitId).name,
    startAt: activity.startAt,
    place: activity.place ?? '',
    topic: activity.topic ?? '',
    host: activity.host ?? '',
    today: dateOf(activity.startAt) === dateOf(turn.now),
  };
}

export async function currentRoll(turn: Turn, activity: Activity): Promise<Roll> {
  return rollOf(dueFor(activity, turn.org), await turn.tx.attendance(activity.id), turn.org);
}
