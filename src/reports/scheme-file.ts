// A plan's progress as a workbook: works by month, units by work, and who has reported nothing for the month.
import { type FigureCell, type FigureColumn, writeFigures } from '../documents/figures.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Unit } from '../domain/organisation/organisation.ts';
import {
  isDueIn,
  isZero,
  partFor,
  percentOf,
  type SchemeCell,
  type SchemeWork,
  unitsOfPart,
  worksOf,
  yearStart,
} from '../domain/scheme/scheme.ts';
import type { SchemeRequest } from '../ports/figure-files.ts';
import type { Wording } from '../wording/templates.ts';
import type { Counter } from './activities.ts';
import { paperNames, placesOf } from './meetings.ts';
import { madeWords } from './paper.ts';
import { idsBelow, nodesText, percentDone, schemeProgress, type WorkProgress } from './scheme.ts';
import { unitWords } from './words.ts';

interface Unitwise {
  unit: Unit;
  /** by work, of the year up to the month */
  sofar: Map<number, number>;
  nodes: Map<number, number>;
  silent: number[];
  zero: number[];
}

/** Undefined where the plan is gone, or nothing of it is asked there. */
export async function schemeFile(
  c: Counter,
  request: SchemeRequest,
  words: Wording,
): Promise<{ rows: number; name: string; write(): Promise<Buffer> } | undefined> {
  const schemes = (await c.tx.schemes()).filter(({ id }) => request.schemeIds.includes(id));
  const tops = request.tops.flatMap((id) => c.org.units.get(id) ?? []);
  const works = schemes.flatMap(worksOf);
  if (works.length === 0 || tops.length === 0) return undefined;
  const { month } = request;
  const start = yearStart(month);
  const months = monthsFrom(start, month);
  const perMonth: WorkProgress[][] = [];
  for (const each of months) perMonth.push(await schemeProgress(c.tx, c.org, works, tops, each));
  const last = perMonth.at(-1)!;
  const units = await unitwise(
    c,
    last.map(({ work }) => work),
    tops,
    month,
  );
  const title = words('scheme.title', {
    name: schemes.map(({ name }) => name).join('、'),
    unit: tops.map((unit) => unitWords(c.org, unit)).join('、'),
    month: Number(month.slice(5)),
  });
  const text = (name: string): FigureColumn => ({ name, kind: 'text' });
  const head = (
    name: 'no' | 'task' | 'work' | 'measure' | 'year' | 'sofar' | 'percent' | 'due' | 'units' | 'reported',
  ) => words(`scheme.column.${name}`, { month: Number(month.slice(5)) });
  const workSheet = {
    name: words('scheme.sheet.works'),
    columns: [
      text(head('no')),
      text(head('task')),
      text(head('work')),
      text(head('measure')),
      ...months.flatMap((each) => [
        text(words('scheme.column.target', { month: Number(each.slice(5)) })),
        text(words('scheme.column.done', { month: Number(each.slice(5)) })),
      ]),
      text(head('year')),
      text(head('sofar')),
      text(head('percent')),
      text(head('units')),
      text(head('reported')),
    ],
    rows: last.map((row, i): FigureCell[] => {
      const { work, target, done } = row;
      const isCounted = work.measure !== '';
      const percent = percentDone(row);
      return [
        work.no,
        work.task,
        work.content === '' ? work.name : `${work.name}：${work.content}`,
        work.measure,
        ...perMonth.flatMap((list): FigureCell[] => {
          const of = list[i]!;
          return isCounted
            ? [of.target ? of.target.month / 100 : null, of.done.month / 100]
            : [null, of === row ? nodesText(row, words) : null];
        }),
        isCounted && target ? target.year / 100 : null,
        isCounted ? done.sofar / 100 : null,
        percent === null ? null : `${percent}%`,
        row.units,
        row.reported,
      ];
    }),
  };
  const names = paperNames(
    c.org,
    units.map(({ unit }) => unit.id),
  );
  const unitSheet = {
    name: words('scheme.sheet.units'),
    columns: [text(words('scheme.column.unit')), ...last.map(({ work }) => text(`${work.no} ${work.name}`))],
    rows: units.map(({ unit, sofar, nodes }): FigureCell[] => [
      names.get(unit.id) ?? unit.name,
      ...last.map(({ work }) => unitCell(c, work, unit, { sofar, nodes, month }, words)),
    ]),
  };
  const still = units.filter(({ silent, zero }) => silent.length + zero.length > 0);
  const stillSheet = {
    name: words('scheme.sheet.still', { month: Number(month.slice(5)) }),
    columns: [
      words('scheme.column.unit'),
      words('scheme.column.silent_works'),
      words('scheme.column.zero_works'),
    ].map(text),
    rows: still.map(({ unit, silent, zero }): FigureCell[] => [
      names.get(unit.id) ?? unit.name,
      silent.join('、'),
      zero.join('、'),
    ]),
  };
  const about = [
    [words('paper.about.what'), title],
    [words('scheme.sheet.units'), words('scheme.about_units')] as const,
    [words('scheme.column.silent_works'), words('scheme.about_still')] as const,
    [words('paper.about.made'), madeWords(c.now, request.by, words)],
  ] as const;
  const book = {
    sheets: [workSheet, ...(units.length > 0 ? [unitSheet] : []), ...(still.length > 0 ? [stillSheet] : [])],
    about: { name: words('paper.about.sheet'), lines: about },
    at: c.now satisfies Instant,
  };
  return { rows: last.length, name: words('paper.file_name', { title }), write: () => writeFigures(book) };
}

function monthsFrom(start: string, end: string): string[] {
  const count = Number(end.slice(5)) - Number(start.slice(5)) + 1;
  return Array.from({ length: count }, (_, i) => `${start.slice(0, 5)}${String(i + 1).padStart(2, '0')}`);
}

/** What is done of what is asked of the unit: 12/60; of nodes 2/3. Empty: it is not asked of it. */
function unitCell(
  { org }: Counter,
  work: SchemeWork,
  unit: Unit,
  { sofar, nodes, month }: Pick<Unitwise, 'sofar' | 'nodes'> & { month: string },
  words: Wording,
): FigureCell {
  const part = partFor(work, unit.id, org);
  if (!part) return null;
  if (work.measure === '')
    return work.nodes.length === 0 ? null : `${nodes.get(work.id) ?? 0}/${work.nodes.length}`;
  const done = sofar.get(work.id);
  const isOwn = part.each || part.unitIds.length === 1;
  const year = isOwn ? (part.goal ?? yearOf(part.targets, month)) : 0;
  if (done === undefined) return year > 0 ? words('scheme.cell_silent') : null;
  const percent = percentOf(done, year);
  return percent === null ? done / 100 : `${done / 100}/${year / 100}（${percent}%）`;
}

const yearOf = (targets: Readonly<Record<string, number>>, month: string): number =>
  Object.entries(targets).reduce((sum, [m, value]) => sum + (m.startsWith(month.slice(0, 4)) ? value : 0), 0);

/** Each unit there with what it has reported; cells come in portions, of a city they are hundreds of thousands. */
async function unitwise(
  { tx, org }: Counter,
  works: readonly SchemeWork[],
  tops: readonly Unit[],
  month: string,
): Promise<Unitwise[]> {
  const area = idsBelow(org, tops);
  const found = new Map<number, Unitwise>();
  const due = new Map<number, ReadonlySet<number>>();
  for (const work of works) {
    const asked = new Set<number>();
    for (const part of work.parts)
      for (const id of unitsOfPart(part, org)) {
        if (!area.has(id)) continue;
        if (!found.has(id))
          found.set(id, { unit: org.unit(id), sofar: new Map(), nodes: new Map(), silent: [], zero: [] });
        if (isDueIn(work, part, month)) asked.add(id);
      }
    due.set(work.id, asked);
  }
  const told = new Map<number, Map<number, boolean>>(works.map(({ id }) => [id, new Map()]));
  const take = (cell: SchemeCell) => {
    const own = found.get(cell.unitId);
    if (!own) return;
    if (cell.amount !== null) own.sofar.set(cell.workId, (own.sofar.get(cell.workId) ?? 0) + cell.amount);
    if (cell.nodes.length > 0)
      own.nodes.set(cell.workId, (own.nodes.get(cell.workId) ?? 0) + cell.nodes.length);
    if (cell.month === month) told.get(cell.workId)!.set(cell.unitId, isZero(cell));
  };
  for await (const cells of tx.schemeCellsOf(
    works.map(({ id }) => id),
    yearStart(month),
    month,
  ))
    cells.forEach(take);
  for (const work of works)
    for (const id of due.get(work.id)!) {
      const zero = told.get(work.id)!.get(id);
      if (zero === undefined) found.get(id)!.silent.push(work.no);
      else if (zero) found.get(id)!.zero.push(work.no);
    }
  const place = placesOf(org);
  return [...found.values()].sort((a, b) => (place.get(a.unit.id) ?? 0) - (place.get(b.unit.id) ?? 0));
}
