import type { Calendar } from '../calendar/calendar.ts';
import {
  type CalendarPeriod,
  monthsEarlier,
  monthText,
  nextPeriod,
  type PeriodKind,
  periodOf,
  previousPeriod,
} from '../calendar/period.ts';
import { addDays, type DateText } from '../calendar/time.ts';
import type { FilingKind } from '../filing/kinds.ts';
import { COMMITTEE_ROLES, type Organisation, type Role } from '../organisation/organisation.ts';
import type { ProcessKind } from '../process/kinds.ts';
import type { ActivityType } from './types.ts';

/** A moment to remind, counted inside the period (or back from the one date of a `once` requirement). */
export type RemindPoint =
  /** day of the period's last month: 每季度 15 = the 15th of March, June … */
  | { kind: 'day'; day: number }
  /** a date of the year, for yearly requirements */
  | { kind: 'date'; month: number; day: number }
  | { kind: 'working_days_before_end'; days: number }
  | { kind: 'months_before'; months: number }
  | { kind: 'days_before'; days: number };

/** How a requirement is met: a recorded activity of a type, a report registered, or somebody saying it is done. */
export type MetBy =
  | { kind: 'activity'; type: ActivityType; lecturer: Role | null }
  | { kind: 'report'; report: FilingKind }
  /** of what happens once: whoever keeps the process is reminded of that, and of this no more; `step`: of a person's */
  | { kind: 'process'; process: ProcessKind; step: string | null }
  | { kind: 'acknowledged' };

/** Which units a requirement holds for. */
type Applies = 'all' | 'committee' | 'mobile';

/** One thing that is due again and again; all of them are data in config/cadence.yaml. */
export interface Requirement {
  id: string;
  /** as it is called in messages: 支委会 */
  name: string;
  period: PeriodKind | 'once';
  level: 'branch' | 'group';
  applies: Applies;
  metBy: MetBy;
  /** offices asked in this order; the first one filled at the unit is told */
  tell: Role[];
  remind: RemindPoint[];
  /** the admin hears when the period closed unmet */
  escalate: boolean;
}

/** What a unit and everything below it does differently; `off` switches the requirement off there. */
export type RequirementOverride = Partial<
  Pick<Requirement, 'period' | 'applies' | 'tell' | 'remind' | 'escalate'>
> & { off?: boolean };

/** One date of a `once` requirement: end of a term (换届), end of a probation (预备期满). */
export interface OnceDate {
  requirement: string;
  /** path of the unit */
  unit: string;
  /** whom it is about; null for the unit itself */
  label: string | null;
  on: DateText;
}

export interface Cadence {
  requirements: Requirement[];
  /** a branch has a committee with at least so many officers and full members (支部工作条例 ch. 6: 7; 0 = not asked) */
  committee: { minOfficers: number; minMembers: number };
  /** unit path → requirement id → override; the nearest unit wins */
  units: ReadonlyMap<string, ReadonlyMap<string, RequirementOverride>>;
  dates: OnceDate[];
}

/** The requirements of a unit after overrides; the same objects for units without any. */
export function requirementsAt(cadence: Cadence, org: Organisation, unitId: number): Requirement[] {
  const unit = org.unit(unitId);
  if (unit.kind !== 'branch' && unit.kind !== 'group') return [];
  const overriding = cadence.units.size > 0 ? org.ancestry(unitId).reverse() : [];
  const found: Requirement[] = [];
  for (const base of cadence.requirements) {
    if (base.level !== unit.kind) continue;
    let requirement: Requirement | undefined = base;
    for (const { path } of overriding) {
      const override = cadence.units.get(path)?.get(base.id);
      if (override) requirement = overridden(base, requirement, override);
    }
    if (requirement && appliesTo(requirement.applies, cadence, org, unitId)) found.push(requirement);
  }
  return found;
}

const cache = new WeakMap<RequirementOverride, WeakMap<Requirement, Requirement>>();

/** Units under one override share one object, so that a day's points are worked out once. */
function overridden(
  base: Requirement,
  current: Requirement | undefined,
  override: RequirementOverride,
): Requirement | undefined {
  if (override.off === true) return undefined;
  const from = current ?? base;
  const made = cache.get(override) ?? new WeakMap<Requirement, Requirement>();
  cache.set(override, made);
  const result = made.get(from) ?? { ...from, ...override };
  made.set(from, result);
  return result;
}

function appliesTo(applies: Applies, cadence: Cadence, org: Organisation, unitId: number): boolean {
  const members = org.membersOf(unitId);
  if (members.length === 0) return false;
  if (applies === 'mobile') return members.some((p) => p.mobile);
  if (applies === 'all') return true;
  const officers = org.holders(unitId, ...COMMITTEE_ROLES);
  const full = members.filter((p) => p.kind === '正式党员').length;
  return officers.length >= cadence.committee.minOfficers && full >= cadence.committee.minMembers;
}

/**
 * The periods whose reminder falls on this working day. A moment on a day off moves to the working day before,
 * which may lie in the period before: 10月5日 of a 国庆 holiday is reminded on 30 September.
 */
export function remindedOn(requirement: Requirement, date: DateText, calendar: Calendar): CalendarPeriod[] {
  if (requirement.period === 'once') return [];
  const current = periodOf(requirement.period, date);
  return [current, nextPeriod(current)].filter((period) =>
    requirement.remind.some((point) => {
      const nominal = momentIn(period, point, calendar);
      return nominal !== undefined && calendar.workingDayOnOrBefore(nominal) === date;
    }),
  );
}

/** The period that closed just before this working day, when the day is the first one after it. */
export function closedBefore(
  requirement: Requirement,
  date: DateText,
  calendar: Calendar,
): CalendarPeriod | undefined {
  if (requirement.period === 'once') return undefined;
  const current = periodOf(requirement.period, date);
  return calendar.workingDayOnOrAfter(current.from) === date ? previousPeriod(current) : undefined;
}

function momentIn(period: CalendarPeriod, point: RemindPoint, calendar: Calendar): DateText | undefined {
  const lastMonth = period.to.slice(0, 8);
  if (point.kind === 'day') return earlier(`${lastMonth}${monthText(point.day)}`, period.to);
  if (point.kind === 'date') {
    const date = `${period.year}-${monthText(point.month)}-${monthText(point.day)}`;
    return date >= period.from && date <= period.to ? date : undefined;
  }
  if (point.kind === 'working_days_before_end') return calendar.addWorkingDays(period.to, -point.days);
  return undefined;
}

/** The working days on which the date of a `once` requirement is reminded, soonest first. */
export function onceReminders(requirement: Requirement, on: DateText, calendar: Calendar): DateText[] {
  const moments = requirement.remind.map((point) => {
    if (point.kind === 'months_before') return monthsEarlier(on, point.months);
    return point.kind === 'days_before' ? addDays(on, -point.days) : undefined;
  });
  const days = moments.filter((m) => m !== undefined).map((m) => calendar.workingDayOnOrBefore(m));
  return [...new Set(days)].sort();
}

const earlier = (a: DateText, b: DateText) => (a < b ? a : b);
