// Values that sentences are filled with.
import type { Activity } from '../domain/activity/activity.ts';
import { type Roll, rollOf } from '../domain/activity/attendance.ts';
import { meetingName } from '../domain/activity/types.ts';
import { dateOf } from '../domain/calendar/time.ts';
import type { Turn } from './turn.ts';

interface ActivityWords {
  name: string;
  unit: string;
  /** a date alone where no hour of it is known */
  startAt: number | string;
  /** end, where one was stated */
  endAt: number | string;
  place: string;
  topic: string;
  host: string;
  lecturer: string;
  /** the activity is today */
  today: boolean;
}

export function activityWords(turn: Turn, activity: Activity): ActivityWords {
  return {
    name: meetingName(activity.types),
    unit: turn.org.unit(activity.unitId).name,
    startAt: whenOf(activity),
    endAt: activity.endAt ?? '',
    place: activity.place ?? '',
    topic: activity.topic ?? '',
    // Who lectures and stands as host too is named once.
    host: activity.host === activity.lecturer ? '' : (activity.host ?? ''),
    lecturer: activity.lecturer ?? '',
    today: dateOf(activity.startAt) === dateOf(turn.now),
  };
}

/** As sentences write it: the moment, or the date where only the day is known. */
export const whenOf = ({ startAt, hasClock }: Pick<Activity, 'startAt' | 'hasClock'>): number | string =>
  hasClock ? startAt : dateOf(startAt);

export async function currentRoll(turn: Turn, activity: Activity): Promise<Roll> {
  const attendance = await turn.tx.attendance(activity.id);
  // A check-in pays for no question that has no answer yet.
  const record = activity.stage === 'recorded' ? await turn.tx.record(activity.id) : undefined;
  return rollOf(activity, attendance, turn.org, record);
}
