import type { CellObject } from 'write-excel-file/node';
import type { Instant } from '../domain/calendar/time.ts';
import { cellOf } from './grid.ts';
import { stampZip } from './zip-time.ts';

// Figures as a workbook to reckon with: numbers are numbers, the heading stays and filters, and the last row sums.

/** `rate`: a fraction; `date`: YYYY-MM-DD or an ISO time, of which the day counts. */
export type ColumnKind = 'text' | 'count' | 'rate' | 'date';

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

export interface FigureBook {
  sheets: readonly FigureSheet[];
  /** what, of whom, when, by whom, how it counts */
  about: { name: string; lines: readonly (readonly [string, string])[] };
  at: Instant;
}

const FORMATS: Readonly<Record<ColumnKind, string | undefined>> = {
  text: undefined,
  count: '0',
  rate: '0.0%',
  date: 'yyyy-mm-dd',
};

/** The workbook (.xlsx); the same bytes for the same book. */
export async function buildFigureBook({ sheets, about, at }: FigureBook): Promise<Buffer> {
  // Loaded on use: a server that writes no workbook need not keep the library in memory.
  const { default: writeXlsx } = await import('write-excel-file/node');
  const foots = sheets.map(footOf);
  const data = sheets.map((sheet, i) => ({
    sheet: sheet.name,
    data: [
      headOf(sheet),
      ...sheet.rows.map((row) => row.map((v, c) => cell(v, sheet.columns[c]!.kind))),
      ...foots[i]!.rows,
    ],
    columns: sheet.columns.map((column, c) => ({ width: widthOf(column, sheet.rows, c) })),
    stickyRowsCount: 1,
  }));
  const lines = about.lines.map(([label, text]) => [
    { ...cellOf(label), fontWeight: 'bold' as const },
    { ...cellOf(text), wrap: true },
  ]);
  const legend = { sheet: about.name, data: lines, columns: [{ width: 14 }, { width: 80 }] };
  const features = [reckoned(sheets, foots)];
  return stampZip(await writeXlsx([...data, legend], { features }).toBuffer(), at);
}

const headOf = ({ columns }: FigureSheet): CellObject[] =>
  columns.map(({ name }) => ({ ...cellOf(name), fontWeight: 'bold', align: 'center' }));

function cell(value: FigureCell, kind: ColumnKind): CellObject | null {
  if (value === null || value === '') return null;
  if (kind === 'date' && typeof value === 'string') return number(dayNumber(value), kind);
  return typeof value === 'number' && kind !== 'text' ? number(value, kind) : cellOf(value);
}

const number = (value: number, kind: ColumnKind): CellObject => ({
  value,
  type: Number,
  format: FORMATS[kind]!,
});

const DAY_MS = 86_400_000;
/** Days since the last one of 1899, as a spreadsheet counts them. */
const dayNumber = (date: string): number => (Date.parse(date.slice(0, 10)) - Date.UTC(1899, 11, 30)) / DAY_MS;

interface Foot {
  rows: (CellObject | null)[][];
  /** by its formula, what it comes to: whoever shows the file without reckoning shows this */
  values: Readonly<Record<string, number>>;
}

/** Sums of counts; a rate is reckoned from the sums, never from rates. */
function footOf({ columns, rows, total }: FigureSheet): Foot {
  if (total === undefined || rows.length === 0) return { rows: [], values: {} };
  const values: Record<string, number> = {};
  const sumOf = (c: number) => rows.reduce((sum, row) => sum + (typeof row[c] === 'number' ? row[c] : 0), 0);
  const last = rows.length + 1;
  const formula = (text: string, value: number, kind: ColumnKind): CellObject => {
    values[text] = value;
    return { value: text, type: 'Formula', format: FORMATS[kind]!, fontWeight: 'bold' };
  };
  const row = columns.map(({ kind, of }, c): CellObject | null => {
    if (c === 0) return { ...cellOf(total), fontWeight: 'bold' };
    const at = letterAt(c);
    if (kind === 'count') return formula(`SUM(${at}2:${at}${last})`, sumOf(c), kind);
    if (kind !== 'rate' || !of) return null;
    const [part, whole] = of;
    const all = sumOf(whole);
    // The lines themselves are summed, so that the total holds wherever it is moved to.
    const sum = (column: number) => `SUM(${letterAt(column)}2:${letterAt(column)}${last})`;
    return all === 0 ? null : formula(`${sum(part)}/${sum(whole)}`, sumOf(part) / all, kind);
  });
  return { rows: [row], values };
}

/** Of the first 26 columns. */
const letterAt = (column: number) => String.fromCharCode('A'.charCodeAt(0) + column);

const WIDEST = 48;

function widthOf({ name, kind }: FigureColumn, rows: FigureSheet['rows'], column: number): number {
  const texts = kind === 'text' ? rows.slice(0, 200).map((row) => `${row[column] ?? ''}`) : [];
  const wide = (text: string) => text.length + (text.match(/[^\p{ASCII}]/gu)?.length ?? 0);
  return Math.min(
    WIDEST,
    Math.max(kind === 'date' ? 12 : 8, ...[name, ...texts].map((text) => wide(text) + 2)),
  );
}

/** What the library does not know: a filter over the lines, and what the formulas come to. */
function reckoned(sheets: readonly FigureSheet[], foots: readonly Foot[]) {
  const transform = (xml: string, _options: unknown, { sheetIndex }: { sheetIndex: number }) => {
    const sheet = sheets[sheetIndex];
    if (!sheet) return xml;
    const { values } = foots[sheetIndex]!;
    const range = `A1:${letterAt(sheet.columns.length - 1)}${sheet.rows.length + 1}`;
    return xml
      .replace(/<f>([^<]*)<\/f>/g, (whole, text: string) => `${whole}<v>${values[text]}</v>`)
      .replace('</sheetData>', `</sheetData><autoFilter ref="${range}"/>`);
  };
  return { files: { transform: { 'xl/worksheets/sheet{id}.xml': { transform } } } };
}
