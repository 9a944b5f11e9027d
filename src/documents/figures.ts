import { buildFigureBook, type FigureBook } from './figures-book.ts';
import { sheetName } from './sheet-name.ts';
import { buildInThread } from './thread.ts';

/** Cells from which on a workbook takes longer to build than a check-in may wait. */
const LARGE = 4000;
const THREAD = new URL('./figures-thread.ts', import.meta.url);

/** The workbook (.xlsx) of figures; a large one is built in a thread of its own. */
export function writeFigures(book: FigureBook): Promise<Buffer> {
  const taken = new Set<string>();
  const about = { ...book.about, name: sheetName(book.about.name, taken) };
  const sheets = book.sheets.map((sheet) => ({ ...sheet, name: sheetName(sheet.name, taken) }));
  const cells = sheets.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
  const named = { ...book, sheets, about };
  return cells < LARGE ? buildFigureBook(named) : buildInThread(THREAD, named);
}
