import type { DateText, Instant } from '../domain/calendar/time.ts';
import type { Standing, StandingCell } from '../domain/figures/standings.ts';
import { MATRIX_SIGNS } from '../wording/sentences/matrix.ts';
import type { Wording } from '../wording/templates.ts';
import type { Cell, Row } from './book/sheet.ts';
import { type BookWriting, writeBook } from './book/writing.ts';
import { letterOf } from './headings.ts';
import { sheetName } from './sheet-name.ts';

// Which meetings each unit held and which were due (三会一课情况): units × kinds on one sheet, and what the signs mean.

/** `lacking`: periods that are over and went by without it, as they are called. */
export type MatrixCell = Omit<StandingCell, 'lacking'> & { lacking: readonly string[] };

export interface Matrix {
  /** whose, and of when: above every printed page */
  unit: string;
  period: string;
  /** first day of which anything is kept, where some of what lacks lies before it */
  keptFrom: DateText | null;
  /** kinds of meetings */
  columns: readonly string[];
  rows: readonly {
    unit: string;
    /** one for each column; null: not this unit's to hold */
    cells: readonly (MatrixCell | null)[];
  }[];
}

/** A sign in the cell says the same as its colour. */
const FILLS: Readonly<Record<Standing, string>> = {
  held: '#D5EFE6',
  planned: '#DCEFFA',
  due: '#FBF7C5',
  missed: '#F6D9C8',
};
const STATES: readonly Standing[] = ['held', 'planned', 'due', 'missed'];
/** Figures at the right of each line. */
const SUMS = ['of', 'held', 'lacking'] as const;

/** In digits. */
const WIDTH = { unit: 34, kind: 14, sum: 10, sign: 12, meaning: 90 };
/** Units worded in one go: a county takes longer than a check-in may wait. */
const AT_ONCE = 100;

/** The workbook (.xlsx). @param made by whom and when, in words */
export async function writeMatrix(
  matrix: Matrix,
  words: Wording,
  made: { at: Instant; words: string },
): Promise<Buffer> {
  const book = writeBook(made.at);
  try {
    await writeTable(book, matrix, words);
    await writeLegend(book, matrix, words, made.words);
    return await book.finish();
  } catch (error) {
    book.drop();
    throw error;
  }
}

async function writeTable(
  book: BookWriting,
  { unit, period, columns, rows }: Matrix,
  words: Wording,
): Promise<void> {
  await book.sheet({
    name: sheetName(words('matrix.sheet'), new Set()),
    columns: [
      { width: WIDTH.unit, across: 'left' },
      ...columns.map(() => ({ width: WIDTH.kind, across: 'center' as const })),
      ...SUMS.map(() => ({ width: WIDTH.sum, across: 'center' as const, kind: 'count' as const })),
    ],
    sticky: 1,
    filter: true,
    title: words('matrix.title', { unit, period }),
  });
  const heads = SUMS.map((sum) => words(`matrix.column.${sum}`));
  await book.rows([{ cells: [words('matrix.column.unit'), ...columns, ...heads], is: 'head' }]);
  const known = new Map<string, string>();
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    await book.rows(rows.slice(i, i + AT_ONCE).map((row) => lineOf(row, words, known)));
    await new Promise(setImmediate);
  }
  await book.rows(footOf(columns.length, rows, words));
}

export const matrixCellWords = ({ state, ...cell }: MatrixCell, words: Wording): string =>
  words('matrix.cell', { ...cell, sign: MATRIX_SIGNS[state] });

/** @param known most cells of a city are alike: each is worded once */
function lineOf({ unit, cells }: Matrix['rows'][number], words: Wording, known: Map<string, string>): Row {
  const told = (cell: MatrixCell | null): string => {
    if (!cell) return words('matrix.none');
    const key = `${cell.state} ${cell.held} ${cell.of} ${cell.lacking.join()}`;
    const text = known.get(key) ?? matrixCellWords(cell, words);
    known.set(key, text);
    return text;
  };
  const sums = sumsOf(cells);
  return {
    cells: [unit, ...cells.map(told), ...SUMS.map((sum) => sums[sum])],
    fills: ['', ...cells.map((cell) => (cell ? FILLS[cell.state] : ''))],
  };
}

/** What is asked for, of all kinds together; what nobody asks for counts nowhere. */
function sumsOf(cells: readonly (MatrixCell | null)[]): Record<(typeof SUMS)[number], number> {
  const asked = cells.filter((cell) => cell !== null && cell.of > 0) as MatrixCell[];
  const sum = (of: (cell: MatrixCell) => number) => asked.reduce((all, cell) => all + of(cell), 0);
  return {
    of: sum((cell) => cell.of),
    held: sum((cell) => cell.held),
    lacking: sum((cell) => cell.lacking.length),
  };
}

/** The sums of all lines, and of each kind how many units stand how. */
function footOf(kinds: number, rows: Matrix['rows'], words: Wording): Row[] {
  const last = rows.length + 1;
  const range = (column: number) => `${letterOf(column)}2:${letterOf(column)}${last}`;
  const all = rows.map(({ cells }) => sumsOf(cells));
  const none = Array.from({ length: kinds }, () => '');
  const sums = SUMS.map(
    (sum, i): Cell => ({
      formula: `SUM(${range(kinds + 1 + i)})`,
      value: all.reduce((whole, one) => whole + one[sum], 0),
    }),
  );
  const counts = STATES.map((state): Row => {
    const cells = none.map(
      (_, i): Cell => ({
        formula: `COUNTIF(${range(i + 1)},"${MATRIX_SIGNS[state]}*")`,
        value: rows.filter(({ cells }) => cells[i]?.state === state).length,
      }),
    );
    const name = words('matrix.count', { sign: MATRIX_SIGNS[state], state: words(`matrix.state.${state}`) });
    return { cells: [name, ...cells, ...SUMS.map(() => '')], is: 'foot' };
  });
  return [{ cells: [words('matrix.total'), ...none, ...sums], is: 'foot' }, ...counts];
}

async function writeLegend(
  book: BookWriting,
  { unit, period, keptFrom }: Matrix,
  words: Wording,
  made: string,
): Promise<void> {
  await book.sheet({
    name: words('matrix.legend.sheet'),
    columns: [
      { width: WIDTH.sign, bold: true },
      { width: WIDTH.meaning, wrap: true },
    ],
    sticky: 0,
    filter: false,
    is: 'note',
  });
  const lines = [
    [words('matrix.legend.what'), words('matrix.title', { unit, period })],
    ...STATES.map((state) => [MATRIX_SIGNS[state], words(`matrix.legend.${state}`)]),
    [words('matrix.none'), words('matrix.legend.none')],
    [words('matrix.legend.parts_head'), words('matrix.legend.parts')],
    [words('matrix.legend.counted_head'), words('matrix.legend.counted')],
    ...(keptFrom === null
      ? []
      : [[words('matrix.legend.kept_head'), words('matrix.kept_from', { from: keptFrom })]]),
    [words('matrix.legend.made'), made],
  ];
  await book.rows(lines.map((cells) => ({ cells })));
}
