// One sheet as XML (ECMA-376 18.3), a row at a time.
import { letterOf } from '../headings.ts';
import type { Look } from './styles.ts';
import { escaped } from './xml.ts';

/** `rate`: a fraction; `date`: YYYY-MM-DD or an ISO time, of which the day counts. */
export type ColumnKind = 'text' | 'count' | 'rate' | 'date';

export interface Column {
  /** in digits; a Chinese character is two */
  width: number;
  /** of what stands in it; what is of another kind stays what it is */
  kind?: ColumnKind;
  across?: 'left' | 'center';
  wrap?: true;
  bold?: true;
}

/** What it comes to stands beside it: whoever shows the file without reckoning shows that. */
export interface Reckoned {
  /** absent: a number of another kind than its column */
  formula?: string;
  value: number | string;
  kind?: ColumnKind;
}
/** Null: not known, or nothing to divide by. */
export type Cell = string | number | null | Reckoned;

export interface Row {
  cells: readonly Cell[];
  /** `head`: the heading; `foot`: sums below the lines, outside of what is filtered */
  is?: 'head' | 'bold' | 'foot';
  /** colour of each cell; empty: none */
  fills?: readonly string[];
}

export interface SheetHead {
  name: string;
  columns: readonly Column[];
  /** columns at the left that stay in sight, beside the heading */
  sticky: number;
  /** the heading filters the lines */
  filter: boolean;
  /** `note`: lines to be read, without a heading; `data`: read back by a program. Else it is printed, and bordered */
  is?: 'note' | 'data';
  /** stands above every page; else the sheet's name does */
  title?: string;
}

const FORMATS: Readonly<Record<ColumnKind, string | undefined>> = {
  text: undefined,
  count: '0',
  rate: '0.0%',
  date: 'yyyy-mm-dd',
};

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}(?:T|$)/;
/** Days since the last one of 1899, as a spreadsheet counts them. */
const dayNumber = (date: string): number => (Date.parse(date.slice(0, 10)) - Date.UTC(1899, 11, 30)) / DAY_MS;

/** Excel refuses a file with a longer text in a cell. */
const LONGEST_TEXT = 32_767;
/** What a spreadsheet would calculate if somebody typed it. */
const LIKE_A_FORMULA = /^[=+\-@\t\r]/;

const LINE_HEIGHT = 15;
const ROW_MARGIN = 4;
/** Excel knows no higher row; text beyond it is in the cell and not seen. */
const HIGHEST_ROW = 409;
/** Widths that go onto one page and can still be read. */
const PAGE_WIDTH = 230;
/** Excel refuses a file with more than 255 characters in a header, & doubled. */
const LONGEST_TITLE = 120;

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const isPrinted = ({ is }: SheetHead): boolean => is === undefined;

/** What stands before the rows. @param isFirst the one that is shown when the file is opened */
export function openingOf(head: SheetHead, isFirst: boolean): string {
  const { columns, sticky, is } = head;
  const pane = sticky > 0 ? 'bottomRight' : 'bottomLeft';
  const across = sticky > 0 ? ` xSplit="${sticky}"` : '';
  return [
    `<worksheet xmlns="${NAMESPACE}">`,
    isPrinted(head) && '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">`,
    is !== 'note' &&
      `<pane ySplit="1"${across} topLeftCell="${letterOf(sticky)}2" activePane="${pane}" state="frozen"/>`,
    '</sheetView></sheetViews><cols>',
    ...columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`),
    '</cols><sheetData>',
  ]
    .filter((part) => part !== false)
    .join('');
}

/** What stands after them. @param last number of the last row that is filtered */
export function closingOf(head: SheetHead, last: number): string {
  const { columns, filter, title = head.name } = head;
  const across = Math.ceil(columns.reduce((sum, { width }) => sum + width, 0) / PAGE_WIDTH);
  return [
    '</sheetData>',
    filter && `<autoFilter ref="A1:${letterOf(columns.length - 1)}${Math.max(1, last)}"/>`,
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    isPrinted(head) &&
      `<pageSetup paperSize="9" orientation="landscape" fitToWidth="${across}" fitToHeight="0"/>${aroundPages(title)}`,
    '</worksheet>',
  ]
    .filter((part) => part !== false)
    .join('');
}

/** In a header & begins a code, so it is doubled; then both are written for XML. */
const aroundPages = (title: string) =>
  `<headerFooter><oddHeader>&amp;C${escaped([...title].slice(0, LONGEST_TITLE).join('').replaceAll('&', '&&'))}</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>`;

/** @param styleOf the number of a look */
export function rowXml(head: SheetHead, row: Row, number: number, styleOf: (look: Look) => number): string {
  const { columns } = head;
  const bordered = isPrinted(head);
  const height = bordered ? ` ht="${heightOf(row.cells, columns)}" customHeight="1"` : '';
  const isHead = row.is === 'head';
  const cells = row.cells.map((cell, c) => {
    const column = columns[c] ?? { width: 0 };
    const fill = row.fills?.[c];
    const look: Look = {
      ...((row.is !== undefined || column.bold) && { bold: true }),
      ...(bordered && { bordered: true, wrap: true }),
      ...(column.wrap && { wrap: true }),
      ...(column.across && { across: column.across }),
      ...(!bordered && isHead && { across: 'center' as const }),
      ...(fill && { fill }),
    };
    return cellXml(cell, `${letterOf(c)}${number}`, isHead ? undefined : column.kind, look, styleOf);
  });
  return `<row r="${number}"${height}>${cells.join('')}</row>`;
}

function cellXml(
  cell: Cell,
  at: string,
  kind: ColumnKind | undefined,
  look: Look,
  styleOf: (look: Look) => number,
): string {
  const formatted = (of: ColumnKind | undefined) => {
    const format = of && FORMATS[of];
    return styleOf(format ? { ...look, format } : look);
  };
  // An empty cell is drawn only where there is something to draw.
  if (cell === null || cell === '') return look.bordered ? `<c r="${at}" s="${styleOf(look)}"/>` : '';
  if (typeof cell === 'number') return `<c r="${at}" s="${formatted(kind)}"><v>${cell}</v></c>`;
  if (typeof cell === 'object') {
    const { formula, value } = cell;
    const isText = typeof value === 'string';
    const shown = isText ? escaped(value) : value;
    return `<c r="${at}" s="${formatted(cell.kind ?? kind)}"${isText ? ' t="str"' : ''}>${formula === undefined ? '' : `<f>${escaped(formula)}</f>`}<v>${shown}</v></c>`;
  }
  if (kind === 'date' && DATE.test(cell))
    return `<c r="${at}" s="${formatted(kind)}"><v>${dayNumber(cell)}</v></c>`;
  const style = styleOf(LIKE_A_FORMULA.test(cell) ? { ...look, quoted: true } : look);
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t${spaced(cell)}>${textXml(cell)}</t></is></c>`;
}

const spaced = (text: string) => (/^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : '');

/** `_x000D_` is how a workbook writes control characters; as plain text its underscore is escaped (ST_Xstring). */
const textXml = (text: string) =>
  escaped(
    (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text).replace(
      /_(?=x[0-9A-Fa-f]{4}_)/g,
      '_x005F_',
    ),
  );

/** Reckoned, as not every program fits a row to text that wraps; in points. */
function heightOf(cells: Row['cells'], columns: readonly Column[]): number {
  let most = 1;
  for (const [c, cell] of cells.entries()) {
    if (typeof cell !== 'string' || cell.length * 2 <= columns[c]!.width) {
      if (typeof cell !== 'string' || !cell.includes('\n')) continue;
    }
    const lines = cell
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(wideOf(line) / columns[c]!.width)), 0);
    most = Math.max(most, lines);
  }
  return Math.min(most * LINE_HEIGHT + ROW_MARGIN, HIGHEST_ROW);
}

/** In digits of a column's width: a Chinese character is two. */
export const wideOf = (line: string) => line.length + (line.match(/[^\p{ASCII}]/gu)?.length ?? 0);
