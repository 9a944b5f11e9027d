// How far the works of a plan are: asked and done of a month and of the year so far, and who has reported nothing. Works
// stand in the order of the plan and units in that of the organisation, never by rank.
import type { Organisation, Unit } from '../domain/organisation/organisation.ts';
import {
  amountText,
  askedOf,
  isDueIn,
  isSummed,
  isZero,
  type Month,
  percentOf,
  type SchemeWork,
  unitsOfPart,
  worksOf,
  yearStart,
} from '../domain/scheme/scheme.ts';
import type { Picture } from '../ports/pictures.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Wording } from '../wording/templates.ts';

export interface WorkProgress {
  work: SchemeWork;
  /** units that it is asked of, and those of which something falls into the month */
  units: number;
  due: number;
  /** hundredths; null: of several together, of whom some stand elsewhere */
  target: { month: number; sofar: number; year: number } | null;
  done: { month: number; sofar: number };
  /** units that reported for the month; `zeros`: of them those that reported nothing done */
  reported: number;
  zeros: number;
  nodes: { name: string; due: string | null; done: number }[];
}

type SchemeTx = Pick<ReadTx, 'schemeSums' | 'schemeCells' | 'schemeReporters'>;

/** Everything below the tops; ids of all units there. */
export const idsBelow = (org: Organisation, tops: readonly Unit[]): ReadonlySet<number> =>
  new Set(tops.flatMap((top) => [top.id, ...org.subtree(top.id).map(({ id }) => id)]));

/** Read from kept sums where the units are many: a city's in the time of a branch's. */
export async function schemeProgress(
  tx: SchemeTx,
  org: Organisation,
  works: readonly SchemeWork[],
  tops: readonly Unit[],
  month: Month,
): Promise<WorkProgress[]> {
  const area = idsBelow(org, tops);
  const areaIds = tops.filter(({ kind }) => isSummed(kind)).map(({ id }) => id);
  const unitIds = tops.filter(({ kind }) => !isSummed(kind)).map(({ id }) => id);
  const sums = await tx.schemeSums(areaIds, BEGINNING, month);
  const cells = await tx.schemeCells({ unitIds, from: BEGINNING, to: month });
  const start = yearStart(month);
  const progress = new Map(works.map((work) => [work.id, emptyOf(work, org, month, area)]));
  for (const { workId, month: when, node, amount, reported, zeros } of sums) {
    const own = progress.get(workId);
    if (!own) continue;
    if (node !== '') nodeDone(own, node, reported);
    else {
      if (when >= start) own.done.sofar += amount;
      if (when === month) Object.assign(own, { reported: own.reported + reported, zeros: own.zeros + zeros });
      if (when === month) own.done.month += amount;
    }
  }
  for (const cell of cells) {
    const own = progress.get(cell.workId);
    if (!own) continue;
    for (const node of cell.nodes) nodeDone(own, node, 1);
    if (cell.month >= start) own.done.sofar += cell.amount ?? 0;
    if (cell.month !== month) continue;
    own.done.month += cell.amount ?? 0;
    own.reported += 1;
    if (isZero(cell)) own.zeros += 1;
  }
  return [...progress.values()].filter(({ units }) => units > 0);
}

/** The same of every plan, for whoever names none. */
export async function worksProgress(
  tx: SchemeTx & Pick<ReadTx, 'schemes'>,
  org: Organisation,
  tops: readonly Unit[],
  month: Month,
): Promise<WorkProgress[]> {
  const works = (await tx.schemes()).flatMap(worksOf);
  return schemeProgress(tx, org, works, tops, month);
}

const BEGINNING = '0000-00';

function emptyOf(work: SchemeWork, org: Organisation, month: Month, area: ReadonlySet<number>): WorkProgress {
  const { units, due, target } = askedOf(work, org, month, area);
  return {
    ...{ work, units, due, target, reported: 0, zeros: 0 },
    done: { month: 0, sofar: 0 },
    nodes: work.nodes.map((node) => ({ ...node, done: 0 })),
  };
}

function nodeDone({ nodes }: WorkProgress, name: string, count: number): void {
  const node = nodes.find((one) => one.name === name);
  if (node) node.done += count;
}

/** Of the year, where it has a goal; else of what was to be done so far. Null: nothing is counted. */
export function percentDone({ target, done, work, nodes, units }: WorkProgress): number | null {
  if (target && target.year > 0) return percentOf(done.sofar, target.year);
  if (work.measure !== '' || nodes.length === 0) return null;
  return percentOf(
    nodes.reduce((sum, node) => sum + node.done, 0),
    nodes.length * units,
  );
}

/** 零进展: something was to be done in the month, and nothing was. */
export const isStill = ({ due, done, reported, zeros }: WorkProgress): boolean =>
  due > 0 && done.month === 0 && reported - zeros === 0;

interface StillUnits {
  /** nothing was reported */
  silent: Unit[];
  /** nothing done was reported */
  zero: Unit[];
}

/** Units of which something falls into the month and that have reported nothing, or nothing done, of the work. */
export async function stillUnits(
  tx: SchemeTx,
  org: Organisation,
  work: SchemeWork,
  area: ReadonlySet<number>,
  month: Month,
): Promise<StillUnits> {
  const reporters = new Map(
    (await tx.schemeReporters(work.id, month)).map(({ unitId, zero }) => [unitId, zero]),
  );
  const silent: Unit[] = [];
  const zero: Unit[] = [];
  for (const part of work.parts) {
    if (!isDueIn(work, part, month)) continue;
    for (const id of unitsOfPart(part, org)) {
      if (!area.has(id)) continue;
      const told = reporters.get(id);
      if (told === undefined) silent.push(org.unit(id));
      else if (told) zero.push(org.unit(id));
    }
  }
  return { silent, zero };
}

/** Cells of a table in words. */
export function schemeTable(rows: readonly WorkProgress[], month: Month, words: Wording) {
  const number = (value: number | null | undefined) => (value == null ? NONE : amountText(value));
  return {
    columns: (['no', 'work', 'target', 'done', 'year', 'sofar', 'percent', 'silent'] as const).map((name) =>
      words(`scheme.column.${name}`, { month: Number(month.slice(5)) }),
    ),
    rows: rows.map((row) => {
      const percent = percentDone(row);
      const isCounted = row.work.measure !== '';
      return [
        String(row.work.no),
        row.work.content === '' ? row.work.name : `${row.work.name}：${row.work.content}`,
        isCounted ? number(row.target?.month) : NONE,
        isCounted ? number(row.done.month) : nodesText(row, words) || NONE,
        isCounted ? number(row.target?.year) : NONE,
        isCounted ? number(row.done.sofar) : NONE,
        percent === null ? NONE : `${percent}%`,
        row.due > 0 ? String(Math.max(0, row.due - row.reported)) : NONE,
      ];
    }),
  };
}

/** Nothing is asked there, which is no 0. */
const NONE = '—';

export const nodesText = ({ nodes, units }: WorkProgress, words: Wording): string =>
  nodes.map(({ name, done }) => words('scheme.node', { name, done, units })).join(' ');

/** Works side by side, each with what is done of its goal. */
export function schemePicture(rows: readonly WorkProgress[], title: string, note: string): Picture {
  return {
    kind: 'bars',
    title,
    note,
    measure: 'rate',
    rows: rows.map((row) => {
      const percent = percentDone(row);
      const { target, done, work } = row;
      return {
        name: `${work.no} ${work.name}`.slice(0, 16),
        value: percent === null ? null : Math.min(1, percent / 100),
        ...(target && target.year > 0 && { detail: `${amountText(done.sofar)}/${amountText(target.year)}` }),
      };
    }),
  };
}
