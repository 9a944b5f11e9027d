// Which units have not held what is due from them: the rules of config/cadence.yaml against what was held.
import { type Cadence, requirementsAt } from '../activity/cadence.ts';
import { type ActivityType, isOfRegulation, typeRow } from '../activity/types.ts';
import { type PeriodKind, periodOf } from '../calendar/period.ts';
import type { DateText } from '../calendar/time.ts';
import type { Organisation, UnitKind } from '../organisation/organisation.ts';
import type { Period } from '../slots.ts';
import { outcomeOf, type StandingUnits } from './activities.ts';

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

/** Of so many questions about one state of the roster the answers are kept. */
const KEPT = 20;
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
  kept.set(key, found);
  return found;
}

/**
 * What is due from these units, in their order. Only units a rule of cadence.yaml holds for are asked; of the
 * regulation's types one without any rule is asked of every unit that could hold it, by the month.
 */
function workedOut(
  cadence: Cadence,
  org: Organisation,
  unitIds: readonly number[],
  asked: GapQuestion,
): Obligation[] {
  const found: Obligation[] = [];
  const current = new Map<PeriodKind, Period>();
  const periodNow = (kind: PeriodKind): Period => {
    const known = current.get(kind) ?? spanOf(periodOf(kind, asked.today));
    current.set(kind, known);
    return known;
  };
  for (const unitId of unitIds) {
    for (const { metBy, period } of requirementsAt(cadence, org, unitId)) {
      // who lectured is a matter of its own: the activity is asked for by its plain rule
      if (metBy.kind !== 'activity' || metBy.lecturer || period === 'once') continue;
      if (asked.types && !asked.types.includes(metBy.type)) continue;
      found.push({ unitId, type: metBy.type, period: asked.period ?? periodNow(period) });
    }
  }
  const unruled = (asked.types ?? []).filter((type) => isOfRegulation(type) && !isRuled(cadence, type));
  return [...found, ...unruled.flatMap((type) => dueByMonth(type, org, unitIds, asked))];
}

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
  for (const { period, type } of obligations) {
    const key = periodKey(period);
    const known = found.get(key) ?? { period, types: new Set() };
    known.types.add(type);
    found.set(key, known);
  }
  return new Map([...found.values()].map(({ period, types }) => [period, [...types]]));
}

export const periodKey = ({ from, to }: Period): string => `${from}/${to}`;

/** @param held what the units and, for groups, their branches did in each period, by `periodKey` */
export function gapsOf(
  obligations: readonly Obligation[],
  held: ReadonlyMap<string, readonly StandingUnits[]>,
  org: Organisation,
): Gap[] {
  const standings = new Map([...held].map(([key, list]) => [key, statesOf(list)]));
  const gaps: Gap[] = [];
  for (const due of obligations) {
    const states = standings.get(periodKey(due.period))?.get(due.type);
    const unit = org.unit(due.unitId);
    const own = states?.get(unit.id);
    // a 党小组会 that the branch holds for all its groups counts for each
    const ofBranch = unit.kind === 'group' && unit.parentId !== null ? states?.get(unit.parentId) : undefined;
    const state = best(own, ofBranch);
    if (state !== 'held') gaps.push({ ...due, state });
  }
  return gaps;
}

type State = GapState | 'held';
const ORDER: readonly State[] = ['held', 'planned', 'unrecorded', 'open'];

const best = (...states: readonly (State | undefined)[]): State =>
  ORDER.find((state) => states.includes(state)) ?? 'open';

/** By type and unit. */
function statesOf(list: readonly StandingUnits[]): Map<ActivityType, Map<number, State>> {
  const found = new Map<ActivityType, Map<number, State>>();
  for (const standing of list) {
    const outcome = outcomeOf(standing);
    if (outcome === 'cancelled') continue;
    const state = outcome === 'coming' ? 'planned' : outcome;
    for (const type of standing.types) {
      const states = found.get(type) ?? new Map<number, State>();
      found.set(type, states);
      for (const id of standing.unitIds) states.set(id, best(state, states.get(id)));
    }
  }
  return found;
}
