import { flag, type NoFields, number, type Sentences, text, time } from '../shape.ts';

/** What may stand in a cell of the attendance table. */
export const CELL_STATES = [
  'present',
  'late',
  'makeup',
  'leave',
  'absent',
  'exempt',
  'extra',
  'unrecorded',
  'not_due',
] as const;
export type CellState = (typeof CELL_STATES)[number];

/** How a state is written, and what that means. */
const states = Object.fromEntries(
  CELL_STATES.flatMap((state) => [`state.${state}`, `legend.${state}`].map((name) => [name, {}])),
) as Readonly<Record<`${'state' | 'legend'}.${CellState}`, NoFields>>;

export const attendanceTable = {
  ...states,
  title: { unit: text, from: text, to: text },
  sheet_all: {},
  sheet_legend: {},
  sheet_meetings: {},
  'list.unit': {},
  'list.date': {},
  'list.types': {},
  'list.expected': {},
  'list.present': {},
  'list.rate': {},
  total: {},
  'column.unit': {},
  'column.name': {},
  'column.group': {},
  'column.kind': {},
  'column.due': {},
  'column.came': {},
  'column.leave': {},
  'column.absent': {},
  'column.unrecorded': {},
  meeting: { year: text, date: time, types: text },
  meeting_number: { number },
  kind: { kind: text, mobile: flag, left: flag },
  'foot.expected': {},
  'foot.present': {},
  'legend.head': {},
  'legend.head_meaning': {},
  'legend.due': {},
  'legend.foot': {},
  'legend.all': { units: number, most: number },
  file_name: { from: text, to: text, unit: text, units: number },
} satisfies Sentences;
