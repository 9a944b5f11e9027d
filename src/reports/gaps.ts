// What is due from units and was not held: cadence against what the store says was held.
import { addDays, DAY_MS, type DateText, dateOf } from '../domain/calendar/time.ts';
import { type ActivityStanding, type OutcomeUnits, outcomeOf } from '../domain/figures/activities.ts';
import { countGaps, type GapCounts, heldByMonth } from '../domain/figures/gap-counts.ts';
import {
  branchOfGroup,
  type Due,
  type DueParts,
  duesOf,
  type Gap,
  type GapQuestion,
  gapsOf,
  type Obligation,
  obligationsOf,
  partsOf,
  periodKey,
  typesByPeriod,
} from '../domain/figures/gaps.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import type { Period } from '../domain/slots.ts';
import type { KindQuery } from '../ports/figures.ts';
import { type Counter, momentsOf, query, unitsBelow } from './activities.ts';

/** In so long a time most have held what was due, and meetings are many: who held one is asked first. */
const LONG_MS = 100 * DAY_MS;

/** Of so few units the meetings are looked at one by one, in one question for all periods. */
const FEW = 50;

/** What is due from the units and below, and what of it was not held as of this very day. */
export async function gapsBelow(
  c: Counter,
  tops: readonly Unit[],
  asked: Omit<GapQuestion, 'today'>,
): Promise<{ gaps: Gap[]; obligations: readonly Obligation[]; today: DateText }> {
  const ids = unitsBelow(c, tops).map((u) => u.id);
  return { ...(await gapsOfUnits(c, ids, asked)), today: dateOf(c.now) };
}

/** The same of these units alone. */
async function gapsOfUnits(
  c: Counter,
  ids: readonly number[],
  asked: Omit<GapQuestion, 'today'>,
): Promise<{ gaps: Gap[]; obligations: readonly Obligation[] }> {
  const today = dateOf(c.now);
  const obligations = obligationsOf(c.settings.cadence, c.org, ids, { ...asked, today });
  const places = withBranches(c, ids);
  if (places.length <= FEW)
    return { gaps: gapsOf(obligations, await ofFew(c, places, obligations), c.org), obligations };
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
  return { gaps: long.size === 0 ? gaps : gapsOf(gaps, known, c.org), obligations };
}

/** What these did in each period that something is due in. */
async function ofFew(
  c: Counter,
  places: readonly number[],
  obligations: readonly Obligation[],
): Promise<Map<string, OutcomeUnits[]>> {
  const periods = typesByPeriod(obligations);
  const span = spanOf([...periods.keys()]);
  if (!span) return new Map();
  const types = [...new Set([...periods.values()].flat())];
  const facts = await c.tx.activityFacts(await query(c, places, span, types));
  return new Map(
    [...periods.keys()].map((period) => {
      const { from, to } = momentsOf(period);
      const within = facts.filter(({ activity: { startAt } }) => startAt >= from && startAt <= to);
      const told = within.map((fact) => ({
        types: fact.activity.types,
        unitIds: [fact.activity.unitId],
        outcome: outcomeOf(fact),
      }));
      return [periodKey(period), told];
    }),
  );
}

/**
 * The same of a city in a fraction of the time: all is counted, and told of the first units that lack some of it.
 * @param first so many
 */
export async function shortGapsBelow(
  c: Counter,
  tops: readonly Unit[],
  asked: Omit<GapQuestion, 'today'>,
  first: number,
): Promise<GapCounts & { gaps: Gap[]; parts: DueParts }> {
  const question = { ...asked, today: dateOf(c.now) };
  const ids = unitsBelow(c, tops).map((u) => u.id);
  const dues = duesOf(c.settings.cadence, c.org, question);
  const each = new Set([...new Set(ids.map(dues))].flat());
  const parts = partsOf(each, question);
  const wanted = [...each].filter(({ period }) =>
    [parts.asked, parts.later].some((some) => some.has(periodKey(period))),
  );
  const counts = countGaps(ids, dues, parts, await heldOf(c, withBranches(c, ids), wanted, asked.types));
  const { gaps } = await gapsOfUnits(c, counts.lacking.slice(0, first), asked);
  return { ...counts, gaps, parts };
}

/** Who held each of these. */
async function heldOf(
  c: Counter,
  places: readonly number[],
  dues: readonly Due[],
  types: GapQuestion['types'],
): Promise<(due: Due) => (unitId: number) => boolean> {
  const whole = dues.filter(({ period }) => isOfMonths(period));
  const span = spanOf(whole.map(({ period }) => period));
  const byMonth = heldByMonth(c.org, span ? await c.tx.monthsHeld(await query(c, places, span, types)) : []);
  const others = new Map<Due, ReadonlySet<number>>();
  for (const due of dues) {
    if (isOfMonths(due.period)) continue;
    const question = { ...(await query(c, places, due.period)), types: [due.type] };
    others.set(due, new Set((await heldBy(c, question)).flatMap(({ unitIds }) => unitIds)));
  }
  return (due) => {
    const held = others.get(due);
    return held ? (id) => held.has(id) || held.has(branchOfGroup(c.org.unit(id)) ?? id) : byMonth(due);
  };
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

/** Of whole months of one year. */
const isOfMonths = ({ from, to }: Period): boolean =>
  from.endsWith('-01') && addDays(to, 1).endsWith('-01') && from.slice(0, 4) === to.slice(0, 4);

/** From the first day of any to the last day of any. */
export function spanOf(periods: readonly Period[]): Period | undefined {
  const from = periods.map((p) => p.from).sort()[0];
  const to = periods
    .map((p) => p.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}
