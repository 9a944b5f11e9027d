import { flag, list, number, type Sentences, text } from '../shape.ts';

const fault = { where: text, column: text, value: text, row: number, otherRow: number };
const note = { where: text, column: text, value: text, as: text };

export const schemeImport = {
  read: { name: text, unit: text, year: number, cumulative: flag, months: flag, guessed: flag, rows: number },
  'problem.no_rows': fault,
  'problem.not_calculated': fault,
  'problem.columns_missing': fault,
  'problem.column_repeated': fault,
  'problem.name_missing': fault,
  'problem.unit_missing': fault,
  'problem.unit_unknown': fault,
  'problem.unit_several': fault,
  'problem.due_invalid': fault,
  'problem.number_invalid': fault,
  'problem.measure_differs': fault,
  'problem.cumulative_falls': fault,
  'problem.looks_cumulative': fault,
  'problem.row_repeated': fault,
  'note.about': note,
  'note.goal_words': note,
  'note.sum_differs': note,
  'note.outside': note,
  'note.joint': note,
  refused: { count: number },
  changed: { no: number, name: text, changes: list(text) },
  change: { column: text, before: text, after: text },
  missing: { names: list(text), count: number, ended: flag },
  summary: { dry: flag, tasks: number, added: number, changed: number, same: number },
} satisfies Sentences;
