// Pictures of a meeting: whoever was due at it, or may record it, sends them from its opening until a day after its end.

import {
  type Activity,
  type ActivitySettings,
  closesAt,
  opensAt,
} from '../../../domain/activity/activity.ts';
import { meetingName } from '../../../domain/activity/types.ts';
import { DAY_MS, dateOf, instantOf } from '../../../domain/calendar/time.ts';
import type { MediaRef, Reply } from '../../../ports/channels.ts';
import { candidates, concerns, type Near, targetOf, unitsOf } from '../../near.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { whenOf } from '../../words.ts';

/** Of several meetings the newest that has begun; undefined where the pictures fit none, or are no pictures. */
export async function meetingPictured(turn: Turn, media: readonly MediaRef[]): Promise<Activity | undefined> {
  if (!media.every(({ kind }) => kind === 'image')) return undefined;
  const near = await candidates(turn, unitsOf(turn), undefined);
  const fitting = near.filter((n) => isOpenFor(turn, n)).map((n) => n.activity);
  return fitting.findLast((a) => a.startAt <= turn.now) ?? fitting[0];
}

/** Whether the sender may add pictures to the meeting now. */
function isOpenFor(turn: Turn, { activity, settings }: Pick<Near, 'activity' | 'settings'>): boolean {
  const [from, to] = windowOf(activity, settings);
  const isIn = from <= turn.now && turn.now <= to;
  return isIn && (concerns(turn, activity) || mayDo(turn, 'submit_record', targetOf(activity)));
}

function windowOf(activity: Activity, settings: ActivitySettings): [from: number, to: number] {
  if (activity.hasClock) return [opensAt(activity, settings), closesAt(activity, settings) + DAY_MS];
  const day = instantOf(dateOf(activity.startAt));
  return [day, day + 2 * DAY_MS];
}

/** @param ids of the pictures, which are kept as photos of the meeting already */
export async function photosKept(turn: Turn, activity: Activity, ids: readonly number[]): Promise<Reply> {
  const all = await turn.tx.photosOf([activity.id]);
  const placeOf = (id: number | undefined) => all.findIndex((photo) => photo.id === id) + 1;
  return turn.say('decisions.photo_kept', {
    ...photoWords(activity),
    number: placeOf(ids[0]),
    last: placeOf(ids.at(-1)),
  });
}

export const photoWords = (activity: Activity) => ({
  name: meetingName(activity.types),
  startAt: whenOf(activity),
});
