import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { ActivitySettings } from '../domain/activity/activity.ts';
import { StartError } from '../domain/errors.ts';

const schema = z.strictObject({
  opening: z.strictObject({ minutesBefore: z.int().min(0).max(1440) }).default({ minutesBefore: 30 }),
  closing: z.strictObject({ hoursAfter: z.number().positive().max(24) }).default({ hoursAfter: 2 }),
  leave: z.strictObject({ approval: z.boolean() }).default({ approval: false }),
  attendance: z.enum(['member', 'secretary']).default('member'),
});

/** Reads config/activity.yaml. @throws StartError naming the setting that cannot be used */
export function loadActivitySettings(configDir: string): ActivitySettings {
  const file = join(configDir, 'activity.yaml');
  const result = schema.safeParse(existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? {}) : {});
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new StartError('activity_setting', { file, name: issue.path.join('.') || '?' });
  }
  const { opening, closing, leave, attendance } = result.data;
  return {
    openBeforeMinutes: opening.minutesBefore,
    closeAfterHours: closing.hoursAfter,
    leaveApproval: leave.approval,
    attendance,
  };
}
