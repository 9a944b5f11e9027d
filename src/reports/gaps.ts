// What is due from units and was not held: cadence against what the store says was held.
import type { ActivityType } from '../domain/activity/types.ts';
import { DAY_MS, dateOf } from '../domain/calendar/time.ts';
import {
  type ActivityStanding,
  type OutcomeUnits,
  outcomeOf,
  type StandingUnits,
} from '../domain/figures/activities.ts';
import {
  branchOfGroup,
  type Gap,
  type GapQuestion,
  gapsOf,
  type Obligation,
  obligationsOf,
  periodKey,
  typesByPeriod,
} from '../domain/figures/gaps.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import { type Counter, query, unitsBelow } from './activities.ts';

/**
 * What is due from the units and below, and what of it was not held.
 * @param today whose periods are asked about, if not this very day's
 */
export async function gapsBelow(
  c: Counter,
  tops: readonly Unit[],
  asked: Omit<GapQuestion, 'today'>,
  today = dateOf(c.now),
): Promise<{ gaps: Gap[]; obligations: readonly Obligation[] }> {
  const ids = unitsBelow(c, tops).map((u) => u.id);
  const obligations = obligationsOf(c.settings.cadence, c.org, ids, { ...asked, today });
  const known = new Map<string, OutcomeUnits[]>();
  for (const [period, types] of typesByPeriod(obligations))
    known.set(periodKey(period), await outcomesIn(c, ids, { obligations, period, types }));
  return { gaps: gapsOf(obligations, known, c.org), obligations };
}

/** In so long a time most have held what was due, and meetings are many: who held one is asked first. */
const LONG_MS = 100 * DAY_MS;

async function outcomesIn(
  c: Counter,
  ids: readonly number[],
  due: { obligations: readonly Obligation[]; period: Period; types: readonly ActivityType[] },
): Promise<OutcomeUnits[]> {
  const asked = { ...(await query(c, withBranches(c, ids), due.period)), types: due.types };
  if (asked.to - asked.from < LONG_MS) return outcomes(await c.tx.unitsByStanding(asked, () => true));
  const held = (await c.tx.unitsHaving(asked, isHeld)).map((found) => ({
    ...found,
    outcome: 'held' as const,
  }));
  const key = periodKey(due.period);
  const ofPeriod = due.obligations.filter(({ period }) => periodKey(period) === key);
  const lacking = gapsOf(ofPeriod, new Map([[key, held]]), c.org);
  const left = {
    ...asked,
    unitIds: withBranches(c, new Set(lacking.map(({ unitId }) => unitId))),
    types: [...new Set(lacking.map(({ type }) => type))],
  };
  return [...held, ...outcomes(await c.tx.unitsByStanding(left, (standing) => !isHeld(standing)))];
}

const outcomes = (found: readonly StandingUnits[]): OutcomeUnits[] =>
  found.map(({ types, unitIds, ...standing }) => ({ types, unitIds, outcome: outcomeOf(standing) }));

const isHeld = (standing: ActivityStanding): boolean => outcomeOf(standing) === 'held';

const withBranches = ({ org }: Counter, ids: Iterable<number>): number[] => [
  ...new Set([...ids].flatMap((id) => [id, branchOfGroup(org.unit(id)) ?? id])),
];
