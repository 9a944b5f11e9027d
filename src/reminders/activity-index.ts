import type { Activity } from '../domain/activity/activity.ts';
import { monthsEarlier, nextPeriod, periodOfKey } from '../domain/calendar/period.ts';
import type { DateText } from '../domain/calendar/time.ts';
import { type ActivityEvent, eventsOf } from './activity-events.ts';
import { addTaken, fixedDayActivity, monthKey, NOT_STORED } from './fixed-days.ts';
import type { PlanInput } from './plan-types.ts';
import { atOnce, ROUNDS, type Steps } from './steps.ts';

export interface Occurrence {
  activity: Activity;
  event: ActivityEvent;
}

/** Activities found by unit and by the days on which something is said about them; fixed days to come included. */
export interface ActivityIndex {
  /** stored ones of a unit that are not cancelled */
  ofUnit(unitId: number): readonly Activity[];
  /** the fixed day of a month that is not stored yet */
  coming(unitId: number, month: string): Activity | undefined;
  on(date: DateText): Occurrence[];
  byId(id: number): Activity | undefined;
  /** works out in steps what `on` that date would work out at once */
  ready(date: DateText): Steps<void>;
}

interface Month {
  coming: Map<number, Activity>;
  days: Map<DateText, Occurrence[]>;
}

const MONTHS_KEPT = 3;
const NONE: never[] = [];

export function* indexActivities(input: PlanInput): Steps<ActivityIndex> {
  const byUnit = new Map<number, Activity[]>();
  const byId = new Map<number, Activity>();
  const taken = new Set<string>();
  for (const activity of input.activities) {
    byId.set(activity.id, activity);
    if (activity.stage !== 'cancelled') push(byUnit, activity.unitId, activity);
    addTaken(taken, activity);
    if (byId.size % ROUNDS === 0) yield;
  }
  const stored = yield* occurrencesOf(input.activities, input);
  const months = new Map<string, Month>();
  function* monthOf(month: string): Steps<Month> {
    const known = months.get(month);
    if (known) return known;
    const coming = yield* comingIn(month, input, taken);
    const made = { coming, days: yield* occurrencesOf(coming.values(), input) };
    if (months.size >= MONTHS_KEPT) months.delete(months.keys().next().value!);
    months.set(month, made);
    return made;
  }
  return {
    ofUnit: (unitId) => byUnit.get(unitId) ?? NONE,
    coming: (unitId, month) => {
      const known = months.get(month);
      if (known) return known.coming.get(unitId);
      return taken.has(monthKey(unitId, month)) ? undefined : fixedDayActivity(input, unitId, month);
    },
    on: (date) => [
      ...(stored.get(date) ?? NONE),
      ...monthsAround(date).flatMap((month) => atOnce(monthOf(month)).days.get(date) ?? NONE),
    ],
    *ready(date) {
      for (const month of monthsAround(date)) yield* monthOf(month);
    },
    byId: (id) => byId.get(id),
  };
}

function* comingIn(
  month: string,
  input: PlanInput,
  taken: ReadonlySet<string>,
): Steps<Map<number, Activity>> {
  const coming = new Map<number, Activity>();
  let count = 0;
  for (const unitId of input.units.keys()) {
    if (++count % ROUNDS === 0) yield;
    if (taken.has(monthKey(unitId, month)) || !input.org.units.has(unitId)) continue;
    const activity = fixedDayActivity(input, unitId, month);
    if (activity) coming.set(unitId, activity);
  }
  return coming;
}

function* occurrencesOf(
  activities: Iterable<Activity>,
  input: PlanInput,
): Steps<Map<DateText, Occurrence[]>> {
  const days = new Map<DateText, Occurrence[]>();
  let count = 0;
  for (const activity of activities) {
    if (++count % ROUNDS === 0) yield;
    if (!input.org.units.has(activity.unitId)) continue;
    for (const event of eventsOf(activity, input)) push(days, event.date, { activity, event });
  }
  return days;
}

/** What is said of an activity is said within a month of it: invitation before, record after. */
export function monthsAround(date: DateText): string[] {
  const month = date.slice(0, 7);
  return [monthsEarlier(`${month}-01`, 1).slice(0, 7), month, nextPeriod(periodOfKey(month)!).key];
}

/** What identifies an activity in keys: a fixed day is itself before and after it is stored. */
export function identityOf(activity: Activity): string {
  const month = activity.source === 'fixed_day' ? activity.fixedFor : undefined;
  return month ? `fixed_day:${activity.unitId}:${month}` : `activity:${activity.id}`;
}

/** The handle under which the outbox holds what waits for it. */
export const handleOf = (activity: Activity): string =>
  activity.id === NOT_STORED ? identityOf(activity) : `activity:${activity.id}`;

export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
