// An Excel ledger of the office above or of last year, as items: all rows or none, the same file twice changes nothing.

import { DAY_MS, dateOf, type Instant } from '../calendar/time.ts';
import type { Organisation, Person, Unit } from '../organisation/organisation.ts';
import { cellDate, cellPerson, cellProgress, cellUnit, isLongTerm, splitNumber } from './cells.ts';
import { BLANK_ITEM, type Item, type NewItem } from './item.ts';
import { LEDGER_KIND } from './kinds.ts';
import type { LedgerField, LedgerRow } from './row.ts';

export interface LedgerProblem {
  row: number;
  /** `cell` problems name a column; see templates/ledger.yaml import.problem */
  code:
    | 'file_unreadable'
    | 'no_rows'
    | 'columns_missing'
    | 'column_repeated'
    | 'problem_missing'
    | 'owner_missing'
    | 'person_unknown'
    | 'person_several'
    | 'due_missing'
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

export interface LedgerPlan {
  problems: LedgerProblem[];
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
}

/** With any problem nothing is to be written. */
export function planLedger(rows: readonly LedgerRow[], context: LedgerContext): LedgerPlan {
  const plan: LedgerPlan = { problems: [], open: [], change: [], same: 0 };
  const seen = new Map<string, number>();
  for (const row of rows) {
    const problems: LedgerProblem[] = [];
    const read = readRow(row, context, problems);
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
      if (after) plan.change.push({ before: known, after });
      else plan.same++;
    }
  }
  return plan;
}

function readRow(row: LedgerRow, context: LedgerContext, problems: LedgerProblem[]): NewItem | undefined {
  const before = problems.length;
  const report = (code: LedgerProblem['code'], field: LedgerField) =>
    void problems.push({ row: row.row, code, field, value: row[field] });
  if (row.problem === '') report('problem_missing', 'problem');
  const unit = unitOf(row, context, report);
  const due = dateIn(row, 'due', report);
  const firstDue = dateIn(row, 'firstDue', report);
  const closed = dateIn(row, 'closed', report);
  const isClosed = closed !== null;
  const isLong = isLongTerm(row.type) || isLongTerm(row.due);
  // Who has left the roster since may stand in a closed row.
  const owner = personIn(row, 'owner', unit, context, isClosed ? undefined : report);
  if (row.owner === '' && !isClosed) report('owner_missing', 'owner');
  if (row.due === '' && !isClosed && !isLong) report('due_missing', 'due');
  if (problems.length > before || !unit) return undefined;
  const text = (value: string) => (value === '' ? null : value);
  const leader = personIn(row, 'leader', unit, context);
  const supervisor = personIn(row, 'supervisor', unit, context);
  const openedAt = Math.min(context.now, (closed ?? context.now) - DAY_MS / 2);
  const asked = isClosed || row.asked !== '';
  const { progress, progressText } = cellProgress(row.progress);
  return {
    ...BLANK_ITEM,
    kind: LEDGER_KIND,
    code: splitNumber(row.no).code,
    unitId: unit.id,
    problem: row.problem,
    source: text(row.source),
    type: text(row.type),
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
    dueAt: isLong && !isClosed ? null : due,
    firstDueAt: firstDue ?? due,
    reviewAt: isLong && !isClosed ? (due ?? context.now + 90 * DAY_MS) : null,
    state: isClosed
      ? '已销号'
      : asked
        ? '提交销号'
        : isLong
          ? '长期整改'
          : row.progress === ''
            ? '待整改'
            : '整改中',
    progress: isClosed ? 100 : progress,
    progressText,
    progressAt: row.progress === '' ? null : openedAt,
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

type Report = (code: LedgerProblem['code'], field: LedgerField) => void;

/** End of the day; the day of closing counts as kept to the deadline. */
function dateIn(row: LedgerRow, field: LedgerField, report: Report): Instant | null {
  if (row[field] === '' || isLongTerm(row[field])) return null;
  const at = cellDate(row[field]);
  if (at === undefined) report('date_invalid', field);
  return at ?? null;
}

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
