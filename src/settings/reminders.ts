import { z } from 'zod';
import type { Shift } from '../domain/activity/fixed-day.ts';
import type { MinuteWindow } from '../domain/calendar/minutes.ts';
import { isQuiet, type QuietHours } from '../domain/calendar/quiet.ts';
import { clock, flag, oneOf, readSettings, type SettingsResult, whole } from './read.ts';

export type ItemRole = 'owner' | 'leader' | 'secretary' | 'admin';

/** One step of the ladder of a rectification item. */
interface Rung {
  /** working days from the deadline: −3 before, 0 the day itself, 7 after */
  workingDays: number;
  to: ItemRole[];
}

/** config/reminders.yaml, times as minutes of the day. */
export interface ReminderSettings {
  quiet: QuietHours;
  digest: { window: MinuteWindow; maxLines: number };
  invitation: { on: boolean; workingDaysBefore: number; window: MinuteWindow };
  dayBefore: { on: boolean; window: MinuteWindow };
  opening: { on: boolean };
  nudge: { on: boolean; afterMinutes: number };
  twoHoursBefore: { hours: number };
  groupPerDay: number;
  record: { dueWorkingDays: number };
  items: {
    ladder: Rung[];
    reviewWorkingDaysBefore: number[];
    approvalWorkingDays: number;
    noProgressDays: number;
    draftDay: number;
  };
  fixedDay: { monthsAhead: number; shift: Shift };
}

const window = z
  .strictObject({ from: clock, to: clock })
  .refine((w) => w.from < w.to, { error: 'later', path: ['to'] });
const ROLES = { 责任人: 'owner', 责任领导: 'leader', 书记: 'secretary', 管理员: 'admin' } as const;

/** A night: from the evening over midnight, or from midnight. */
const quiet = z
  .strictObject({ from: clock, to: clock })
  .refine((q) => q.from > q.to || q.from === 0, { error: 'night', path: ['to'] });

const values = z.strictObject({
  quiet,
  digest: z.strictObject({ window, maxLines: whole(1, 20) }),
  invitation: z.strictObject({ on: flag, workingDaysBefore: whole(1, 20), window }),
  dayBefore: z.strictObject({ on: flag, window }),
  opening: z.strictObject({ on: flag }),
  nudge: z.strictObject({ on: flag, afterMinutes: whole(5, 9) }),
  twoHoursBefore: z.strictObject({ hours: whole(1, 6) }),
  groupPerDay: whole(1, 10),
  record: z.strictObject({ dueWorkingDays: whole(1, 20) }),
  items: z.strictObject({
    ladder: z
      .array(
        z.strictObject({
          workingDays: whole(-60, 60),
          to: z.array(oneOf(ROLES), { error: 'list' }).min(1, { error: 'filled_list' }),
        }),
        {
          error: 'list',
        },
      )
      .min(1, { error: 'filled_list' }),
    reviewWorkingDaysBefore: z.array(whole(0, 60), { error: 'list' }),
    approvalWorkingDays: whole(1, 20),
    noProgressDays: whole(7, 365),
    draftDay: whole(1, 28),
  }),
  fixedDay: z.strictObject({
    monthsAhead: whole(1, 3),
    shift: oneOf({
      earlier: 'earlier',
      later: 'later',
      keep: 'keep',
      提前: 'earlier',
      推后: 'later',
      不动: 'keep',
    }),
  }),
});

/** Windows in which something goes out, and so must lie outside the quiet hours. */
const SENDING = ['digest', 'invitation', 'dayBefore'] as const;

const schema = values.superRefine((file, context) => {
  for (const name of SENDING)
    for (const end of ['from', 'to'] as const)
      if (isQuiet(file[name].window[end], file.quiet))
        context.addIssue({ code: 'custom', path: [name, 'window', end], message: 'outside_quiet' });
});

/** Reads config/reminders.yaml; every bad value is one Chinese line in `problems`. */
export const readReminderSettings = (text: string): SettingsResult<ReminderSettings> =>
  readSettings('reminders.yaml', text, schema);
