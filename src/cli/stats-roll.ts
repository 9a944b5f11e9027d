import { type Activity, phaseOf } from '../domain/activity/activity.ts';
import { dueFor, type Roll, rollOf } from '../domain/activity/attendance.ts';
import { addDays, dateOf, isoShanghai } from '../domain/calendar/time.ts';
import type { Metric } from '../domain/intent.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import { factsOf } from '../reports/activities.ts';
import { unitSettings } from '../settings/units.ts';
import type { Stats, StatsAnswer, StatsQuestion } from './stats-question.ts';

const BACK_DAYS = 31;

/** Who is missing from the current activity, or from the last one that began. */
export const ROLL_METRICS = {
  absentees: (q) => answer(q, (roll) => roll.missing),
  leave_list: (q) =>
    answer(q, (roll) => roll.leave.map((a) => q.org.person(a.personId)).filter((p) => p !== undefined)),
  // nothing asks for a 收到 outside a muster, and none is under way
  ack_missing: async (q) => ({ value: 0, period: today(q), items: [] }),
} satisfies Partial<Record<Metric, Stats>>;

async function answer(q: StatsQuestion, pick: (roll: Roll) => readonly Person[]): Promise<StatsAnswer> {
  const activity = await currentActivity(q);
  if (!activity) return { value: 0, period: q.period ?? today(q), items: [] };
  const roll = rollOf(dueFor(activity, q.org), await q.tx.attendance(activity.id), q.org);
  const day = dateOf(activity.startAt);
  const items = pick(roll).map((person) => ({
    userid: person.userId,
    name: person.name,
    unit: q.org.unit(activity.unitId).path,
    startAt: isoShanghai(activity.startAt),
  }));
  return { value: items.length, period: { from: day, to: day }, items };
}

/** The open one that began last, else the last one that is over. */
async function currentActivity(q: StatsQuestion): Promise<Activity | undefined> {
  const period = q.period ?? { from: addDays(dateOf(q.now), -BACK_DAYS), to: addDays(dateOf(q.now), 1) };
  const found = { open: undefined as Activity | undefined, past: undefined as Activity | undefined };
  for (const { activity } of await factsOf(q, q.tops, period, q.types)) {
    const settings = await unitSettings(q, activity.unitId);
    const phase = phaseOf(activity, q.now, settings.activity);
    if (phase === 'open') found.open = activity;
    else if (phase === 'closed' || phase === 'recorded') found.past = activity;
  }
  return found.open ?? found.past;
}

const today = (q: StatsQuestion) => ({ from: dateOf(q.now), to: dateOf(q.now) });
