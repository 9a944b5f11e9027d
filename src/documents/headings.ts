import type { SheetText } from './reading/sheet.ts';

// Where the table of a file begins: the sheet and the row of its headings, whatever stands before them.

/** The columns a file may have. */
export interface Headings<F extends string> {
  /** the heading of each */
  own: Readonly<Record<F, string>>;
  /** other headings in use for the same column; written without blanks, letters small */
  also: Readonly<Record<string, F>>;
  /** of each line one must be there */
  required: readonly (readonly F[])[];
  /** columns that alone make no row: a running number */
  idle: readonly F[];
  /** of `also`: read only where no other column tells the field */
  weak?: readonly string[];
  /** whose cells tell rows apart: sheets that share few of them are parts of one table, and are read together */
  identity?: F;
}

/** A heading as people write it: blanks, full width, a star, a note in brackets, 帐号 for 账号. */
export function fieldOf<F extends string>(
  cell: string,
  headings: Headings<F>,
): { field: F; isOwn: boolean; isWeak?: true } | undefined {
  // A heading is short; a long text is none, and is not looked through.
  if (cell === '' || cell.length > 40) return undefined;
  const text = cell
    .normalize('NFKC')
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/gu, '')
    .replace(/[\s\p{Cf}*:★]/gu, '')
    .replace('帐', '账')
    .toLowerCase();
  for (const field of Object.keys(headings.own) as F[])
    if (headings.own[field] === text) return { field, isOwn: true };
  const field = Object.hasOwn(headings.also, text) ? headings.also[text] : undefined;
  if (field === undefined) return undefined;
  return { field, isOwn: false, ...(headings.weak?.includes(text) && { isWeak: true as const }) };
}

/** What is found of a table. */
export interface Place {
  sheet: SheetText;
  /** index into the sheet's rows; of a heading over several rows the last */
  index: number;
  /** the headings, one for each column */
  cells: readonly string[];
  /** how many fields it names */
  score: number;
  /** nothing that is required is missing */
  isWhole: boolean;
}

/** Rows among which the heading of a sheet is looked for. */
const FIRST_ROWS = 100;

/** The best place of each sheet, those first in which nothing is missing; hidden sheets come after others. */
export function placesIn<F extends string>(sheets: readonly SheetText[], headings: Headings<F>): Place[] {
  const found = sheets.flatMap((sheet) => placeIn(sheet, headings) ?? []);
  const rank = (p: Place) => (p.isWhole ? 0 : 2) + (p.sheet.isHidden ? 1 : 0);
  return found.sort((a, b) => rank(a) - rank(b) || (a.isWhole && b.isWhole ? 0 : b.score - a.score));
}

/** The row that names most; of several the first, since long tables repeat their heading. */
function placeIn<F extends string>(sheet: SheetText, headings: Headings<F>): Place | undefined {
  let best: Place | undefined;
  const consider = (index: number, cells: readonly string[]): boolean => {
    const fields = new Set(cells.flatMap((cell) => fieldOf(cell, headings)?.field ?? []));
    const isWhole = headings.required.every((one) => one.some((field) => fields.has(field)));
    const isBetter = best === undefined || (isWhole && !best.isWhole) || fields.size > best.score;
    if (fields.size > 0 && isBetter && (isWhole || !best?.isWhole))
      best = { sheet, index, cells, score: fields.size, isWhole };
    return isWhole;
  };
  for (let index = 0; index < Math.min(FIRST_ROWS, sheet.rows.length); index++) {
    const cells = cellsAt(sheet, index);
    const above = index > 0 ? sheet.rows[index - 1]! : undefined;
    // 姓名 and 账号 in one row, and below 组织情况 in the next: not merged, but one heading.
    if (!consider(index, cells) && above?.row === sheet.rows[index]!.row - 1)
      consider(index, overlaid(cellsAt(sheet, index - 1), cells));
  }
  return best && withRowsBelow(best, headings);
}

const overlaid = (under: readonly string[], over: readonly string[]): string[] =>
  Array.from({ length: Math.max(under.length, over.length) }, (_, i) => over[i] || under[i] || '');

/** 姓名 over two rows is a heading of the second, too. */
function cellsAt({ rows, merges }: SheetText, index: number): string[] {
  const { row, cells } = rows[index]!;
  const filled = [...cells];
  for (const { top, bottom, left } of merges) {
    if (top >= row || bottom < row || filled[left]) continue;
    const text = rows.find((r) => r.row === top)?.cells[left];
    if (text !== undefined) filled[left] = text;
  }
  return Array.from(filled, (cell) => cell ?? '');
}

/** The rows below that belong to the heading, since a heading beside them goes down over them. */
function withRowsBelow<F extends string>(place: Place, headings: Headings<F>): Place {
  const { sheet } = place;
  const next = sheet.rows[place.index + 1];
  const row = sheet.rows[place.index]!.row;
  const isBeside = sheet.merges.some(
    ({ top, bottom, left }) =>
      top <= row && next !== undefined && bottom >= next.row && fieldOf(place.cells[left] ?? '', headings),
  );
  if (next === undefined || !isBeside) return place;
  const cells = subdivided(place, next.cells, headings);
  const fields = new Set(cells.flatMap((cell) => fieldOf(cell, headings)?.field ?? []));
  const isWhole = headings.required.every((one) => one.some((field) => fields.has(field)));
  return withRowsBelow({ sheet, index: place.index + 1, cells, score: fields.size, isWhole }, headings);
}

/**
 * 责任人 over 姓名 and 电话 is the first of them; 整改时限 over 开始时间 and 完成时间 the one that says so itself; what is a
 * heading of its own stands for itself.
 */
function subdivided<F extends string>(
  { sheet, index, cells }: Place,
  below: readonly string[],
  headings: Headings<F>,
): string[] {
  const row = sheet.rows[index]!.row;
  const out = overlaid(cells, below);
  for (const { top, bottom, left, right } of sheet.merges) {
    const field = fieldOf(cells[left] ?? '', headings)?.field;
    if (top > row || bottom !== row || right === left || field === undefined) continue;
    const columns = Array.from({ length: right - left + 1 }, (_, i) => left + i);
    const own = columns.map((column) => fieldOf(below[column] ?? '', headings)?.field);
    const first = columns.find((_, i) => own[i] === undefined);
    if (!own.includes(field) && first !== undefined) out[first] = cells[left]!;
  }
  // 组织情况 over one column only says less than what stands under it; a field over a remark stays.
  for (let column = 0; column < out.length; column++)
    if (
      below[column] &&
      fieldOf(below[column]!, headings) === undefined &&
      fieldOf(cells[column] ?? '', headings) !== undefined &&
      !sheet.merges.some(
        ({ top, bottom, left, right }) => left === column && right > left && top <= row && bottom === row,
      )
    )
      out[column] = cells[column]!;
  return out;
}

/** A, B … AA: how a spreadsheet names a column. */
export function letterOf(column: number): string {
  const rest = String.fromCharCode('A'.charCodeAt(0) + (column % 26));
  return column < 26 ? rest : letterOf(Math.floor(column / 26) - 1) + rest;
}
