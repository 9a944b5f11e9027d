import { parse as parseCsv } from 'csv-parse/sync';
import { stringify as stringifyCsv } from 'csv-stringify/sync';
import { buildInThread } from './thread.ts';
import { buildWorkbook, type Sheet, sheetOf } from './workbook.ts';

// Tables of text in and out of .xlsx and .csv; what the cells mean is not known here.

export type TableFormat = 'csv' | 'xlsx';

/** The file is neither a workbook nor a text table; `reason` is for the person who chose it. */
export class TableUnreadable extends Error {
  readonly reason: 'xls' | 'xlsx' | 'csv';
  constructor(reason: TableUnreadable['reason'], cause?: unknown) {
    super(`unreadable ${reason}`, { cause });
    this.name = 'TableUnreadable';
    this.reason = reason;
  }
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const OLE = Buffer.from('d0cf11e0', 'hex');

/**
 * All rows of the first sheet as trimmed text, empty rows included, so that index + 1 is the row number of the file.
 * The content decides the format, not the file's name. @throws TableUnreadable
 */
export async function readTable(file: Buffer): Promise<string[][]> {
  if (file.subarray(0, 4).equals(OLE)) throw new TableUnreadable('xls');
  return file.subarray(0, 4).equals(ZIP) ? readWorkbook(file) : readCsv(file);
}

async function readWorkbook(file: Buffer): Promise<string[][]> {
  try {
    // Numbers stay as the file writes them: a userid is text also where Excel made it a number.
    // Loaded on use: a server that reads no workbook need not keep the libraries in memory.
    const { readSheet } = await import('read-excel-file/node');
    const rows = await readSheet(file, { parseNumber: plainNumber });
    return rows.map((row) => row.map(cellText));
  } catch (cause) {
    throw new TableUnreadable('xlsx', cause);
  }
}

/** Excel stores long numbers as 1.3812345678E10. */
function plainNumber(text: string): string {
  const value = /e/i.test(text) ? Number(text) : Number.NaN;
  return Number.isInteger(value) ? BigInt(value).toString() : text;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)).trim();
}

function readCsv(file: Buffer): string[][] {
  try {
    const text = decode(file);
    const rows = parseCsv(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    });
    return rows.map((row) => row.map((cell) => exposed(cell.trim())));
  } catch (cause) {
    throw new TableUnreadable('csv', cause);
  }
}

/** UTF-8 with or without BOM; what is not valid UTF-8 is GBK, of which GB18030 is the full set. */
function decode(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(file);
  }
}

/** Spreadsheets also save "CSV" with tabs or semicolons: the first line tells. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => header.split(delimiter).length;
  return [',', '\t', ';'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/**
 * The first row is the heading. CSV has a BOM (Excel needs it for Chinese), and a cell that a spreadsheet would
 * calculate is led by an apostrophe, which readTable takes away again.
 */
export async function writeTable(rows: readonly (readonly string[])[], format: TableFormat): Promise<Buffer> {
  if (format === 'csv') {
    const cells = rows.map((row) => row.map(neutralised));
    return Buffer.from(stringifyCsv(cells, { bom: true, record_delimiter: '\r\n' }));
  }
  const { default: writeXlsx } = await import('write-excel-file/node');
  const { data, ...options } = sheetOf({ rows });
  return writeXlsx(data, options).toBuffer();
}

/** Cells from which on a workbook takes longer to build than a check-in may wait. */
const LARGE = 4000;
const THREAD = new URL('./workbook-thread.ts', import.meta.url);

/** A workbook of several sheets; a large one is built in a thread of its own. */
export function writeSheets(sheets: readonly Sheet[]): Promise<Buffer> {
  const cells = sheets.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.length, 0);
  return cells < LARGE ? buildWorkbook(sheets) : buildInThread(THREAD, sheets);
}

const neutralised = (cell: string) => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
const exposed = (cell: string) => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
