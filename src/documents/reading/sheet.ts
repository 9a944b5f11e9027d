import type { NumberFormat } from './number-format.ts';
import { TableUnreadable } from './unreadable.ts';
import { readXml } from './xml.ts';

/** A rectangle of cells that shows the text of its first one; rows as in the file, columns from 0. */
interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** What a sheet shows: rows that hold text, in order, each with its number in the file. */
export interface SheetText {
  /** absent where a file has one table without a name */
  name?: string;
  isHidden: boolean;
  rows: { row: number; cells: string[] }[];
  merges: Merge[];
}

/** What the cells of all sheets refer to. */
interface Shared {
  strings: readonly string[];
  /** by the number of the cell's style */
  formats: readonly NumberFormat[];
  isFrom1904: boolean;
}

/** Leads what no program has calculated; a private character, since a text may begin with = as well. */
export const OPEN_FORMULA = '\ue000=';
/** No heading stands further right; what a stray format left there is not read. */
const MOST_COLUMNS = 512;
/** Beyond it the file is no list of people. */
const MOST_CELLS = 12_000_000;
const MOST_MERGES = 200_000;
const LAST_ROW = 1_048_576;

/** Rows and cells may lack their reference (ECMA-376 18.3.1.4: optional): then they follow the one before. */
export function readSheet(part: Buffer, shared: Shared): Pick<SheetText, 'rows' | 'merges'> {
  const rows: SheetText['rows'] = [];
  const merges: Merge[] = [];
  let row = 0;
  let column = -1;
  let cells: string[] = [];
  let count = 0;
  let type = '';
  let style = 0;
  let value = '';
  let isInside = false;
  let phonetic = 0;
  let formula: string | undefined;
  let hasValue = false;
  readXml(part, {
    open(name, attributes) {
      if (name === 'c') {
        const { r = '', t = 'n', s = '0' } = attributes();
        column = r === '' ? column + 1 : columnOf(r);
        type = t;
        style = Number(s);
        value = '';
        formula = undefined;
        hasValue = false;
      } else if (name === 'v' || name === 't') {
        isInside = phonetic === 0;
        hasValue = true;
      } else if (name === 'f') formula = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 'row') {
        const { r = '' } = attributes();
        row = /^\d{1,7}$/.test(r) ? Number(r) : row + 1;
        column = -1;
        cells = [];
      } else if (name === 'mergeCell' && merges.length < MOST_MERGES) {
        const merge = mergeOf(attributes().ref ?? '');
        if (merge) merges.push(merge);
      }
    },
    text(text) {
      if (isInside) value += text;
      else if (formula !== undefined && !hasValue) formula += text;
    },
    close(name) {
      if (name === 'v' || name === 't') isInside = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'c' && (value !== '' || isOpen()) && column < MOST_COLUMNS) {
        const text = isOpen() ? `${OPEN_FORMULA}${formula}` : shown(value, type, style, shared).trim();
        if (text === '') return;
        if (++count > MOST_CELLS) throw new TableUnreadable('too_large');
        while (cells.length < column) cells.push('');
        cells[column] = text;
      } else if (name === 'row' && cells.length > 0 && row <= LAST_ROW) rows.push({ row, cells });
    },
  });
  return { rows: rows.sort((a, b) => a.row - b.row), merges };

  /** A formula that no program has calculated yet: a report generator wrote it. An empty text is a value. */
  function isOpen(): boolean {
    return formula !== undefined && !hasValue;
  }
}

function shown(value: string, type: string, style: number, { strings, formats, isFrom1904 }: Shared): string {
  switch (type) {
    case 's':
      return sharedText(strings, value);
    case 'inlineStr':
    case 'str':
      return unescaped(value);
    case 'b':
      return value.trim() === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return value.trim().replace(/T00:00:00(?:\.0+)?Z?$/, '');
    case 'e':
      return value;
    default:
      return formats[style]?.(value.trim(), isFrom1904) ?? value;
  }
}

/** @throws Error for a text that is not there: names would be gone without a word */
function sharedText(strings: readonly string[], index: string): string {
  const text = strings[Number(index)];
  if (text === undefined) throw new Error('a text is missing');
  return text;
}

/** `_x000D_` is a control character, and `_x005F_` an underscore before what looks like one (ST_Xstring). */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const A = 'A'.charCodeAt(0);

/** Column of AB12, from 0; far out for what is no reference. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = (reference.charCodeAt(i) & ~32) - A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
    if (i > 3) break;
  }
  return column === 0 ? MOST_COLUMNS : column - 1;
}

/** Undefined for a merge that is none, or no more than one cell. */
function mergeOf(reference: string): Merge | undefined {
  const [from = '', to = ''] = reference.replaceAll('$', '').split(':');
  const [top, bottom] = [from, to].map((end) => Number(/\d{1,7}$/.exec(end)?.[0]));
  if (!top || !bottom || bottom < top) return undefined;
  return { top, bottom, left: columnOf(from), right: columnOf(to) };
}
