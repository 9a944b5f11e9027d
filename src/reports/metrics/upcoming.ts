import { addDays, dateOf } from '../../domain/calendar/time.ts';
import { comingOf, totalOf } from '../activities.ts';
import { activityItem } from '../activity-line.ts';
import { metric } from '../metric.ts';

const AHEAD_DAYS = 92;

/** 近期安排: what lies ahead or is under way. */
export const upcoming = metric({
  shape: 'coming',
  period: (now) => ({ from: dateOf(now), to: addDays(dateOf(now), AHEAD_DAYS) }),
  async find(q, period) {
    if (q.fits || q.shown === undefined) {
      const all = await comingOf(q, q.tops, period, q.types);
      const activities = q.fits ? all.filter(q.fits) : all;
      return { value: activities.length, period, activities };
    }
    const { coming } = await totalOf(q, q.tops, period, q.types);
    return { value: coming, period, activities: await comingOf(q, q.tops, period, q.types, q.shown) };
  },
  items: ({ activities }, q) =>
    activities.map((activity) => ({ ...activityItem(q, activity), place: activity.place })),
});
