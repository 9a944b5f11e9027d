import { cellOf, type Grid, gridCells, gridOptions, printFeature } from './grid.ts';

/** One sheet: its name and rows, the first of them the heading. */
export interface Sheet {
  name: string;
  rows: readonly (readonly (string | number)[])[];
  /** a table to be looked at and printed rather than read back */
  grid?: Grid;
}

/** A workbook (.xlsx) of several sheets, built in this thread. */
export async function buildWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  // Loaded on use: a server that writes no workbook need not keep the library in memory.
  const { default: writeXlsx } = await import('write-excel-file/node');
  return writeXlsx(
    sheets.map((sheet) => ({ sheet: sheet.name, ...sheetOf(sheet) })),
    { features: [printFeature(sheets)] },
  ).toBuffer();
}

/** The cells of a sheet and how they look. */
export function sheetOf({ rows, grid }: Pick<Sheet, 'rows' | 'grid'>) {
  if (grid) return { data: gridCells(rows, grid), ...gridOptions(grid) };
  const [header = [], ...body] = rows;
  const head = header.map((value) => ({ ...cellOf(value), fontWeight: 'bold' as const }));
  const data = [head, ...body.map((row) => row.map((value) => (value === '' ? null : cellOf(value))))];
  return { data, columns: header.map(() => ({ width: 24 })), stickyRowsCount: 1 };
}
