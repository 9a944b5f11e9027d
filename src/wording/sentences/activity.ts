import { flag, list, number, type Sentences, text, time } from '../shape.ts';
import { activityFields } from './shared.ts';

/** What of a planned activity has changed. */
const changeFields = {
  moved: flag,
  was: time,
  place_changed: flag,
  people_changed: flag,
  /** only where it is another */
  recorder: text,
};

export const activity = {
  planned: {
    ...activityFields,
    recorder: text,
    example: time,
    expected: number,
    later: list(time),
    told: text,
    told_at: time,
    in_group: flag,
    day_off: flag,
    clashes: list(activityFields),
  },
  invitation: { ...activityFields, opens_before: number, bot: text, later: list(time) },
  span: { startAt: time, endAt: time },
  beside: { place: text, topic: text, host: text, lecturer: text },
  exists: activityFields,
  ask_type: { types: list(text) },
  ask_time: { name: text },
  ask_hour_of_new: { name: text, day: time },
  ask_group: { units: list(text) },
  ask_branch: { units: list(text), more: number },
  in_the_past: { name: text, day: time, expected: number },
  too_far: { name: text, startAt: time },
  changed: { ...activityFields, ...changeFields, told: text, told_at: time, day_off: flag },
  notice_changed: { ...activityFields, ...changeFields, bot: text },
  cancelled: { ...activityFields, told: text, told_at: time },
  notice_cancelled: activityFields,
  restored: activityFields,
  notice_restored: activityFields,
  which: { activities: list(activityFields) },
  nothing_fits: { activities: list(activityFields) },
} satisfies Sentences;
