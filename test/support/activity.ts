import type { Activity } from '../../src/domain/activity/activity.ts';
import type { MeetingRecord } from '../../src/ports/store.ts';

type Fresh = Omit<Activity, 'id' | 'revision'>;

/** A planned 主题党日 as the store takes it, but for what is given. */
export const plannedActivity = (given: Pick<Fresh, 'unitId' | 'startAt'> & Partial<Fresh>): Fresh => ({
  types: ['theme_day'],
  topic: null,
  place: null,
  endAt: null,
  host: null,
  recorder: null,
  lecturer: null,
  hasClock: true,
  stage: 'planned',
  source: 'person',
  createdBy: null,
  createdAt: 0,
  ...given,
});

/** A record as the store takes it, of figures alone, but for what is given. */
export const recordOf = (
  given: Pick<MeetingRecord, 'activityId' | 'expected' | 'present'> & Partial<MeetingRecord>,
): MeetingRecord => ({
  due: [],
  guestsAway: [],
  content: null,
  votes: [],
  resolutions: [],
  by: 'zhangsan',
  at: 0,
  ...given,
});
