import { thisMonth, unitsBelow } from '../activities.ts';
import { metric, type StatsQuestion } from '../metric.ts';
import { countParts, ownRecords } from '../own-records.ts';

/** 个人出勤, in the order of the roster; the value: presences of all that names say something about. */
export const myAttendance = metric({
  shape: 'records',
  isRate: true,
  period: thisMonth,
  async find(q, period) {
    const found = await ownRecords(q, peopleOf(q), period, q.types);
    const people = [...found].map(([person, records]) => ({ person, records, parts: countParts(records) }));
    const sum = (count: (one: (typeof people)[number]) => number) =>
      people.reduce((total, one) => total + count(one), 0);
    const known = sum(({ records, parts }) => records.length - parts.unnamed);
    return { value: known === 0 ? null : sum(({ parts }) => parts.present) / known, period, people };
  },
  items: ({ people }, q) =>
    people.map(({ person, records, parts }) => ({
      userid: person.userId,
      name: person.name,
      unit: person.branchId === null ? '' : q.org.unit(person.branchId).path,
      activities: records.length,
      ...parts,
    })),
});

const peopleOf = (q: StatsQuestion) =>
  q.person ? [q.person] : [...new Set(unitsBelow(q, q.tops).flatMap((unit) => q.org.membersOf(unit.id)))];
