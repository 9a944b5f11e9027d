import type { Merge, SheetText } from './reading/sheet.ts';

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
  /** index into the sheet's rows */
  index: number;
  /** cells of the heading's row */
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
  for (let index = 0; index < Math.min(FIRST_ROWS, sheet.rows.length); index++) {
    const cells = withMerged(sheet.rows[index]!, sheet.merges);
    const fields = new Set(cells.flatMap((cell) => fieldOf(cell, headings)?.field ?? []));
    const isWhole = headings.required.every((one) => one.some((field) => fields.has(field)));
    if (fields.size > (best?.score ?? 0)) best = { sheet, index, cells, score: fields.size, isWhole };
  }
  return best;

  /** 姓名 over two rows is a heading of the second, too. */
  function withMerged({ row, cells }: SheetText['rows'][number], merges: readonly Merge[]): string[] {
    const filled = [...cells];
    for (const { top, bottom, left } of merges) {
      if (top >= row || bottom < row || filled[left]) continue;
      const text = sheet.rows.find((r) => r.row === top)?.cells[left];
      if (text !== undefined) filled[left] = text;
    }
    return Array.from(filled, (cell) => cell ?? '');
  }
}

/** A, B … AA: how a spreadsheet names a column. */
export function letterOf(column: number): string {
  const rest = String.fromCharCode('A'.charCodeAt(0) + (column % 26));
  return column < 26 ? rest : letterOf(Math.floor(column / 26) - 1) + rest;
}
