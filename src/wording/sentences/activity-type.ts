import { ACTIVITY_TYPE_NAMES, type ActivityType } from '../../domain/activity/types.ts';
import type { NoFields } from '../shape.ts';

/** The name of each type of activity: the table of types says which there are. */
export const activityType = Object.fromEntries(ACTIVITY_TYPE_NAMES.map((type) => [type, {}])) as Readonly<
  Record<ActivityType, NoFields>
>;
