import type { Activity } from '../../../domain/activity/activity.ts';
import { presentAfter, type Roll } from '../../../domain/activity/attendance.ts';
import { putRecord } from '../../effects.ts';
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
