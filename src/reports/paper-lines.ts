// The cells of a table as people read them, and a line of each row where no table can be shown.

import type { FigureCell, FigureColumn } from '../documents/figures.ts';
import type { Wording } from '../wording/templates.ts';

/** Letters of one cell: a problem of the ledger may fill a page. */
const CELL = 40;

export function cellsOf(
  columns: readonly FigureColumn[],
  row: readonly FigureCell[],
  words: Wording,
): string[] {
  return row.map((value, i) => {
    const { kind } = columns[i]!;
    if (value === null) return words('pictures.none');
    if (kind === 'date') return words('paper.date', { at: value });
    if (typeof value === 'number')
      return words(`pictures.${kind === 'rate' ? 'rate' : 'count'}`, { value, detail: '' });
    const letters = [...value.replace(/\s+/g, ' ')];
    return letters.length > CELL ? `${letters.slice(0, CELL - 1).join('')}…` : letters.join('');
  });
}

/** 第一党支部　87.5%（7/8）: names of one length, as what WeCom shows has no columns. */
export function linesOf(columns: readonly FigureColumn[], rows: readonly (readonly string[])[]): string[] {
  const first = Math.min(WIDEST, Math.max(0, ...rows.map(([name = '']) => widthOf(name))));
  return rows.map((cells) => {
    const [name = '', ...rest] = told(columns, cells);
    return rest.length === 0 ? name : `${padded(name, first)}\u3000${rest.join('\u3000')}`;
  });
}

/** In half letters; a longer name stands as it is. */
const WIDEST = 28;

/** A rate with what it was counted from, and figures with their names where there are several. */
function told(columns: readonly FigureColumn[], cells: readonly string[]): string[] {
  const rate = columns.find(({ kind }) => kind === 'rate');
  const counts = columns.filter(({ kind }) => kind === 'count').length;
  return cells.flatMap((text, i) => {
    const column = columns[i]!;
    if (rate?.of?.includes(i)) return [];
    if (column === rate && rate.of) return `${text}（${cells[rate.of[0]]}/${cells[rate.of[1]]}）`;
    if (text === '') return [];
    return column.isNamed || (column.kind === 'count' && counts > 1) ? `${column.name} ${text}` : text;
  });
}

const widthOf = (text: string): number =>
  [...text].reduce((sum, c) => sum + (/[\x20-\x7e]/.test(c) ? 1 : 2), 0);

/** A full-width space is as wide as a Chinese letter; half of one is left to a plain space. */
function padded(text: string, width: number): string {
  const lacking = Math.max(0, width - widthOf(text));
  return text + '\u3000'.repeat(Math.floor(lacking / 2)) + ' '.repeat(lacking % 2);
}
