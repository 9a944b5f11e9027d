import { yearOf } from '../domain/calendar/dates.ts';
import type { DateText } from '../domain/calendar/time.ts';
import { CELL_STATES, type CellState } from '../wording/sentences/attendance-table.ts';
import type { Wording } from '../wording/templates.ts';
import { fileName } from './file-name.ts';
import { sheetName } from './sheet-name.ts';
import { writeSheets } from './table.ts';
import type { Sheet } from './workbook.ts';

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

export interface AttendanceTable {
  units: readonly AttendanceUnit[];
}

/** Units up to which each has a sheet of its own; of more, one long sheet can be searched and filtered. */
const MOST_SHEETS = 50;

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
  state: 8,
  meaning: 90,
};

/** Units worded in one go: a county takes longer than a check-in may wait. */
const AT_ONCE = 25;

/** The workbook (.xlsx): a sheet of each unit, or one of all where they are many, and a legend. */
export async function writeAttendance({ units }: AttendanceTable, words: Wording): Promise<Buffer> {
  const isLong = units.length > MOST_SHEETS;
  const legend = legendOf(isLong ? units.length : null, words);
  const taken = new Set([legend.name]);
  const sheets: Sheet[] = [];
  const signs = signsOf(words);
  if (isLong) sheets.push(await longSheet(units, signs, words));
  else for (const unit of units) sheets.push(unitSheet(unit, sheetName(unit.unit, taken), signs, words));
  return writeSheets([...sheets, legend]);
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
  const { from, to } = spanOf(units);
  const name = words('attendance_table.file_name', {
    from,
    to,
    unit: units[0]?.unit ?? '',
    units: units.length,
  });
  return `${fileName(name)}.xlsx`;
}

/** First and last day of all meetings; empty where there is none. */
function spanOf(units: readonly Pick<AttendanceUnit, 'meetings'>[]): { from: string; to: string } {
  const dates = units.flatMap(({ meetings }) => meetings.map(({ date }) => date)).sort();
  return { from: dates[0] ?? '', to: dates.at(-1) ?? '' };
}

function unitSheet(unit: AttendanceUnit, name: string, signs: Signs, words: Wording): Sheet {
  const { meetings, people } = unit;
  const heading = [...peopleColumns(words), ...meetingHeads(meetings, words), ...sumColumns(words)];
  const rows = [
    heading,
    ...peopleRows(unit, meetings.length, signs),
    ...footRows(unit, meetings.length, words),
  ];
  return {
    name,
    rows,
    grid: {
      sticky: 1,
      flush: 1,
      widths: [WIDTH.name, ...restWidths(meetings.length)],
      bold: [people.length + 1, people.length + 2],
      title: words('attendance_table.title', { unit: unit.unit, ...spanOf([unit]) }),
    },
  };
}

/** All units one below the other; as each held other meetings, its first row says which. */
async function longSheet(units: readonly AttendanceUnit[], signs: Signs, words: Wording): Promise<Sheet> {
  const most = Math.max(...units.map(({ meetings }) => meetings.length));
  const numbers = Array.from({ length: most }, (_, i) =>
    words('attendance_table.meeting_number', { number: i + 1 }),
  );
  const rows: (string | number)[][] = [
    [words('attendance_table.column.unit'), ...peopleColumns(words), ...numbers, ...sumColumns(words)],
  ];
  const bold: number[] = [];
  for (const [i, unit] of units.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await new Promise(setImmediate);
    const meetings = filled(meetingHeads(unit.meetings, words), most);
    const people = peopleRows(unit, most, signs);
    bold.push(rows.length, rows.length + people.length + 1, rows.length + people.length + 2);
    const block = [
      ['', '', '', ...meetings, ...SUMS.map(() => '')],
      ...people,
      ...footRows(unit, most, words),
    ];
    rows.push(...block.map((row) => [unit.unit, ...row]));
  }
  const name = words('attendance_table.sheet_all');
  return {
    name,
    rows,
    grid: {
      sticky: 2,
      flush: 2,
      widths: [WIDTH.unit, WIDTH.name, ...restWidths(most)],
      bold,
      title: words('attendance_table.title', { unit: '', ...spanOf(units) }),
    },
  };
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

/** @param units how many stand in the one long sheet; null where each has its own */
function legendOf(units: number | null, words: Wording): Sheet {
  const notes = [words('attendance_table.legend.due'), words('attendance_table.legend.foot')];
  if (units !== null) notes.push(words('attendance_table.legend.all', { units, most: MOST_SHEETS }));
  const rows = [
    [words('attendance_table.legend.head'), words('attendance_table.legend.head_meaning')],
    ...CELL_STATES.map((state) => [
      words(`attendance_table.state.${state}`),
      words(`attendance_table.legend.${state}`),
    ]),
    ...notes.map((note) => ['', note]),
  ];
  const title = words('attendance_table.sheet_legend');
  return {
    name: title,
    rows,
    grid: { sticky: 1, flush: 2, widths: [WIDTH.state, WIDTH.meaning], bold: [], title },
  };
}
