// Which units have not held what is due from them: the rules of config/cadence.yaml against what was held.
import { type Cadence, requirementsAt } from '../activity/cadence.ts';
import { type ActivityType, isOfRegulation, typeRow } from '../activity/types.ts';
import { type CalendarPeriod, type PeriodKind, periodOf, previousPeriod } from '../calendar/period.ts';
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

/** A rule for a kind of meeting, and how often. */
interface Duty {
  type: ActivityType;
  kind: PeriodKind;
}

interface Duties {
  /** the same list for units of whom the same is asked */
  lists: Map<string, readonly Duty[]>;
  byUnit: Map<number, readonly Duty[]>;
}

const known = new WeakMap<Organisation, WeakMap<Cadence, Duties>>();

/** Worked out once for a unit while roster and rules stay: a city has thousands. */
function dutiesOf(cadence: Cadence, org: Organisation, unitId: number): readonly Duty[] {
  const ofOrg = known.get(org) ?? new WeakMap<Cadence, Duties>();
  known.set(org, ofOrg);
  const duties: Duties = ofOrg.get(cadence) ?? { lists: new Map(), byUnit: new Map() };
  ofOrg.set(cadence, duties);
  const { lists, byUnit } = duties;
  const found = byUnit.get(unitId);
  if (found) return found;
  const own: Duty[] = [];
  for (const { metBy, period: kind } of requirementsAt(cadence, org, unitId)) {
    // who lectured is a matter of its own: the activity is asked for by its plain rule
    if (metBy.kind !== 'activity' || metBy.lecturer || kind === 'once') continue;
    own.push({ type: metBy.type, kind });
  }
  const key = own.map(({ type, kind }) => `${type} ${kind}`).join();
  const list = lists.get(key) ?? own;
  lists.set(key, list);
  byUnit.set(unitId, list);
  return list;
}

/** One meeting due in one period, of whomever. */
export type Due = Omit<Obligation, 'unitId'>;

/**
 * What is due from a unit, each in its rule's own periods. Only units a rule of cadence.yaml holds for are asked; of the
 * regulation's types one without any rule is asked of every unit that could hold it, over the span itself. Units of whom
 * the same is asked share one list, and lists share what stands in them.
 */
export function duesOf(
  cadence: Cadence,
  org: Organisation,
  asked: GapQuestion,
): (unitId: number) => readonly Due[] {
  const { types, today } = asked;
  const each = new Map<string, readonly Due[]>();
  const duesFor = ({ type, kind }: Duty): readonly Due[] => {
    const key = `${type} ${kind}`;
    const found =
      each.get(key) ?? periodsAsked(kind, asked).map((period) => ({ type, period: spanOf(period) }));
    each.set(key, found);
    return found;
  };
  const period = asked.period ?? spanOf(periodOf('month', today));
  const unruled = (types ?? [])
    .filter((type) => isOfRegulation(type) && !isRuled(cadence, type))
    .map((type) => ({ type, period }));
  const lists = new Map<UnitKind | null, Map<readonly Duty[], readonly Due[]>>();
  return (unitId) => {
    const duties = dutiesOf(cadence, org, unitId);
    const kind = org.membersOf(unitId).length > 0 ? org.unit(unitId).kind : null;
    const ofKind = lists.get(kind) ?? new Map<readonly Duty[], readonly Due[]>();
    lists.set(kind, ofKind);
    const found = ofKind.get(duties) ?? [
      ...duties.filter(({ type }) => types?.includes(type) ?? true).flatMap(duesFor),
      ...unruled.filter(({ type }) => typeRow(type).level === kind),
    ];
    ofKind.set(duties, found);
    return found;
  };
}

/** What is due from these units, one by one in their order. */
export function obligationsOf(
  cadence: Cadence,
  org: Organisation,
  unitIds: readonly number[],
  asked: GapQuestion,
): Obligation[] {
  const dues = duesOf(cadence, org, asked);
  return unitIds.flatMap((unitId) => dues(unitId).map((due) => ({ unitId, ...due })));
}

/**
 * The periods of a rule that a question is about: those that end within the span asked for; of a rule whose period
 * outlasts the span, the one its last day lies in; without a span, the one around `today`.
 */
export function periodsAsked(
  kind: PeriodKind,
  { period: span, today }: Pick<GapQuestion, 'period' | 'today'>,
): CalendarPeriod[] {
  const at = span?.to ?? today;
  let last = periodOf(kind, at);
  if (span && last.to > span.to && previousPeriod(last).to >= span.from) last = previousPeriod(last);
  const found = [last];
  if (!span) return found;
  for (let one = previousPeriod(last); one.to >= span.from; one = previousPeriod(one)) found.unshift(one);
  return found;
}

/** Its period goes on beyond the span asked for: nothing of it is lacking there. */
export const isLater = ({ period }: { period: Period }, span: Period | undefined): boolean =>
  span !== undefined && period.to > span.to;

/** Its period has begun, or is the first of a span that lies ahead: nobody asks in March who has not met in May. */
export const hasBegun = ({ period }: { period: Period }, { period: span, today }: GapQuestion): boolean =>
  period.from <= today || (span !== undefined && period.from <= span.from);

/** What a question is about, of all that is due. */
export interface DueParts {
  /** of these periods, by `periodKey`; where the span is too short for all that has begun, those it lies in */
  asked: ReadonlyMap<string, Period>;
  /** what does not fall due before the span is over */
  later: ReadonlyMap<string, Period>;
  /** the span is too short for all of it */
  isShort: boolean;
}

export function partsOf(dues: Iterable<Due>, question: GapQuestion): DueParts {
  const each = [...typesByPeriod(dues).keys()];
  const begun = each.filter((period) => hasBegun({ period }, question));
  const later = each.filter((period) => isLater({ period }, question.period));
  const isShort = begun.every((period) => later.includes(period));
  const keyed = (periods: readonly Period[]) => new Map(periods.map((period) => [periodKey(period), period]));
  return {
    asked: keyed(isShort ? begun : begun.filter((period) => !later.includes(period))),
    later: keyed(isShort ? [] : later),
    isShort,
  };
}

/** Those of the regulation, and what a rule asks for; of anything else nobody lacks any. */
export const mayBeDue = (cadence: Cadence, type: ActivityType): boolean =>
  isOfRegulation(type) || isRuled(cadence, type);

const isRuled = ({ requirements }: Cadence, type: ActivityType): boolean =>
  requirements.some((r) => r.metBy.kind === 'activity' && r.metBy.type === type && !r.metBy.lecturer);

const spanOf = ({ from, to }: Period): Period => ({ from, to });

/** The periods obligations fall into, each once, with the types that are due in it. */
export function typesByPeriod(obligations: Iterable<Due>): Map<Period, ActivityType[]> {
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
