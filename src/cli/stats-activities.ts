import type { Activity } from '../domain/activity/activity.ts';
import { addDays, dateOf, isoShanghai } from '../domain/calendar/time.ts';
import {
  type ActivityFact,
  type ActivityFigures,
  countsForRate,
  dueCountOf,
  numbersOf,
  outcomeOf,
  rateOf,
} from '../domain/figures/activities.ts';
import type { Metric, Period } from '../domain/intent.ts';
import {
  comingOf,
  factsOf,
  gapsBelow,
  isSingle,
  tableOf,
  thisMonth,
  unitsBelow,
} from '../reports/activities.ts';
import { countParts, ownRecords } from '../reports/own-records.ts';
import type { Stats, StatsItem, StatsQuestion } from './stats-question.ts';

/** Figures over activities: a line per branch, or per activity where one branch is asked about. */
export const ACTIVITY_METRICS = {
  attendance_rate: figure((f) => rateOf(f), countsForRate, true),
  activity_count: figure(
    (f) => f.held,
    (a) => outcomeOf(a) === 'held',
  ),
  headcount_total: figure((f) => f.present, countsForRate),
  activity_list: async (q) => {
    const period = q.period ?? thisMonth(q.now);
    const facts = await factsOf(q, q.tops, period, q.types);
    const items = facts.map((fact) => activityItem(q, fact));
    return { value: facts.filter((f) => outcomeOf(f) === 'held').length, period, items };
  },
  activity_gap: gap,
  my_attendance: attendanceOfAll,
  upcoming: async (q) => {
    const period = q.period ?? { from: dateOf(q.now), to: addDays(dateOf(q.now), 92) };
    const list = await comingOf(
      q,
      unitsBelow(q, q.tops).map((u) => u.id),
      period,
      q.types,
    );
    const items = list.map((activity) => ({ ...activityWords(q, activity), place: activity.place }));
    return { value: items.length, period, items };
  },
} satisfies Partial<Record<Metric, Stats>>;

function figure(
  value: (f: ActivityFigures) => number | null,
  belongs: (fact: ActivityFact) => boolean,
  isRate = false,
): Stats {
  return async (q) => {
    const period = q.period ?? thisMonth(q.now);
    const { total, rows } = await tableOf(q, q.tops, period, q.types);
    const items = isSingle(q.tops)
      ? (await factsOf(q, q.tops, period, q.types)).filter(belongs).map((fact) => activityItem(q, fact))
      : rows.map(({ unit, figures }) => ({
          name: unit.name,
          unit: unit.path,
          activities: isRate ? figures.counted : figures.held,
          expected: figures.expected,
          present: figures.present,
          ...(isRate ? { rate: value(figures) } : { value: value(figures) }),
        }));
    return { value: value(total), isRate, period, items };
  };
}

function activityItem(q: StatsQuestion, fact: ActivityFact): StatsItem {
  const numbers = countsForRate(fact)
    ? numbersOf(fact, dueCountOf(q.org))
    : { expected: null, present: null };
  return { ...activityWords(q, fact.activity), state: outcomeOf(fact), ...numbers };
}

const activityWords = (q: StatsQuestion, activity: Activity) => ({
  name: activity.types.map((type) => q.templates.render(`activity_type.${type}`)).join('暨'),
  types: activity.types,
  unit: q.org.unit(activity.unitId).path,
  startAt: isoShanghai(activity.startAt),
});

/** value: how many units lack something; an item per unit and meeting. */
async function gap(q: StatsQuestion) {
  const { gaps, obligations } = await gapsBelow(q, q.tops, { types: q.types, period: q.period });
  const items = gaps.map(({ unitId, type, period, state }) => ({
    name: q.org.unit(unitId).name,
    unit: q.org.unit(unitId).path,
    type,
    meeting: q.templates.render(`activity_type.${type}`),
    ...period,
    state,
  }));
  const period = q.period ?? around(obligations.map((o) => o.period)) ?? thisMonth(q.now);
  return { value: new Set(gaps.map((g) => g.unitId)).size, period, items };
}

/** From the first day of any to the last day of any. */
function around(periods: readonly Period[]): Period | undefined {
  if (periods.length === 0) return undefined;
  const from = periods.map((p) => p.from).sort()[0]!;
  return {
    from,
    to: periods
      .map((p) => p.to)
      .sort()
      .at(-1)!,
  };
}

/** Everybody's own record, in the order of the roster; value: presences of all that names say something about. */
async function attendanceOfAll(q: StatsQuestion) {
  const period = q.period ?? thisMonth(q.now);
  const people = unitsBelow(q, q.tops).flatMap((unit) => q.org.membersOf(unit.id));
  const records = await ownRecords(q, [...new Set(people)], period, q.types);
  let [present, known] = [0, 0];
  const items = [...records].map(([person, own]) => {
    const parts = countParts(own);
    present += parts.present;
    known += own.length - parts.unnamed;
    const unit = person.branchId === null ? '' : q.org.unit(person.branchId).path;
    return { userid: person.userId, name: person.name, unit, activities: own.length, ...parts };
  });
  return { value: known === 0 ? null : present / known, isRate: true, period, items };
}
