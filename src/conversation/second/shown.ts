import type { SlotName } from '../../domain/slots.ts';
import type { SecondIntent } from '../../ports/second-reader.ts';

/**
 * What a second reading may fill: only what its sentence in templates/meaning.yaml shows, so that nobody chooses more than
 * they have read.
 */
export const SHOWN: Readonly<Record<SecondIntent, readonly SlotName[]>> = {
  checkin: ['names', 'self', 'activityType', 'startAt'],
  leave: ['names', 'self', 'activityType', 'startAt', 'endAt', 'reason'],
  leave_withdraw: [],
  makeup_checkin: ['names', 'self', 'activityType', 'startAt'],
  roster_checkin: ['names', 'absent', 'activityType'],
  activity_create: ['activityType', 'startAt', 'place'],
  activity_change: ['activityType', 'startAt'],
  activity_cancel: ['activityType', 'startAt'],
  activity_report: ['activityType', 'startAt', 'place', 'expected', 'present', 'absent'],
  rectify_progress: ['itemNo', 'progress', 'remark'],
  rectify_done: ['itemNo'],
  rectify_extend: ['itemNo', 'dueAt', 'reason'],
  query: ['metric', 'period', 'scope', 'activityType', 'names'],
  my: [],
};

/** One of each row is needed; without it a reading says nothing that could be carried out. */
export const NEEDED: Readonly<Partial<Record<SecondIntent, readonly (readonly SlotName[])[]>>> = {
  roster_checkin: [['names', 'absent']],
  activity_create: [['startAt']],
  activity_change: [['startAt']],
  activity_cancel: [['activityType', 'startAt']],
  activity_report: [
    ['activityType', 'startAt'],
    ['present', 'expected', 'absent', 'startAt'],
  ],
  rectify_progress: [['itemNo'], ['progress', 'remark']],
  rectify_done: [['itemNo']],
  rectify_extend: [['itemNo'], ['dueAt', 'reason']],
  query: [['metric']],
};
