/** One sheet: its name and rows, the first of them the heading. */
export interface Sheet {
  name: string;
  rows: readonly (readonly string[])[];
}

/** A workbook (.xlsx) of several sheets, built in this thread. */
export async function buildWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  // Loaded on use: a server that writes no workbook need not keep the library in memory.
  const { default: writeXlsx } = await import('write-excel-file/node');
  return writeXlsx(sheets.map(({ name, rows }) => ({ sheet: name, ...sheetOf(rows) }))).toBuffer();
}

/** The cells of a sheet and how they look. */
export function sheetOf(rows: Sheet['rows']) {
  const [header = [], ...body] = rows;
  const head = header.map((value) => ({ ...textCell(value), fontWeight: 'bold' as const }));
  const data = [head, ...body.map((row) => row.map((value) => (value === '' ? null : textCell(value))))];
  return { data, columns: header.map(() => ({ width: 24 })), stickyRowsCount: 1 };
}

/** `_x000D_` is how a workbook writes control characters; as plain text its underscore is escaped (ECMA-376 ST_Xstring). */
const textCell = (text: string) => ({
  value: text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'),
  type: String,
});
