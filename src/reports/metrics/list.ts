import type { Metric } from '../../domain/figures/metrics.ts';
// Every metric, by the name that `stats` takes; chat and command line look it up here.

import type { MetricDefinition } from '../metric.ts';
import type { FindingShape } from '../shapes.ts';
import { absentees } from './absentees.ts';
import { ackMissing } from './ack-missing.ts';
import { activityCount } from './activity-count.ts';
import { activityGap } from './activity-gap.ts';
import { activityList } from './activity-list.ts';
import { attendanceRate } from './attendance-rate.ts';
import { filingRate } from './filing-rate.ts';
import { headcountTotal } from './headcount-total.ts';
import { lateList } from './late-list.ts';
import { leaveList } from './leave-list.ts';
import { memberCount } from './member-count.ts';
import { memberList } from './member-list.ts';
import { musterAckRate, musterArrivalRate, musterCount } from './musters.ts';
import { myAttendance } from './my-attendance.ts';
import { processAt } from './process-at.ts';
import { processDone } from './process-done.ts';
import { processDue } from './process-due.ts';
import { rectifyDueSoon } from './rectify-due-soon.ts';
import { rectifyItem } from './rectify-item.ts';
import { rectifyOpen } from './rectify-open.ts';
import { rectifyOverdue } from './rectify-overdue.ts';
import { rectifyRate } from './rectify-rate.ts';
import { reportMissing } from './report-missing.ts';
import { schemeProgressRate } from './scheme-progress.ts';
import { schemeStill } from './scheme-still.ts';
import { upcoming } from './upcoming.ts';

export const METRIC_DEFINITIONS = {
  attendance_rate: attendanceRate,
  absentees,
  late_list: lateList,
  leave_list: leaveList,
  my_attendance: myAttendance,
  activity_list: activityList,
  activity_count: activityCount,
  activity_gap: activityGap,
  report_missing: reportMissing,
  member_count: memberCount,
  member_list: memberList,
  process_due: processDue,
  process_done: processDone,
  process_at: processAt,
  filing_rate: filingRate,
  scheme_progress: schemeProgressRate,
  scheme_still: schemeStill,
  muster_count: musterCount,
  muster_ack_rate: musterAckRate,
  muster_arrival_rate: musterArrivalRate,
  headcount_total: headcountTotal,
  upcoming,
  rectify_open: rectifyOpen,
  rectify_overdue: rectifyOverdue,
  rectify_due_soon: rectifyDueSoon,
  rectify_item: rectifyItem,
  rectify_rate: rectifyRate,
  ack_missing: ackMissing,
} satisfies Record<Metric, MetricDefinition>;

/** The metrics of one shape. */
export type MetricOf<S extends FindingShape> = {
  [M in Metric]: (typeof METRIC_DEFINITIONS)[M] extends MetricDefinition<S> ? M : never;
}[Metric];
