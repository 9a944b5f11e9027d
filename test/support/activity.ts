import type { Activity } from '../../src/domain/activity/activity.ts';

type Fresh = Omit<Activity, 'id' | 'revision'>;

/** A planned 主题党日 as the store takes it, but for what is given. */
export const plannedActivity = (given: Pick<Fresh, 'unitId' | 'startAt'> & Partial<Fresh>): Fresh => ({
  types: ['theme_day'],
  topic: null,
  place: null,
  endAt: null,
  host: null,
  recorder: null,
  stage: 'planned',
  source: 'person',
  createdBy: null,
  createdAt: 0,
  ...given,
});
