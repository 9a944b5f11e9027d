import { stringify as stringifyCsv } from 'csv-stringify/sync';
import { isZip, mistakenFor } from './reading/kind.ts';
import type { SheetText } from './reading/sheet.ts';
import { readText } from './reading/text.ts';
import { TableUnreadable } from './reading/unreadable.ts';
import { buildInThread } from './thread.ts';
import { buildWorkbook, type Sheet, sheetOf } from './workbook.ts';

// Tables of text in and out of .xlsx and .csv; what the cells mean is not known here.

export type TableFormat = 'csv' | 'xlsx';

/**
 * All sheets of a workbook, or the one table of a text; the content decides the format, not the file's name.
 * @param isHeading tells a text's separator
 * @throws TableUnreadable
 */
export async function readTables(
  file: Buffer,
  fileName: string,
  isHeading: (cell: string) => boolean,
): Promise<SheetText[]> {
  const mistaken = mistakenFor(file, fileName);
  if (mistaken) throw new TableUnreadable(mistaken);
  if (!isZip(file)) return [readText(file, isHeading)];
  // Loaded on use: a server that reads no workbook need not keep the parser in memory.
  const { readWorkbook } = await import('./reading/workbook.ts');
  return readWorkbook(file);
}

/**
 * The first row is the heading. CSV has a BOM (Excel needs it for Chinese), and a cell that a spreadsheet would
 * calculate is led by an apostrophe, which readTables takes away again.
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
