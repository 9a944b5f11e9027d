// Metrics over rolls: of the activity that is open, else of the last one that began, else of the next; where several
// days are asked about, of every activity of theirs.

import { type Activity, type ActivityPhase, phaseOf } from '../domain/activity/activity.ts';
import { type Roll, rollOf } from '../domain/activity/attendance.ts';
import { addDays, dateOf, type Instant, isoShanghai } from '../domain/calendar/time.ts';
import type { Person } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import { unitSettings } from '../settings/units.ts';
import { momentsOf, unitsBelow } from './activities.ts';
import { type MetricDefinition, metric, type StatsQuestion } from './metric.ts';
import { spanRoll } from './roll-span.ts';

const BACK_DAYS = 31;
const AHEAD_DAYS = 92;

const around = (now: Instant): Period => ({
  from: addDays(dateOf(now), -BACK_DAYS),
  to: addDays(dateOf(now), AHEAD_DAYS),
});

/** Several days: no single meeting is meant. */
export const isSpan = ({ from, to }: Period): boolean => from !== to;

/**
 * People of one list of the roll, by name.
 * @param ofCounted of several days, only of meetings that are over
 */
export function rollMetric(
  pick: (roll: Roll) => readonly Person[],
  { ofCounted = false } = {},
): MetricDefinition<'roll'> {
  return metric({
    shape: 'roll',
    period: around,
    async find(q, period) {
      if (q.period && isSpan(q.period) && !q.oneMeeting) {
        const span = await spanRoll(q, q.period, pick, ofCounted);
        return { value: span.lines.length, period: q.period, span };
      }
      const meant = await meantActivity(q, period);
      const today = dateOf(q.now);
      if (!meant) return { value: 0, period: q.period ?? { from: today, to: today } };
      const { activity } = meant;
      const attendance = await q.tx.attendance(activity.id);
      const record = activity.stage === 'recorded' ? await q.tx.record(activity.id) : undefined;
      const roll = rollOf(activity, attendance, q.org, record);
      const day = dateOf(activity.startAt);
      return { value: pick(roll).length, period: { from: day, to: day }, of: { ...meant, roll } };
    },
    items({ of, span }, q) {
      const lines = span?.lines ?? (of ? pick(of.roll).map((person) => ({ ...of, person })) : []);
      return lines.map(({ person, activity }) => ({
        userid: person.userId,
        name: person.name,
        unit: q.org.unit(activity.unitId).path,
        startAt: isoShanghai(activity.startAt),
      }));
    },
  });
}

interface Meant {
  activity: Activity;
  phase: ActivityPhase;
}

async function meantActivity(q: StatsQuestion, period: Period): Promise<Meant | undefined> {
  const { from, to } = momentsOf(period);
  const unitIds = unitsBelow(q, q.tops).map((u) => u.id);
  const found: Meant[] = [];
  for (const activity of await q.tx.activities(unitIds, from, to)) {
    if (q.fits?.(activity) === false) continue;
    if (q.types && !activity.types.some((type) => q.types!.includes(type))) continue;
    const settings = await unitSettings(q, activity.unitId);
    found.push({ activity, phase: phaseOf(activity, q.now, settings.activity) });
  }
  const open = found.filter((m) => m.phase === 'open');
  if (open.length > 0) return nearest(open, q.now);
  if (q.ahead) return found.find((m) => m.activity.startAt > q.now);
  return found.findLast((m) => m.activity.startAt <= q.now) ?? found[0];
}

const nearest = (list: readonly Meant[], now: Instant): Meant =>
  list.reduce((best, m) =>
    Math.abs(m.activity.startAt - now) < Math.abs(best.activity.startAt - now) ? m : best,
  );
