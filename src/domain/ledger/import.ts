// An Excel ledger of the office above or of last year, as items: all rows or none, the same file twice changes nothing.

import { DAY_MS, dateOf, type Instant, instantOf } from '../calendar/time.ts';
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
  splitNumber,
} from './cells.ts';
import { BLANK_ITEM, type Item, type NewItem } from './item.ts';
import { itemLabel, LEDGER_KIND } from './kinds.ts';
import { LEDGER_COLUMNS, type LedgerField, type LedgerRow } from './row.ts';

export interface LedgerProblem {
  row: number;
  /** `cell` problems name a column; see templates/ledger.yaml import.problem */
  code:
    | 'no_rows'
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
  value?: string;
  otherRow?: number;
}

/** What whoever imports is told of a row that is taken. */
export interface LedgerNote {
  row: number;
  /** due_read: a day was inferred; state_kept: the file calls an item finished that is not here */
  code: 'due_read' | 'state_kept';
  column: string;
  value: string;
  /** the day, or the item */
  as: string;
}

export interface LedgerPlan {
  problems: LedgerProblem[];
  notes: LedgerNote[];
  open: NewItem[];
  change: { before: Item; after: Item }[];
  /** rows that are in the ledger already, word for word */
  same: number;
}

interface LedgerContext {
  org: Organisation;
  /** all items, with those out of the lists */
  items: readonly Item[];
  /** where rows without a 党组织 belong */
  unit: Unit | undefined;
  now: Instant;
  by: string;
  readDate: DateReader;
}

/** With any problem nothing is to be written. */
export function planLedger(rows: readonly LedgerRow[], context: LedgerContext): LedgerPlan {
  const plan: LedgerPlan = { problems: [], notes: [], open: [], change: [], same: 0 };
  const seen = new Map<string, number>();
  for (const row of rows) {
    const problems: LedgerProblem[] = [];
    const read = readRow(row, context, problems, plan.notes);
    const known = read && existing(row, read, context, problems);
    const key = read && (known ? `#${known.id}` : (read.code ?? `${read.unitId} ${plain(read.problem)}`));
    const other = key === undefined ? undefined : seen.get(key);
    if (other !== undefined)
      problems.push({ row: row.row, code: 'row_repeated', value: row.problem.slice(0, 20), otherRow: other });
    if (key !== undefined) seen.set(key, row.row);
    plan.problems.push(...problems);
    if (!read || problems.length > 0) continue;
    if (!known) plan.open.push(read);
    else {
      const after = updated(known, read);
      if (read.state === '已销号' && known.state !== '已销号')
        plan.notes.push({
          row: row.row,
          code: 'state_kept',
          column: LEDGER_COLUMNS.state,
          value: known.state,
          as: itemLabel(known),
        });
      if (after) plan.change.push({ before: known, after });
      else plan.same++;
    }
  }
  return plan;
}

function readRow(
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
  const owner = personIn(row, 'owner', unit, context, isClosed ? undefined : report);
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
    ownerId: owner?.id ?? null,
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
    askedBy: asked ? (owner?.id ?? null) : null,
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

function unitOf(row: LedgerRow, { org, unit }: LedgerContext, report: Report): Unit | undefined {
  if (row.unit !== '') {
    const found = cellUnit(row.unit, org);
    if (found.length !== 1) report(found.length === 0 ? 'unit_unknown' : 'unit_several', 'unit');
    return found[0];
  }
  if (unit) return unit;
  const owners = cellPerson(row.owner, org, undefined);
  const branch = owners.length === 1 ? owners[0]!.branchId : null;
  const found = branch !== null ? org.unit(branch) : org.roots().length === 1 ? org.roots()[0] : undefined;
  if (!found) report('unit_missing', 'unit');
  return found;
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

/** The item a row is about: by our number, by the superior's code, else by the same problem in the same unit. */
function existing(
  row: LedgerRow,
  read: NewItem,
  { items }: LedgerContext,
  problems: LedgerProblem[],
): Item | undefined {
  const { no, code } = splitNumber(row.no);
  if (no !== null) {
    const own = items.find((i) => i.no === no);
    if (!own || own.gone !== null)
      problems.push({ row: row.row, code: 'number_unknown', field: 'no', value: row.no });
    return own;
  }
  const here = items.filter((i) => i.gone === null);
  if (code !== null) return here.find((i) => i.code?.toLowerCase() === code.toLowerCase());
  return here.find((i) => i.unitId === read.unitId && plain(i.problem) === plain(read.problem));
}

/** Descriptive fields follow the file; state, progress and decisions stay what the chat made them. */
const FOLLOWS = [
  'problem',
  'source',
  'type',
  'measure',
  'ownerName',
  'leaderName',
  'department',
  'supervision',
  'supervisorName',
  'prevention',
] as const;

function updated(known: Item, read: NewItem): Item | undefined {
  const after = { ...known };
  for (const field of FOLLOWS) {
    // An empty cell takes nothing away, and what was left open when exported is no type of its own.
    if (read[field] !== null && !(field === 'type' && read.type === '长期整改'))
      Object.assign(after, { [field]: read[field] });
  }
  if (after.ownerName !== known.ownerName) after.ownerId = read.ownerId;
  if (after.leaderName !== known.leaderName) after.leaderId = read.leaderId;
  if (after.supervisorName !== known.supervisorName) after.supervisorId = read.supervisorId;
  const sameDay = (a: Instant | null, b: Instant | null) =>
    a !== null && b !== null && dateOf(a) === dateOf(b);
  if (known.state !== '已销号' && read.dueAt !== null && !sameDay(read.dueAt, known.dueAt))
    after.dueAt = read.dueAt;
  return JSON.stringify(after) === JSON.stringify(known) ? undefined : after;
}
