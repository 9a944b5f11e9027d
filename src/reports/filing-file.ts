// What was registered, as a workbook: a line each, typed cells, sums below.
import type { Column } from '../documents/book/sheet.ts';
import { writeBook } from '../documents/book/writing.ts';
import { type Instant, isoShanghai } from '../domain/calendar/time.ts';
import { type Filing, sumsOf } from '../domain/filing/filing.ts';
import { type FilingField, type FilingKindRow, filingKindRow } from '../domain/filing/kinds.ts';
import type { FilingRequest } from '../ports/filing.ts';
import type { ReadTx } from '../ports/store.ts';
import type { Wording } from '../wording/templates.ts';

type Cell = string | number | null;

/** What was read, and the file of it; undefined where nothing of it is left. */
export async function filingRows(
  tx: Pick<ReadTx, 'filings' | 'organisation' | 'departed'>,
  request: FilingRequest,
  words: Wording,
  at: Instant,
): Promise<{ rows: Cell[][]; write(): Promise<Buffer> } | undefined> {
  const row = filingKindRow(request.kind);
  const found = row ? await tx.filings(request) : [];
  if (!row || found.length === 0) return undefined;
  const org = await tx.organisation();
  const gone = new Map((await tx.departed()).map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => org.person(id)?.name ?? gone.get(id) ?? '';
  const fields = row.fields.filter(({ is }) => is !== 'date');
  const rows = found.toReversed().map((one): Cell[] => [
    one.day,
    org.units.get(one.unitId)?.path ?? '',
    ...(row.who === 'member' ? [nameOf(one.personId ?? '')] : []),
    ...fields.map((field) => cellOf(field, one, words)),
    nameOf(one.by),
    isoShanghai(one.at).slice(0, 16).replace('T', ' '),
    // What no field took is read here.
    one.said,
  ]);
  return { rows, write: () => write(row, fields, rows, found, words, at) };
}

function cellOf({ key }: FilingField, { fields }: Filing, words: Wording): Cell {
  const value = fields[key];
  if (value === undefined) return null;
  return typeof value === 'boolean' ? words(value ? 'filing.yes' : 'filing.no') : value;
}

const WIDTHS = { text: 40, number: 12, date: 12, person: 14, place: 20, flag: 8 } as const;

async function write(
  row: FilingKindRow,
  fields: readonly FilingField[],
  rows: readonly Cell[][],
  found: readonly Filing[],
  words: Wording,
  at: Instant,
): Promise<Buffer> {
  const own = row.who === 'member';
  const columns: Column[] = [
    { width: 12, kind: 'date' },
    { width: 30 },
    ...(own ? [{ width: 12 }] : []),
    ...fields.map(({ is }) => ({ width: WIDTHS[is], ...(is === 'text' && { wrap: true as const }) })),
    { width: 12 },
    { width: 18 },
    { width: 50, wrap: true },
  ];
  const head = [
    words('filing.column.day'),
    words('filing.column.unit'),
    ...(own ? [words('filing.column.person')] : []),
    ...fields.map(({ name, unit }) => words('filing.column.field', { name, unit })),
    words('filing.column.by'),
    words('filing.column.at'),
    words('filing.column.said'),
  ];
  const totals = new Map(sumsOf(row, found).map(({ field, total }) => [field.key, total]));
  const foot: Cell[] = [
    words('filing.column.sum'),
    ...Array.from({ length: own ? 2 : 1 }, () => null),
    ...fields.map(({ key }) => totals.get(key) ?? null),
  ];
  const book = writeBook(at);
  await book.sheet({ name: row.name, columns, sticky: 1, filter: true });
  await book.rows([{ cells: head, is: 'head' }, ...rows.map((cells) => ({ cells }))]);
  if (totals.size > 0) await book.rows([{ cells: foot, is: 'foot' }]);
  return book.finish();
}
