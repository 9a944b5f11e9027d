import { stringify as stringifyCsv } from 'csv-stringify/sync';
import { writeBook } from './book/writing.ts';
import { isZip, mistakenFor } from './reading/kind.ts';
import type { SheetText } from './reading/sheet.ts';
import { readText } from './reading/text.ts';
import { TableUnreadable } from './reading/unreadable.ts';

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
  const [header = [], ...body] = rows;
  const book = writeBook(UNDATED);
  await book.sheet({
    name: SHEET,
    columns: header.map(() => ({ width: WIDTH })),
    sticky: 0,
    filter: false,
    is: 'data',
  });
  await book.rows([{ cells: header, is: 'bold' }, ...body.map((cells) => ({ cells }))]);
  return book.finish();
}

/** A table for reading back tells no time. */
const UNDATED = Date.UTC(2000, 0, 1);
/** As every program calls the first one. */
const SHEET = 'Sheet1';
/** In digits. */
const WIDTH = 24;

const neutralised = (cell: string) => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
