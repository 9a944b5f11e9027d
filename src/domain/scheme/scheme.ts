// 行动计划: works that units share over months, each with what is to be reached. Rules only; amounts are hundredths, so sums are exact.
import type { DateText, Instant } from '../calendar/time.ts';
import type { Organisation, UnitKind } from '../organisation/organisation.ts';

/** YYYY-MM */
export type Month = string;

/** What of a work is asked of some units. */
export interface SchemePart {
  /** named one by one; empty where `every` is set */
  unitIds: readonly number[];
  /** 各支部, 各村: every branch below that unit whose name holds the noun (empty: any), those to come too */
  every: { topId: number; noun: string } | null;
  /** what is written is asked of each unit; else of all of them together */
  each: boolean;
  /** 年度目标; null: no number, or several */
  goal: number | null;
  /** of a month alone, never cumulative */
  targets: Readonly<Record<Month, number>>;
}

interface SchemeNode {
  name: string;
  due: DateText | null;
}

/** 重点工作: one row of the plan, or the rows of it that name units of their own. */
export interface SchemeWork {
  id: number;
  no: number;
  /** 主要任务 */
  task: string;
  name: string;
  /** 具体措施 */
  content: string;
  /** 牵头, 配合 as written: they need not be on the roster */
  lead: string;
  assist: string;
  due: DateText | null;
  /** 年度目标 as written */
  goalText: string;
  /** 户, 场; empty: it is not counted */
  measure: string;
  nodes: readonly SchemeNode[];
  parts: readonly SchemePart[];
  /** a later file no longer holds it */
  gone: boolean;
}

export interface Scheme {
  id: number;
  /** whose it is: its admins imported it */
  unitId: number;
  name: string;
  works: readonly SchemeWork[];
}

/** What a unit has reported of a work for a month. */
export interface SchemeCell {
  workId: number;
  unitId: number;
  month: Month;
  /** of the month alone; null: told in words only */
  amount: number | null;
  /** nodes that are done with it */
  nodes: readonly string[];
  /** as it was said */
  said: string;
  /** lower-cased userid */
  by: string;
  at: Instant;
}

/** What the units of an area reported of a work for a month; with a node: how many have done it then. */
export interface SchemeSum {
  workId: number;
  areaId: number;
  month: Month;
  /** empty: the amounts */
  node: string;
  amount: number;
  /** units that reported */
  reported: number;
  /** of them those that reported nothing done */
  zeros: number;
}

export const isZero = ({ amount, nodes }: Pick<SchemeCell, 'amount' | 'nodes'>): boolean =>
  amount === 0 && nodes.length === 0;

export const worksOf = ({ works }: Pick<Scheme, 'works'>): SchemeWork[] => works.filter(({ gone }) => !gone);

const perOrganisation = new WeakMap<Organisation, Map<SchemePart, ReadonlySet<number>>>();

/** Units that a part is asked of, as the roster has them now. */
export function unitsOfPart(part: SchemePart, org: Organisation): ReadonlySet<number> {
  const known = perOrganisation.get(org) ?? new Map<SchemePart, ReadonlySet<number>>();
  perOrganisation.set(org, known);
  const found = known.get(part) ?? new Set(idsOf(part, org));
  known.set(part, found);
  return found;
}

function idsOf({ unitIds, every }: SchemePart, org: Organisation): number[] {
  if (every === null) return unitIds.filter((id) => org.units.has(id));
  if (!org.units.has(every.topId)) return [];
  const branches = org.subtree(every.topId).filter(({ kind }) => kind === 'branch');
  const alike = branches.filter(({ name }) => name.includes(every.noun));
  // Where no branch is called after a village, every branch is one.
  return (alike.length > 0 ? alike : branches).map(({ id }) => id);
}

/** The part of a work that is asked of a unit. */
export const partFor = (work: SchemeWork, unitId: number, org: Organisation): SchemePart | undefined =>
  work.parts.find((part) => unitsOfPart(part, org).has(unitId));

/** Whether something of it falls into the month: a number, or a node's day. */
export const isDueIn = ({ nodes }: Pick<SchemeWork, 'nodes'>, part: SchemePart, month: Month): boolean =>
  (part.targets[month] ?? 0) > 0 || nodes.some(({ due }) => due?.slice(0, 7) === month);

interface Asked {
  /** units of the area that it is asked of */
  units: number;
  /** those of which something falls into the month */
  due: number;
  /** null: what is asked of several together has no part for some of them */
  target: { month: number; sofar: number; year: number } | null;
  /** some target is that of several units together */
  joint: boolean;
}

/**
 * What a work asks of the units of an area.
 * @param area ids of its units; undefined: everywhere
 */
export function askedOf(
  work: SchemeWork,
  org: Organisation,
  month: Month,
  area: ReadonlySet<number> | undefined,
): Asked {
  const asked = { units: 0, due: 0, joint: false };
  const target = { month: 0, sofar: 0, year: 0 };
  let isWhole = true;
  for (const part of work.parts) {
    const all = unitsOfPart(part, org);
    const here = area === undefined ? all.size : countIn(all, area);
    if (here === 0) continue;
    asked.units += here;
    if (isDueIn(work, part, month)) asked.due += here;
    const times = part.each ? here : 1;
    if (!part.each && all.size > 1) asked.joint = true;
    if (!part.each && here < all.size) isWhole = false;
    target.month += times * (part.targets[month] ?? 0);
    target.sofar += times * sofarOf(part, month);
    target.year += times * yearOf(part, month);
  }
  return { ...asked, target: isWhole ? target : null };
}

function countIn(all: ReadonlySet<number>, area: ReadonlySet<number>): number {
  const [few, many] = all.size < area.size ? [all, area] : [area, all];
  let count = 0;
  for (const id of few) if (many.has(id)) count++;
  return count;
}

/** From the beginning of the year up to the month, which counts. */
const sofarOf = ({ targets }: SchemePart, month: Month): number => sumOf(targets, yearStart(month), month);

/** 年度目标 where it is a number, else what the months of the year add up to. */
const yearOf = ({ goal, targets }: SchemePart, month: Month): number =>
  goal ?? sumOf(targets, yearStart(month), `${month.slice(0, 4)}-12`);

export const yearStart = (month: Month): Month => `${month.slice(0, 4)}-01`;

const sumOf = (targets: Readonly<Record<Month, number>>, from: Month, to: Month): number =>
  Object.entries(targets).reduce(
    (sum, [month, value]) => sum + (month >= from && month <= to ? value : 0),
    0,
  );

/** 1250 is 12.5; no more digits than are needed. */
export const amountText = (hundredths: number): string => String(hundredths / 100);

/** Percent of what was asked, never rounded up to a whole; null: nothing was. */
export const percentOf = (done: number, target: number): number | null =>
  target > 0 ? Math.floor((done * 100) / target) : null;

/** Units above branches that hold the unit, itself among them: what is reported is summed there. */
export const areasOf = (org: Organisation, unitId: number): number[] =>
  org.ancestry(unitId).flatMap(({ id, kind }) => (isSummed(kind) ? [id] : []));

export const isSummed = (kind: UnitKind): boolean => kind === 'committee' || kind === 'general_branch';

/** What is reported of a work, as a message says it. */
export interface SchemeReport {
  workId: number;
  unitId: number;
  month: Month;
  /** hundredths; absent: told in words */
  amount?: number;
  /** of the month alone, beside what it holds, or of the year so far */
  how: 'set' | 'add' | 'total';
  nodes: readonly string[];
}
