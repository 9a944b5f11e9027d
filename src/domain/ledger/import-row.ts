// A row of a ledger as an item, every cell on its own; what cannot be read is named, what was inferred is noted.

import { DAY_MS, type Instant, instantOf } from '../calendar/time.ts';
import type { Organisation, Person, Unit } from '../organisation/organisation.ts';
import {
  cellDate,
  cellPerson,
  cellProgress,
  cellState,
  cellUnit,
  type DateReader,
  isAtOnce,
  isLongTerm,
  namesIn,
  splitNumber,
} from './cells.ts';
import { BLANK_ITEM, type Item, type NewItem, ownedBy } from './item.ts';
import { LEDGER_KIND } from './kinds.ts';
import { LEDGER_COLUMNS, type LedgerField, type LedgerRow } from './row.ts';

export interface LedgerProblem {
  row: number;
  /** `cell` problems name a column; see templates/ledger.yaml import.problem */
  code:
    | 'no_rows'
    | 'not_calculated'
    | 'columns_missing'
    | 'column_repeated'
    | 'problem_missing'
    | 'owner_missing'
    | 'person_unknown'
    | 'person_several'
    | 'due_missing'
    | 'due_at_once'
    | 'date_invalid'
    | 'unit_missing'
    | 'unit_unknown'
    | 'unit_several'
    | 'number_unknown'
    | 'row_repeated';
  field?: LedgerField;
  /** heading with its letter, where no field is told */
  column?: string;
  value?: string;
  otherRow?: number;
}

/** What whoever imports is told of a row that is taken. */
export interface LedgerNote {
  row: number;
  /**
   * due_read: a day was inferred; state_kept: the file calls an item finished that is not here; progress_kept: it tells
   * of progress that nobody has reported here
   */
  code: 'due_read' | 'state_kept' | 'progress_kept';
  column: string;
  value: string;
  /** the day or the item */
  as: string;
}

export interface LedgerContext {
  org: Organisation;
  /** all items, with those out of the lists */
  items: readonly Item[];
  /** where rows without a 党组织 belong */
  unit: Unit | undefined;
  now: Instant;
  by: string;
  readDate: DateReader;
}

/** @param problems and notes take what is found */
export function readRow(
  row: LedgerRow,
  context: LedgerContext,
  problems: LedgerProblem[],
  notes: LedgerNote[],
): NewItem | undefined {
  const before = problems.length;
  const report = (code: LedgerProblem['code'], field: LedgerField) =>
    void problems.push({ row: row.row, code, field, value: row[field] });
  if (row.problem === '') report('problem_missing', 'problem');
  const unit = unitOf(row, context, report);
  const said = cellState(row.state);
  const isClosed = row.closed !== '' || said.sort === 'finished';
  const found = { row, context, report, notes };
  const due = dayIn(found, 'due', isClosed);
  const firstDue = dayIn(found, 'firstDue', isClosed);
  const closed = closedOn(found, said.sort === 'finished');
  const isLong = (isLongTerm(row.type) || isLongTerm(row.due) || said.sort === 'long_term') && due === null;
  // Who has left the roster since may stand in a closed row.
  const owners = ownersIn(row, unit, context, isClosed ? undefined : problems);
  if (row.owner === '' && !isClosed) report('owner_missing', 'owner');
  if (row.due === '' && !isClosed && !isLong) report('due_missing', 'due');
  if (problems.length > before || !unit) return undefined;
  const text = (value: string) => (value === '' ? null : value);
  const leader = personIn(row, 'leader', unit, context);
  const supervisor = personIn(row, 'supervisor', unit, context);
  const openedAt = Math.min(context.now, (closed ?? context.now) - DAY_MS / 2);
  const asked = isClosed || row.asked !== '' || said.sort === 'asked';
  const told = [row.progress, said.text].filter((part) => part !== '').join('；');
  const { progress, progressText } = cellProgress(told);
  const isBegun = told !== '' || said.sort === 'under_way';
  return {
    ...BLANK_ITEM,
    kind: LEDGER_KIND,
    code: splitNumber(row.no).code,
    unitId: unit.id,
    problem: row.problem,
    source: text(row.source),
    type: text(row.type) ?? typeIn(row.due, due),
    measure: text(row.measure),
    ...ownedBy(owners),
    // As the file has it, with who has left since.
    ownerName: text(row.owner),
    leaderId: leader?.id ?? null,
    leaderName: text(row.leader),
    department: text(row.department),
    supervision: text(row.supervision),
    supervisorId: supervisor?.id ?? null,
    supervisorName: text(row.supervisor),
    prevention: text(row.prevention),
    dueAt: due,
    firstDueAt: firstDue ?? due,
    reviewAt: isLong && !isClosed ? context.now + 90 * DAY_MS : null,
    state: isClosed ? '已销号' : asked ? '提交销号' : isLong ? '长期整改' : isBegun ? '整改中' : '待整改',
    progress: isClosed ? 100 : progress,
    progressText,
    progressAt: told === '' ? null : openedAt,
    askedBy: asked ? (owners[0]?.id ?? null) : null,
    askedAt: asked ? (closed ?? openedAt) : null,
    decidedBy: isClosed ? (personIn(row, 'decidedBy', unit, context)?.id ?? text(row.decidedBy)) : null,
    opinion: isClosed ? text(row.opinion) : null,
    openedBy: context.by,
    openedAt,
    closedAt: closed,
    movedAt: closed ?? openedAt,
  };
}

/** 长期坚持 beside a date stays as the type of the item, which has no column for it. */
const typeIn = (due: string, at: Instant | null) =>
  at === null ? null : isLongTerm(due) ? '长期坚持' : isAtOnce(due) ? '立行立改' : null;

interface Finding {
  row: LedgerRow;
  context: LedgerContext;
  report: Report;
  notes: LedgerNote[];
}

/** End of the day a cell names. What was inferred is noted; of a closed row a day that cannot be read is, too. */
function dayIn(
  { row, context, report, notes }: Finding,
  field: LedgerField,
  isClosed: boolean,
): Instant | null {
  const cell = row[field];
  if (cell === '') return null;
  const plain = cellDate(cell);
  if (plain !== undefined) return plain;
  const { date, isCertain } = context.readDate(cell, context.now, 'forward');
  if (date === undefined) {
    if (isLongTerm(cell)) return null;
    if (!isClosed) report(isAtOnce(cell) ? 'due_at_once' : 'date_invalid', field);
    return null;
  }
  if (!isCertain)
    notes.push({ row: row.row, code: 'due_read', column: LEDGER_COLUMNS[field], value: cell, as: date });
  return endOf(date);
}

/** The day of closing: its own column, else what 完成情况 says beside it; none where neither has one. */
function closedOn({ row, context, report, notes }: Finding, isFinished: boolean): Instant | null {
  for (const field of ['closed', 'state'] as const) {
    const cell = field === 'closed' || isFinished ? row[field] : '';
    if (cell === '') continue;
    const plain = cellDate(cell);
    if (plain !== undefined) return plain;
    const { date, isCertain } = context.readDate(cell, context.now, 'back');
    if (date === undefined) {
      if (field === 'closed') report('date_invalid', field);
      continue;
    }
    if (!isCertain)
      notes.push({ row: row.row, code: 'due_read', column: LEDGER_COLUMNS[field], value: cell, as: date });
    return endOf(date);
  }
  return null;
}

/** The day of closing counts as kept to the deadline. */
const endOf = (date: string) => instantOf(date, 23, 59, 59);

type Report = (code: LedgerProblem['code'], field: LedgerField) => void;

/** @param report absent: a name nobody answers to stays a name */
function personIn(
  row: LedgerRow,
  field: LedgerField,
  unit: Unit | undefined,
  { org }: LedgerContext,
  report?: Report,
): Person | null {
  if (row[field] === '') return null;
  const found = cellPerson(row[field], org, unit?.id);
  if (found.length === 1) return found[0]!;
  report?.(found.length === 0 ? 'person_unknown' : 'person_several', field);
  return null;
}

/** No person: 村委会, 党建办, 各支部. */
const BODY =
  /^(?=.{3}).+(?:委(?:员?会)?|党组|支部|办|办公室|局|处|科|股|室|组|部|站|所|中心|社区|村|队|公司|单位)$/u;

/** Everybody named. @param problems absent: a name nobody answers to stays a name; else each is named there by itself */
function ownersIn(
  row: LedgerRow,
  unit: Unit | undefined,
  { org }: LedgerContext,
  problems?: LedgerProblem[],
): Person[] {
  const owners = new Set<Person>();
  const named = namesIn(row.owner, org).map((name) => ({ name, found: cellPerson(name, org, unit?.id) }));
  const isAnybodyKnown = named.some(({ found }) => found.length === 1);
  for (const { name, found } of named) {
    if (found.length === 1) owners.add(found[0]!);
    // 张三、村委会: the office beside a person is nobody to remind, and stays as written.
    else if (!(isAnybodyKnown && found.length === 0 && BODY.test(name)))
      problems?.push({
        row: row.row,
        code: found.length === 0 ? 'person_unknown' : 'person_several',
        field: 'owner',
        value: name,
      });
  }
  return [...owners];
}

function unitOf(row: LedgerRow, { org, unit }: LedgerContext, report: Report): Unit | undefined {
  if (row.unit !== '') {
    const found = cellUnit(row.unit, org);
    if (found.length !== 1) report(found.length === 0 ? 'unit_unknown' : 'unit_several', 'unit');
    return found[0];
  }
  if (unit) return unit;
  // 李四 of 第一党支部, where another branch has a 李四, too.
  const [department, ...others] = row.department === '' ? [] : cellUnit(row.department, org);
  const beside = others.length === 0 ? department : undefined;
  const first = cellPerson(namesIn(row.owner, org)[0] ?? '', org, beside?.id);
  const branch = first.length === 1 ? first[0]!.branchId : null;
  const root = org.roots().length === 1 ? org.roots()[0] : undefined;
  const found = branch !== null ? org.unit(branch) : (beside ?? root);
  if (!found) report('unit_missing', 'unit');
  return found;
}
