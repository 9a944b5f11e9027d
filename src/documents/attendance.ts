import { yearOf } from '../domain/calendar/dates.ts';
import type { DateText, Instant } from '../domain/calendar/time.ts';
import { fileName } from '../domain/file-name.ts';
import { CELL_STATES, type CellState } from '../wording/sentences/attendance-table.ts';
import type { Wording } from '../wording/templates.ts';
import { columnsOf, listed, MOST_SHEETS, writeLegend, writeMeetings } from './attendance-sheets.ts';
import type { Cell, Row } from './book/sheet.ts';
import { type BookWriting, writeBook } from './book/writing.ts';
import { letterOf } from './headings.ts';
import { sheetName } from './sheet-name.ts';

// The attendance table (签到表): names × meetings. Why somebody is on leave is not known here and never written.

/** What the record of one meeting says of one person: those in 应到 are in exactly one state. */
type AttendanceCell = Exclude<CellState, 'not_due'>;

export interface AttendanceUnit {
  unit: string;
  /** in the order of the columns */
  meetings: readonly { date: DateText; types: string }[];
  people: readonly {
    name: string;
    group?: string;
    kind: string;
    /** one for each meeting; null: not due there */
    states: readonly (AttendanceCell | null)[];
  }[];
  /** one for each meeting */
  totals: readonly { expected: number; present: number }[];
}

/** What is known of the whole before the first unit is read. */
export interface AttendanceHead {
  /** how many */
  units: number;
  /** meetings of the unit with most */
  most: number;
  /** first and last day; empty where there is no meeting */
  from: string;
  to: string;
  /** when it is made */
  at: Instant;
}

const SUMS = ['due', 'came', 'leave', 'absent', 'unrecorded'] as const;
/** What a state adds to the sums; 免 counts as a leave, 另到 is outside 应到. */
const ADDS: Readonly<Record<AttendanceCell, (typeof SUMS)[number] | null>> = {
  present: 'came',
  late: 'came',
  makeup: 'came',
  leave: 'leave',
  absent: 'absent',
  unrecorded: 'unrecorded',
  exempt: 'leave',
  extra: null,
};

/** In digits. */
const WIDTH = {
  unit: 20,
  name: 9,
  group: 11,
  kind: 9,
  meeting: 8.5,
  due: 8.5,
  sum: 6,
};

/**
 * The workbook (.xlsx): a sheet of each unit, or one of all where they are many; then every meeting with its figures, and
 * a legend. All units are taken before it returns; what it returns ends the file.
 * @param portions some units at a time: a city is never in hand whole
 */
export async function writeAttendance(
  head: AttendanceHead,
  portions: AsyncIterable<readonly AttendanceUnit[]>,
  words: Wording,
): Promise<() => Promise<Buffer>> {
  const isLong = head.units > MOST_SHEETS;
  const legend = words('attendance_table.sheet_legend');
  const list = words('attendance_table.sheet_meetings');
  const taken = new Set([legend, list]);
  const signs = signsOf(words);
  const meetings: Cell[][] = [];
  const book = writeBook(head.at);
  try {
    if (isLong) await beginLong(book, head, words);
    for await (const units of portions) {
      const rows: Row[] = [];
      for (const unit of units) {
        meetings.push(...listed(unit));
        if (isLong) rows.push(...blockOf(unit, head.most, signs, words));
        else await writeUnit(book, unit, sheetName(unit.unit, taken), signs, words);
      }
      await book.rows(rows);
      // Wording alone takes a county's units longer than a check-in may wait.
      await new Promise(setImmediate);
    }
    return async () => {
      try {
        await writeMeetings(book, list, meetings, words);
        await writeLegend(book, legend, isLong ? head.units : null, words);
        return await book.finish();
      } catch (error) {
        book.drop();
        throw error;
      }
    };
  } catch (error) {
    book.drop();
    throw error;
  }
}

/** How each state is written. */
type Signs = ReadonlyMap<CellState, string>;
const signsOf = (words: Wording): Signs =>
  new Map(CELL_STATES.map((state) => [state, words(`attendance_table.state.${state}`)]));

/** The name of that file, which every system takes. */
export function attendanceFileName(
  { units }: { units: readonly Pick<AttendanceUnit, 'unit' | 'meetings'>[] },
  words: Wording,
): string {
  const { from, to } = spanOf(units.flatMap(({ meetings }) => meetings.map(({ date }) => date)));
  const name = words('attendance_table.file_name', {
    from,
    to,
    unit: units[0]?.unit ?? '',
    units: units.length,
  });
  return fileName(`${name}.xlsx`);
}

/** The first and the last of some days; empty where there is none. */
export function spanOf(days: readonly DateText[]): { from: string; to: string } {
  let [from = '', to = ''] = [days[0], days[0]];
  for (const day of days) [from, to] = [day < from ? day : from, day > to ? day : to];
  return { from, to };
}

async function writeUnit(
  book: BookWriting,
  unit: AttendanceUnit,
  name: string,
  signs: Signs,
  words: Wording,
): Promise<void> {
  const { meetings, people } = unit;
  await book.sheet({
    name,
    columns: columnsOf([WIDTH.name, ...restWidths(meetings.length)], 1),
    sticky: 1,
    filter: true,
    title: words('attendance_table.title', { unit: unit.unit, ...spanOf(meetings.map(({ date }) => date)) }),
  });
  await book.rows([
    { cells: [...peopleColumns(words), ...meetingHeads(meetings, words), ...sumColumns(words)], is: 'head' },
    ...peopleRows(unit, meetings.length, signs).map((cells): Row => ({ cells })),
    ...footRows(unit, meetings.length, words).map((cells): Row => ({ cells, is: 'foot' })),
    totalRow(unit, people.length, words),
  ]);
}

/** The people's sums together: figures of meetings count those whom nobody named, too. */
function totalRow({ meetings, people }: AttendanceUnit, lines: number, words: Wording): Row {
  const first = 3 + meetings.length;
  const sums = people.map(({ states }) => sumsOf(states));
  const cells = SUMS.map((sum, i): Cell => {
    const letter = letterOf(first + i);
    const value = sums.reduce((all, one) => all + one[sum], 0);
    return lines === 0 ? value : { formula: `SUM(${letter}2:${letter}${lines + 1})`, value };
  });
  return {
    cells: [words('attendance_table.total'), '', '', ...meetings.map(() => ''), ...cells],
    is: 'foot',
  };
}

/** All units one below the other; as each held other meetings, its first row says which. */
async function beginLong(
  book: BookWriting,
  { most, from, to }: AttendanceHead,
  words: Wording,
): Promise<void> {
  const numbers = Array.from({ length: most }, (_, i) =>
    words('attendance_table.meeting_number', { number: i + 1 }),
  );
  await book.sheet({
    name: words('attendance_table.sheet_all'),
    columns: columnsOf([WIDTH.unit, WIDTH.name, ...restWidths(most)], 2),
    sticky: 2,
    filter: true,
    title: words('attendance_table.title', { unit: '', from, to }),
  });
  const heading = [
    words('attendance_table.column.unit'),
    ...peopleColumns(words),
    ...numbers,
    ...sumColumns(words),
  ];
  await book.rows([{ cells: heading, is: 'head' }]);
}

function blockOf(unit: AttendanceUnit, most: number, signs: Signs, words: Wording): Row[] {
  const meetings = filled(meetingHeads(unit.meetings, words), most);
  const within = (cells: readonly Cell[]): Cell[] => [unit.unit, ...cells];
  return [
    { cells: within(['', '', '', ...meetings, ...SUMS.map(() => '')]), is: 'bold' },
    ...peopleRows(unit, most, signs).map((cells): Row => ({ cells: within(cells) })),
    ...footRows(unit, most, words).map((cells): Row => ({ cells: within(cells), is: 'bold' })),
  ];
}

const peopleColumns = (words: Wording) =>
  (['name', 'group', 'kind'] as const).map((column) => words(`attendance_table.column.${column}`));
const sumColumns = (words: Wording) => SUMS.map((sum) => words(`attendance_table.column.${sum}`));

function meetingHeads(meetings: AttendanceUnit['meetings'], words: Wording): string[] {
  return meetings.map(({ date, types }, i) => {
    const year = yearOf(date);
    const isNew = i === 0 || year !== yearOf(meetings[i - 1]!.date);
    return words('attendance_table.meeting', { year: isNew ? `${year}` : '', date, types });
  });
}

const restWidths = (meetings: number) => [
  WIDTH.group,
  WIDTH.kind,
  ...Array.from({ length: meetings }, () => WIDTH.meeting),
  ...SUMS.map((sum) => (sum === 'due' ? WIDTH.due : WIDTH.sum)),
];
const filled = <T>(cells: readonly T[], length: number): (T | '')[] =>
  Array.from({ length }, (_, i) => cells[i] ?? '');

function peopleRows(
  { meetings, people }: AttendanceUnit,
  columns: number,
  signs: Signs,
): (string | number)[][] {
  return people.map(({ name, group = '', kind, states }) => {
    const cells = meetings.map((_, i) => signs.get(states[i] ?? 'not_due')!);
    const sums = sumsOf(states);
    return [name, group, kind, ...filled(cells, columns), ...SUMS.map((sum) => sums[sum])];
  });
}

function sumsOf(states: readonly (AttendanceCell | null)[]) {
  const sums = { due: 0, came: 0, leave: 0, absent: 0, unrecorded: 0 };
  for (const state of states) {
    const adds = state && ADDS[state];
    if (!adds) continue;
    sums.due++;
    sums[adds]++;
  }
  return sums;
}

/** 应到 and 实到 of each meeting; the columns of sums stay empty, as figures without names would not add up. */
function footRows(
  { meetings, totals }: AttendanceUnit,
  columns: number,
  words: Wording,
): (string | number)[][] {
  return (['expected', 'present'] as const).map((foot) => {
    const figures = meetings.map((_, i) => totals[i]?.[foot] ?? '');
    return [
      words(`attendance_table.foot.${foot}`),
      '',
      '',
      ...filled(figures, columns),
      ...SUMS.map(() => ''),
    ];
  });
}
