// Which meetings the sample organisation has held in the three months before the sandbox begins.
import type { Activity } from '../../domain/activity/activity.ts';
import { fixedDayIn } from '../../domain/activity/fixed-day.ts';
import { isLecture } from '../../domain/activity/types.ts';
import { monthsEarlier } from '../../domain/calendar/period.ts';
import {
  type DateText,
  dateOf,
  HOUR_MS,
  type Instant,
  instantOf,
  MINUTE_MS,
} from '../../domain/calendar/time.ts';
import {
  type Organisation,
  type Person,
  SECRETARY_ROLES,
  type Unit,
} from '../../domain/organisation/organisation.ts';
import type { Settings } from '../../settings/settings.ts';
import type { SampleFixedDay, SampleHistory, Series } from './data.ts';
import type { PastMeeting } from './meeting.ts';

/** This month and the three before it. */
const MONTHS = 4;

interface Place {
  org: Organisation;
  unitAt(path: string): Unit;
}

/** Everything that has begun by `now`, soonest first. @throws Error for a unit nobody leads */
export function pastMeetings(
  { meetings, fixedDays }: SampleHistory,
  { org, unitAt }: Place,
  settings: Settings,
  now: Instant,
): PastMeeting[] {
  const all = meetings.flatMap((series) => {
    const unit = unitAt(series.unit);
    const fixed = series.fixed && fixedDays.find((f) => f.unit === series.unit);
    return daysOf(series, fixed, settings, now).map((day, i) => meetingOn(day, i, series, fixed, unit));
  });
  return all.toSorted((a, b) => a.activity.startAt - b.activity.startAt);

  function meetingOn(
    day: DateText,
    turn: number,
    series: Series,
    fixed: SampleFixedDay | undefined,
    unit: Unit,
  ): PastMeeting {
    const course = series.held[turn % series.held.length]!;
    const startAt = startOn(day, fixed?.clock ?? series.clock!);
    const endAt = series.minutes ? startAt + series.minutes * MINUTE_MS : null;
    const officer = officerOf(org, unit);
    const activity: PastMeeting['activity'] = {
      unitId: unit.id,
      types: series.types,
      topic: course.topic,
      place: fixed?.place ?? series.place ?? null,
      startAt,
      hasClock: true,
      endAt,
      host: series.host,
      recorder: course.recorder ?? series.recorder,
      lecturer: isLecture(series.types) ? series.host : null,
      ...sourceOf(fixed, day, officer),
    };
    return {
      activity,
      overAt: endAt ?? startAt + settings.activity.closeAfterHours * HOUR_MS,
      course,
      officer,
    };
  }
}

/** Days on which it has begun by `now`, the newest first. */
function daysOf(
  series: Series,
  fixed: SampleFixedDay | undefined,
  { calendar, reminders }: Settings,
  now: Instant,
): DateText[] {
  const today = dateOf(now);
  const clock = fixed?.clock ?? series.clock!;
  if (series.workingDaysAgo) return [calendar.addWorkingDays(today, -series.workingDaysAgo)];
  const rule = fixed?.rule ?? series.on!;
  return Array.from({ length: MONTHS }, (_, back) =>
    monthsEarlier(`${today.slice(0, 7)}-01`, back).slice(0, 7),
  )
    .filter((month) => !series.months || series.months.includes(Number(month.slice(5))))
    .map((month) => fixedDayIn(month, rule, reminders.fixedDay.shift, calendar))
    .filter((day) => day !== undefined)
    .filter((day) => startOn(day, clock) <= now);
}

const startOn = (day: DateText, clock: string): Instant =>
  instantOf(day, Number(clock.slice(0, 2)), Number(clock.slice(3)));

function sourceOf(
  fixed: SampleFixedDay | undefined,
  day: DateText,
  officer: Person,
): Pick<Activity, 'source' | 'fixedFor' | 'createdBy'> {
  return fixed
    ? { source: 'fixed_day', fixedFor: day.slice(0, 7), createdBy: null }
    : { source: 'person', createdBy: officer.id };
}

/** Whoever leads the unit: its secretary, or the leader of a 党小组. */
function officerOf(org: Organisation, unit: Unit): Person {
  const [officer] = org.holders(unit.id, ...SECRETARY_ROLES, '党小组长');
  if (!officer) throw new Error(`sample: nobody leads ${unit.path}`);
  return officer;
}
