// When what the words of a question say is more than what was read of it.
import type { Filled } from '../../domain/intent.ts';

/** Of one's own these are told by the record. */
const OF_UNITS: ReadonlySet<string> = new Set(['attendance_rate', 'activity_count', 'headcount_total']);

/** What is read says less of whom, or of what kind, than its words do. */
export function leavesOut(said: Filled, asked: Filled): boolean {
  const isOwn =
    said.metric === 'my_attendance' && said.names === undefined && !said.what?.startsWith('persons');
  return (
    (asked.scope !== undefined && said.scope === undefined && said.sides === undefined) ||
    (asked.activityType !== undefined &&
      said.sides === undefined &&
      (said.activityType ?? said.activityTypes) === undefined) ||
    (isOwn && (asked.metric !== 'my_attendance' || asked.what?.startsWith('persons') === true)) ||
    (asked.metric === 'my_attendance' &&
      asked.mine === true &&
      said.step === undefined &&
      OF_UNITS.has(said.metric ?? ''))
  );
}
