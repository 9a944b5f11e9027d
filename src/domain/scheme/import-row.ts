// A row of a plan file as part of a work, every cell on its own; what cannot be read is named, what was inferred is noted.
import type { Organisation, Unit } from '../organisation/organisation.ts';
import { amountsIn, type CellAmount, dueIn, isBlank, nodesIn, unitsIn } from './cells.ts';
import { SCHEME_COLUMNS, type SchemeField, type SchemeRow } from './row.ts';
import type { SchemePart, SchemeWork } from './scheme.ts';

export interface SchemeProblem {
  row: number;
  code:
    | 'no_rows'
    | 'not_calculated'
    | 'columns_missing'
    | 'column_repeated'
    | 'name_missing'
    | 'unit_missing'
    | 'unit_unknown'
    | 'unit_several'
    | 'due_invalid'
    | 'number_invalid'
    | 'measure_differs'
    | 'cumulative_falls'
    | 'looks_cumulative'
    | 'row_repeated';
  /** heading of the column */
  column?: string;
  value?: string;
  otherRow?: number;
}

/** What whoever imports is told of a row that is taken. */
export interface SchemeNote {
  row: number;
  /** goal_words: no number, or several; sum_differs: the months add up to another; outside: named and on no roster */
  // about: 约20 counts as 20
  code: 'about' | 'goal_words' | 'sum_differs' | 'outside' | 'joint';
  column: string;
  value: string;
  as: string;
}

export interface SchemeContext {
  org: Organisation;
  /** whose plan it is: 各支部 are those below */
  top: Unit;
  year: number;
  /** the months of the file add up: the heading says so, or whoever imports does */
  isCumulative: boolean;
  /** somebody has said which, so it is not asked */
  isSettled: boolean;
  /** units that a name may mean */
  unitsNamed(name: string): readonly Unit[];
}

/** One row: the work it is of, and its part. */
export interface ReadRow {
  row: number;
  work: Omit<SchemeWork, 'id' | 'no' | 'parts' | 'gone'>;
  /** as the file counts it; null: no running number */
  no: number | null;
  part: SchemePart;
}

/** @param problems and notes take what is found */
export function readSchemeRow(
  row: SchemeRow,
  context: SchemeContext,
  problems: SchemeProblem[],
  notes: SchemeNote[],
): ReadRow | undefined {
  const before = problems.length;
  const { cells } = row;
  const report = (code: SchemeProblem['code'], column: string, value: string) =>
    void problems.push({ row: row.row, code, column, value });
  const at = (field: SchemeField) => cells[field].trim();
  const name = at('name') || at('content') || at('task');
  if (name === '') report('name_missing', SCHEME_COLUMNS.name, '');
  const due = dueIn(at('due'), context.year);
  if (due === undefined) report('due_invalid', SCHEME_COLUMNS.due, at('due'));
  const to = unitsOf(row, context, report, notes);
  const numbers = numbersOf(row, context, report, notes);
  if (problems.length > before || !to) return undefined;
  const no = /^\d{1,4}[.、]?$/u.test(at('no')) ? Number.parseInt(at('no'), 10) : null;
  const isEvery = to.every !== null;
  return {
    row: row.row,
    no,
    work: {
      task: at('name') === '' && at('content') === '' ? '' : at('task'),
      name,
      content: at('name') === '' ? '' : at('content'),
      lead: at('lead'),
      assist: at('assist'),
      due: due ?? null,
      goalText: isBlank(at('goal')) ? '' : at('goal'),
      measure: numbers.measure,
      nodes: [...nodesIn(at('nodes'), context.year), ...columnNodes(row, context.year), ...numbers.nodes],
    },
    part: {
      ...to,
      // 各支部开展12场 asks it of each; 第一支部、第二支部共12户 of both.
      each: numbers.measure === '%' || (numbers.each ?? isEvery),
      goal: numbers.goal,
      targets: numbers.targets,
    },
  };
}

type Report = (code: SchemeProblem['code'], column: string, value: string) => void;

function columnNodes({ nodes }: SchemeRow, year: number): SchemeWork['nodes'] {
  return nodes.flatMap(({ cell }) => nodesIn(cell, year));
}

/** Whom it is asked of: 责任单位, and where there is no such column who leads. */
function unitsOf(
  { row, cells }: SchemeRow,
  { top, unitsNamed }: SchemeContext,
  report: Report,
  notes: SchemeNote[],
): Pick<SchemePart, 'unitIds' | 'every'> | undefined {
  const field = cells.unit.trim() === '' && cells.lead.trim() !== '' ? 'lead' : 'unit';
  const { every, names } = unitsIn(cells[field]);
  if (every === null && names.length === 0) {
    report('unit_missing', SCHEME_COLUMNS.unit, '');
    return undefined;
  }
  const ids: number[] = [];
  const outside: string[] = [];
  let isSeveral = false;
  for (const name of names) {
    const found = unitsNamed(name);
    if (found.length === 1) ids.push(found[0]!.id);
    else if (found.length === 0) outside.push(name);
    else {
      isSeveral = true;
      report('unit_several', SCHEME_COLUMNS[field], name);
    }
  }
  // 第一支部、镇党建办: an office beside a branch reports to nobody here, and stays as written.
  if (ids.length === 0 && every === null && !isSeveral)
    for (const name of outside) report('unit_unknown', SCHEME_COLUMNS[field], name);
  else
    for (const name of outside)
      notes.push({ row, code: 'outside', column: SCHEME_COLUMNS[field], value: name, as: '' });
  return every === null
    ? { unitIds: [...new Set(ids)], every: null }
    : { unitIds: [], every: { topId: top.id, noun: every } };
}

interface Numbers {
  measure: string;
  goal: number | null;
  targets: Record<string, number>;
  nodes: SchemeWork['nodes'];
  /** as the cells say: each unit, or all together; undefined: they do not */
  each: boolean | undefined;
}

function numbersOf(
  row: SchemeRow,
  { isCumulative, isSettled }: SchemeContext,
  report: Report,
  notes: SchemeNote[],
): Numbers {
  const goalCell = row.cells.goal;
  const told = amountsIn(goalCell);
  const [first] = told;
  const goalText = goalCell.normalize('NFKC');
  const column = SCHEME_COLUMNS.goal;
  if (!isBlank(goalCell) && told.length !== 1)
    notes.push({ row: row.row, code: 'goal_words', column, value: goalCell.slice(0, 30), as: '' });
  const goal = told.length === 1 ? first!.amount : null;
  const noteAbout = (heading: string, cell: string, amount: number) => {
    if (ABOUT.test(cell))
      notes.push({
        row: row.row,
        code: 'about',
        column: heading,
        value: cell.slice(0, 20),
        as: String(amount / 100),
      });
  };
  if (goal !== null) noteAbout(column, goalCell, goal);
  const own = row.cells.measure.trim();
  const measures = [own, first?.measure ?? ''].filter((one) => one !== '');
  const nodes: { name: string; due: string | null }[] = [];
  const amounts: { month: string; heading: string; amount: number; each: boolean }[] = [];
  for (const { month, heading, cell } of row.months) {
    if (isBlank(cell)) continue;
    const found = amountsIn(cell).filter(({ measure }) => isOf(measure, measures));
    const [one] = found;
    if (one && found.length === 1) {
      noteAbout(heading, cell, one.amount);
      if (one.measure !== '') measures.push(one.measure);
      amounts.push({ month, heading, amount: one.amount, each: one.each });
    } else if (amountsIn(cell).length === 0)
      nodes.push(...nodesIn(cell, Number(month.slice(0, 4))).map(inMonth(month)));
    else report(found.length === 0 ? 'measure_differs' : 'number_invalid', heading, cell.slice(0, 20));
  }
  amounts.sort((a, b) => (a.month < b.month ? -1 : 1));
  const isLevel = measures[0] === '%';
  const targets = monthly(amounts, isCumulative || isLevel, report);
  const sum = Object.values(targets).reduce((a, b) => a + b, 0);
  if (!isCumulative && !isLevel && !isSettled && looksCumulative(amounts, goal))
    report('looks_cumulative', amounts.at(-1)!.heading, String(sum / 100));
  else if (goal !== null && amounts.length > 0 && sum !== goal)
    notes.push({
      row: row.row,
      code: 'sum_differs',
      column,
      value: String(goal / 100),
      as: String(sum / 100),
    });
  const isEach =
    told.some(({ each }) => each) || amounts.some(({ each }) => each) || /每|人均/u.test(goalText);
  const isTogether = /合计|总计|共计|总共|全[镇乡街县市区]共?/u.test(goalText);
  return {
    measure: measures[0] ?? '',
    goal,
    targets,
    nodes,
    each: isEach ? true : isTogether ? false : undefined,
  };
}

/** Somebody has to know that a number which is none is taken for one. */
const ABOUT = /(?:大约|约|近)\s*\d|\d\s*(?:多|余)|左右/u;

/** A month's words without a day of their own belong to its end. */
const inMonth =
  (month: string) =>
  ({ name, due }: { name: string; due: string | null }) => {
    const [year, number] = month.split('-').map(Number) as [number, number];
    return {
      name,
      due: due ?? `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`,
    };
  };

const isOf = (measure: string, measures: readonly string[]): boolean =>
  measure === '' || measures.length === 0 || measures.includes(measure);

/** What is to be done in each month alone. */
function monthly(
  amounts: readonly (Pick<CellAmount, 'amount'> & { month: string; heading: string })[],
  isCumulative: boolean,
  report: Report,
): Record<string, number> {
  const targets: Record<string, number> = {};
  let sofar = 0;
  let year = '';
  for (const { month, heading, amount } of amounts) {
    if (month.slice(0, 4) !== year) sofar = 0;
    year = month.slice(0, 4);
    const own = isCumulative ? amount - sofar : amount;
    if (own < 0) report('cumulative_falls', heading, String(amount / 100));
    sofar = amount;
    if (own > 0) targets[month] = own;
  }
  return targets;
}

/** They rise to the goal of the year, and add up to more. */
function looksCumulative(amounts: readonly Pick<CellAmount, 'amount'>[], goal: number | null): boolean {
  if (goal === null || amounts.length < 3) return false;
  const rises = amounts.every(({ amount }, i) => i === 0 || amount >= amounts[i - 1]!.amount);
  const sum = amounts.reduce((total, { amount }) => total + amount, 0);
  return rises && amounts.at(-1)!.amount === goal && amounts[0]!.amount < goal && sum > goal;
}
