import type { CellObject } from 'write-excel-file/node';

// A table to be looked at and printed: bordered, its heading and first columns always in sight, on A4 across the page.

export interface Grid {
  /** columns at the left that stay in sight and stand on every printed page, as the heading does */
  sticky: number;
  /** columns at the left that are written from the left; the others are centred */
  flush: number;
  widths: readonly number[];
  /** index of the rows in bold, beside the heading */
  bold: readonly number[];
  /** colour of a cell, by row and column; empty: none */
  fills?: readonly (readonly string[])[];
  /** above every printed page */
  title: string;
}

type Rows = readonly (readonly (string | number)[])[];

/** A cell of text or of a number, as what it is. */
export function cellOf(value: string | number) {
  if (typeof value === 'number') return { value, type: Number };
  // `_x000D_` is how a workbook writes control characters; as plain text its underscore is escaped (ECMA-376 ST_Xstring).
  return { value: value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'), type: String };
}

/** Its cells; an empty one is drawn too. */
export function gridCells(rows: Rows, { flush, bold, widths, fills }: Grid): CellObject[][] {
  const strong = new Set([0, ...bold]);
  return rows.map((row, r) => {
    const height = heightOf(row, widths);
    return row.map((value, c) => ({
      ...(value === '' ? {} : cellOf(value)),
      ...(strong.has(r) && { fontWeight: 'bold' as const }),
      ...(fills?.[r]?.[c] && { backgroundColor: fills[r][c] }),
      height,
      wrap: true,
      align: c < flush ? ('left' as const) : ('center' as const),
      alignVertical: 'center' as const,
      borderStyle: 'thin' as const,
    }));
  });
}

const LINE_HEIGHT = 15;
const ROW_MARGIN = 4;
/** Excel knows no higher row; text beyond it is in the cell and not seen. */
const HIGHEST_ROW = 409;

/** Reckoned, as not every program fits a row to text that wraps; in points. */
function heightOf(row: Rows[number], widths: readonly number[]): number {
  const linesIn = (value: string | number, width: number) =>
    `${value}`.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(wide(line) / width)), 0);
  const lines = Math.max(...row.map((value, c) => linesIn(value, widths[c]!)));
  return Math.min(lines * LINE_HEIGHT + ROW_MARGIN, HIGHEST_ROW);
}

/** In digits of a column's width: a Chinese character is two. */
const wide = (line: string) => line.length + (line.match(/[^\p{ASCII}]/gu)?.length ?? 0);

/** How the sheet looks and prints, as far as the library knows of it. */
export const gridOptions = ({ sticky, widths }: Grid) => ({
  columns: widths.map((width) => ({ width })),
  stickyRowsCount: 1,
  stickyColumnsCount: sticky,
  orientation: 'landscape' as const,
});

interface Printed {
  name: string;
  grid?: Grid;
}

/** Where the library is while it asks. */
interface Place {
  sheetIndex: number;
}

/** Widths that go onto one page and can still be read. */
const PAGE_WIDTH = 230;

const pagesAcross = ({ widths }: Grid) =>
  Math.ceil(widths.reduce((sum, width) => sum + width, 0) / PAGE_WIDTH);

/** The rest: fitted to the width of as few pages as can be read, heading and first columns on every page, title and page number around. */
export function printFeature(sheets: readonly Printed[]) {
  const gridAt = (index: number) => sheets[index]?.grid;
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml: string, _options: unknown, { sheetIndex }: Place) =>
            gridAt(sheetIndex)
              ? xml.replace(/<worksheet[^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
              : xml,
          transformElementAttributes: (
            tag: string,
            attributes: Readonly<Record<string, string | number>>,
            _index: unknown,
            _options: unknown,
            { sheetIndex }: Place,
          ) => {
            const grid = gridAt(sheetIndex);
            if (tag !== 'pageSetup' || !grid) return attributes;
            return { ...attributes, fitToWidth: pagesAcross(grid), fitToHeight: 0 };
          },
          insert: (_options: unknown, { sheetIndex }: Place) => {
            const grid = gridAt(sheetIndex);
            return grid && `<headerFooter>${aroundPages(grid.title)}</headerFooter>`;
          },
        },
        'xl/workbook.xml': {
          transform: (xml: string) => xml.replace(/<definedNames\s*\/>/, (none) => titles(sheets) || none),
        },
      },
    },
  };
}

/** Excel refuses a file with more than 255 characters in a header, & doubled. */
const LONGEST_TITLE = 120;

/** In a header & begins a code, so it is doubled; then both are written for XML. */
const aroundPages = (title: string) =>
  `<oddHeader>&amp;C${escaped([...title].slice(0, LONGEST_TITLE).join('').replaceAll('&', '&&'))}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter>`;

/** What stands on every page of each sheet; nothing where no sheet is a grid. */
function titles(sheets: readonly Printed[]): string {
  const names = sheets.flatMap(({ name, grid }, i) => {
    if (!grid) return [];
    const sheet = `'${name.replaceAll("'", "''")}'`;
    const range = `${sheet}!$A:$${letter(grid.sticky)},${sheet}!$1:$1`;
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escaped(range)}</definedName>`];
  });
  return names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : '';
}

/** Of the first 26 columns. */
const letter = (column: number) => String.fromCharCode('A'.charCodeAt(0) + column - 1);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) =>
  text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '').replace(/[&<>]/g, (sign) => ENTITIES[sign]!);
