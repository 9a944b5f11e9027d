import { z } from 'zod';
import type { ActivitySettings } from '../domain/activity/activity.ts';
import { flag, oneOf, readSettings, type SettingsResult, whole } from './read.ts';

/** What a unit may settle for itself too (settings/units.ts), so each is checked alike in both places. */
export const ACTIVITY_SCHEMAS = {
  minutesBefore: whole(0, 1440),
  hoursAfter: z.number({ error: 'hours' }).positive({ error: 'hours' }).max(24, { error: 'hours' }),
  approval: flag,
  attendance: oneOf({ member: 'member', secretary: 'secretary' } as const),
};
const { minutesBefore, hoursAfter, approval, attendance } = ACTIVITY_SCHEMAS;

/** What is not written has the value it has in the file as delivered. */
const schema = z
  .strictObject({
    opening: z.strictObject({ minutesBefore: minutesBefore.default(30) }).prefault({}),
    closing: z.strictObject({ hoursAfter: hoursAfter.default(2) }).prefault({}),
    leave: z.strictObject({ approval: approval.default(false) }).prefault({}),
    attendance: attendance.prefault('member'),
  })
  .transform(
    (file): ActivitySettings => ({
      openBeforeMinutes: file.opening.minutesBefore,
      closeAfterHours: file.closing.hoursAfter,
      leaveApproval: file.leave.approval,
      attendance: file.attendance,
    }),
  );

/** Reads config/activity.yaml; every bad value is one Chinese line in `problems`. */
export const readActivitySettings = (text: string): SettingsResult<ActivitySettings> =>
  readSettings('activity.yaml', text, schema);
