// What may be due next, kept from tick to tick: a quiet minute looks here and plans nothing. It may name more than there
// is, never less; whatever it names is planned before it is sent.
import type { Activity } from '../domain/activity/activity.ts';
import { atMinute } from '../domain/calendar/minutes.ts';
import { monthsEarlier } from '../domain/calendar/period.ts';
import { addDays, type DateText, dateOf, type Instant, instantOf } from '../domain/calendar/time.ts';
import type { Counters } from '../ports/plan.ts';
import type { ReadTx } from '../ports/store.ts';
import { eventsOf } from './activity-events.ts';
import { monthsAround, push } from './activity-index.ts';
import { addTaken, fixedDayActivities, fixedDayActivity, NEW_REVISION } from './fixed-days.ts';
import { type PlanRules, settingOf } from './plan-input.ts';
import type { PlanSetting, TimeSpan } from './plan-types.ts';
import { inTurns, othersTurn, type Steps } from './steps.ts';

/** Whole days of it, today the first. */
const DAYS_AHEAD = 2;
/** Activities that began so long ago are spoken of in digests alone. */
const MONTHS_BACK = 2;
/** Units gone through before others have their turn. */
const AT_ONCE = 200;

/** Where more units than these settle something at once, all is looked through anew. */
const FEW = 200;

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
      known.counters.organisation === tx.counters.organisation &&
      known.counters.binding <= tx.counters.binding &&
      known.counters.activity <= tx.counters.activity &&
      unmarked(known.counters) === unmarked(tx.counters) &&
      known.span.from <= span.from &&
      known.span.to >= span.to;
    const now = span.to - 1;
    const kept = isKnown ? await withSettings(tx, rules, known, now) : undefined;
    if (!kept) return lookAround(tx, rules, span);
    if (kept.counters.activity !== tx.counters.activity)
      for (const activity of await tx.activitiesChangedSince(kept.counters.activity))
        take(kept, activity, now);
    return { ...kept, counters: tx.counters };
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
  const span = { from, to: instantOf(addDays(dateOf(to - 1), DAYS_AHEAD)) };
  const together = togetherOf(setting);
  const view: View = { setting, counters: tx.counters, span, at: new Map(), together };
  const taken = new Set<string>();
  for await (const portion of tx.activitiesSince(firstOf(span))) {
    for (const activity of portion) {
      takeEvents(view, activity);
      addTaken(taken, activity);
    }
    await othersTurn();
  }
  let count = 0;
  for (const unitId of setting.units.keys()) {
    takeFixedDays(view, unitId, to - 1, taken);
    if (++count % AT_ONCE === 0) await othersTurn();
  }
  return view;
}

/**
 * The view under what is settled now: only the units whose own settings or groups have changed are looked at, and what
 * they no longer say may stay. Undefined where that is more than a few.
 */
async function withSettings(
  tx: ReadTx,
  rules: PlanRules,
  known: View,
  now: Instant,
): Promise<View | undefined> {
  if (known.counters.binding === tx.counters.binding) return known;
  const setting = await settingOf(tx, rules);
  const changed = await inTurns(changedUnits(known.setting, setting));
  if (changed.length > FEW) return undefined;
  const view = { ...known, setting, together: togetherOf(setting) };
  if (changed.length === 0) return view;
  const { activities } = await tx.planStateOf(changed, firstOf(view.span), now);
  const taken = new Set<string>();
  for (const activity of activities) {
    takeEvents(view, activity);
    addTaken(taken, activity);
  }
  for (const unitId of changed) takeFixedDays(view, unitId, now, taken);
  return view;
}

function* changedUnits(before: PlanSetting, after: PlanSetting): Steps<number[]> {
  const changed: number[] = [];
  let count = 0;
  for (const unitId of after.org.units.keys()) {
    if (++count % AT_ONCE === 0) yield;
    const stands =
      isSame(before.addresses.get(unitId), after.addresses.get(unitId)) &&
      isSame(before.units.get(unitId), after.units.get(unitId));
    if (!stands) changed.push(unitId);
  }
  return changed;
}

/** Read anew, it is another object; in another order it would be looked at once more. */
const isSame = (before: object | undefined, after: object | undefined): boolean =>
  before === after || JSON.stringify(before) === JSON.stringify(after);

function togetherOf({ addresses }: PlanSetting): View['together'] {
  const together = new Map<string, number[]>();
  for (const [unitId, { chat }] of addresses) push(together, chat, unitId);
  return together;
}

/** The start of the first activity that is looked at. */
const firstOf = ({ from }: TimeSpan): Instant =>
  instantOf(monthsEarlier(`${dateOf(from).slice(0, 7)}-01`, MONTHS_BACK));

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

/** What the fixed day of a unit has said, and made where its month is not taken. */
function takeFixedDays(view: View, unitId: number, now: Instant, taken: ReadonlySet<string>): void {
  const { setting, span } = view;
  const own = setting.units.get(unitId);
  if (!own?.fixedDay) return;
  takeComing(view, unitId);
  const ofUnit = { ...setting, units: new Map([[unitId, own]]), activities: [] };
  for (const { createdAt } of fixedDayActivities(ofUnit, span, taken))
    put(view, Math.max(createdAt, now), unitId);
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
