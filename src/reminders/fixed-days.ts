import type { Activity } from '../domain/activity/activity.ts';
import { fixedStartIn } from '../domain/activity/fixed-day.ts';
import { fixedDayType } from '../domain/activity/types.ts';
import { monthsEarlier, nextPeriod, periodOf } from '../domain/calendar/period.ts';
import { dateOf, instantOf } from '../domain/calendar/time.ts';
import type { PlanSetting, PlanState, TimeSpan } from './plan-types.ts';
import { atOnce, ROUNDS, type Steps } from './steps.ts';

/** What the store gives an activity that nobody changed yet. */
export const NEW_REVISION = 1;
/** Id of an activity that is not stored yet; its identity is unit and month. */
export const NOT_STORED = 0;

/** The month a fixed-day activity stands for; undefined for any other activity. */
function fixedMonthOf(activity: Activity): string | undefined {
  if (activity.source !== 'fixed_day') return undefined;
  return activity.fixedFor ?? dateOf(activity.startAt).slice(0, 7);
}

/**
 * The 主题党日 a unit's fixed day asks for in a month, as it will be created; undefined without a fixed day.
 * @param month YYYY-MM
 */
export function fixedDayActivity(setting: PlanSetting, unitId: number, month: string): Activity | undefined {
  const fixed = setting.units.get(unitId)?.fixedDay;
  if (!fixed) return undefined;
  const { reminders, calendar } = setting.settings;
  const startAt = fixedStartIn(month, fixed, reminders.fixedDay.shift, calendar);
  if (startAt === undefined) return undefined;
  return {
    id: NOT_STORED,
    unitId,
    types: [fixedDayType()],
    topic: null,
    place: fixed.place,
    startAt,
    hasClock: true,
    endAt: null,
    host: null,
    recorder: null,
    lecturer: null,
    stage: 'planned',
    source: 'fixed_day',
    fixedFor: month,
    createdBy: null,
    createdAt: instantOf(monthsEarlier(dateOf(startAt), reminders.fixedDay.monthsAhead)),
    revision: NEW_REVISION,
  };
}

/** Months and units whose 主题党日 stands already: made by itself (cancelled ones too), or arranged by a person. */
function* takenMonths(activities: PlanState['activities']): Steps<Set<string>> {
  const taken = new Set<string>();
  for (const [i, activity] of activities.entries()) {
    if (i % ROUNDS === ROUNDS - 1) yield;
    addTaken(taken, activity);
  }
  return taken;
}

export function addTaken(taken: Set<string>, activity: Activity): void {
  const month = fixedMonthOf(activity);
  if (month !== undefined) taken.add(monthKey(activity.unitId, month));
  if (activity.stage !== 'cancelled' && activity.types.includes(fixedDayType()))
    taken.add(monthKey(activity.unitId, dateOf(activity.startAt).slice(0, 7)));
}

export const monthKey = (unitId: number, month: string) => `${unitId}:${month}`;

/**
 * Which activities are to be created by themselves in the span, so many months ahead of their fixed day; those
 * whose start lies before the span are past and never made up. Unit and `fixedFor` identify each one for good.
 * @param taken months and units that have theirs
 */
export const fixedDayActivities = (
  input: PlanSetting & Pick<PlanState, 'activities'>,
  span: TimeSpan,
  taken?: ReadonlySet<string>,
): Activity[] => atOnce(makingFixedDays(input, span, taken));

/** The same in steps. */
export function* makingFixedDays(
  input: PlanSetting & Pick<PlanState, 'activities'>,
  span: TimeSpan,
  given?: ReadonlySet<string>,
): Steps<Activity[]> {
  const taken = given ?? (yield* takenMonths(input.activities));
  const made: Activity[] = [];
  let count = 0;
  for (const month of monthsAhead(span, input.settings.reminders.fixedDay.monthsAhead)) {
    for (const unitId of input.units.keys()) {
      if (++count % ROUNDS === 0) yield;
      if (taken.has(monthKey(unitId, month)) || !input.org.units.has(unitId)) continue;
      const activity = fixedDayActivity(input, unitId, month);
      if (activity && activity.startAt > span.from && activity.createdAt < span.to) made.push(activity);
    }
  }
  return made;
}

/** Months from the first of the span to the last, and so many more. */
function monthsAhead(span: TimeSpan, ahead: number): string[] {
  const months: string[] = [];
  const last = periodOf('month', dateOf(span.to)).key;
  for (
    let period = periodOf('month', dateOf(span.from)), more = ahead;
    more >= 0;
    period = nextPeriod(period)
  ) {
    months.push(period.key);
    if (period.key >= last) more--;
  }
  return months;
}
