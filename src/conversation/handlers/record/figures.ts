import type { Activity } from '../../../domain/activity/activity.ts';
import { presentAfter, type Roll, restWasThere } from '../../../domain/activity/attendance.ts';
import { markAttendance, putRecord } from '../../effects.ts';
import type { Turn } from '../../turn.ts';
import { currentRoll } from '../../words.ts';

/** The figures of a record follow its names, whoever changed them. @param before the roll as it was */
export async function settleFigures(turn: Turn, activity: Activity, before: Roll): Promise<void> {
  const record = activity.stage === 'recorded' ? await turn.tx.record(activity.id) : undefined;
  if (!record) return;
  const present = presentAfter(record, before, await currentRoll(turn, activity));
  if (present !== record.present)
    await putRecord(turn, { ...record, present, by: turn.sender.id, at: turn.now });
}

/**
 * Once an officer has named all who were away of a record by numbers, all others were there, as if it had been said at once.
 * @returns how many that are
 */
export async function nameTheRest(turn: Turn, activity: Activity): Promise<number> {
  const roll = await currentRoll(turn, activity);
  if (activity.stage !== 'recorded' || !restWasThere(roll)) return 0;
  const said = {
    activityId: activity.id,
    state: 'present',
    reason: null,
    at: turn.now,
    by: turn.sender.id,
  } as const;
  for (const { id } of roll.missing) await markAttendance(turn, { ...said, personId: id });
  return roll.missing.length;
}
