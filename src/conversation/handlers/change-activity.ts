// 改期 and 取消: everyone already told is told again, once; pending messages of the old state vanish.

import type { Activity } from '../../domain/activity/activity.ts';
import { meetingName } from '../../domain/activity/types.ts';
import { dateOf, HOUR_MS, isoShanghai, MINUTE_MS, timeOf } from '../../domain/calendar/time.ts';
import type { Reply } from '../../ports/channels.ts';
import { unitSettings } from '../../settings/units.ts';
import { type Act, act, type Ended, permit } from '../act.ts';
import { changeActivity as change } from '../effects.ts';
import { candidates, isNamed, type Near, targetOf, unitsOf } from '../near.ts';
import { officers } from '../people.ts';
import { announce, type Told, wasTold } from '../push.ts';
import { ask, listen } from '../questions.ts';
import { mayDo, type Turn } from '../turn.ts';
import { homeUnit, unitInQuestion } from '../units.ts';
import { askWhichMeeting, SHOWN_MEETINGS } from '../which-meeting.ts';
import { activityWords } from '../words.ts';
import { ofOneThatIsOver, saysFields } from './change-record.ts';
import { clockTime, isPast, pastOf, typesOf } from './plan-activity.ts';
import { report } from './record/report.ts';

interface Meant {
  activity: Activity;
}

const move = act<'activity_change', Meant>({
  permit: permit('plan_activity', ({ activity }) => targetOf(activity)),
  about: ({ intent, ...turn }) => {
    // What is named of the activity is its old day; the new one is where it goes.
    const { startAt: _startAt, endAt: _endAt, fromAt, ...named } = intent;
    return theOne({ ...turn, intent }, fromAt ? { ...named, startAt: fromAt.slice(0, 10) } : named);
  },
  async carryOut(turn, { activity }) {
    const intent = onItsDay(turn.intent, activity);
    const name = meetingName(activity.types);
    if (intent.clockIs === 'lacking' && intent.startAt) {
      const { clockIs: _clockIs, ...rest } = intent;
      return ask({ ...turn, intent: { ...rest, activityId: activity.id } }, 'time', 'activity.ask_time', {
        name,
      });
    }
    const startAt =
      halfOfDay(intent, activity) ??
      clockTime(intent.startAt) ??
      sameClock(intent.startAt, activity) ??
      shifted(intent.shift, activity);
    const { place, topic } = intent;
    const people = officers(turn, activity);
    if (startAt === undefined && !saysFields(intent)) {
      // A clock alone is said of the day it was to be on.
      const asked = { ...intent, activityId: activity.id, fromAt: isoShanghai(activity.startAt) };
      return ask({ ...turn, intent: asked }, 'time', 'activity.ask_time', { name });
    }
    if (startAt !== undefined && isPast(turn, startAt))
      return turn.say('activity.in_the_past', { name, ...pastOf(turn, startAt, activity) });
    const to = startAt ?? activity.startAt;
    const length = activity.endAt === null ? null : activity.endAt - activity.startAt;
    const moved = await change(turn, activity, {
      startAt: to,
      endAt: clockTime(intent.endAt) ?? (length === null ? null : to + length),
      place: place ?? activity.place,
      topic: topic ?? activity.topic,
      ...people,
    });
    await listen(turn, 'plan', {
      intent: 'activity_change',
      activityId: moved.id,
      startAt: isoShanghai(moved.startAt),
    });
    return tellChanged(turn, moved, 'changed', activity);
  },
});

/** What is changed of a meeting that is over, and of none that is to come, is a correction of its record. */
export const moveActivity: Act<'activity_change'> = {
  actions: [...move.actions, ...report.actions],
  async perform(turn) {
    const over = await ofOneThatIsOver(turn);
    return over ? report.perform(over) : move.perform(turn);
  },
};

export const cancelActivity = act<'activity_cancel', Meant>({
  permit: permit('plan_activity', ({ activity }) => targetOf(activity)),
  about: (turn) => theOne(turn, turn.intent),
  carryOut: async (turn, { activity }) =>
    tellChanged(turn, await change(turn, activity, { stage: 'cancelled' }), 'cancelled'),
});

/**
 * Also after 撤销 of a change: who was told is told how it stands now.
 * @param before what they know; only what is different is told
 */
export async function tellChanged(
  turn: Turn,
  activity: Activity,
  rule: 'changed' | 'cancelled' | 'restored',
  before?: Activity,
): Promise<Reply> {
  const told = await wasTold(turn, activity);
  await turn.tx.cancelOutbox(`activity:${activity.id}`);
  const words = { ...activityWords(turn, activity), ...differences(activity, before) };
  let heard: Told = 'nobody';
  // An invitation that never left is replaced by one that is right; a cancelled activity nobody heard of stays silent,
  // and so does one that invites in its own time.
  const invites = rule !== 'cancelled' && activity.source === 'person';
  if (told || invites) {
    const { openBeforeMinutes: opensBefore } = (await unitSettings(turn, activity.unitId)).activity;
    const notice = told ? (`activity.notice_${rule}` as const) : 'activity.invitation';
    heard = await announce(
      turn,
      activity,
      told ? rule : 'invitation',
      (bot) => turn.say(notice, { ...words, bot, later: [], opens_before: opensBefore }).text,
    );
  }
  return turn.say(`activity.${rule}`, {
    ...words,
    told: told ? heard : 'nobody',
    told_at: turn.pushAt(turn.now),
    day_off: rule === 'changed' && isNowOnDayOff(turn, activity, before),
  });
}

/** 改到12月12日, a Saturday: the same hint that a new plan is given. */
function isNowOnDayOff({ settings }: Turn, activity: Activity, before: Activity | undefined): boolean {
  const day = dateOf(activity.startAt);
  return before !== undefined && dateOf(before.startAt) !== day && !settings.calendar.isWorkingDay(day);
}

/** What of it changed; without a `before` all of it is told. */
function differences(activity: Activity, before: Activity | undefined) {
  return {
    moved: !before || before.startAt !== activity.startAt,
    was: before && before.startAt !== activity.startAt ? before.startAt : '',
    place_changed: before !== undefined && before.place !== activity.place,
    people_changed:
      before !== undefined &&
      (before.lecturer !== activity.lecturer ||
        before.host !== activity.host ||
        before.topic !== activity.topic),
    recorder: before !== undefined && before.recorder !== activity.recorder ? (activity.recorder ?? '') : '',
  };
}

/** 改到下午4点: a clock alone is said of the day the meeting is on. */
function onItsDay({ dayIs, ...intent }: Turn<'activity_change'>['intent'], activity: Activity) {
  if (dayIs === undefined) return intent;
  const day = isoShanghai(activity.startAt).slice(0, 10);
  const { startAt, endAt } = intent;
  return {
    ...intent,
    ...(startAt?.includes('T') && { startAt: day + startAt.slice(10) }),
    ...(endAt?.includes('T') && { endAt: day + endAt.slice(10) }),
  };
}

/** 改成八点 of a meeting in the evening is eight in the evening. */
function halfOfDay(
  { clockIs, startAt }: Turn<'activity_change'>['intent'],
  activity: Activity,
): number | undefined {
  const at = clockIs === 'bare' ? clockTime(startAt) : undefined;
  if (at === undefined) return undefined;
  const [hour, before] = [at, activity.startAt].map((moment) => Number(timeOf(moment).slice(0, 2)));
  return before! >= 12 && hour! > 0 && hour! < 12 ? at + 12 * HOUR_MS : undefined;
}

/** 推迟一个小时 */
const shifted = (minutes: number | undefined, activity: Activity): number | undefined =>
  minutes === undefined ? undefined : activity.startAt + minutes * MINUTE_MS;

/** A new day without a clock time keeps the old clock time. */
function sameClock(day: string | undefined, activity: Activity): number | undefined {
  return day ? Date.parse(`${day}T${timeOf(activity.startAt)}:00+08:00`) : undefined;
}

/** Exactly one planned activity that fits; else which ones there are. Of several, those the sender may plan are meant. */
async function theOne(
  turn: Turn<'activity_change' | 'activity_cancel'>,
  named: Turn<'activity_cancel'>['intent'] | Turn<'activity_change'>['intent'],
): Promise<Meant | Ended> {
  const unit = unitInQuestion(turn, turn.intent.scope);
  if (unit && 'reply' in unit) return unit;
  const { activityId } = turn.intent;
  const near = await candidates(turn, unit ? [unit.unit.id] : unitsOf(turn), activityId);
  const coming = near.filter((n) => n.phase === 'planned' || n.phase === 'open');
  const fitting = coming.filter((n) => isNamed(n, named));
  const [first] = fitting;
  if (!first) return { reply: (await asNew(turn)) ?? nothing(turn, coming) };
  const own = fitting.filter((n) => mayDo(turn, 'plan_activity', targetOf(n.activity)));
  if (own.length <= 1) return own[0] ?? first;
  const { intent } = turn;
  const list = own.map(({ activity }) => activity);
  const reply = await askWhichMeeting(turn, list, ({ at, ...which }) =>
    intent.intent === 'activity_change'
      ? { ...intent, ...which, fromAt: at }
      : { ...intent, ...which, startAt: at },
  );
  return { reply };
}

/** 12月20日主题党日，地点是村委会, and none is planned then: it is taken for the plan of one that lacks its hour. */
async function asNew(turn: Turn<'activity_change' | 'activity_cancel'>): Promise<Reply | undefined> {
  const { intent } = turn;
  const unitId = homeUnit(turn)?.id;
  if (intent.intent !== 'activity_change' || unitId === undefined) return undefined;
  const { fromAt, startAt, endAt, shift, activityId: _id, clockIs: _is, dayIs: _on, ...said } = intent;
  const day = fromAt?.slice(0, 10);
  const types = typesOf(intent);
  if (!day || day < dateOf(turn.now) || types.length === 0 || startAt || endAt || shift || !said.place)
    return undefined;
  if (!mayDo(turn, 'plan_activity', { unitId, types })) return undefined;
  const plan = { ...said, intent: 'activity_create' as const, startAt: day };
  return ask({ ...turn, intent: plan }, 'time', 'activity.ask_hour_of_new', {
    name: meetingName(types),
    day,
  });
}

function nothing(turn: Turn, coming: Near[]): Reply {
  const activities = coming.slice(0, SHOWN_MEETINGS).map((n) => activityWords(turn, n.activity));
  return turn.say('activity.nothing_fits', { activities });
}
