import { type Activity, type ActivitySettings, closesAt, opensAt } from '../domain/activity/activity.ts';
import type { Calendar } from '../domain/calendar/calendar.ts';
import { atMinute, minuteOfDay } from '../domain/calendar/minutes.ts';
import { afterQuiet, eveningOf, isQuiet, morningOf } from '../domain/calendar/quiet.ts';
import { addDays, type DateText, dateOf, HOUR_MS, type Instant, MINUTE_MS } from '../domain/calendar/time.ts';
import type { ReminderSettings } from '../settings/reminders.ts';
import type { Settings } from '../settings/settings.ts';
import { holdsWith, type Switch } from '../settings/units.ts';
import { nextDigestDay } from './digest-days.ts';
import type { MessageRule, PlanSetting } from './plan-types.ts';
import { hashOf, minuteWithin, offRound } from './spread.ts';

/** One moment in the life of an activity at which somebody hears of it. */
export interface ActivityEvent {
  rule: MessageRule | 'record_due';
  /**
   * `group`: to the group; `private`: to each person at that moment; `morning`: to each person, merged with what
   * else they hear that day; `line`: only a line of the secretary's digest
   */
  way: 'group' | 'private' | 'morning' | 'line';
  date: DateText;
  at: Instant;
  expiresAt: Instant;
}

interface Scene {
  activity: Activity;
  date: DateText;
  life: ActivitySettings;
  grouped: boolean;
  on: Record<Switch, boolean>;
  settings: ReminderSettings;
  calendar: Calendar;
  all: Settings;
}

/**
 * Everything to be said about an activity as it stands: nothing once it is recorded or cancelled. What a person
 * arranges or changes is told by the answer to that act, so invitations are planned for fixed days only.
 */
export function eventsOf(activity: Activity, setting: PlanSetting): ActivityEvent[] {
  if (activity.stage !== 'planned') return [];
  const scene = sceneOf(activity, setting);
  const invitation = activity.source === 'fixed_day' ? invitationOf(scene) : undefined;
  const toldOn =
    invitation?.date ?? dateOf(afterQuiet(activity.createdAt, scene.settings.quiet, activity.startAt));
  const [prompt, due] = afterwards(scene);
  return [
    invitation && invitation.at < activity.startAt ? invitation : undefined,
    dayBefore(scene, toldOn),
    opening(scene),
    nudge(scene),
    twoHoursBefore(scene),
    prompt,
    due,
  ].filter((event) => event !== undefined);
}

function sceneOf(activity: Activity, setting: PlanSetting): Scene {
  const { reminders, calendar } = setting.settings;
  const { activity: life, switches } = holdsWith(setting.settings, setting.units.get(activity.unitId));
  // one report by the secretary: nobody is prompted to check in
  const each = life.attendance === 'member';
  const on = { ...switches, opening: each && switches.opening, nudge: each && switches.nudge };
  const grouped = setting.addresses.has(activity.unitId);
  return {
    activity,
    date: dateOf(activity.startAt),
    life,
    grouped,
    on,
    settings: reminders,
    calendar,
    all: setting.settings,
  };
}

/** Some working days ahead; soon after it was made where the fixed day was settled later than that. */
function invitationOf(scene: Scene): ActivityEvent | undefined {
  const { activity, settings, calendar, grouped } = scene;
  if (!scene.on.invitation) return undefined;
  const rule = 'invitation';
  const expiresAt = activity.startAt;
  const day = calendar.addWorkingDays(scene.date, -settings.invitation.workingDaysBefore);
  const at = grouped
    ? atMinute(day, minuteWithin(settings.invitation.window, `${activity.unitId}`))
    : morningAt(scene, day);
  if (at >= activity.createdAt) return { rule, way: grouped ? 'group' : 'morning', date: day, at, expiresAt };
  const made = Math.ceil(activity.createdAt / MINUTE_MS) * MINUTE_MS;
  const soon = afterQuiet(
    atMinute(dateOf(made), offRound(minuteOfDay(made) + 1)),
    settings.quiet,
    activity.startAt,
  );
  if (grouped) return { rule, way: 'group', date: dateOf(soon), at: soon, expiresAt };
  const morning = nextDigestDay(activity.createdAt, scene.all);
  if (morning >= scene.date) return { rule, way: 'private', date: dateOf(soon), at: soon, expiresAt };
  return {
    rule,
    way: 'morning',
    date: morning,
    at: morningAt(scene, morning),
    expiresAt,
  };
}

/** The working day before, unless people are told of the activity on that very day or later. */
function dayBefore(scene: Scene, toldOn: DateText): ActivityEvent | undefined {
  const { activity, settings } = scene;
  const date = scene.calendar.workingDayOnOrBefore(addDays(scene.date, -1));
  const at = scene.grouped
    ? atMinute(date, minuteWithin(settings.dayBefore.window, `${activity.unitId}`))
    : morningAt(scene, date);
  if (!scene.on.dayBefore || toldOn >= date) return undefined;
  const way = scene.grouped ? 'group' : 'morning';
  return { rule: 'day_before', way, date, at, expiresAt: activity.startAt };
}

/** The minute at which the members of a unit without a group hear of it, each in private. */
const morningAt = ({ activity, settings }: Scene, date: DateText): Instant =>
  atMinute(date, minuteWithin(settings.digest.window, `unit:${activity.unitId}`));

function opening(scene: Scene): ActivityEvent | undefined {
  const { activity, life, settings } = scene;
  const opens = opensAt(activity, life);
  // arranged inside the window: it is open at once, and the answer to that act says so
  if (!scene.on.opening || activity.createdAt >= opens) return undefined;
  const date = dateOf(opens);
  const minute = offRound(Math.max(minuteOfDay(opens), morningOf(settings.quiet)));
  const at = atMinute(date, minute);
  if (isQuiet(minute, settings.quiet) || at >= closesAt(activity, life)) return undefined;
  // each person in private only on working days: nobody is disturbed at home
  if (!scene.grouped && !scene.calendar.isWorkingDay(date)) return undefined;
  const way = scene.grouped ? 'group' : 'private';
  return { rule: 'opening', way, date, at, expiresAt: closesAt(activity, life) };
}

/** Once, 5–10 minutes after the start, in the group only. */
function nudge(scene: Scene): ActivityEvent | undefined {
  const { activity, life, settings } = scene;
  if (!scene.on.nudge || !scene.grouped) return undefined;
  const room = 10 - settings.nudge.afterMinutes;
  const after = settings.nudge.afterMinutes + (hashOf(`${activity.unitId}`) % room);
  const wanted = activity.startAt + after * MINUTE_MS;
  const minute = offRound(minuteOfDay(wanted));
  const at = atMinute(dateOf(wanted), minute);
  if (isQuiet(minute, settings.quiet) || at <= activity.createdAt || at >= closesAt(activity, life))
    return undefined;
  return { rule: 'nudge', way: 'group', date: dateOf(at), at, expiresAt: at + HOUR_MS };
}

/** Only where opening and nudge are switched off: then it is the one reminder on the day. */
function twoHoursBefore(scene: Scene): ActivityEvent | undefined {
  const { activity, settings } = scene;
  if (scene.on.opening || scene.on.nudge) return undefined;
  const wanted = activity.startAt - settings.twoHoursBefore.hours * HOUR_MS;
  const date = dateOf(wanted);
  const minute = offRound(minuteOfDay(wanted));
  if (date !== scene.date || isQuiet(minute, settings.quiet)) return undefined;
  const rule = 'two_hours_before';
  const expiresAt = activity.startAt;
  const at = atMinute(date, minute);
  if (at <= activity.createdAt) return undefined;
  if (scene.grouped) return { rule, way: 'group', date, at, expiresAt };
  const morning = atMinute(date, settings.digest.window.to);
  if (!scene.calendar.isWorkingDay(date) || morning >= activity.startAt || morning <= activity.createdAt)
    return undefined;
  return { rule, way: 'morning', date, at: morningAt(scene, date), expiresAt };
}

/** After closing: the record pre-filled, at once on a working day; later one line if it is still missing. */
function afterwards(scene: Scene): [prompt: ActivityEvent, due: ActivityEvent] {
  const { activity, life, settings, calendar } = scene;
  const closed = closesAt(activity, life);
  const wanted = closed + (1 + (hashOf(`${activity.unitId}`) % 9)) * MINUTE_MS;
  const soon = afterQuiet(atMinute(dateOf(wanted), offRound(minuteOfDay(wanted))), settings.quiet);
  const working = calendar.workingDayOnOrAfter(dateOf(soon));
  const at = working === dateOf(soon) ? soon : atMinute(working, offRound(morningOf(settings.quiet)));
  const due = calendar.addWorkingDays(dateOf(closed), settings.record.dueWorkingDays);
  const dueAt = atMinute(due, settings.digest.window.from);
  return [
    {
      rule: 'record_prompt',
      way: 'private',
      date: working,
      at,
      expiresAt: atMinute(due, eveningOf(settings.quiet)),
    },
    {
      rule: 'record_due',
      way: 'line',
      date: due,
      at: dueAt,
      expiresAt: atMinute(due, eveningOf(settings.quiet)),
    },
  ];
}
