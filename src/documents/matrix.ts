import type { MatrixState } from '../ports/pictures.ts';
import type { Wording } from '../wording/templates.ts';
import { sheetName } from './sheet-name.ts';
import { writeSheets } from './table.ts';

// Which meetings each unit held and which were due (三会一课情况): units × kinds, on one sheet.

export interface MatrixCell {
  /** how many of so many are held; `of` is 0 where nobody asks for it */
  held: number;
  of: number;
  /** periods that are over and went by without it, as they are called */
  lacking: readonly string[];
  /** how it stands on the whole */
  state: Exclude<MatrixState, 'none'>;
}

export interface Matrix {
  /** whose, and of when: above every printed page */
  unit: string;
  period: string;
  /** kinds of meetings */
  columns: readonly string[];
  rows: readonly {
    unit: string;
    /** one for each column; null: not this unit's to hold */
    cells: readonly (MatrixCell | null)[];
  }[];
}

/** A sign in the cell says the same as its colour. */
const FILLS: Readonly<Record<MatrixCell['state'], string>> = {
  held: '#D5EFE6',
  planned: '#DCEFFA',
  due: '#FBF7C5',
  missed: '#F6D9C8',
};

/** In digits. */
const WIDTH = { unit: 34, kind: 14 };

/** The workbook (.xlsx). */
export function writeMatrix({ unit, period, columns, rows }: Matrix, words: Wording): Promise<Buffer> {
  const cell = (c: MatrixCell | null) => (c ? words('matrix.cell', { ...c }) : words('matrix.none'));
  const sums = columns.map((_, i) => {
    const cells = rows.map(({ cells: all }) => all[i] ?? null).filter((c) => c !== null);
    const sum = (of: (c: MatrixCell) => number) => cells.reduce((all, c) => all + of(c), 0);
    return words('matrix.sum', {
      held: sum((c) => c.held),
      of: sum((c) => c.of),
      lacking: sum((c) => (c.lacking.length > 0 ? 1 : 0)),
    });
  });
  return writeSheets([
    {
      name: sheetName(words('matrix.sheet'), new Set()),
      rows: [
        [words('matrix.column_unit'), ...columns],
        ...rows.map((row) => [row.unit, ...row.cells.map(cell)]),
        [words('matrix.total'), ...sums],
      ],
      grid: {
        sticky: 1,
        flush: 1,
        widths: [WIDTH.unit, ...columns.map(() => WIDTH.kind)],
        bold: [rows.length + 1],
        fills: [[], ...rows.map(({ cells }) => ['', ...cells.map((c) => (c ? FILLS[c.state] : ''))])],
        title: words('matrix.title', { unit, period }),
      },
    },
  ]);
}
