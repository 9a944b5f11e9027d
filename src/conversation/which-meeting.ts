import type { Activity } from '../domain/activity/activity.ts';
import type { ActivityType } from '../domain/activity/types.ts';
import { isoShanghai } from '../domain/calendar/time.ts';
import type { Intent } from '../domain/intent.ts';
import type { Reply } from '../ports/channels.ts';
import { offerItems } from './questions.ts';
import type { Turn } from './turn.ts';
import { activityWords } from './words.ts';

/** Meetings shown at most. */
export const SHOWN_MEETINGS = 5;

/** What tells a meeting from others, by any of which it is chosen. */
interface Chosen {
  activityId: number;
  activityType: ActivityType;
  /** `YYYY-MM-DDTHH:MM:SS+08:00` */
  at: string;
}

/** Each meeting with its number, kind and day; `meant` is what is done with the one that is chosen. */
export async function askWhichMeeting(
  turn: Turn,
  list: readonly Activity[],
  meant: (chosen: Chosen) => Intent,
): Promise<Reply> {
  const shown = list.slice(0, SHOWN_MEETINGS);
  await offerItems(
    turn,
    shown.map(({ id, types, startAt }) =>
      meant({ activityId: id, activityType: types[0]!, at: isoShanghai(startAt) }),
    ),
  );
  return turn.say('activity.which', { activities: shown.map((activity) => activityWords(turn, activity)) });
}
