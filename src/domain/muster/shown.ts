// A muster as sentences speak of it.
import { dateOf, type Instant } from '../calendar/time.ts';
import type { Muster } from './muster.ts';

export const shownMuster = (muster: Omit<Muster, 'id'>, now: Instant) => ({
  drill: muster.isDrill,
  target: muster.target,
  place: muster.place ?? '',
  reason: muster.reason ?? '',
  arrive: muster.arriveBy,
  /** its hour says enough */
  same_day: dateOf(muster.arriveBy) === dateOf(now),
});
