import { type Activity, closesAt } from '../domain/activity/activity.ts';
import type { Requirement } from '../domain/activity/cadence.ts';
import { fixedDayType } from '../domain/activity/types.ts';
import { type CalendarPeriod, monthsOf } from '../domain/calendar/period.ts';
import { dateOf, type Instant } from '../domain/calendar/time.ts';
import { filingMatter } from '../domain/filing/filing.ts';
import type { Role } from '../domain/organisation/organisation.ts';
import { activityWith } from '../settings/units.ts';
import type { ActivityIndex } from './activity-index.ts';
import type { PlanInput } from './plan-types.ts';

/** `unrecorded`: its time is over and nothing shows that it was held. */
type RequirementStatus = 'met' | 'planned' | 'unrecorded' | 'open';

export const cadenceMatter = (requirement: Requirement, unitId: number, period: CalendarPeriod): string =>
  `cadence:${requirement.id}:${unitId}:${period.key}`;

/** How a requirement stands in a unit and period at a moment, if nothing further happens until then. */
export function statusOf(
  input: PlanInput,
  index: ActivityIndex,
  requirement: Requirement,
  unitId: number,
  period: CalendarPeriod,
  at: Instant,
): RequirementStatus {
  const { metBy } = requirement;
  if (metBy.kind !== 'activity') {
    // Whoever said 已处理 before it could be registered is not asked again.
    const isSaid = input.settled.has(cadenceMatter(requirement, unitId, period));
    const isDone = isSaid || (metBy.kind === 'report' && isFiled(input, metBy.report, unitId, period));
    return isDone ? 'met' : 'open';
  }
  let status: RequirementStatus = 'open';
  for (const activity of activitiesFor(input, index, requirement, unitId, period)) {
    if (!activity.types.includes(metBy.type)) continue;
    const one = activityStatus(input, activity, at);
    if (metBy.lecturer && one !== 'planned' && !heldBy(input, activity, unitId, metBy.lecturer)) continue;
    if (one === 'met') return one;
    if (one !== 'unrecorded' || status === 'open') status = one;
  }
  return status;
}

const isFiled = ({ settled }: PlanInput, report: string, unitId: number, { key }: CalendarPeriod): boolean =>
  settled.has(filingMatter(report, unitId, key));

const NONE: readonly Activity[] = [];

/** What may meet it; mostly nothing, which is asked a million times for a city's year. */
function activitiesFor(
  input: PlanInput,
  index: ActivityIndex,
  { level, metBy }: Requirement,
  unitId: number,
  period: CalendarPeriod,
): readonly Activity[] {
  const own = index.ofUnit(unitId);
  // a 党小组会 that the branch holds for all its groups counts for each
  const branch = level === 'group' ? input.org.unit(unitId).parentId : null;
  const above = branch === null ? NONE : index.ofUnit(branch);
  const isFixed = metBy.kind === 'activity' && metBy.type === fixedDayType();
  if (own.length === 0 && above.length === 0 && !isFixed) return NONE;
  const found =
    own.length + above.length === 0 ? [] : [...own, ...above].filter((one) => isWithin(one, period));
  for (const month of isFixed ? monthsOf(period) : []) {
    const coming = index.coming(unitId, month);
    if (coming) found.push(coming);
  }
  return found;
}

const isWithin = (activity: Activity, period: CalendarPeriod): boolean => {
  const date = dateOf(activity.startAt);
  return date >= period.from && date <= period.to;
};

/** Recorded, or closed with somebody checked in; a fixed day that nobody recorded counts as not held. */
function activityStatus(input: PlanInput, activity: Activity, at: Instant): RequirementStatus {
  if (activity.stage === 'recorded') return 'met';
  const life = activityWith(input.settings, input.units.get(activity.unitId));
  const closes = closesAt(activity, life);
  if (closes > at) return 'planned';
  const present = input.attendance.get(activity.id)?.present.length ?? 0;
  if (present > 0 && activity.source !== 'fixed_day') return 'met';
  // the record has its own prompt and its own reminder; until then nobody is asked twice
  const due = input.settings.calendar.addWorkingDays(
    dateOf(closes),
    input.settings.reminders.record.dueWorkingDays,
  );
  return dateOf(at) < due ? 'planned' : 'unrecorded';
}

function heldBy(input: PlanInput, activity: Activity, unitId: number, role: Role): boolean {
  return input.org.holders(unitId, role).some((p) => activity.host?.includes(p.name) === true);
}
