// An Excel ledger of the office above or of last year, as items: all rows or none, the same file twice changes nothing.

import { dateOf, type Instant } from '../calendar/time.ts';
import { splitNumber } from './cells.ts';
import { type LedgerContext, type LedgerNote, type LedgerProblem, readRow } from './import-row.ts';
import type { Item, NewItem } from './item.ts';
import { itemLabel } from './kinds.ts';
import { LEDGER_COLUMNS, type LedgerRow } from './row.ts';

export interface LedgerPlan {
  problems: LedgerProblem[];
  notes: LedgerNote[];
  open: NewItem[];
  change: { before: Item; after: Item }[];
  /** rows that are in the ledger already, word for word */
  same: number;
}

/** With any problem nothing is to be written. */
export function planLedger(rows: readonly LedgerRow[], context: LedgerContext): LedgerPlan {
  const plan: LedgerPlan = { problems: [], notes: [], open: [], change: [], same: 0 };
  const seen = new Map<string, number>();
  const alike = Map.groupBy(rows, ({ no, problem }) => `${splitNumber(no).code ?? ''} ${plain(problem)}`);
  const parts = new Set([...alike.values()].filter((all) => all.length > 1).flat());
  for (const row of rows) {
    const problems: LedgerProblem[] = [];
    const read = readRow(row, context, problems, plan.notes);
    const known = read && existing(row, read, parts.has(row), context, problems);
    const part = parts.has(row) ? ` ${plain(row.measure)}` : '';
    const key =
      read && (known ? `#${known.id}` : `${read.code ?? `${read.unitId} ${plain(read.problem)}`}${part}`);
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
      if (isFurther(read, known))
        plan.notes.push({
          row: row.row,
          code: 'progress_kept',
          column: LEDGER_COLUMNS.progress,
          value: told(read),
          as: itemLabel(known),
        });
      if (after) plan.change.push({ before: known, after });
      else plan.same++;
    }
  }
  return plan;
}

const told = ({ progress, progressText }: NewItem): string =>
  [...(progress > 0 && !progressText?.includes('%') ? [`${progress}%`] : []), progressText ?? '']
    .join(' ')
    .trim();

/** Of what is open here; what was exported from here says what is known. */
const isFurther = (read: NewItem, known: Item): boolean =>
  read.state !== '已销号' &&
  known.state !== '已销号' &&
  told(read) !== '' &&
  (read.progress !== known.progress || (read.progressText ?? '') !== (known.progressText ?? ''));

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');

/**
 * The item a row is about: by our number, by the superior's code, else by the same problem in the same unit.
 * @param isPart one of several rows of a problem, each with a measure, a person and a day of its own
 */
function existing(
  row: LedgerRow,
  read: NewItem,
  isPart: boolean,
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
  const isMeant = (i: Item) =>
    code !== null
      ? i.code?.toLowerCase() === code.toLowerCase()
      : i.unitId === read.unitId && plain(i.problem) === plain(read.problem);
  const meant = here.filter(isMeant);
  const same = meant.find((i) => plain(i.measure ?? '') === plain(read.measure ?? ''));
  return same ?? (isPart ? undefined : meant[0]);
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
  // Of several, those before this were known by the first alone.
  const isAdded = read.ownerId === known.ownerId && known.otherOwnerIds.length === 0;
  if (after.ownerName !== known.ownerName || (isAdded && read.ownerName !== null))
    Object.assign(after, { ownerId: read.ownerId, otherOwnerIds: read.otherOwnerIds });
  if (after.leaderName !== known.leaderName) after.leaderId = read.leaderId;
  if (after.supervisorName !== known.supervisorName) after.supervisorId = read.supervisorId;
  const sameDay = (a: Instant | null, b: Instant | null) =>
    a !== null && b !== null && dateOf(a) === dateOf(b);
  if (known.state !== '已销号' && read.dueAt !== null && !sameDay(read.dueAt, known.dueAt))
    after.dueAt = read.dueAt;
  return JSON.stringify(after) === JSON.stringify(known) ? undefined : after;
}
