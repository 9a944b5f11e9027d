// Processes as a workbook: a line each, a column for each step.
import type { Column } from '../documents/book/sheet.ts';
import { writeBook } from '../documents/book/writing.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { type ProcessRow, processRow } from '../domain/process/kinds.ts';
import { type Process, upcomingOf } from '../domain/process/process.ts';
import type { ProcessRequest } from '../ports/process.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Wording } from '../wording/templates.ts';

type Cell = string | null;

/** What was read, and the file of it; undefined where nothing of it is left. */
export async function processFile(
  tx: Pick<ReadTx, 'processes' | 'organisation'>,
  { kind, unitIds }: ProcessRequest,
  words: Wording,
  at: Instant,
): Promise<{ rows: Cell[][]; write(): Promise<Buffer> } | undefined> {
  const row = processRow(kind);
  const found = row ? await tx.processes({ kind, unitIds }) : [];
  if (!row || found.length === 0) return undefined;
  const org = await tx.organisation();
  const pathOf = (unitId: number) => org.units.get(unitId)?.path ?? '';
  const rows = found
    .toSorted((a, b) => a.unitId - b.unitId || a.id - b.id)
    .map((one) => cellsOf(row, one, pathOf(one.unitId), words));
  return { rows, write: () => write(row, rows, words, at) };
}

function cellsOf(row: ProcessRow, process: Process, path: string, words: Wording): Cell[] {
  const upcoming = process.state === 'open' ? upcomingOf(row, process) : undefined;
  return [
    path,
    ...(row.of === 'person' ? [process.subject] : []),
    ...row.steps.map(({ key }) => process.steps[key]?.day ?? null),
    ...(row.term ? [process.endsOn] : []),
    ...(isMoved(row) ? [shiftsOf(process, words)] : []),
    upcoming?.step.name ?? null,
    upcoming?.from ?? null,
    upcoming?.by ?? null,
    words(`process.state.${process.state}`),
    process.reason === '' ? null : process.reason,
  ];
}

const isMoved = ({ stretch, term }: ProcessRow): boolean => stretch !== null || Boolean(term?.moves);

/** 2027-03-31 → 2027-09-30 镇党委批准: every time its end was moved. */
const shiftsOf = ({ shifts }: Process, words: Wording): string | null =>
  shifts.length === 0
    ? null
    : shifts
        .map(({ from, to, on, approvedBy }) =>
          words('process.shift', { before: from, day: to, on: on ?? '', approved: approvedBy }),
        )
        .join('\n');

async function write(row: ProcessRow, rows: readonly Cell[][], words: Wording, at: Instant): Promise<Buffer> {
  const isPerson = row.of === 'person';
  const day: Column = { width: 13, kind: 'date' };
  const columns: Column[] = [
    { width: 30 },
    ...(isPerson ? [{ width: 12 }] : []),
    ...row.steps.map(() => day),
    ...(row.term ? [day] : []),
    ...(isMoved(row) ? [{ width: 26, wrap: true as const }] : []),
    { width: 18 },
    day,
    day,
    { width: 10 },
    { width: 20, wrap: true },
  ];
  const head = [
    words('process.column.unit'),
    ...(isPerson ? [words('process.column.subject')] : []),
    ...row.steps.map(({ name }) => name),
    ...(row.term ? [words('process.column.term')] : []),
    ...(isMoved(row) ? [words('process.column.shift')] : []),
    words('process.column.next'),
    words('process.column.from'),
    words('process.column.by'),
    words('process.column.state'),
    words('process.column.reason'),
  ];
  const book = writeBook(at);
  await book.sheet({ name: row.name, columns, sticky: isPerson ? 2 : 1, filter: true });
  await book.rows([{ cells: head, is: 'head' }, ...rows.map((cells) => ({ cells }))]);
  return book.finish();
}
