// Which messages only ask. They are answered from a snapshot, so that no figure, however large, keeps a check-in waiting.
import type { Intent, IntentName, Metric } from '../domain/intent.ts';

/**
 * Intents whose handlers change nothing but marks. One that does change something now and then (a picture that finds
 * its item, a question back) is answered by the writer then: see reading-tx.ts.
 */
const READING: ReadonlySet<IntentName> = new Set<IntentName>([
  'query',
  'help',
  'my',
  'fixed_day_show',
  'delivery_status',
  'diagnose',
]);

/** Questions that may count a whole city, against those about one person, activity or item. */
const MAY_COUNT_A_CITY = {
  attendance_rate: true,
  activity_list: true,
  activity_count: true,
  activity_gap: true,
  headcount_total: true,
  rectify_open: true,
  rectify_overdue: true,
  rectify_due_soon: true,
  rectify_rate: true,
  absentees: false,
  leave_list: false,
  my_attendance: false,
  upcoming: false,
  rectify_item: false,
  ack_missing: false,
} satisfies Record<Metric, boolean>;

export const isReading = ({ intent }: Intent): boolean => READING.has(intent);

/** A question whose answer may take longer than a check-in may wait. */
export const isHeavy = (intent: Intent): boolean =>
  intent.intent === 'query'
    ? MAY_COUNT_A_CITY[intent.metric]
    : intent.intent === 'delivery_status' || intent.intent === 'diagnose';
