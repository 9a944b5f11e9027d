// What may be due next, kept from tick to tick: a quiet minute looks here and plans nothing. It may name more than there
// is, never less; whatever it names is planned before it is sent.
import type { Activity } from '../domain/activity/activity.ts';
import { atMinute } from '../domain/calendar/minutes.ts';
import { monthsEarlier } from '../domain/calendar/period.ts';
import { addDays, type DateText, dateOf, type Instant, instantOf } from '../domain/calendar/time.ts';
import type { Counter, Counters } from '../ports/plan.ts';
import type { ReadTx } from '../ports/store.ts';
import { eventsOf } from './activity-events.ts';
import { monthsAround, push } from './activity-index.ts';
import { addTaken, fixedDayActivities, fixedDayActivity, NEW_REVISION } from './fixed-days.ts';
import { type PlanRules, settingOf } from './plan-input.ts';
import type { PlanSetting, TimeSpan } from './plan-types.ts';
import { othersTurn } from './steps.ts';

/** Whole days of it, today the first. */
const DAYS_AHEAD = 2;
/** Activities that began so long ago are spoken of in digests alone. */
const MONTHS_BACK = 2;
/** Units gone through before others have their turn. */
const AT_ONCE = 200;

/** Where it changes, all is looked through anew. */
const ROOTS = ['organisation', 'binding'] as const satisfies readonly Counter[];

interface View {
  setting: PlanSetting;
  counters: Counters;
  span: TimeSpan;
  /** units with something to be said or made at a moment of the span */
  at: Map<Instant, Set<number>>;
  /** those who share a group are planned together, as the group hears so much a day and no more */
  together: ReadonlyMap<string, readonly number[]>;
}

interface Lookout {
  /**
   * Units with something due in the span, those that share a group together; undefined where all must be planned, as in
   * the hour of the digests.
   * @param hasHeld digests wait that may have to be worded anew
   */
  unitsIn(tx: ReadTx, span: TimeSpan, hasHeld: boolean): Promise<readonly (readonly number[])[] | undefined>;
}

export function createLookout(rules: PlanRules): Lookout {
  let view: View | undefined;

  /** Looks at what has changed since, or at everything. */
  async function current(tx: ReadTx, span: TimeSpan): Promise<View> {
    const known = view;
    const isKnown =
      known !== undefined &&
      ROOTS.every((name) => known.counters[name] === tx.counters[name]) &&
      known.counters.activity <= tx.counters.activity &&
      unmarked(known.counters) === unmarked(tx.counters) &&
      known.span.from <= span.from &&
      known.span.to >= span.to;
    if (!isKnown) return lookAround(tx, rules, span);
    if (known.counters.activity === tx.counters.activity) return known;
    for (const activity of await tx.activitiesChangedSince(known.counters.activity))
      take(known, activity, span.to - 1);
    return { ...known, counters: tx.counters };
  }

  return {
    async unitsIn(tx, span, hasHeld) {
      const { calendar, reminders } = rules.settings;
      if (hasHeld || daysOf(span, DAYS_AHEAD).some(isTold)) return undefined;
      view = await current(tx, span);
      return dueIn(view, span);

      function isTold(date: DateText | undefined): boolean {
        const { from, to } = reminders.digest.window;
        // Who was away so long has digests to make up for.
        if (date === undefined) return true;
        return (
          calendar.isWorkingDay(date) && atMinute(date, to) >= span.from && atMinute(date, from) < span.to
        );
      }
    },
  };
}

/** Changes of activities that cannot be asked for, as their rows do not say when they were made. */
const unmarked = ({ activity, activity_marked }: Counters): number => activity - activity_marked;

/** Its days; the last is undefined where there are more. */
function daysOf({ from, to }: TimeSpan, most: number): (DateText | undefined)[] {
  const days: (DateText | undefined)[] = [];
  for (let date = dateOf(from); date <= dateOf(to - 1); date = addDays(date, 1)) {
    if (days.length === most) return [...days, undefined];
    days.push(date);
  }
  return days;
}

function dueIn({ at, setting, together }: View, { from, to }: TimeSpan): (readonly number[])[] {
  const due: (readonly number[])[] = [];
  const seen = new Set<number>();
  for (const [moment, units] of at) {
    if (moment < from || moment >= to) continue;
    for (const unitId of units) {
      if (seen.has(unitId)) continue;
      const chat = setting.addresses.get(unitId)?.chat;
      const group = chat === undefined ? [unitId] : together.get(chat)!;
      for (const id of group) seen.add(id);
      due.push(group);
    }
  }
  return due;
}

async function lookAround(tx: ReadTx, rules: PlanRules, { from, to }: TimeSpan): Promise<View> {
  const setting = await settingOf(tx, rules);
  const together = new Map<string, number[]>();
  for (const [unitId, { chat }] of setting.addresses) push(together, chat, unitId);
  const span = { from, to: instantOf(addDays(dateOf(to - 1), DAYS_AHEAD)) };
  const view: View = { setting, counters: tx.counters, span, at: new Map(), together };
  const taken = new Set<string>();
  const first = instantOf(monthsEarlier(`${dateOf(from).slice(0, 7)}-01`, MONTHS_BACK));
  for await (const portion of tx.activitiesSince(first)) {
    for (const activity of portion) {
      takeEvents(view, activity);
      addTaken(taken, activity);
    }
    await othersTurn();
  }
  let count = 0;
  for (const own of setting.units) {
    takeComing(view, own[0]);
    for (const { unitId, createdAt } of fixedDayActivities(
      { ...setting, units: new Map([own]), activities: [] },
      span,
      taken,
    ))
      put(view, Math.max(createdAt, to - 1), unitId);
    if (++count % AT_ONCE === 0) await othersTurn();
  }
  return view;
}

/** Moved or called off, it may leave a month without the 主题党日 that its fixed day asks for. */
function take(view: View, activity: Activity, now: Instant): void {
  takeEvents(view, activity);
  if (activity.revision === NEW_REVISION || !view.setting.units.get(activity.unitId)?.fixedDay) return;
  takeComing(view, activity.unitId);
  put(view, now, activity.unitId);
}

function takeEvents(view: View, activity: Activity): void {
  if (!view.setting.org.units.has(activity.unitId)) return;
  for (const { way, at } of eventsOf(activity, view.setting))
    if (way === 'group' || way === 'private') put(view, at, activity.unitId);
}

/** As if no month were taken. */
function takeComing(view: View, unitId: number): void {
  if (!view.setting.units.get(unitId)?.fixedDay) return;
  for (const month of monthsAround(dateOf(view.span.from))) {
    const coming = fixedDayActivity(view.setting, unitId, month);
    if (coming) takeEvents(view, coming);
  }
}

function put({ at, span }: View, moment: Instant, unitId: number): void {
  if (moment < span.from || moment >= span.to) return;
  const units = at.get(moment) ?? new Set();
  at.set(moment, units.add(unitId));
}
