// What is due from units and was not held: cadence against what the store says was held.
import { DAY_MS, type DateText, dateOf } from '../domain/calendar/time.ts';
import { type ActivityStanding, type OutcomeUnits, outcomeOf } from '../domain/figures/activities.ts';
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
import type { KindQuery } from '../ports/figures.ts';
import { type Counter, query, unitsBelow } from './activities.ts';

/** In so long a time most have held what was due, and meetings are many: who held one is asked first. */
const LONG_MS = 100 * DAY_MS;

/** What is due from the units and below, and what of it was not held as of this very day. */
export async function gapsBelow(
  c: Counter,
  tops: readonly Unit[],
  asked: Omit<GapQuestion, 'today'>,
): Promise<{ gaps: Gap[]; obligations: readonly Obligation[]; today: DateText }> {
  const today = dateOf(c.now);
  const ids = unitsBelow(c, tops).map((u) => u.id);
  const obligations = obligationsOf(c.settings.cadence, c.org, ids, { ...asked, today });
  const places = withBranches(c, ids);
  const known = new Map<string, OutcomeUnits[]>();
  const long = new Map<string, KindQuery>();
  for (const [period, types] of typesByPeriod(obligations)) {
    const question = { ...(await query(c, places, period)), types };
    const isLong = question.to - question.from > LONG_MS;
    if (isLong) long.set(periodKey(period), question);
    const found = isLong ? heldBy(c, question) : standingIn(c, question, () => true);
    known.set(periodKey(period), await found);
  }
  const gaps = gapsOf(obligations, known, c.org);
  for (const [key, question] of long) known.set(key, await othersOf(c, question, key, gaps));
  return { gaps: long.size === 0 ? gaps : gapsOf(gaps, known, c.org), obligations, today };
}

const isHeld = (standing: ActivityStanding): boolean => outcomeOf(standing) === 'held';

const heldBy = async (c: Counter, question: KindQuery): Promise<OutcomeUnits[]> =>
  (await c.tx.unitsHaving(question, isHeld)).map((found) => ({ ...found, outcome: 'held' }));

/** How that stands which was not held, where something is lacking. */
function othersOf(
  c: Counter,
  question: KindQuery,
  key: string,
  gaps: readonly Gap[],
): Promise<OutcomeUnits[]> {
  const lacking = gaps.filter(({ period }) => periodKey(period) === key);
  const unitIds = withBranches(c, new Set(lacking.map(({ unitId }) => unitId)));
  const types = [...new Set(lacking.map(({ type }) => type))];
  return standingIn(c, { ...question, unitIds, types }, (standing) => !isHeld(standing));
}

const standingIn = async (
  c: Counter,
  question: KindQuery,
  is: (standing: ActivityStanding) => boolean,
): Promise<OutcomeUnits[]> =>
  (await c.tx.unitsByStanding(question, is)).map(({ types, unitIds, ...standing }) => ({
    types,
    unitIds,
    outcome: outcomeOf(standing),
  }));

const withBranches = ({ org }: Counter, ids: Iterable<number>): number[] => [
  ...new Set([...ids].flatMap((id) => [id, branchOfGroup(org.unit(id)) ?? id])),
];
