import type { Instant } from '../domain/calendar/time.ts';
import type { Cell, ColumnKind, Reckoned, Row } from './book/sheet.ts';
import { wideOf } from './book/sheet.ts';
import { writeBook } from './book/writing.ts';
import { letterOf } from './headings.ts';
import { sheetName } from './sheet-name.ts';

// Figures as a workbook to reckon with: numbers are numbers, the heading stays and filters, and the last row sums.

export interface FigureColumn {
  name: string;
  kind: ColumnKind;
  /** of a rate: the columns that are divided */
  of?: readonly [part: number, whole: number] | undefined;
  /** where no heading stands above it, its name is said before what it holds */
  isNamed?: true;
}

/** Null: not known, or nothing to divide by. */
export type FigureCell = string | number | null;

export interface FigureSheet {
  name: string;
  columns: readonly FigureColumn[];
  rows: readonly (readonly FigureCell[])[];
  /** the word beside the sums; absent where the lines are not to be added up */
  total?: string | undefined;
}

interface FigureBook {
  sheets: readonly FigureSheet[];
  /** what, of whom, when, by whom, how it counts */
  about: { name: string; lines: readonly (readonly [string, string])[] };
  at: Instant;
}

/** The workbook (.xlsx) of figures; the same bytes for the same book. */
export async function writeFigures({ sheets, about, at }: FigureBook): Promise<Buffer> {
  const taken = new Set<string>();
  const aboutName = sheetName(about.name, taken);
  const book = writeBook(at);
  try {
    for (const sheet of sheets) {
      const { columns, rows } = sheet;
      const widths = columns.map((column, c) => ({ width: widthOf(column, rows, c), kind: column.kind }));
      await book.sheet({ name: sheetName(sheet.name, taken), columns: widths, sticky: 0, filter: true });
      await book.rows([{ cells: columns.map(({ name }) => name), is: 'head' }]);
      await book.rows(rows.map((cells) => ({ cells })));
      await book.rows(footOf(sheet));
    }
    await book.sheet({
      name: aboutName,
      columns: [
        { width: 14, bold: true },
        { width: 80, wrap: true },
      ],
      sticky: 0,
      filter: false,
      is: 'note',
    });
    await book.rows(about.lines.map((cells) => ({ cells })));
    return await book.finish();
  } catch (error) {
    book.drop();
    throw error;
  }
}

/** Sums of counts; a rate is reckoned from the sums, never from rates. */
function footOf({ columns, rows, total }: FigureSheet): Row[] {
  if (total === undefined || rows.length === 0) return [];
  const sumOf = (c: number) => rows.reduce((sum, row) => sum + (typeof row[c] === 'number' ? row[c] : 0), 0);
  const last = rows.length + 1;
  const cells = columns.map(({ kind, of }, c): Cell => {
    if (c === 0) return total;
    const formula = (text: string, value: number): Reckoned => ({ formula: text, value, kind });
    // The lines themselves are summed, so that the total holds wherever it is moved to.
    const sum = (column: number) => `SUM(${letterOf(column)}2:${letterOf(column)}${last})`;
    if (kind === 'count') return formula(sum(c), sumOf(c));
    if (kind !== 'rate' || !of) return null;
    const [part, whole] = of;
    const all = sumOf(whole);
    return all === 0 ? null : formula(`${sum(part)}/${sum(whole)}`, sumOf(part) / all);
  });
  return [{ cells, is: 'foot' }];
}

const WIDEST = 48;

function widthOf({ name, kind }: FigureColumn, rows: FigureSheet['rows'], column: number): number {
  const texts = kind === 'text' ? rows.slice(0, 200).map((row) => `${row[column] ?? ''}`) : [];
  return Math.min(
    WIDEST,
    Math.max(kind === 'date' ? 12 : 8, ...[name, ...texts].map((text) => wideOf(text) + 2)),
  );
}
