// What of a plan a unit has not reported this month, as one more line of a digest that is sent anyway.
import { periodOf } from '../domain/calendar/period.ts';
import { type DateText, dateOf, type Instant } from '../domain/calendar/time.ts';
import { SECRETARY_ROLES } from '../domain/organisation/organisation.ts';
import {
  isDueIn,
  type Month,
  partFor,
  type Scheme,
  type SchemeWork,
  worksOf,
} from '../domain/scheme/scheme.ts';
import type { ReadTx } from '../ports/store.ts';
import { type Desk, type Entry, RANK } from './entry.ts';
import type { PlanState } from './plan-types.ts';

/** Said in the last so many working days of a month: earlier there is no more to say than that the month runs. */
const LAST_DAYS = 5;

/** Undefined where there is no plan. */
export async function schemeState(
  tx: Pick<ReadTx, 'schemes' | 'schemeReported'>,
  now: Instant,
): Promise<PlanState['plans']> {
  const schemes = await tx.schemes();
  if (schemes.length === 0) return undefined;
  const month = dateOf(now).slice(0, 7);
  const due = worksDue(schemes, month);
  return {
    schemes,
    month,
    reported: await tx.schemeReported(
      due.map(({ id }) => id),
      month,
    ),
  };
}

const worksDue = (schemes: readonly Scheme[], month: Month): SchemeWork[] =>
  schemes.flatMap(worksOf).filter((work) => work.parts.some((part) => isDueIn(work, part, month)));

/** Lines for the secretaries of a unit; none unless something else is said to them that day. */
export function schemeEntries(desk: Desk, personId: string, date: DateText): Entry[] {
  const { org, plans, settings } = desk.input;
  if (!plans) return [];
  const month = date.slice(0, 7);
  const { to } = periodOf('month', date);
  if (settings.calendar.workingDaysBetween(date, to) >= LAST_DAYS) return [];
  const works = worksDue(plans.schemes, month);
  const units = new Set(
    org.officesOf(personId).flatMap(({ role, unitId }) => (SECRETARY_ROLES.includes(role) ? [unitId] : [])),
  );
  return [...units].flatMap((unitId) => {
    const due = works.filter((work) => {
      const part = partFor(work, unitId, org);
      return part !== undefined && isDueIn(work, part, month);
    });
    const told = plans.month === month ? (plans.reported.get(unitId) ?? 0) : 0;
    const count = due.length - told;
    return count > 0 ? [entryOf(desk, unitId, month, count, to)] : [];
  });
}

function entryOf({ words }: Desk, unitId: number, month: Month, count: number, due: DateText): Entry {
  const data = { month: Number(month.slice(5)), count };
  return {
    matter: `scheme:${unitId}:${month}`,
    unitId,
    topic: {
      name: words.say('name.scheme', { month: data.month }),
      ...{ rank: RANK.draft, due, word: 'line.scheme', data, common: false, join: null },
    },
  };
}
