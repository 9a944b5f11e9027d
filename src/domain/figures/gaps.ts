// Which units have not held what is due from them: the rules of config/cadence.yaml against what was held.
import { type Cadence, requirementsAt } from '../activity/cadence.ts';
import { type ActivityType, isOfRegulation, typeRow } from '../activity/types.ts';
import { type PeriodKind, periodOf, previousPeriod } from '../calendar/period.ts';
import type { DateText } from '../calendar/time.ts';
import type { Organisation, Unit, UnitKind } from '../organisation/organisation.ts';
import type { Period } from '../slots.ts';
import type { OutcomeUnits } from './activities.ts';

/** One meeting due from one unit in one period. */
export interface Obligation {
  unitId: number;
  type: ActivityType;
  period: Period;
}

/** `planned`: lies ahead; `unrecorded`: its time is over and nothing shows that it was held. */
type GapState = 'open' | 'planned' | 'unrecorded';
export interface Gap extends Obligation {
  state: GapState;
}

export interface GapQuestion {
  types?: readonly ActivityType[] | undefined;
  /** absent: each rule's own period around `today` */
  period?: Period | undefined;
  today: DateText;
}

/** Of so many questions about one state of the roster the answers are kept, and none as long as a city's over a year. */
const KEPT = 20;
const LONGEST_KEPT = 50_000;
const known = new WeakMap<Organisation, WeakMap<Cadence, Map<string, Obligation[]>>>();

/** The same object while roster and rules stay: a city's thousands of units are not gone through for every question. */
export function obligationsOf(
  cadence: Cadence,
  org: Organisation,
  unitIds: readonly number[],
  asked: GapQuestion,
): readonly Obligation[] {
  const ofOrg = known.get(org) ?? new WeakMap<Cadence, Map<string, Obligation[]>>();
  known.set(org, ofOrg);
  const kept = ofOrg.get(cadence) ?? new Map<string, Obligation[]>();
  ofOrg.set(cadence, kept);
  const key = JSON.stringify([unitIds, asked.types, asked.period, asked.today]);
  const found = kept.get(key) ?? workedOut(cadence, org, unitIds, asked);
  if (kept.size >= KEPT) kept.clear();
  if (found.length <= LONGEST_KEPT) kept.set(key, found);
  return found;
}

/**
 * What is due from these units, in their order, each in its rule's own periods. Only units a rule of cadence.yaml holds
 * for are asked; of the regulation's types one without any rule is asked of every unit that could hold it, over the span
 * itself.
 */
function workedOut(
  cadence: Cadence,
  org: Organisation,
  unitIds: readonly number[],
  asked: GapQuestion,
): Obligation[] {
  const found: Obligation[] = [];
  const known = new Map<PeriodKind, Period[]>();
  const periodsFor = (kind: PeriodKind): Period[] => {
    const periods = known.get(kind) ?? ownPeriods(kind, asked);
    known.set(kind, periods);
    return periods;
  };
  for (const unitId of unitIds) {
    for (const { metBy, period: kind } of requirementsAt(cadence, org, unitId)) {
      // who lectured is a matter of its own: the activity is asked for by its plain rule
      if (metBy.kind !== 'activity' || metBy.lecturer || kind === 'once') continue;
      if (asked.types && !asked.types.includes(metBy.type)) continue;
      for (const period of periodsFor(kind)) found.push({ unitId, type: metBy.type, period });
    }
  }
  const unruled = (asked.types ?? []).filter((type) => isOfRegulation(type) && !isRuled(cadence, type));
  return [...found, ...unruled.flatMap((type) => dueByMonth(type, org, unitIds, asked))];
}

/**
 * The periods of a rule that a question is about: those that end within the span asked for; of a rule whose period
 * outlasts the span, the one its last day lies in; without a span, the one around `today`.
 */
function ownPeriods(kind: PeriodKind, { period: span, today }: GapQuestion): Period[] {
  const at = span?.to ?? today;
  let last = periodOf(kind, at);
  if (span && last.to > span.to && previousPeriod(last).to >= span.from) last = previousPeriod(last);
  const found = [spanOf(last)];
  if (!span) return found;
  for (let one = previousPeriod(last); one.to >= span.from; one = previousPeriod(one))
    found.unshift(spanOf(one));
  return found;
}

/** Its period goes on beyond the span asked for: nothing of it is lacking there. */
export const isLater = ({ period }: Obligation, span: Period | undefined): boolean =>
  span !== undefined && period.to > span.to;

/** Its period has begun, or is the first of a span that lies ahead: nobody asks in March who has not met in May. */
export const hasBegun = ({ period }: Obligation, { period: span, today }: GapQuestion): boolean =>
  period.from <= today || (span !== undefined && period.from <= span.from);

/** Those of the regulation, and what a rule asks for; of anything else nobody lacks any. */
export const mayBeDue = (cadence: Cadence, type: ActivityType): boolean =>
  isOfRegulation(type) || isRuled(cadence, type);

const isRuled = ({ requirements }: Cadence, type: ActivityType): boolean =>
  requirements.some((r) => r.metBy.kind === 'activity' && r.metBy.type === type && !r.metBy.lecturer);

function dueByMonth(
  type: ActivityType,
  org: Organisation,
  unitIds: readonly number[],
  asked: GapQuestion,
): Obligation[] {
  const level: UnitKind = typeRow(type).level;
  const period = asked.period ?? spanOf(periodOf('month', asked.today));
  return unitIds
    .filter((id) => org.unit(id).kind === level && org.membersOf(id).length > 0)
    .map((unitId) => ({ unitId, type, period }));
}

const spanOf = ({ from, to }: Period): Period => ({ from, to });

/** The periods obligations fall into, each once, with the types that are due in it. */
export function typesByPeriod(obligations: Iterable<Obligation>): Map<Period, ActivityType[]> {
  const found = new Map<string, { period: Period; types: Set<ActivityType> }>();
  // Obligations of a city share a few periods: words are made of each once.
  const seen = new Map<Period, Set<ActivityType>>();
  for (const { period, type } of obligations) {
    const types = seen.get(period);
    if (types) {
      types.add(type);
      continue;
    }
    const key = periodKey(period);
    const known = found.get(key) ?? { period, types: new Set() };
    known.types.add(type);
    found.set(key, known);
    seen.set(period, known.types);
  }
  return new Map([...found.values()].map(({ period, types }) => [period, [...types]]));
}

/** One obligation by itself. */
export const gapKey = ({ unitId, type, period }: Obligation): string =>
  `${unitId}:${type}:${periodKey(period)}`;

export const periodKey = ({ from, to }: Period): string => `${from}/${to}`;

/** @param known what the units and, for groups, their branches did in each period, by `periodKey` */
export function gapsOf(
  obligations: readonly Obligation[],
  known: ReadonlyMap<string, readonly OutcomeUnits[]>,
  org: Organisation,
): Gap[] {
  const standings = new Map([...known].map(([key, list]) => [key, statesOf(list)]));
  const byPeriod = new Map<Period, ReturnType<typeof statesOf> | undefined>();
  const gaps: Gap[] = [];
  for (const due of obligations) {
    if (!byPeriod.has(due.period)) byPeriod.set(due.period, standings.get(periodKey(due.period)));
    const states = byPeriod.get(due.period)?.get(due.type);
    const own = states?.get(due.unitId);
    if (own === 'held') continue;
    // a 党小组会 that the branch holds for all its groups counts for each
    const branchId = branchOfGroup(org.unit(due.unitId));
    const ofBranch = branchId === null ? undefined : states?.get(branchId);
    const state = best(own, ofBranch);
    if (state !== 'held') gaps.push({ ...due, state });
  }
  return gaps;
}

/** Whose meetings count for a group beside its own. */
export const branchOfGroup = ({ kind, parentId }: Unit): number | null =>
  kind === 'group' ? parentId : null;

type State = GapState | 'held';
const ORDER: readonly State[] = ['held', 'planned', 'unrecorded', 'open'];

/** The one further on. */
const best = (a: State | undefined, b: State | undefined): State =>
  a === b ? (a ?? 'open') : (ORDER.find((state) => state === a || state === b) ?? 'open');

/** By type and unit. */
function statesOf(list: readonly OutcomeUnits[]): Map<ActivityType, Map<number, State>> {
  const found = new Map<ActivityType, Map<number, State>>();
  for (const { types, outcome, unitIds } of list) {
    if (outcome === 'cancelled') continue;
    const state = outcome === 'coming' ? 'planned' : outcome;
    for (const type of types) {
      const states = found.get(type) ?? new Map<number, State>();
      found.set(type, states);
      for (const id of unitIds) states.set(id, best(state, states.get(id)));
    }
  }
  return found;
}
