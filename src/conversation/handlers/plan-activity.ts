// 安排 …: an activity is planned by one message, and everyone it concerns is told.

import type { Activity } from '../../domain/activity/activity.ts';
import { dueFor } from '../../domain/activity/due.ts';
import {
  type ActivityType,
  isGroupMeeting,
  meetingName,
  shortTypeWords,
} from '../../domain/activity/types.ts';
import { addMonths } from '../../domain/calendar/dates.ts';
import {
  addDays,
  DAY_MS,
  dateOf,
  HOUR_MS,
  type Instant,
  instantOf,
  isoShanghai,
} from '../../domain/calendar/time.ts';
import { toIntent } from '../../domain/intent.ts';
import type { Unit } from '../../domain/organisation/organisation.ts';
import type { Slots } from '../../domain/slots.ts';
import { unitSettings } from '../../settings/units.ts';
import { act, type Ended, permit } from '../act.ts';
import { addActivity } from '../effects.ts';
import { officer } from '../people.ts';
import { announce } from '../push.ts';
import { ask, listen, offerItems } from '../questions.ts';
import type { Turn } from '../turn.ts';
import { homeUnit, unitInQuestion } from '../units.ts';
import { activityWords } from '../words.ts';
import { isRatherPast } from '../year.ts';

/** As many as one figure tells apart. */
const SHOWN = 9;

interface Plan {
  types: ActivityType[];
  unit: Unit;
}

export const planActivity = act<'activity_create', Plan>({
  permit: permit('plan_activity', ({ unit, types }) => ({ unitId: unit.id, types })),
  async about(turn) {
    const types = typesOf(turn.intent);
    if (types.length === 0)
      return { reply: await ask(turn, 'type', 'activity.ask_type', { types: shortTypeWords() }) };
    const place = await unitFor(turn, turn.intent.scope, types);
    return 'reply' in place ? place : { types, unit: place.unit };
  },
  async carryOut(turn, { types, unit }) {
    const { intent } = turn;
    const name = meetingName(types);
    const startAt = clockTime(intent.startAt);
    if (startAt === undefined) return ask(turn, 'time', 'activity.ask_time', { name });
    if (isPast(turn, startAt))
      return turn.say('activity.in_the_past', { name, ...pastOf(turn, startAt, { unitId: unit.id, types }) });
    if (startAt > turn.now + 366 * DAY_MS) return turn.say('activity.too_far', { name, startAt });
    const same = (await turn.tx.activities([unit.id], startAt, startAt)).find(
      (a) => a.types.join() === types.join(),
    );
    if (same) return turn.say('activity.exists', { ...activityWords(turn, same) });

    const planned: Fresh = {
      unitId: unit.id,
      types,
      topic: intent.topic ?? null,
      place: intent.place ?? null,
      startAt,
      hasClock: true,
      endAt: clockTime(intent.endAt) ?? null,
      host: officer(turn, 'host') ?? null,
      recorder: officer(turn, 'recorder') ?? null,
      lecturer: officer(turn, 'lecturer') ?? null,
      stage: 'planned',
      source: 'person',
      createdBy: turn.sender.id,
      createdAt: turn.now,
    };
    const activity = await addActivity(turn, planned);
    const later = await repeated(turn, planned);
    const words = activityWords(turn, activity);
    const expected = dueFor(activity, turn.org).members.length;
    const { activity: life } = await unitSettings(turn, unit.id);
    const invitation = (bot: string) =>
      turn.say('activity.invitation', { ...words, bot, later, opens_before: life.openBeforeMinutes }).text;
    const told = await announce(turn, activity, 'invitation', invitation);
    await listen(turn, 'plan', {
      intent: 'activity_change',
      activityId: activity.id,
      startAt: isoShanghai(startAt),
    });
    return turn.say('activity.planned', {
      ...words,
      recorder: activity.recorder ?? '',
      later,
      expected,
      example: startAt + DAY_MS,
      told,
      told_at: turn.pushAt(turn.now),
      in_group: turn.chat !== '',
      day_off: !turn.settings.calendar.isWorkingDay(dateOf(startAt)),
      clashes: (await clashing(turn, activity)).map((a) => activityWords(turn, a)),
    });
  },
});

type Fresh = Omit<Activity, 'id' | 'revision'>;

/** So far ahead a plan that comes again is laid down at once; later ones are planned when their time comes. */
const WEEKS_AHEAD = 8;
const MONTHS_AHEAD = 6;

/** 每周五: the others of the series, as far as it is laid down; what is planned there already stays as it is. */
async function repeated(turn: Turn<'activity_create'>, first: Fresh): Promise<Instant[]> {
  const { repeat } = turn.intent;
  if (!repeat) return [];
  const day = dateOf(first.startAt);
  const days = repeat.weeks
    ? series(WEEKS_AHEAD / repeat.weeks, (i) => addDays(day, 7 * repeat.weeks! * i))
    : series(MONTHS_AHEAD, (i) => addMonths(day, (repeat.months ?? 1) * i));
  const { until } = repeat;
  const made: Instant[] = [];
  const isWorking = (date: string) => turn.settings.calendar.isWorkingDay(date);
  for (const date of days) {
    if (until !== undefined && date > until) break;
    const startAt = first.startAt - instantOf(day) + instantOf(date);
    const there = await turn.tx.activities([first.unitId], startAt, startAt);
    // A series on working days leaves out the holidays in it.
    const isHoliday = isWorking(day) && !isWorking(date);
    if (isHoliday || there.some((a) => a.types.join() === first.types.join())) continue;
    const endAt = first.endAt === null ? null : first.endAt - first.startAt + startAt;
    await addActivity(turn, { ...first, startAt, endAt });
    made.push(startAt);
  }
  return made;
}

/** The second to the nth. */
const series = (n: number, at: (i: number) => string): string[] =>
  Array.from({ length: Math.max(0, n - 1) }, (_, i) => at(i + 1));

/** Others at the same time that people of this one are due at: said once, for its planner to judge. */
async function clashing(turn: Turn, activity: Activity): Promise<Activity[]> {
  const { org, tx } = turn;
  const branch = org.branchOf(activity.unitId);
  const units = branch ? org.subtree(branch.id).map((u) => u.id) : [activity.unitId];
  const { closeAfterHours } = (await unitSettings(turn, activity.unitId)).activity;
  const endOf = (a: Activity) => a.endAt ?? a.startAt + closeAfterHours * HOUR_MS;
  const near = await tx.activities(units, activity.startAt - DAY_MS, endOf(activity));
  return near.filter(
    (a) =>
      a.id !== activity.id &&
      a.stage === 'planned' &&
      a.startAt < endOf(activity) &&
      endOf(a) > activity.startAt,
  );
}

/** Gone by, also where its year was not said. */
export const isPast = (turn: Turn, startAt: Instant): boolean =>
  startAt <= turn.now || isRatherPast(turn, dateOf(startAt));

/** When that was, and a report of it as it may be sent. */
export function pastOf(turn: Turn, startAt: Instant, meeting: Pick<Activity, 'unitId' | 'types'>) {
  const day = dateOf(startAt);
  const year = Number(day.slice(0, 4)) - (startAt <= turn.now ? 0 : 1);
  return { day: `${year}${day.slice(4)}`, expected: dueFor(meeting, turn.org).members.length };
}

/** The types a message names, combined ones included. */
export const typesOf = (named: Partial<Pick<Slots, 'activityType' | 'activityTypes'>>): ActivityType[] =>
  named.activityTypes ?? (named.activityType ? [named.activityType] : []);

/** Epoch ms of a written time; undefined when only a day was said. */
export function clockTime(written: string | undefined): Instant | undefined {
  return written?.includes('T') ? Date.parse(written) : undefined;
}

/** A 党小组会 belongs to a group, everything else to a branch; asked when it stays open which one. */
export async function unitFor(
  turn: Turn,
  scope: string | undefined,
  types: readonly ActivityType[],
): Promise<{ unit: Unit } | Ended> {
  const { org, sender } = turn;
  const named = unitInQuestion(turn, scope);
  if (named) return 'reply' in named ? named : fitting(turn, named.unit, types);
  if (isGroupMeeting(types) && !turn.groupUnit) {
    const led = org.officesOf(sender.id).find((o) => o.role === '党小组长');
    if (led) return { unit: org.unit(led.unitId) };
  }
  const home = homeUnit(turn);
  if (!home) return { reply: turn.say('checkin.no_branch', { person: sender.name }) };
  return fitting(turn, home, types);
}

const askUnit = (turn: Turn, units: readonly Unit[]): Promise<void> =>
  offerItems(
    turn,
    units.map((u) => toIntent({ ...turn.intent, scope: u.path })),
  );

async function fitting(
  turn: Turn,
  unit: Unit,
  types: readonly ActivityType[],
): Promise<{ unit: Unit } | Ended> {
  const { org } = turn;
  if (isGroupMeeting(types)) {
    if (unit.kind === 'group') return { unit };
    const groups = org.children(unit.id).filter((u) => u.kind === 'group');
    if (unit.kind === 'branch' && groups.length === 0) return { unit };
    if (groups.length === 1) return { unit: groups[0]! };
    await askUnit(turn, groups);
    return { reply: turn.say('activity.ask_group', { units: groups.map((u) => u.name) }) };
  }
  const branch = org.branchOf(unit.id);
  if (branch) return { unit: branch };
  const branches = org.subtree(unit.id).filter((u) => u.kind === 'branch');
  if (branches.length === 1) return { unit: branches[0]! };
  await askUnit(turn, branches);
  const units = branches.slice(0, SHOWN).map((u) => u.name);
  return { reply: turn.say('activity.ask_branch', { units, more: branches.length - units.length }) };
}
