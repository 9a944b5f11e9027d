// What stands in the workbook beside the attendance table: every meeting with its figures, and what the signs mean.
import type { DateText } from '../domain/calendar/time.ts';
import { CELL_STATES } from '../wording/sentences/attendance-table.ts';
import type { Wording } from '../wording/templates.ts';
import type { Cell, Column, Reckoned, Row } from './book/sheet.ts';
import type { BookWriting } from './book/writing.ts';
import { letterOf } from './headings.ts';

/** Units up to which each has a sheet of its own; of more, one long sheet can be searched and filtered. */
export const MOST_SHEETS = 50;
/** In digits. */
const WIDTH = { state: 8, meaning: 90 };

/** @param flush columns at the left that are written from the left; the others are centred */
export const columnsOf = (widths: readonly number[], flush: number): Column[] =>
  widths.map((width, i) => ({ width, across: i < flush ? 'left' : 'center' }));

interface Held {
  unit: string;
  meetings: readonly { date: DateText; types: string }[];
  /** one for each meeting */
  totals: readonly { expected: number; present: number }[];
}

/** A line for each meeting, to be filtered and reckoned with. */
export const listed = ({ unit, meetings, totals }: Held): Cell[][] =>
  meetings.map(({ date, types }, i) => {
    const { expected, present } = totals[i]!;
    return [
      unit,
      date,
      types,
      expected,
      present,
      expected === 0 ? null : { value: present / expected, kind: 'rate' },
    ];
  });

const LIST = ['unit', 'date', 'types', 'expected', 'present', 'rate'] as const;
/** Places of 应到 and 实到 in that list. */
const [EXPECTED, PRESENT] = [3, 4];

export async function writeMeetings(
  book: BookWriting,
  name: string,
  lines: readonly Cell[][],
  words: Wording,
): Promise<void> {
  const widths = [30, 12, 28, 9, 9, 9];
  await book.sheet({
    name,
    columns: widths.map((width, i) => ({
      width,
      ...(i === 1 && { kind: 'date' as const }),
      ...(i >= EXPECTED && { kind: LIST[i] === 'rate' ? ('rate' as const) : ('count' as const) }),
    })),
    sticky: 0,
    filter: true,
  });
  await book.rows([{ cells: LIST.map((column) => words(`attendance_table.list.${column}`)), is: 'head' }]);
  // Each rate is that of its own line.
  await book.rows(
    lines.map((cells, i) => ({
      cells: cells.map((cell) =>
        typeof cell === 'object' && cell !== null ? { ...cell, formula: `E${i + 2}/D${i + 2}` } : cell,
      ),
    })),
  );
  if (lines.length === 0) return;
  const sum = (column: number): Reckoned => ({
    formula: `SUM(${letterOf(column)}2:${letterOf(column)}${lines.length + 1})`,
    value: lines.reduce((all, line) => all + (line[column] as number), 0),
  });
  const [all, came] = [sum(EXPECTED), sum(PRESENT)];
  const rate =
    all.value === 0
      ? null
      : { formula: `${came.formula}/${all.formula}`, value: Number(came.value) / Number(all.value) };
  await book.rows([{ cells: [words('attendance_table.total'), '', '', all, came, rate], is: 'foot' }]);
}

/** @param units how many stand in the one long sheet; null where each has its own */
export async function writeLegend(
  book: BookWriting,
  name: string,
  units: number | null,
  words: Wording,
): Promise<void> {
  const notes = [words('attendance_table.legend.due'), words('attendance_table.legend.foot')];
  if (units !== null) notes.push(words('attendance_table.legend.all', { units, most: MOST_SHEETS }));
  await book.sheet({
    name,
    columns: columnsOf([WIDTH.state, WIDTH.meaning], 2),
    sticky: 1,
    filter: false,
  });
  const heading = [words('attendance_table.legend.head'), words('attendance_table.legend.head_meaning')];
  const states = CELL_STATES.map((state) => [
    words(`attendance_table.state.${state}`),
    words(`attendance_table.legend.${state}`),
  ]);
  await book.rows([
    { cells: heading, is: 'head' },
    ...[...states, ...notes.map((note) => ['', note])].map((cells): Row => ({ cells })),
  ]);
}
