// The metrics, one row each. How people ask for them is learned from labelled lines (parsing/corpus/lines).

interface MetricRule {
  /** the period lies ahead: 下周, not 上周 */
  ahead?: true;
  /** about items, notices or people, so that a type of activity says nothing; absent: about activities */
  about?: 'items' | 'notices' | 'roster';
}

/** What each metric counts stands in reports/metrics; a phrase that asks for it is a line in the corpus. */
const ROWS = {
  ack_missing: { about: 'notices' },
  rectify_rate: { about: 'items' },
  rectify_due_soon: { about: 'items', ahead: true },
  rectify_overdue: { about: 'items' },
  rectify_open: { about: 'items' },
  my_attendance: {},
  activity_gap: {},
  report_missing: {},
  member_count: { about: 'roster' },
  member_list: { about: 'roster' },
  process_due: { about: 'roster', ahead: true },
  process_done: { about: 'roster' },
  process_at: { about: 'roster' },
  filing_rate: { about: 'roster' },
  scheme_progress: { about: 'roster' },
  scheme_still: { about: 'roster' },
  muster_count: { about: 'roster' },
  muster_ack_rate: { about: 'roster' },
  muster_arrival_rate: { about: 'roster' },
  headcount_total: {},
  attendance_rate: {},
  leave_list: {},
  absentees: {},
  late_list: {},
  upcoming: { ahead: true },
  activity_count: {},
  activity_list: {},
  rectify_item: { about: 'items' },
} satisfies Readonly<Record<string, MetricRule>>;

/** `stats METRIC` and the chat share the list. */
export type Metric = keyof typeof ROWS;
export const METRIC_RULES: Readonly<Record<Metric, MetricRule>> = ROWS;
export const METRICS = Object.keys(ROWS) as Metric[];
